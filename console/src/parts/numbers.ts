import { currentLocale, say } from '../words/say';

/**
 * Numbers as people type them. Any notation is understood as long as it can mean one number only; what could be two is
 * asked back, never guessed: "1.000" is a thousand to some and one to others.
 */

/** What was read: a plain decimal such as "1000.50", or why it could not be. */
export type Reading = { value: string } | { problem: string };

interface Notation {
  /** The most decimals that make sense. */
  decimals: number;
  /** Thousands make sense: of money, not of a percentage. */
  isGrouped: boolean;
  /** What it is, for the sentence that refuses it, with an example. */
  noun: keyof typeof ASKED;
  example: string;
  /** That of the reader; by default the page's. */
  locale?: string | undefined;
}

const ASKED = {
  amount: 'Please type an amount such as {example}.',
  percentage: 'Please type a percentage such as {example}.',
  whole: 'Please type a whole number such as {example}.',
} as const;

const SPACE = ' ';

/** One decimal, in whatever notation. */
export function readDecimal(text: string, notation: Notation): Reading {
  const { decimals, isGrouped, noun, example, locale = currentLocale() } = notation;
  const plain = asciiDigits(text);
  const [, sign = '', body = ''] = /^([+-]?)([\d.,' ]*\d)$/.exec(plain) ?? [];
  const refused = { problem: say(ASKED[noun], { example }) };
  if (body === '') return refused;
  const negative = sign === '-' ? '-' : '';
  const done = (whole: string, fraction = ''): Reading => {
    if (fraction.length > decimals) {
      return {
        problem:
          decimals === 0 ? refused.problem : say('At most {decimals} decimals are possible.', { decimals }),
      };
    }
    const digits = whole.replace(/^0+(?=\d)/, '') || '0';
    return { value: `${negative}${digits}${fraction === '' ? '' : `.${fraction}`}` };
  };
  const used = [...new Set(body.replace(/\d/g, ''))];
  const last = used.at(-1);
  if (last === undefined) return done(body);
  const [head, tail] = splitAtLast(body, last);
  if (used.length > 2) return refused;
  if (used.length === 2) {
    const [first = ''] = used;
    const isDecimal = last === '.' || last === ',';
    const isWhole = isDecimal && /^\d+$/.test(tail) && !head.includes(last) && isGroup(head, first);
    return isWhole ? done(ungroup(head), tail) : refused;
  }
  if (head.includes(last) || last === SPACE || last === "'") {
    return isGroup(body, last) ? done(ungroup(body)) : refused;
  }
  if (!isGroup(body, last)) return done(head, tail);
  // One point or comma with three digits behind it.
  const own = separatorsOf(locale);
  if (!isGrouped || decimals >= 3) {
    if (last === own.decimal && decimals >= 3) return done(head, tail);
  } else if (last === own.group) return done(ungroup(body));
  const either = new Intl.NumberFormat(locale, { useGrouping: false });
  const options = [
    either.format(`${negative}${ungroup(body)}` as Intl.StringNumericLiteral),
    either.format(`${negative}${head}.${tail}` as Intl.StringNumericLiteral),
  ];
  const [one = '', other = ''] = options;
  return {
    problem: say('“{text}” can mean {one} or {other}. Please type the one that is meant.', {
      text: text.trim(),
      one,
      other,
    }),
  };
}

/** An amount in a currency: its symbol or code may stand beside it. */
export function readAmount(text: string, currency: string, locale = currentLocale()): Reading {
  const decimals = digitsOf(currency);
  const bare = withoutCurrency(text.normalize('NFKC').trim(), currency, locale);
  if (bare === null) return { problem: say('Amounts here are in {currency}.', { currency }) };
  const example = exampleOf(decimals === 0 ? 1000 : 1000.5, decimals, locale);
  return readDecimal(bare, { decimals, isGrouped: true, noun: 'amount', example, locale });
}

/** A percentage, "5" or "5 %", as the ratio that the API takes: "0.05". It has at most six decimals. */
export function readPercent(text: string, locale = currentLocale()): Reading {
  const bare = text
    .normalize('NFKC')
    .replace(/[\u200e\u200f\u061c]/g, '')
    .trim()
    .replace(/\s*[%٪]$/, '');
  const example = exampleOf(5.25, 2, locale);
  const read = readDecimal(bare, { decimals: 4, isGrouped: false, noun: 'percentage', example, locale });
  return 'value' in read ? { value: shifted(read.value, -2) } : read;
}

export const readWhole = (text: string, locale = currentLocale()): Reading =>
  readDecimal(text, { decimals: 0, isGrouped: true, noun: 'whole', example: '12', locale });

/** A decimal of the API as it stands in a form: in the reader's notation, so that it is read back as it was. */
export function typed(value: string, locale = currentLocale()): string {
  const digits = value.split('.')[1]?.length ?? 0;
  const format = { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, format).format(value as Intl.StringNumericLiteral);
}

/** A ratio of the API as a percentage to be typed over: "0.0525" is 5.25. */
export const typedPercent = (ratio: string, locale = currentLocale()): string =>
  typed(shifted(ratio, 2), locale);

/** Moves the point to the right, or to the left; zeros that say nothing are left out. */
export function shifted(value: string, by: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  const digits = whole.padStart(Math.max(1, 1 - by), '0') + fraction.padEnd(Math.max(0, by), '0');
  const point = digits.length - Math.max(fraction.length, Math.max(0, by)) + by;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point).replace(/0+$/, '');
  const number = `${left}${right === '' ? '' : `.${right}`}`;
  return /[1-9]/.test(number) ? `${sign}${number}` : number;
}

/** Digits of any script as 0 to 9, spaces and apostrophes of any kind as one, and without marks of direction. */
function asciiDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200e\u200f\u061c]/g, '')
    .trim()
    .replace(/\p{Nd}/gu, digitOf)
    .replaceAll('٫', '.')
    .replaceAll('،', ',')
    .replace(/[٬’ʼ′‘]/g, "'")
    .replace(/\s/g, SPACE)
    .replace('−', '-');
}

