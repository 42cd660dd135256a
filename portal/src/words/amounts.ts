/** What somebody typed as an amount. */
export type Read = { amount: string } | { fault: 'empty' | 'unclear' | 'decimals' };

const DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g;
/** Spaces of all kinds, and marks that steer the direction of text. */
const INVISIBLE = /[\s\u00A0\u202F\u200E\u200F\u061C]/g;

interface Marks {
  /** What stands before the decimals. */
  decimal: string[];
  /** What stands between groups of digits. */
  group: string[];
  /** How many digits a group has that is not the last: two in India, 12,34,567. */
  inner: number;
}

function marksOf(notation: string): Marks {
  const parts = new Intl.NumberFormat(notation).formatToParts(-1234567.5);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const [decimal, group] = [mark('decimal'), mark('group')];
  // Arabic is typed with both kinds of digits, each with its own marks.
  if (notation.startsWith('ar')) return { decimal: ['٫', '.'], group: ['٬', ',', '،'], inner: 3 };
  const isSpace = group.replace(INVISIBLE, '') === '';
  // Where groups are parted by spaces, a point can only be the other decimal mark: keyboards of phones have just that.
  if (isSpace) return { decimal: [decimal, '.'], group: [], inner: 3 };
  const inner = parts.filter(({ type }) => type === 'integer').at(-2)?.value.length ?? 3;
  return { decimal: [decimal], group: [group], inner };
}

/**
 * Reads an amount as people of that language and region write it, exactly: text in, text out, such as "1.000,50" to "1000.50". What
 * could mean two things is not guessed ("1,5" in English is no amount).
 */
export function readAmount(typed: string, notation: string, decimals: number): Read {
  const text = typed
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) % 16))
    .replace(INVISIBLE, '');
  if (text === '') return { fault: 'empty' };
  const { decimal, ...groups } = marksOf(notation);
  const at = decimal.reduce((found, mark) => Math.max(found, text.indexOf(mark)), -1);
  const whole = at === -1 ? text : text.slice(0, at);
  const fraction = at === -1 ? '' : text.slice(at + 1);
  const digits = withoutGroups(whole, groups);
  if (digits === null || !/^\d*$/.test(fraction) || (at !== -1 && fraction === ''))
    return { fault: 'unclear' };
  if (fraction.length > decimals) return { fault: 'decimals' };
  const padded = fraction.padEnd(decimals, '0');
  const amount = digits.replace(/^0+(?=\d)/, '');
  return { amount: decimals === 0 ? amount : `${amount}.${padded}` };
}

/** The digits of a whole number; null where the marks part other groups than those of three, or of the region. */
function withoutGroups(
  whole: string,
  { group: marks, inner }: Pick<Marks, 'group' | 'inner'>,
): string | null {
  if (/^\d{1,15}$/.test(whole)) return whole;
  for (const mark of marks) {
    const groups = whole.split(mark);
    const isGrouped = [3, inner].some((size) => areGroups(groups, size));
    if (groups.length > 1 && groups.length <= 7 && isGrouped) return groups.join('');
  }
  return null;
}

/** The last has three digits, those before it `inner`, and the first no more. */
function areGroups(groups: readonly string[], inner: number): boolean {
  return groups.every((group, index) => {
    if (!/^\d+$/.test(group)) return false;
    if (index === groups.length - 1) return group.length === 3;
    return index === 0 ? group.length <= inner : group.length === inner;
  });
}

/** How many decimals the currency has: two for most, none for yen. */
export function decimalsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** An amount in minor units, to compute with: "1000.50" is 100050. */
export function toMinor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

/** The amount that so many minor units are. */
export function fromMinor(minor: bigint, decimals: number): string {
  const isNegative = minor < 0n;
  const digits = String(isNegative ? -minor : minor).padStart(decimals + 1, '0');
  const [whole, fraction] = [
    digits.slice(0, digits.length - decimals),
    digits.slice(digits.length - decimals),
  ];
  return `${isNegative ? '-' : ''}${whole}${decimals === 0 ? '' : `.${fraction}`}`;
}
