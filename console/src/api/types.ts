import type { Schemas } from './schemas';

export type { Schemas };

/** What several pages read, under the names that they have for it. */
export type Account = Schemas['UserAccountResponse'];
export type BankStatement = Schemas['BankStatementResponse'];
export type Configuration = Schemas['BankConfigurationResponse'];
export type Customer = Schemas['CustomerResponse'];
export type Loan = Schemas['ShownLoanResponse'];
export type LoanDetail = Schemas['LoanDetailResponse'];
export type Mandate = Schemas['MandateResponse'];
export type Payment = Schemas['ListedPaymentResponse'];
export type Provider = Schemas['ProviderResponse'];
export type ScheduleRow = Schemas['ScheduleRowResponse'];
export type StatementLine = Schemas['StatementLineResponse'];
export type Transfer = Schemas['TransferResponse'];
export type TransferStep = Schemas['TransferStepResponse'];
