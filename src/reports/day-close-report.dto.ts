import { ApiProperty } from '@nestjs/swagger';
import { DayCloseResponse } from '../day-close/day-close.dto.js';

export class DayCloseReportResponse {
  /** @example "2026-11-23" */
  business_date!: string;
  /**
   * The last closed date; null before the first.
   * @example "2026-11-22"
   */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  last_closed!: string | null;
  /**
   * Dates that are over but not closed, from the first that should be closed. 0 when all are closed, and while there
   * are neither loans nor closes.
   * @example 0
   */
  days_behind!: number;
  /**
   * At most one date is behind, and the newest close is finished or has been running for less than an hour.
   * @example true
   */
  is_healthy!: boolean;
  /** The close of the newest date, as in `GET /api/day_close/`; null before the first. */
  @ApiProperty({ type: DayCloseResponse, nullable: true })
  newest!: DayCloseResponse | null;
}
