import { IsOptional, IsUUID } from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IfSent } from '../http/if-sent.js';
import { PageQuery } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { PayoutFile } from './payout-file.entity.js';

export class MakePayoutFileDto {
  /**
   * The bank account that pays (`GET /api/bank_accounts/`).
   * @example "0198c0de-ba0c-7000-8000-000000000001"
   */
  @IsUUID()
  account!: string;

  /** The day on which the bank is to pay. Left out: today. */
  @IfSent()
  @IsCalendarDate('2026-11-27')
  execute_on?: string;
}

export class PayoutFilesQuery extends PageQuery {
  /**
   * Only files of this bank account.
   * @example "0198c0de-ba0c-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  account?: string;
}

/** An order to the bank to pay. */
export class PayoutFileResponse {
  /** @example "0198c0de-f11e-7000-8000-000000000001" */
  id!: string;
  /**
   * How the bank knows it; it takes each once.
   * @example "20261126-0198c0def11e"
   */
  message_id!: string;
  /** @example "0198c0de-ba0c-7000-8000-000000000001" */
  account!: string;
  /**
   * How many payments it orders.
   * @example 2
   */
  payments!: number;
  /** @example "1250.05" */
  total!: string;
  /** @example "EUR" */
  currency!: string;
  /** @example "2026-11-27" */
  execute_on!: string;
  /**
   * Of the file, to compare it with what the bank got.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  sha256!: string;
  /** @example "2026-11-26T09:30:00.000Z" */
  made_at!: string;
}

/** A file that was just made. */
export class MadePayoutFileResponse extends PayoutFileResponse {
  /**
   * How many payouts could not go into it and are in `review`, with the reason.
   * @example 0
   */
  in_review!: number;
}

export class PayoutFileListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/payout_files/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/payout_files/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: PayoutFileResponse[];
}

export const payoutFiles = shownRowsOf(PayoutFile, 'f', [
  'id',
  'messageId',
  'accountId',
  'payments',
  'total',
  'currency',
  'executeOn',
  'sha256',
  'madeAt',
]);

export function toPayoutFileResponse(row: RowOf<typeof payoutFiles>): PayoutFileResponse {
  return {
    id: row.id,
    message_id: row.messageId,
    account: row.accountId,
    payments: row.payments,
    total: formatMoney(row.total, currencyDecimals(row.currency)),
    currency: row.currency,
    execute_on: row.executeOn,
    sha256: row.sha256,
    made_at: row.madeAt,
  };
}
