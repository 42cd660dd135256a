/**
 * The posting catalogue: one function per business event, each a list of balanced transfers.
 * Amounts are minor units and must be positive; a part of zero posts nothing.
 */
export type Account =
  'cash' | 'loan_principal' | 'provider_fund' | 'provider_wallet' | 'provider_claim' | 'collections';

export type PostingKind =
  | 'deposit'
  | 'withdrawal'
  | 'reinvestment'
  | 'funding'
  | 'disbursement'
  | 'principal_repayment'
  | 'principal_share'
  | 'interest_repayment'
  | 'interest_share';

/** One transfer: it balances by construction. The bank's own accounts have no owner. */
export interface Posting {
  kind: PostingKind;
  debit: [account: Account, owner: string | null];
  credit: [account: Account, owner: string | null];
  amount: bigint;
  currency: string;
  loanId: string | null;
  paymentId: string | null;
}

/** A provider's part of a loan or of a payment. */
export interface ProviderPart {
  providerId: string;
  amount: bigint;
}

interface Subject {
  currency: string;
  loanId: string | null;
  paymentId: string | null;
}

function transfer(
  kind: PostingKind,
  debit: Posting['debit'],
  credit: Posting['credit'],
  amount: bigint,
  subject: Subject,
): Posting[] {
  return amount === 0n ? [] : [{ kind, debit, credit, amount, ...subject }];
}

const noSubject = (currency: string): Subject => ({ currency, loanId: null, paymentId: null });

/** Money that a provider brings in: free to lend at once. */
export function postDeposit(providerId: string, amount: bigint, currency: string): Posting[] {
  return transfer('deposit', ['cash', null], ['provider_fund', providerId], amount, noSubject(currency));
}

/** Money that a provider takes out of its wallet. */
export function postWithdrawal(providerId: string, amount: bigint, currency: string): Posting[] {
  return transfer('withdrawal', ['provider_wallet', providerId], ['cash', null], amount, noSubject(currency));
}

/** Money that came back from loans, made free to lend again. */
export function postReinvestment(providerId: string, amount: bigint, currency: string): Posting[] {
  return transfer(
    'reinvestment',
    ['provider_wallet', providerId],
    ['provider_fund', providerId],
    amount,
    noSubject(currency),
  );
}

/** A loan's funding by its providers and its pay-out to the borrower. */
export function postLoan(loan: {
  loanId: string;
  amount: bigint;
  currency: string;
  parts: readonly ProviderPart[];
}): Posting[] {
  const subject = { currency: loan.currency, loanId: loan.loanId, paymentId: null };
  return [
    ...loan.parts.flatMap(({ providerId, amount }) =>
      transfer('funding', ['provider_fund', providerId], ['provider_claim', providerId], amount, subject),
    ),
    ...transfer('disbursement', ['loan_principal', loan.loanId], ['cash', null], loan.amount, subject),
  ];
}

/** A repayment: principal and interest from the borrower, and the providers' shares of each. */
export function postRepayment(payment: {
  paymentId: string;
  loanId: string;
  currency: string;
  principal: bigint;
  interest: bigint;
  principalParts: readonly ProviderPart[];
  interestParts: readonly ProviderPart[];
}): Posting[] {
  const { loanId, paymentId } = payment;
  const subject = { currency: payment.currency, loanId, paymentId };
  return [
    ...transfer(
      'principal_repayment',
      ['cash', null],
      ['loan_principal', loanId],
      payment.principal,
      subject,
    ),
    ...payment.principalParts.flatMap(({ providerId, amount }) =>
      transfer(
        'principal_share',
        ['provider_claim', providerId],
        ['provider_wallet', providerId],
        amount,
        subject,
      ),
    ),
    ...transfer('interest_repayment', ['cash', null], ['collections', loanId], payment.interest, subject),
    ...payment.interestParts.flatMap(({ providerId, amount }) =>
      transfer('interest_share', ['collections', loanId], ['provider_wallet', providerId], amount, subject),
    ),
  ];
}
