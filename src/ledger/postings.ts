import type { Components } from '../lending/components.js';
import { PLAN, type Account, type ReceivingAccount } from './accounts.js';

/**
 * The posting catalogue: one function per business event, each a list of balanced transfers.
 * Amounts are minor units and must be positive; a part of zero posts nothing.
 */
export const POSTING_KINDS = [
  'deposit',
  'withdrawal',
  'reinvestment',
  'disinvestment',
  'funding',
  'disbursement',
  'principal_repayment',
  'principal_share',
  'interest_repayment',
  'interest_share',
  'penalty_repayment',
  'penalty_share',
  'write_off',
  'recovery',
  'recovery_share',
  'receivable',
  'receivable_settlement',
  'commission',
  'overpayment',
  'settlement',
  'gateway_fee',
  'return_settlement',
  'dispute_fee',
  'deposit_return',
  'credit_return',
  'customer_receivable',
  'customer_receivable_settlement',
  'credit_kept',
  'credit_refund',
  'receipt_return',
  'payout',
  'withdrawal_return',
  'bank_in',
  'bank_out',
  'banked',
  'outside',
  'bank_loss',
] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];

/** One transfer: it balances by construction. The bank's own accounts have no owner. */
export interface Posting {
  /** The id of the journal row, when the caller has to know it. */
  id?: string;
  kind: PostingKind;
  debit: [account: Account, owner: string | null];
  credit: [account: Account, owner: string | null];
  amount: bigint;
  currency: string;
  loanId: string | null;
  paymentId: string | null;
  /** The fact behind a row that belongs to no payment, funding, pay-out or write-off; null when it has none. */
  causeId?: string | null;
  /** The row that this one reverses, with debit and credit exchanged. */
  reversesId?: string | null;
  /** How often the event was posted again after a reversal. */
  revision?: number;
}

/** A provider's part of a loan. */
export interface ProviderPart {
  providerId: string;
  amount: bigint;
}

/** A provider's share of a payment, by component. Minor units. */
export interface PaymentShare extends Components {
  providerId: string;
}

/** How a payment is divided: the bank's commission on its interest, and the providers' shares of the rest. */
export interface PaymentDivision {
  commission: bigint;
  shares: readonly PaymentShare[];
}

