import { IsString, Matches, MaxLength } from 'class-validator';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanResponse } from '../loans/loans.dto.js';
import type { LoanChange } from './loan-change-writer.service.js';

export class UndoLoanDto {
  /**
   * Why the loan is undone. The reason is kept for good.
   * @example "The borrower closed the account and wants the loan no more."
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must say why.' })
  @MaxLength(500)
  reason!: string;
}

/** What one provider got back. */
export class ReturnedPartResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "400.00" */
  amount!: string;
}

export class UndoneLoanResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "The borrower closed the account and wants the loan no more." */
  reason!: string;
  /** @example "2026-11-23" */
  business_date!: string;
  /**
   * Principal: what its providers have free to lend again.
   * @example "1000.00"
   */
  amount!: string;
  /** By provider: its part of the loan. */
  returned!: ReturnedPartResponse[];
  /**
   * The transfer that would have paid it out, which is cancelled.
   * @example "0198c0de-7a7a-7000-8000-000000000001"
   */
  transfer!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

/** A preview: nothing has changed. */
export class UndoPreviewResponse {
  /** The loan as it is. */
  before!: LoanResponse;
  /** The loan as it would be. */
  after!: LoanResponse;
  undo!: UndoneLoanResponse;
}

export function toUndoneLoanResponse(
  { loan, fundings }: LoanChange,
  { reason, transferId, today, at }: { reason: string; transferId: string; today: string; at: Date },
): UndoneLoanResponse {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
  return {
    loan: loan.id,
    reason,
    business_date: today,
    amount: money(loan.amount),
    returned: fundings.map(({ providerId, amount }) => ({ provider: providerId, amount: money(amount) })),
    transfer: transferId,
    currency: loan.currency,
    created_at: at.toISOString(),
  };
}
