import { chosenDate } from '../../../web/dates';
import { currentLocale, figure, say, together, type Key } from '../words/say';
import { shifted } from './numbers';

/** What is counted in words. */
type Noun = Extract<Key, `count.${string}`> extends `count.${infer Name}` ? Name : never;

/**
 * How everything is shown: amounts, rates, dates and instants, each by one function. Numbers and dates are in the
 * notation of the chosen language; instants are in the bank's time zone, and say so.
 */
let zone = 'UTC';
/** The bank's currency, for forms that name none. */
export let bankCurrency = '';

/** What the bank's configuration says about showing things. `Frame` tells it before a page is drawn. */
export function showAs(bank: { time_zone: string; currency: string }): void {
  zone = bank.time_zone;
  bankCurrency = bank.currency;
}

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Formats are dear to make: each is made once. */
function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(
  make: new (locale: string | undefined, options: object) => T,
  options: object,
): T {
  const key = JSON.stringify([currentLocale(), options]);
  const known = kept.get(key) ?? new make(currentLocale(), options);
  kept.set(key, known);
  return known as T;
}

const decimalsIn = (text: string): number => text.split('.')[1]?.length ?? 0;

const numbers = (options: Intl.NumberFormatOptions) => once(Intl.NumberFormat, options);
const dates = (options: Intl.DateTimeFormatOptions) => once(Intl.DateTimeFormat, options);
const DAY = { year: 'numeric', month: 'short', day: 'numeric' } as const;

/** An amount of the API, which is decimal text, with all of its digits and without a detour through a float. */
export function money(amount: string | null | undefined, currency: string | undefined): string {
  if (amount === null || amount === undefined) return '–';
  const digits = decimalsIn(amount);
  const format = numbers({
    ...(currency ? { style: 'currency', currency } : {}),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return figure(format.format(amount as Intl.StringNumericLiteral));
}

/** Minor units, which may have a fraction, as an amount: "416.6667" cents are 4.166667. Nothing is rounded. */
export function exactMoney(minor: string, currency: string): string {
  const digits = currencyDigits(currency);
  const [whole = '', fraction = ''] = shifted(minor, -digits).split('.');
  const decimals = fraction.padEnd(digits, '0');
  return money(decimals === '' ? whole : `${whole}.${decimals}`, currency);
}

/** How many decimals amounts of a currency have. */
export function currencyDigits(currency: string): number {
  return numbers({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A tick of an axis of amounts: as amounts are shown, without decimals where it has none. */
export function moneyTick(value: number, currency: string): string {
  const digits = Number.isInteger(value) ? 0 : currencyDigits(currency);
  const format = numbers({
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return figure(format.format(value));
}

/**
 * A rate or a ratio as percent: "0.12345" is 12.345 %. With all the digits of the API's rates and ratios, which are six
 * decimals; computed ones, which have more, are rounded to four decimals of a percent.
 */
export function percent(ratio: string | number | null | undefined, decimals = 4): string {
  if (ratio === null || ratio === undefined) return '–';
  const format = numbers({ style: 'percent', maximumFractionDigits: decimals });
  return figure(format.format(ratio as number));
}

export const count = (value: number): string => numbers({}).format(value);
/** "1 loan", "2 loans". */
export const counted = (value: number, noun: Noun): string => say(`count.${noun}`, { n: value });

/** What does not go on in the next line. */
const whole = (shown: string): string => shown.replaceAll(' ', '\u00a0');

/** A calendar date as it is; of an instant the date on which it is in the bank's time zone. */
export function date(text: string | null | undefined): string {
  if (!text) return '–';
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return together(whole(dates({ ...DAY, timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`))));
  }
  return together(whole(dates({ ...DAY, timeZone: zone }).format(new Date(text))));
}

/** A date below a chart of some months, where a year has no room. */
export const dayTick = (text: string): string =>
  together(dates({ month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`)));

/** What a date field holds, in words; undefined while it is being typed. */
export function chosen(value: string): string | undefined {
  const shown = chosenDate(value, currentLocale());
  return shown && together(shown);
}

/** Date and time in the bank's time zone, which is named. Where it has no room, the time goes on in the next line. */
export function instant(text: string | null | undefined): string {
  if (!text) return '–';
  const time = { hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short' } as const;
  const parts = dates({ ...DAY, ...time }).formatToParts(new Date(text));
  const gap = parts.findIndex(({ type }) => type === 'hour' || type === 'dayPeriod') - 1;
  return together(parts.map(({ value }, index) => (index === gap ? value : whole(value))).join(''));
}

/** Today where the bank is, as in 2026-11-26. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());

/** "2026-11" as people read it. */
export const monthName = (month: string): string =>
  dates({ month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));

const UNITS: Record<string, Noun> = { D: 'day', W: 'week', M: 'month', Y: 'year' };

/** An ISO 8601 duration of one unit: "P365D" is 365 days. */
export function duration(text: string): string {
  const [, number, unit] = /^P(\d+)([DWMY])$/.exec(text) ?? [];
  return number && unit ? counted(Number(number), UNITS[unit] ?? 'day') : text;
}

/** The end of an id: its beginning is a time, and the same for all that was made at once. */
export const shortId = (id: string): string => id.slice(-8);

/** For the length of a bar only: figures are shown as the text that they are. */
export const length = (figure: string): number => Number(figure);

/** A name to be shown, if there is one. */
export function personName(person: { first_name?: string; last_name?: string; username?: string }): string {
  return `${person.first_name ?? ''} ${person.last_name ?? ''}`.trim() || (person.username ?? '');
}