interface Subject {
  currency: string;
  loanId: string | null;
  paymentId: string | null;
  causeId?: string | null;
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

/**
 * Money that a provider moves. `id` is the id of the fact, or null when a mandate moves the money automatically. Minor
 * units.
 */
export interface ProviderMovement {
  id: string | null;
  providerId: string;
  amount: bigint;
  currency: string;
  /** The transfer that brings or takes the money; without one it is in cash. */
  transferId?: string | null;
}

function movement(
  kind: PostingKind,
  debit: Account,
  credit: Account,
  { id, providerId, amount, currency }: ProviderMovement,
): Posting[] {
  const owned = (account: Account): Posting['debit'] => [
    account,
    PLAN[account].owner === 'provider' ? providerId : null,
  ];
  const subject = { ...noSubject(currency), causeId: id };
  return transfer(kind, owned(debit), owned(credit), amount, subject);
}

/** Money that a provider brings in: free to lend at once. */
export function postDeposit(deposit: ProviderMovement): Posting[] {
  return movement('deposit', deposit.transferId == null ? 'cash' : 'clearing', 'provider_fund', deposit);
}

/** Money that a provider takes out of its wallet. */
export function postWithdrawal(withdrawal: ProviderMovement): Posting[] {
  const to = withdrawal.transferId == null ? 'cash' : 'payouts';
  return movement('withdrawal', 'provider_wallet', to, withdrawal);
}

/** Money that came back from loans and is made free to lend again. */
export function postReinvestment(reinvestment: ProviderMovement): Posting[] {
  return movement('reinvestment', 'provider_wallet', 'provider_fund', reinvestment);
}

/** Money of the fund that covers a share taken back, when shares are reinvested automatically. */
export function postDisinvestment(providerId: string, amount: bigint, currency: string): Posting[] {
  return transfer(
    'disinvestment',
    ['provider_fund', providerId],
    ['provider_wallet', providerId],
    amount,
    noSubject(currency),
  );
}

/** A loan's funding by its providers and its pay-out to the borrower: in cash, or promised where a transfer pays it. */
export function postLoan(loan: {
  loanId: string;
  amount: bigint;
  currency: string;
  parts: readonly ProviderPart[];
  paidFrom: 'cash' | 'payouts';
}): Posting[] {
  const subject = { currency: loan.currency, loanId: loan.loanId, paymentId: null };
  return [
    ...loan.parts.flatMap(({ providerId, amount }) =>
      transfer('funding', ['provider_fund', providerId], ['provider_claim', providerId], amount, subject),
    ),
    ...transfer('disbursement', ['loan_principal', loan.loanId], [loan.paidFrom, null], loan.amount, subject),
  ];
}

/**
 * A repayment: what the borrower paid of principal, interest, penalty and, on a written-off loan, recovery; the bank's
 * commission on the interest; and the providers' shares. Credit that it is paid from is the customer's. Each component is the sum of its shares and the commission.
 */
export function postRepayment(payment: {
  paymentId: string;
  loanId: string;
  currency: string;
  receivedIn: ReceivingAccount;
  customerId: string;
  division: PaymentDivision;
}): Posting[] {
  const { loanId, paymentId, currency, receivedIn } = payment;
  const received: Posting['debit'] = [
    receivedIn,
    receivedIn === 'customer_credit' ? payment.customerId : null,
  ];
  const { shares, commission } = payment.division;
  const subject = { currency, loanId, paymentId };
  const total = (of: (share: PaymentShare) => bigint) => shares.reduce((sum, share) => sum + of(share), 0n);
  const income = (
    repayment: PostingKind,
    share: PostingKind,
    of: (share: PaymentShare) => bigint,
    toBank = 0n,
  ): Posting[] => [
    ...transfer(repayment, received, ['collections', loanId], total(of) + toBank, subject),
    ...transfer('commission', ['collections', loanId], ['commission', null], toBank, subject),
    ...shares.flatMap((part) =>
      transfer(share, ['collections', loanId], ['provider_wallet', part.providerId], of(part), subject),
    ),
  ];
  return [
    ...transfer(
      'principal_repayment',
      received,
      ['loan_principal', loanId],
      total(({ principal }) => principal),
      subject,
    ),
    ...shares.flatMap(({ providerId, principal }) =>
      transfer(
        'principal_share',
        ['provider_claim', providerId],
        ['provider_wallet', providerId],
        principal,
        subject,
      ),
    ),
    ...income('interest_repayment', 'interest_share', ({ interest }) => interest, commission),
    ...income('penalty_repayment', 'penalty_share', ({ penalty }) => penalty),
    ...income('recovery', 'recovery_share', ({ recovery }) => recovery),
  ];
}

/**
 * Principal written off: the loan's principal falls, and each provider's claim falls by what it still had in the loan.
 */
export function postWriteOff(loan: {
  loanId: string;
  currency: string;
  parts: readonly ProviderPart[];
}): Posting[] {
  const subject = { currency: loan.currency, loanId: loan.loanId, paymentId: null };
  return loan.parts.flatMap(({ providerId, amount }) =>
    transfer('write_off', ['provider_claim', providerId], ['loan_principal', loan.loanId], amount, subject),
  );
}

/** What a provider has to give back after a reversal but has already withdrawn: it owes that to the bank. */
export function postReceivable(providerId: string, amount: bigint, subject: Subject): Posting[] {
  return transfer('receivable', ['receivable', providerId], ['provider_wallet', providerId], amount, subject);
}

/** What a provider owes to the bank, withheld from what came into its wallet. */
export function postReceivableSettlement(providerId: string, amount: bigint, subject: Subject): Posting[] {
  return transfer(
    'receivable_settlement',
    ['provider_wallet', providerId],
    ['receivable', providerId],
    amount,
    subject,
  );
}
