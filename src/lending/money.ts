/**
 * The ISO 4217 currencies that do not have two decimals. Not taken from Intl, which knows how prices are displayed
 * (HUF, COP and PKR without decimals) and changes with the version of Node.
 */
const UNUSUAL_DECIMALS = new Map(
  (
    [
      [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
      [3, 'BHD IQD JOD KWD LYD OMR TND'],
    ] as const
  ).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, decimals] as const)),
);
const decimalsByCode = new Map<string, number>();

/** A text that is not a plain decimal amount; the message names the fault. */
export class MoneyFormatError extends Error {
  override readonly name = 'MoneyFormatError';
}

/** How many decimals an ISO 4217 currency has (USD 2, JPY 0, KWD 3). Throws RangeError on an unknown code. */
export function currencyDecimals(code: string): number {
  const known = decimalsByCode.get(code);
  if (known !== undefined) return known;
  if (!Intl.supportedValuesOf('currency').includes(code)) throw new RangeError(`unknown currency "${code}"`);
  const decimals = UNUSUAL_DECIMALS.get(code) ?? 2;
  decimalsByCode.set(code, decimals);
  return decimals;
}

/**
 * Minor units of a plain decimal such as "150.00": at most 12 integer digits and `decimals` fraction digits, no sign,
 * exponent or spaces; zero is allowed. Nothing is rounded. Throws MoneyFormatError.
 */
export function parseMoney(text: string, decimals: number): bigint {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match)
    throw new MoneyFormatError('must be a plain decimal such as "150.00": no sign, exponent or spaces');
  const [, whole = '', fraction = ''] = match;
  if (whole.length > 12) throw new MoneyFormatError('must have at most 12 digits before the decimal point');
  if (fraction.length > decimals) {
    throw new MoneyFormatError(
      decimals === 0
        ? 'must be a whole amount: the currency has no decimals'
        : `must have at most ${String(decimals)} digits after the decimal point`,
    );
  }
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

/**
 * Minor units, or their digits as the database sends them, as a decimal text with exactly `decimals` fraction digits:
 * 105000n, 2 is "1050.00". Exact.
 */
export function formatMoney(minor: bigint | string, decimals: number): string {
  const written = String(minor);
  const sign = written.startsWith('-') ? '-' : '';
  const digits = written.slice(sign.length).padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The integer nearest to numerator/denominator; a tie goes to the even one (rule 1). Throws RangeError on zero. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return divideHalfEven(-numerator, -denominator);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const twice = 2n * (remainder < 0n ? -remainder : remainder);
  if (twice < denominator || (twice === denominator && (quotient & 1n) === 0n)) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

/** An exact decimal as a fraction: "0.05" is 5/100. No sign, exponent or spaces. Throws RangeError. */
export function parseRate(text: string): { numerator: bigint; denominator: bigint } {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a plain decimal rate such as "0.05"`);
  const [, whole = '', fraction = ''] = match;
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

/**
 * Adds a decimal rate and an adjustment that may be negative, exactly; a sum below zero is "0". The result has the
 * decimals of the finer one. Without an adjustment the rate stays as written. Throws RangeError.
 */
export function addRates(rate: string, adjustment: string): string {
  const negative = adjustment.startsWith('-');
  const [a, b] = [parseRate(rate), parseRate(negative ? adjustment.slice(1) : adjustment)];
  if (b.numerator === 0n) return rate;
  const denominator = a.denominator > b.denominator ? a.denominator : b.denominator;
  const scaled = (of: typeof a) => (of.numerator * denominator) / of.denominator;
  const sum = scaled(a) + (negative ? -scaled(b) : scaled(b));
  return sum <= 0n ? '0' : formatMoney(sum, denominator.toString().length - 1);
}
