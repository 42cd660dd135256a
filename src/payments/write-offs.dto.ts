import { IsString, Matches, MaxLength } from 'class-validator';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { standingOf } from '../loans/loan-summary.js';
import { LoanResponse } from '../loans/loans.dto.js';
import type { WriteOff } from './write-off.entity.js';
import type { LoanChange } from './loan-change-writer.service.js';

export class WriteOffLoanDto {
  /**
   * Why the loan is written off. The reason is kept for good.
   * @example "The borrower has died; no estate."
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must say why.' })
  @MaxLength(500)
  reason!: string;
}

/** What one provider lost. */
export class LossResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "366.67" */
  amount!: string;
}

export class WriteOffResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "The borrower has died; no estate." */
  reason!: string;
  /** @example "2026-11-23" */
  business_date!: string;
  /**
   * The outstanding principal that its providers lose.
   * @example "916.67"
   */
  loss!: string;
  /** By provider: what each still had in the loan. */
  losses!: LossResponse[];
  /**
   * What the borrower still owes and recoveries may bring in: principal, interest and late interest to that date.
   * @example "958.33"
   */
  remaining_balance!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

/** A preview: nothing has changed. */
export class WriteOffPreviewResponse {
  /** The loan as it is. */
  before!: LoanResponse;
  /** The loan as it would be. */
  after!: LoanResponse;
  write_off!: WriteOffResponse;
}

export function toWriteOffResponse(
  writeOff: WriteOff,
  reason: string,
  { loan, fundings }: LoanChange,
): WriteOffResponse {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
  return {
    loan: loan.id,
    reason,
    business_date: writeOff.businessDate,
    loss: money(fundings.reduce((sum, { principalLost }) => sum + principalLost, 0n)),
    losses: fundings.map(({ providerId, principalLost }) => ({
      provider: providerId,
      amount: money(principalLost),
    })),
    remaining_balance: money(standingOf(loan).balance),
    currency: loan.currency,
    created_at: writeOff.createdAt.toISOString(),
  };
}
