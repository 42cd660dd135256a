import { IdleMoneyResponse } from './idle.dto.js';

/** What a mandate does with the provider's money today. */
export class MandateEffectResponse {
  /** The money that earns nothing, by the reason it is idle. */
  idle!: IdleMoneyResponse[];
  /**
   * How many of the loans that wait in the funding queue its money may go to.
   * @example 3
   */
  waiting_loans!: number;
  /**
   * How much of its money those loans could use, each by itself, and never more than is free to lend. What they get
   * depends on the other providers, too.
   * @example "750.00"
   */
  waiting_amount!: string;
}

export class MandatePreviewResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  before!: MandateEffectResponse;
  after!: MandateEffectResponse;
}
