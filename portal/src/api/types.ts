import type { Schemas } from '../../../console/src/api/schemas';

/** The answers of the API, as its document gives them: one file for both pages, `npm run console:types` writes it. */
export type { Schemas };

export type Bank = Schemas['BankResponse'];
export type User = Schemas['UserResponse'];
export type Loan = Schemas['ShownLoanResponse'];
export type Cost = Schemas['LoanCostResponse'];
export type Customer = Schemas['CustomerResponse'];
export type Provider = Schemas['ProviderResponse'];
export type Mandate = Schemas['MandateResponse'];
export type Payment = Schemas['ListedPaymentResponse'];
export interface List<T> {
  count: number | null;
  next: string | null;
  results: T[];
}
