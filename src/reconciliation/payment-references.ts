import { parseShortNumber } from '../runtime/short-number.js';

const SHORT_NUMBER_DIGITS = 10;
/** Our numbers on paper: RF, two check digits, the number (ISO 11649). */
const CREDITOR_REFERENCE = /\bRF[\s-]?(\d\d)((?:[\s.-]?\d){10})(?![\s.-]?\d)/gi;
/** Digits in groups as people type them; the letter of a number may stand in front. */
const DIGIT_GROUPS = /(?<![A-Z\d])[CLP]?\s?\d+(?:[\s.-]\d+)*(?![A-Z\d])/gi;
/** More than this in one text are somebody's list, not a reference. */
const MOST = 8;

/**
 * The short numbers in the text of a bank transfer, each once: ten digits with a valid check digit, in groups or not,
 * or with the check digits of ISO 11649. Digits out of longer ones (an IBAN, a card) are not taken. Whether something
 * has the number is for the caller to find out.
 */
export function shortNumbersIn(text: string): number[] {
  const found = new Set<number>();
  const add = (number: number | null) => {
    if (number !== null && found.size < MOST) found.add(number);
  };
  const rest = text.replace(CREDITOR_REFERENCE, (_whole, check: string, digits: string) => {
    const number = digits.replace(/\D/g, '');
    if (hasCreditorCheck(number, check)) add(parseShortNumber(number));
    return ' ; ';
  });
  for (const [run] of rest.matchAll(DIGIT_GROUPS)) {
    const groups = run.match(/\d+/g) ?? [];
    for (let first = 0; first < groups.length; first++) add(numberAt(groups, first));
  }
  return [...found];
}

/** The number that these groups of digits make from `first` on, and no group is cut for it. */
function numberAt(groups: readonly string[], first: number): number | null {
  let digits = '';
  for (let next = first; next < groups.length && digits.length < SHORT_NUMBER_DIGITS; next++)
    digits += groups[next] ?? '';
  return parseShortNumber(digits);
}

/** ISO 7064, MOD 97-10, over the number, "RF" as digits, and the check digits. */
function hasCreditorCheck(number: string, check: string): boolean {
  return BigInt(`${number}2715${check}`) % 97n === 1n;
}
