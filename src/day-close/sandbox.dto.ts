import { IsCalendarDate } from '../http/calendar-date.js';
import { DayCloseResponse } from './day-close.dto.js';

export class AdvanceClockDto {
  /** The business date to move to: later than today's, by at most a year. */
  @IsCalendarDate('2026-12-24')
  to!: string;
}

export class SandboxClockResponse {
  /** @example "2026-12-24" */
  business_date!: string;
  /**
   * How many days the business date is ahead of the calendar.
   * @example 31
   */
  days_ahead!: number;
  /**
   * The last business date that was closed; null before the first.
   * @example "2026-12-23"
   */
  closed_on!: string | null;
}

export class AdvancedClockResponse extends SandboxClockResponse {
  /** What each day-close on the way did, in order. */
  day_closes!: DayCloseResponse[];
}