/** Unicode has the digits of each script in runs of ten that begin with its zero. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - 1 - before))) before += 1;
  return String(before % 10);
}

const splitAtLast = (text: string, separator: string): [string, string] => [
  text.slice(0, text.lastIndexOf(separator)),
  text.slice(text.lastIndexOf(separator) + 1),
];

/** Groups of three; or, as in India, of two with three at the end. */
function isGroup(text: string, separator: string): boolean {
  const groups = text.split(separator);
  const [first = '', ...rest] = groups;
  const last = rest.at(-1);
  if (last?.length !== 3 || !/^\d+$/.test(groups.join('')) || first.startsWith('0')) return false;
  const middle = rest.slice(0, -1);
  const isOf = (size: number) => first.length <= size && middle.every(({ length }) => length === size);
  return first.length > 0 && (isOf(3) || isOf(2));
}

const ungroup = (text: string): string => text.replace(/\D/g, '');

function separatorsOf(locale: string | undefined): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.5);
  const of = (type: string) =>
    asciiDigits(`0${parts.find((part) => part.type === type)?.value ?? ''}0`).slice(1, -1);
  return { group: of('group'), decimal: of('decimal') };
}

const exampleOf = (value: number, digits: number, locale: string | undefined): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Without the currency's own sign or code at either end; null where another currency's stands there. */
function withoutCurrency(text: string, currency: string, locale: string | undefined): string | null {
  const signs = (['code', 'symbol', 'narrowSymbol'] as const).map((currencyDisplay) => {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
    const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
    return sign.normalize('NFKC').toLowerCase();
  });
  const lower = text.toLowerCase();
  for (const sign of signs) {
    if (lower.startsWith(sign)) return text.slice(sign.length);
    if (lower.endsWith(sign)) return text.slice(0, -sign.length);
  }
  return /\p{Sc}|^[A-Z]{3}\b|\b[A-Z]{3}$/u.test(text) ? null : text;
}
