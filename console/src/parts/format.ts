/** That of the browser. */
const locale = undefined;
const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const amounts = new Map<string, Intl.NumberFormat>();

/** An amount of the API, which is decimal text, without a detour through a float. */
export function money(amount: string | null | undefined, currency: string | undefined): string {
  if (amount === null || amount === undefined) return '–';
  const key = currency ?? '';
  let format = amounts.get(key);
  if (!format) {
    const decimals = amount.split('.')[1]?.length ?? 0;
    format = new Intl.NumberFormat(locale, {
      ...(currency ? { style: 'currency', currency } : {}),
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    amounts.set(key, format);
  }
  return format.format(amount as Intl.StringNumericLiteral);
}

/** A ratio as percent: "0.0425" is 4.25 %. */
export function percent(ratio: string | null | undefined, decimals = 2): string {
  if (ratio === null || ratio === undefined) return '–';
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: decimals });
  return format.format(ratio as Intl.StringNumericLiteral);
}

export const count = (value: number): string => new Intl.NumberFormat(locale).format(value);
/** "1 loan", "2 loans". */
export const counted = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
export const date = (text: string | null | undefined): string =>
  text ? dates.format(new Date(`${text.slice(0, 10)}T00:00:00Z`)) : '–';
/** "2026-11" as people read it. */
export const monthName = (month: string): string => months.format(new Date(`${month}-01T00:00:00Z`));
export const instant = (text: string | null | undefined): string =>
  text ? instants.format(new Date(text)) : '–';

/** "written_off" as people read it. */
export function words(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The end of an id: its beginning is a time, and the same for all that was made at once. */
export const shortId = (id: string): string => id.slice(-8);

/** For the length of a bar only: figures are shown as the text that they are. */
export const length = (figure: string): number => Number(figure);

/** A name to be shown, if there is one. */
export function personName(person: { first_name?: string; last_name?: string; username?: string }): string {
  return `${person.first_name ?? ''} ${person.last_name ?? ''}`.trim() || (person.username ?? '');
}
