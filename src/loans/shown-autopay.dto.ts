import { ApiProperty } from '@nestjs/swagger';
import { AUTOPAY_STATES, OFF_REASONS, type Autopay, type OffReason } from '../transfers/autopay.entity.js';

/** The next debit, if nothing is paid until then. */
export class NextDebitResponse {
  /**
   * The business date on which it is asked for.
   * @example "2027-01-21"
   */
  on!: string;
  /**
   * The due date that it is for, from which it counts.
   * @example "2027-01-23"
   */
  due_date!: string;
  /**
   * All that is due by then, less what is on its way. A due date for which that is nothing has no debit.
   * @example "87.50"
   */
  amount!: string;
}

/** How the instalments of a loan are collected by themselves. */
export class AutopayResponse {
  /** @example "on" */
  @ApiProperty({ enum: AUTOPAY_STATES })
  state!: Autopay['state'];
  /** @example "0198c0de-abcd-7000-8000-000000000001" */
  instrument!: string;
  /**
   * What its owner knows it by.
   * @example "Test card ok"
   */
  instrument_label!: string;
  /**
   * How many days before a due date it is asked for.
   * @example 2
   */
  lead_days!: number;
  /** Null while it is off, and once nothing is left to collect. */
  @ApiProperty({ type: NextDebitResponse, nullable: true })
  next_debit!: NextDebitResponse | null;
  /**
   * Why it is off: somebody asked, two debits in a row were refused or came back, the loan is not open any more, or the
   * card or account was taken back.
   * @example "failed"
   */
  @ApiProperty({ enum: OFF_REASONS, nullable: true })
  off_reason!: OffReason | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  set_at!: string;
}
