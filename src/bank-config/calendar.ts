import { addDays, dateOfDayNumber, daysBetween } from '../lending/dates.js';

/** Decides the business date of an instant, as long as no later one has begun. */
export interface Calendar {
  /** IANA name. */
  timeZone: string;
  /** The local hour at which a business date ends, 1 to 24 (midnight). */
  closingHour: number;
  /** How many days a sandbox is ahead. */
  daysAhead: number;
}

const MINUTE_MS = 60_000;
const MINUTES_OF_A_DAY = 24 * 60;
const DAY_MS = MINUTES_OF_A_DAY * MINUTE_MS;
/** Time zones and their changes move a date by less than this. */
const LEEWAY_DAYS = 3;

/** The business date at an instant (milliseconds since 1970). Throws RangeError for an unknown time zone. */
export function dateAt({ timeZone, closingHour, daysAhead }: Calendar, at: number): string {
  const { date, hour } = localDates(timeZone)(at);
  const days = daysAhead + (hour >= closingHour ? 1 : 0);
  return days === 0 ? date : addDays(date, days);
}

/** The instant, to the minute, at which the calendar passes `date`, which it has not passed at `from`. */
export function endOf(calendar: Calendar, date: string, from: number): Date {
  const days = Math.max(daysBetween(dateAt(calendar, from), date), 0) + LEEWAY_DAYS;
  let low = Math.floor(from / MINUTE_MS);
  let high = low + days * MINUTES_OF_A_DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dateAt(calendar, middle * MINUTE_MS) > date) high = middle;
    else low = middle;
  }
  return new Date(high * MINUTE_MS);
}

type LocalDates = (at: number) => { date: string; hour: number };
const known = new Map<string, LocalDates>();

/** Local date and hour of an instant. */
function localDates(timeZone: string): LocalDates {
  let dates = known.get(timeZone);
  if (!dates) known.set(timeZone, (dates = makeLocalDates(timeZone)));
  return dates;
}

function makeLocalDates(timeZone: string): LocalDates {
  if (timeZone === 'UTC') {
    return (at) => ({
      date: dateOfDayNumber(Math.floor(at / DAY_MS)),
      hour: new Date(at).getUTCHours(),
    });
  }
  // Swedish writes ISO 8601: 2026-11-23 10:00.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const text = format.format(at);
    return { date: text.slice(0, 10), hour: Number(text.slice(11, 13)) };
  };
}
