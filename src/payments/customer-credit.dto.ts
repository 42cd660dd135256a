import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsAmount } from '../http/amounts.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { MadePaymentResponse } from './payments.dto.js';

export class ApplyCreditDto {
  /**
   * The loan to pay on: its id, or its address.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IdOrUrl('loans')
  @IsUUID(undefined, { message: 'loan must be the id of a loan.' })
  loan!: string;
}

/** A payment from the customer's credit. */
export class AppliedCreditResponse extends MadePaymentResponse {
  /**
   * What is left of the credit.
   * @example "12.50"
   */
  credit_amount!: string;
}

export class RefundCreditDto {
  @IsAmount('12.50')
  amount!: string;

  /**
   * A bank account of the customer, or the card that the money came from (`GET /api/instruments/?party=`).
   * @example "0198c0de-abcd-7000-8000-000000000001"
   */
  @IsUUID()
  instrument!: string;
}

/** What a refund would do. */
export class RefundPreviewResponse {
  /** @example "12.50" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "0198c0de-abcd-7000-8000-000000000001" */
  instrument!: string;
  /**
   * Whether the money goes back to the card that it came from.
   * @example false
   */
  to_card!: boolean;
  /**
   * The business date on which the money should be there.
   * @example "2026-11-27"
   */
  expected_on!: string;
  /**
   * What could go there at most, at once.
   * @example "12.50"
   */
  refundable!: string;
  /** @example "12.50" */
  credit_before!: string;
  /** @example "0.00" */
  credit_after!: string;
}

export class BankLossDto {
  /**
   * Why nobody will ever pay it. The reason is kept.
   * @example "She moved abroad, and letters come back."
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must say why.' })
  @MaxLength(500)
  reason!: string;
}

export class BankLossResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /**
   * True: another member of staff has to say the same first, and nothing has changed yet.
   * @example true
   */
  is_proposal!: boolean;
  /**
   * What the house has lost now.
   * @example "0.00"
   */
  lost!: string;
  /**
   * What the customer owes beside its loans from now on.
   * @example "12.50"
   */
  receivable_amount!: string;
  /** @example "USD" */
  currency!: string;
}
