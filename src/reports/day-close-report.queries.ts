import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { DayCloseQueries } from '../day-close/day-close.queries.js';
import type { DayCloseReportResponse } from './day-close-report.dto.js';

/** One date may be behind, because it has only just ended. */
const MOST_BEHIND = 1;
/**
 * A close of a million loans takes seconds. One that has been running longer was interrupted, and nobody continues it.
 */
const CUT_OFF_MS = 3_600_000;

/** Whether business dates are closed in time. */
@Injectable()
export class DayCloseReport {
  constructor(
    private readonly dayCloses: DayCloseQueries,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  async health(): Promise<DayCloseReportResponse> {
    const today = await this.bankConfig.businessDate();
    const [newest, lastClosed, behind] = await Promise.all([
      this.dayCloses.newest(),
      this.dayCloses.lastClosed(),
      this.dayCloses.daysBehind(today),
    ]);
    const isCutOff =
      newest?.status === 'running' && this.clock.now().getTime() - Date.parse(newest.started_at) > CUT_OFF_MS;
    return {
      business_date: today,
      last_closed: lastClosed,
      days_behind: behind,
      is_healthy: behind <= MOST_BEHIND && !isCutOff,
      newest,
    };
  }
}
