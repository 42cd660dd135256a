import { Injectable } from '@nestjs/common';
import { addDays, dateOfDayNumber } from '../lending/dates.js';
import { databaseTime } from './database-time.js';

/** Which business date an instant belongs to. */
export interface Calendar {
  /** IANA name. */
  timeZone: string;
  /** The local hour at which a business date ends, 1 to 24 (midnight). */
  closingHour: number;
  /** How many days a sandbox is ahead. */
  daysAhead: number;
  /** The business date is never before this one: what is closed is over, whatever a clock or a zone says. */
  notBefore: string | null;
}

const UTC: Calendar = { timeZone: 'UTC', closingHour: 24, daysAhead: 0, notBefore: null };
const MINUTE_MS = 60_000;
const MINUTES_OF_A_DAY = 24 * 60;
const DAY_MS = MINUTES_OF_A_DAY * MINUTE_MS;

/**
 * The only source of time. `now` is the instant by the database's clock, `businessDate` the bank's calendar date
 * (YYYY-MM-DD).
 */
@Injectable()
export class Clock {
  private calendar: Calendar = UTC;
  private dateAt = localDates(UTC.timeZone);
  /** The date of the minute that was asked for last: zones change on whole minutes, and so do dates. */
  private minute = Number.NaN;
  private date = '';

  now(): Date {
    return new Date(databaseTime.now());
  }

  businessDate(): string {
    const at = this.now().getTime();
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.minute) {
      this.date = this.dateOf(at);
      this.minute = minute;
    }
    return this.date;
  }

  /** The instant at which the present business date ends, to the minute. */
  businessDateEnds(): Date {
    const today = this.businessDate();
    let low = Math.floor(this.now().getTime() / MINUTE_MS);
    let high = low + 3 * MINUTES_OF_A_DAY;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.dateOf(middle * MINUTE_MS) > today) high = middle;
      else low = middle;
    }
    return new Date(high * MINUTE_MS);
  }

  get daysAhead(): number {
    return this.calendar.daysAhead;
  }

  /** From now on dates are those of this calendar. Throws RangeError when there is no such time zone. */
  follow(calendar: Calendar): void {
    if (calendar.timeZone !== this.calendar.timeZone) this.dateAt = localDates(calendar.timeZone);
    this.calendar = calendar;
    this.minute = Number.NaN;
  }

  private dateOf(at: number): string {
    const { closingHour, daysAhead, notBefore } = this.calendar;
    const { date, hour } = this.dateAt(at);
    const days = daysAhead + (hour >= closingHour ? 1 : 0);
    const businessDate = days === 0 ? date : addDays(date, days);
    return notBefore !== null && businessDate < notBefore ? notBefore : businessDate;
  }
}

/** Local date and hour of an instant. */
function localDates(timeZone: string): (at: number) => { date: string; hour: number } {
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
