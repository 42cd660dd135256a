/** A month and the principal that is due in it. */
export class MonthOfPrincipalResponse {
  /** @example "2026-12" */
  month!: string;
  /** @example "83.33" */
  principal!: string;
}

/** When a provider's principal comes back, if borrowers pay as agreed. */
export class MaturitiesResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * Due before `as_of` and not paid.
   * @example "0.00"
   */
  overdue!: string;
  /** From the current month on, without months in which nothing is due. */
  months!: MonthOfPrincipalResponse[];
  /**
   * All of it: `overdue` and the months.
   * @example "916.67"
   */
  total!: string;
}
