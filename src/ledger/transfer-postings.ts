import type { Account } from './accounts.js';
import type { Posting, PostingKind } from './postings.js';

/**
 * What is posted for money that crosses the border of the platform. Each function answers balanced rows that name their
 * cause; amounts are positive minor units, and a part of zero posts nothing. What may happen to a cause again (credited,
 * returned, credited again) has the next `revision`.
 */
export interface Cause {
  causeId: string;
  currency: string;
  revision?: number;
}

/** Where money comes from or goes to: the bank's cash, or of one bank account, or a line of a statement not explained yet. */
export type Settling = [account: 'cash' | 'unidentified', owner: string | null];

function row(
  { causeId, currency, revision = 0 }: Cause,
  kind: PostingKind,
  debit: [Account, string | null],
  credit: [Account, string | null],
  amount: bigint,
): Posting[] {
  if (amount === 0n) return [];
  return [{ kind, debit, credit, amount, currency, loanId: null, paymentId: null, causeId, revision }];
}

const CLEARING: [Account, null] = ['clearing', null];
const PAYOUTS: [Account, null] = ['payouts', null];
const FEES: [Account, null] = ['gateway_fees', null];
const UNIDENTIFIED: [Account, null] = ['unidentified', null];

/** The part of an incoming transfer that its loan does not take: the customer's credit. */
export function postOverpayment(cause: Cause, customerId: string, amount: bigint): Posting[] {
  return row(cause, 'overpayment', CLEARING, ['customer_credit', customerId], amount);
}

/** Credit pays what the customer owed from before. */
export function postCustomerReceivableSettlement(
  cause: Cause,
  customerId: string,
  amount: bigint,
): Posting[] {
  const kind = 'customer_receivable_settlement';
  return row(cause, kind, ['customer_credit', customerId], ['customer_receivable', customerId], amount);
}

/** An incoming transfer has arrived in the bank, without the fee that the gateway kept. */
export function postSettlement(
  cause: Cause,
  to: Settling,
  { amount, fee }: { amount: bigint; fee: bigint },
): Posting[] {
  return [
    ...row(cause, 'settlement', to, CLEARING, amount - fee),
    ...row(cause, 'gateway_fee', FEES, CLEARING, fee),
  ];
}

/** The gateway took back what had arrived, and charged for it. */
export function postReturnSettlement(
  cause: Cause,
  from: Settling,
  { amount, fee }: { amount: bigint; fee: bigint },
): Posting[] {
  return [
    ...row(cause, 'return_settlement', CLEARING, from, amount),
    ...row(cause, 'dispute_fee', FEES, from, fee),
  ];
}

/** What a returned transfer had brought into the customer's credit; what is spent of it, the customer owes. */
export function postCreditReturn(
  cause: Cause,
  customerId: string,
  { credit, owed }: { credit: bigint; owed: bigint },
): Posting[] {
  return [
    ...row(cause, 'credit_return', ['customer_credit', customerId], CLEARING, credit),
    ...row(cause, 'customer_receivable', ['customer_receivable', customerId], CLEARING, owed),
  ];
}

/**
 * A returned deposit, taken from the provider's fund and then from its wallet. The cause is the movement, whose two rows
 * differ in nothing but the account: the second one has the next revision.
 */
export function postDepositReturn(
  { id, providerId, currency }: { id: string; providerId: string; currency: string },
  { fund, wallet }: { fund: bigint; wallet: bigint },
): Posting[] {
  const [cause, kind] = [{ causeId: id, currency }, 'deposit_return'] as const;
  return [
    ...row(cause, kind, ['provider_fund', providerId], CLEARING, fund),
    ...row({ ...cause, revision: 1 }, kind, ['provider_wallet', providerId], CLEARING, wallet),
  ];
}

/** Money of a reversed payment that stays with the platform, as the customer's credit. */
export function postCreditKept(
  cause: Cause,
  from: 'cash' | 'clearing',
  customerId: string,
  amount: bigint,
): Posting[] {
  return row(cause, 'credit_kept', [from, null], ['customer_credit', customerId], amount);
}

/** What a customer has paid of a debt that turned out to be none: it stays, as the customer's credit. */
export function postDebtReturned(cause: Cause, customerId: string, amount: bigint): Posting[] {
  const paid: [Account, string] = ['customer_receivable', customerId];
  return row(cause, 'credit_kept', paid, ['customer_credit', customerId], amount);
}

/** A customer's credit that will be paid out. */
export function postCreditRefund(cause: Cause, customerId: string, amount: bigint): Posting[] {
  return row(cause, 'credit_refund', ['customer_credit', customerId], PAYOUTS, amount);
}

/**
 * What was paid out without a reason that stands: a refund whose credit had been spent, the money of a loan that had been
 * undone. The customer owes it.
 */
export function postPaidOutOwed(cause: Cause, customerId: string, amount: bigint): Posting[] {
  return row(cause, 'customer_receivable', ['customer_receivable', customerId], PAYOUTS, amount);
}

/** Money that nobody could place and that will be sent back. */
export function postReceiptReturn(cause: Cause, amount: bigint): Posting[] {
  return row(cause, 'receipt_return', UNIDENTIFIED, PAYOUTS, amount);
}

/** What was promised has left the bank. */
export function postPayout(cause: Cause, from: Settling, amount: bigint): Posting[] {
  return row(cause, 'payout', PAYOUTS, from, amount);
}

/** A withdrawal that could not be paid out; the cause is the movement. */
export function postWithdrawalReturn(cause: Cause, providerId: string, amount: bigint): Posting[] {
  return row(cause, 'withdrawal_return', PAYOUTS, ['provider_wallet', providerId], amount);
}

/** A line of a bank statement, as it is read: `amount` is negative where money left the account. */
export function postStatementLine(cause: Cause, bankAccountId: string, amount: bigint): Posting[] {
  const cash: [Account, string] = ['cash', bankAccountId];
  return amount < 0n
    ? row(cause, 'bank_out', UNIDENTIFIED, cash, -amount)
    : row(cause, 'bank_in', cash, UNIDENTIFIED, amount);
}

/** The bank's charge, read from a line. */
export function postBankCharge(cause: Cause, amount: bigint): Posting[] {
  return row(cause, 'gateway_fee', FEES, UNIDENTIFIED, amount);
}

/** Money between the till and a bank account: one that is opened, or a line that brought it (or took it, if negative). */
export function postBanked(cause: Cause, to: { bankAccountId: string } | 'line', amount: bigint): Posting[] {
  if (to !== 'line') return row(cause, 'banked', ['cash', to.bankAccountId], ['cash', null], amount);
  return amount < 0n
    ? row(cause, 'banked', ['cash', null], UNIDENTIFIED, -amount)
    : row(cause, 'banked', UNIDENTIFIED, ['cash', null], amount);
}

/** A line that is the house's own business, such as rent (negative) or capital. */
export function postOutside(cause: Cause, amount: bigint): Posting[] {
  const own: [Account, null] = ['own_funds', null];
  return amount < 0n
    ? row(cause, 'outside', own, UNIDENTIFIED, -amount)
    : row(cause, 'outside', UNIDENTIFIED, own, amount);
}

/** What nobody will ever pay: a customer's debt, or money that a gateway took back and nobody owes. */
export function postBankLoss(
  cause: Cause,
  of: { customerId: string } | 'clearing',
  amount: bigint,
): Posting[] {
  const from: [Account, string | null] =
    of === 'clearing' ? CLEARING : ['customer_receivable', of.customerId];
  return row(cause, 'bank_loss', ['bank_losses', null], from, amount);
}
