const DIGITS = 9;
const RADIX = 11;
const MODULUS = 10;

/** A number from 0 to 999,999,999 as people see it: nine digits and a check digit (ISO 7064, MOD 11,10); null for none. */
export function shownShortNumber(number: number): string;
export function shownShortNumber(number: number | null): string | null;
export function shownShortNumber(number: number | null): string | null {
  if (number === null) return null;
  const digits = String(number).padStart(DIGITS, '0');
  return `${digits}${String(checkDigit(digits))}`;
}

/**
 * The number that somebody typed, with or without spaces, hyphens and a letter in front; null when it is not valid. The
 * check digit finds every wrong digit, and nearly every swap of two.
 */
export function parseShortNumber(text: string): number | null {
  if (!isLikeShortNumber(text)) return null;
  const digits = digitsOf(text);
  const number = digits.slice(0, DIGITS);
  return String(checkDigit(number)) === digits.slice(DIGITS) ? Number(number) : null;
}

/** Whether somebody typed ten digits, as a number has, whatever its check digit is. */
export function isLikeShortNumber(text: string): boolean {
  return /^\d{10}$/.test(digitsOf(text));
}

function digitsOf(text: string): string {
  return text.replace(/^\s*[clp]\b|^\s*[clp](?=\d)|[\s-]/gi, '');
}

/** ISO 7064, the hybrid system MOD 11,10. */
function checkDigit(digits: string): number {
  let product = MODULUS;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % MODULUS;
    product = ((sum === 0 ? MODULUS : sum) * 2) % RADIX;
  }
  return (RADIX - product) % MODULUS;
}
