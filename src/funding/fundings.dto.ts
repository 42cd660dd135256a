import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { TableQuery } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { Funding } from './funding.entity.js';

export class FundingListQuery extends TableQuery {
  /**
   * Only participations in this loan.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  loan?: string;

  /**
   * Only participations of this provider.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  provider?: string;
}

/** One provider's part of a loan. */
export class FundingResponse {
  /** @example "0198c0de-5555-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  loan_number!: string;
  /**
   * The lender; null for the loan's customer, who sees amounts only.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  provider!: string | null;
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Harbour Cooperative"
   */
  @ApiProperty({ type: String, nullable: true })
  provider_name!: string | null;
  /** @example "400.00" */
  amount!: string;
  /** @example "33.33" */
  principal_returned!: string;
  /** @example "1.67" */
  interest_earned!: string;
  /** @example "0.00" */
  penalty_earned!: string;
  /**
   * Principal that was written off.
   * @example "0.00"
   */
  principal_lost!: string;
  /**
   * Received after the write-off.
   * @example "0.00"
   */
  recovered!: string;
  /** @example "366.67" */
  principal_outstanding!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * Only where the loan was undone: when its provider had its money back. Nothing is lent by it any more.
   * @example "2026-11-24T10:00:00.000Z"
   */
  undone_at?: string;
}

export class FundingListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/fundings/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/fundings/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: FundingResponse[];
}

export const shownFundings = shownRowsOf(Funding, 'f');

export type FundingRow = RowOf<typeof shownFundings> & {
  currency: string;
  loanNumber: number;
  providerName?: string;
};

export function toFundingResponse(row: FundingRow, showProvider: boolean): FundingResponse {
  const money = (minor: bigint | string) => formatMoney(minor, currencyDecimals(row.currency));
  const left = BigInt(row.amount) - BigInt(row.principalReturned) - BigInt(row.principalLost);
  const outstanding = row.undoneAt === null ? left : 0n;
  return {
    id: row.id,
    loan: row.loanId,
    loan_number: shownShortNumber(row.loanNumber),
    provider: showProvider ? row.providerId : null,
    provider_name: row.providerName ?? null,
    amount: money(row.amount),
    principal_returned: money(row.principalReturned),
    interest_earned: money(row.interestEarned),
    penalty_earned: money(row.penaltyEarned),
    principal_lost: money(row.principalLost),
    recovered: money(row.recovered),
    principal_outstanding: money(outstanding),
    currency: row.currency,
    created_at: row.createdAt,
    ...(row.undoneAt !== null && { undone_at: row.undoneAt }),
  };
}
