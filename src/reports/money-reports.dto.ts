import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import { StatementLineResponse } from '../reconciliation/statements.dto.js';

export class ReconciliationQuery {
  @ApiPropertyOptional({
    description: 'The date whose end is looked at, by default the business date.',
    format: 'date',
    example: '2026-11-23',
  })
  @IsOptional()
  @IsCalendarDate('2026-11-23')
  on?: string;

  @ApiPropertyOptional({
    description: 'Only this bank account.',
    format: 'uuid',
    example: '0198c0de-aaaa-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  account?: string;
}

export class OpenLinesResponse {
  /** @example 2 */
  count!: number;
  /** @example "175.00" */
  came_in!: string;
  /**
   * Not negative.
   * @example "4.90"
   */
  left!: string;
}

export class AccountReconciliationResponse {
  /** @example "0198c0de-aaaa-7000-8000-000000000001" */
  account!: string;
  /** @example "Current account" */
  name!: string;
  /** @example "DE89370400440532013000" */
  number!: string;
  /**
   * The end of the last statement up to the date; null before the first, when the opening balance stands for it.
   * @example "2026-11-23"
   */
  @ApiProperty({ type: String, nullable: true })
  statement_to!: string | null;
  /**
   * The closing balance of that statement.
   * @example "1370.10"
   */
  bank_says!: string;
  /**
   * What the journal says of the account for the same date.
   * @example "1370.10"
   */
  books_say!: string;
  /**
   * `bank_says` - `books_say`: zero while the books are right.
   * @example "0.00"
   */
  difference!: string;
  /** Lines up to the date that nobody has explained yet: what the bank knows and the loans do not. */
  open_lines!: OpenLinesResponse;
}

export class ReconciliationResponse {
  /** @example "2026-11-23" */
  on!: string;
  /** @example "EUR" */
  currency!: string;
  accounts!: AccountReconciliationResponse[];
  /**
   * Credited to somebody, and not in the bank yet: what the loans know and the bank does not.
   * @example "87.50"
   */
  in_clearing!: string;
  /**
   * Promised to somebody, and not seen to leave the bank yet.
   * @example "0.00"
   */
  promised!: string;
  /** The oldest hundred of the open lines, by name. */
  lines!: StatementLineResponse[];
}

export class InTransitRowResponse {
  /** @example "in" */
  @ApiProperty({ enum: ['in', 'out'] })
  direction!: 'in' | 'out';
  /** @example "repayment" */
  purpose!: string;
  /** @example "bank" */
  gateway!: string;
  /** @example "pending" */
  state!: string;
  /** @example 3 */
  transfers!: number;
  /** @example "262.50" */
  amount!: string;
  /**
   * When the oldest of them came into its state.
   * @example "2026-11-23T10:00:00.000Z"
   */
  oldest!: string;
}

export class InTransitResponse {
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "EUR" */
  currency!: string;
  results!: InTransitRowResponse[];
}
