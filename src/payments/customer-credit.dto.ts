import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
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
