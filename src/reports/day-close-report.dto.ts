import { ApiProperty } from '@nestjs/swagger';
import { DayCloseResponse } from '../day-close/day-close.dto.js';

export class DayCloseReportResponse {
  /** @example "2026-11-23" */
  business_date!: string;
  /**
   * The last date that was closed; null before the first.
   * @example "2026-11-22"
   */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  last_closed!: string | null;
  /**
   * Dates that are over and not closed, from the first that should be: 0 when all are, and while there are neither
   * loans nor closes.
   * @example 0
   */
  days_behind!: number;
  /**
   * At most one date is behind, and the newest close is done or has not been running for more than an hour.
   * @example true
   */
  is_healthy!: boolean;
  /** The close of the newest date, as in `GET /api/day_close/`; null before the first. */
  @ApiProperty({ type: DayCloseResponse, nullable: true })
  newest!: DayCloseResponse | null;
}
