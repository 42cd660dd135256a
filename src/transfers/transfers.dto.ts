import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { ForShow } from '../database/entity-columns.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IsOneOrMoreOf } from '../http/filters.js';
import { TableQuery } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { shownShortNumber } from '../runtime/short-number.js';
import {
  DIRECTIONS,
  IN_PURPOSES,
  OUT_PURPOSES,
  STANDS,
  TRANSFER_STATES,
  type Direction,
  type Purpose,
  type Stands,
  type TransferState,
} from './transfer-states.js';
import { STEP_SOURCES, type StepSource } from './transfer-step.entity.js';
import { TransferActionResponse } from './started-transfer.dto.js';
import type { Transfer } from './transfer.entity.js';

const PURPOSES = [...IN_PURPOSES, ...OUT_PURPOSES];

export class TransferListQuery extends TableQuery {
  @IsOneOrMoreOf(TRANSFER_STATES, 'Only transfers in this state')
  state?: string;

  @ApiPropertyOptional({ description: 'Only money in, or out.', enum: DIRECTIONS, example: 'in' })
  @IsOptional()
  @IsIn(DIRECTIONS)
  direction?: Direction;

  /**
   * Only transfers of this customer or provider.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  party?: string;

  /**
   * Only transfers of this loan.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  loan?: string;

  /** Only transfers that were asked for on this business date or later. */
  @IsOptional()
  @IsCalendarDate('2026-11-01')
  from?: string;

  /** Only transfers that were asked for on this business date or earlier. */
  @IsOptional()
  @IsCalendarDate('2026-11-30')
  to?: string;
}

/** An attempt to move money into or out of the platform. */
export class TransferResponse {
  /** @example "0198c0de-7a7a-7000-8000-000000000001" */
  id!: string;
  /** @example "in" */
  @ApiProperty({ enum: DIRECTIONS })
  direction!: Direction;
  /** @example "repayment" */
  @ApiProperty({ enum: PURPOSES })
  purpose!: Purpose;
  /**
   * Whose money it is.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  party!: string | null;
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Ada Okoye"
   */
  @ApiProperty({ type: String, nullable: true })
  party_name!: string | null;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  @ApiProperty({ type: String, nullable: true })
  loan_number!: string | null;
  /** @example "87.50" */
  amount!: string;
  /**
   * What the gateway kept of it; the bank bears that.
   * @example "0.00"
   */
  fee!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "sandbox" */
  gateway!: string;
  /** @example "0198c0de-abcd-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  instrument!: string | null;
  /**
   * What is known of it.
   * @example "succeeded"
   */
  @ApiProperty({ enum: TRANSFER_STATES })
  state!: TransferState;
  /** @example "2026-11-23T10:00:02.000Z" */
  state_since!: string;
  /**
   * What the books say of it: `credited` counts already, `settled` is in the bank too, `owed_back` will be taken back.
   * Of money that goes out: `promised` has left wallet or credit, `gone` the bank too.
   * @example "credited"
   */
  @ApiProperty({ enum: STANDS })
  stands!: Stands;
  /**
   * The business date of the wish, from which a repayment counts.
   * @example "2026-11-23"
   */
  counts_from!: string;
  /**
   * A debit that came by itself (autopay): the due date that it is for.
   * @example "2026-11-23"
   */
  @ApiProperty({ type: String, nullable: true })
  autopay_due_date!: string | null;
  /**
   * How long the bank holds it: from this date on it counts though it could still be refused, and may be paid out. Null where
   * it holds nothing, and until it has succeeded.
   * @example "2026-11-28"
   */
  @ApiProperty({ type: String, nullable: true })
  hold_until!: string | null;
  /**
   * Why it failed, or why somebody has to look at it.
   * @example "insufficient_funds"
   */
  @ApiProperty({ type: String, nullable: true })
  failure_code!: string | null;
  /** @example "The account does not hold enough." */
  @ApiProperty({ type: String, nullable: true })
  failure_text!: string | null;
  /**
   * The transfer that failed or was not sent, and in whose place this one is.
   * @example "0198c0de-7a7a-7000-8000-000000000002"
   */
  @ApiProperty({ type: String, nullable: true })
  replaces!: string | null;
  /**
   * The file that ordered the bank to pay it.
   * @example "0198c0de-f11e-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  payout_file!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class TransferStepResponse {
  /** @example "pending" */
  @ApiProperty({ enum: TRANSFER_STATES, nullable: true })
  from!: TransferState | null;
  /** @example "succeeded" */
  @ApiProperty({ enum: TRANSFER_STATES })
  to!: TransferState;
  /** @example "credited" */
  @ApiProperty({ enum: STANDS })
  stands!: Stands;
  /** @example "webhook" */
  @ApiProperty({ enum: STEP_SOURCES })
  source!: StepSource;
  /** @example "2026-11-23T10:00:02.000Z" */
  at!: string;
  /**
   * The member of staff who did it; null for everybody else.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  actor!: string | null;
}

/** Where a member of staff says that a transfer ended; it waits for another one to say the same. */
export class TransferProposalResponse {
  /** @example "returned" */
  outcome!: string;
  /** @example "The cheque bounced." */
  reason!: string;
  /** @example "0198c0de-1111-7000-8000-000000000001" */
  proposed_by!: string;
  /** @example "2026-11-23T10:00:02.000Z" */
  proposed_at!: string;
}

export class TransferDetailResponse extends TransferResponse {
  /** Everything that happened to it, in order. */
  steps!: TransferStepResponse[];
  /** Staff only, of one in review. */
  @ApiProperty({ type: TransferProposalResponse, nullable: true })
  proposal!: TransferProposalResponse | null;
}

export class RefreshedTransferResponse extends TransferDetailResponse {
  /** What you still have to do for your own payment, as its first answer said. Nobody else is told. */
  action?: TransferActionResponse;
}

export class TransferListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/transfers/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/transfers/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: TransferResponse[];
}

export const SHOWN = [
  'id',
  'direction',
  'purpose',
  'partyId',
  'loanId',
  'amount',
  'fee',
  'currency',
  'gateway',
  'instrumentId',
  'state',
  'stateSince',
  'stands',
  'countsFrom',
  'autopayDueOn',
  'holdUntil',
  'failureCode',
  'failureText',
  'replacesId',
  'payoutFileId',
  'createdAt',
] as const satisfies (keyof Transfer)[];

type ShownTransfer = ForShow<Pick<Transfer, (typeof SHOWN)[number]>> & {
  loanNumber: number | null;
  partyName?: string | null;
};

export function toTransferResponse(row: ShownTransfer): TransferResponse {
  const decimals = currencyDecimals(row.currency);
  return {
    id: row.id,
    direction: row.direction,
    purpose: row.purpose,
    party: row.partyId,
    party_name: row.partyName ?? null,
    loan: row.loanId,
    loan_number: shownShortNumber(row.loanNumber),
    amount: formatMoney(row.amount, decimals),
    fee: formatMoney(row.fee, decimals),
    currency: row.currency,
    gateway: row.gateway,
    instrument: row.instrumentId,
    state: row.state,
    state_since: row.stateSince,
    stands: row.stands,
    counts_from: row.countsFrom,
    autopay_due_date: row.autopayDueOn,
    hold_until: row.holdUntil,
    failure_code: row.failureCode,
    failure_text: row.failureText,
    replaces: row.replacesId,
    payout_file: row.payoutFileId,
    created_at: row.createdAt,
  };
}
