import { IsUUID } from 'class-validator';
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
