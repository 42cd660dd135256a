import { ApiPropertyOptional, OmitType, PickType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { shownRowsOf, type Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { TableQuery } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { PreviewedCloses } from './day-close-preview.service.js';
import { DAY_CLOSE_STATUSES, DayCloseRun } from './day-close-run.entity.js';

export class DayCloseListQuery extends OmitType(TableQuery, ['ordering']) {
  @ApiPropertyOptional({
    description: 'Latest date first, or earliest first.',
    enum: ['-business_date', 'business_date'],
    example: '-business_date',
    default: '-business_date',
  })
  @IsOptional()
  @IsIn(['-business_date', 'business_date'])
  ordering: '-business_date' | 'business_date' = '-business_date';

  @ApiPropertyOptional({
    description: 'Only closes in this state.',
    enum: DAY_CLOSE_STATUSES,
    example: 'done',
  })
  @IsOptional()
  @IsIn(DAY_CLOSE_STATUSES)
  status?: (typeof DAY_CLOSE_STATUSES)[number];
}

/** The close of one business date. */
export class DayCloseResponse {
  /** @example "2026-11-22" */
  business_date!: string;
  /**
   * `running` also means interrupted: the next run finishes it.
   * @example "done"
   */
  status!: 'running' | 'done';
  /**
   * Loans on its list: past due, or due soon.
   * @example 412
   */
  candidates!: number;
  /**
   * Loans past due that were assessed.
   * @example 37
   */
  assessed!: number;
  /**
   * Late interest booked.
   * @example "18.42"
   */
  late_interest!: string;
  /** @example "USD" */
  currency!: string;
  /** @example 5 */
  became_overdue!: number;
  /** @example 1 */
  became_defaulted!: number;
  /**
   * Borrowers reminded of an instalment that falls due.
   * @example 375
   */
  reminders!: number;
  /**
   * Borrowers told that an instalment is overdue: on the first day past the grace days, then every seven days.
   * @example 9
   */
  notices!: number;
  /** @example "2026-11-23T00:00:12.000Z" */
  started_at!: string;
  /** @example "2026-11-23T00:00:14.000Z" */
  finished_at!: string | null;
}

export class CloseDatesDto {
  /** The last business date to close. It must be over. */
  @IsCalendarDate('2026-11-22')
  date!: string;
}

export class ClosedDatesResponse {
  /** What each close did, in order; empty when all were closed. */
  day_closes!: DayCloseResponse[];
}

/** What the close of a date would do. */
export class PreviewedCloseResponse extends PickType(DayCloseResponse, [
  'business_date',
  'assessed',
  'late_interest',
  'currency',
  'became_overdue',
  'became_defaulted',
  'reminders',
  'notices',
] as const) {}

/** A preview: nothing has changed. */
export class PreviewedClosesResponse {
  /** What each close would do if nothing is paid or lent meanwhile, in order; of at most 31 dates. */
  day_closes!: PreviewedCloseResponse[];
  /**
   * How many dates would be closed.
   * @example 1
   */
  dates!: number;
}

export class DayCloseListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/day_close/?cursor=bjoyMDI2LTExLTIy" */
  next!: string | null;
  /** @example "/api/day_close/?cursor=cDoyMDI2LTExLTIy" */
  previous!: string | null;
  results!: DayCloseResponse[];
}

export const shownRuns = shownRowsOf(DayCloseRun, 'd');

export function toDayCloseResponse(run: Shown<DayCloseRun>, currency: string): DayCloseResponse {
  return {
    business_date: run.businessDate,
    status: run.status,
    candidates: run.candidates,
    assessed: run.assessed,
    late_interest: formatMoney(run.lateInterest, currencyDecimals(currency)),
    currency,
    became_overdue: run.becameOverdue,
    became_defaulted: run.becameDefaulted,
    reminders: run.reminders,
    notices: run.notices,
    started_at: isoText(run.startedAt),
    finished_at: run.finishedAt && isoText(run.finishedAt),
  };
}

export function toPreviewResponse({ closes, dates, currency }: PreviewedCloses): PreviewedClosesResponse {
  return {
    day_closes: closes.map((close) => ({
      business_date: close.businessDate,
      assessed: close.assessed,
      late_interest: formatMoney(close.lateInterest, currencyDecimals(currency)),
      currency,
      became_overdue: close.becameOverdue,
      became_defaulted: close.becameDefaulted,
      reminders: close.reminders,
      notices: close.notices,
    })),
    dates,
  };
}
