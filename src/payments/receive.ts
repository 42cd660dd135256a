import type { Funding } from '../funding/funding.entity.js';
import { postRepayment, type PaymentDivision } from '../ledger/postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { isUnfunded, standingOf } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { DomainError } from '../runtime/problems.js';
import { applyReplay } from './apply-replay.js';
import type { LoanChange } from './loan-change-writer.service.js';
import { mostPayable, type MostPayable } from './most-payable.js';
import type { Payment } from './payment.entity.js';
import { applyOnTime } from './repayment.js';
import { asEntered, componentsOf, replayLoan, standingBefore, type LoanSnapshot } from './replay.js';

/** What a payment does to its loan. */
export interface Receipt extends LoanChange {
  division: PaymentDivision;
}

/** A payment made today on a loan that is on time (`isOnTime`). Changes loan and participations in place. */
export function receiveOnTime(
  loan: Loan,
  fundings: readonly Funding[],
  payment: Payment,
  today: string,
): Receipt {
  const balance = loan.amountDue - loan.totalPaid;
  if (payment.amount > balance) {
    throw exceeds(loan, payment, { most: { amount: balance, closes: true }, balance, today });
  }
  const before = standingOf(loan);
  const division = applyOnTime(loan, fundings, payment.amount, today);
  Object.assign(payment, componentsOf(division));
  const postings = postRepayment({
    paymentId: payment.id,
    loanId: loan.id,
    currency: loan.currency,
    customerId: loan.customerId,
    receivedIn: payment.receivedIn,
    division,
  });
  const happened = [happening(payment, before, loan, today)];
  return { loan, fundings, division, postings, happened, lateInterest: 0n, paid: payment };
}

/** A payment on a loan that is replayed with it. Changes the snapshot in place. Throws `payment_exceeds_balance`. */
export function receive(file: LoanSnapshot, payment: Payment, today: string): Receipt {
  const { loan } = file;
  const payments = [...file.payments, asEntered(payment)];
  const replayed = replayLoan({ ...file, payments }, today);
  const before = standingBefore(file, today);
  if (replayed.overpaid > 0n) {
    throw exceeds(loan, payment, { most: mostPayable(file, payment, today), balance: before.balance, today });
  }
  file.payments = payments;
  const change = applyReplay(file, replayed, payment);
  const division = replayed.divisions.get(payment.id) as PaymentDivision;
  Object.assign(payment, componentsOf(division));
  return { ...change, division, happened: [happening(payment, before, loan, today)], paid: payment };
}

function happening(
  payment: Payment,
  before: ReturnType<typeof standingOf>,
  loan: Loan,
  businessDate: string,
): LoanChange['happened'][number] {
  return {
    loan,
    businessDate,
    kind: payment.recovery > 0n ? 'recovery' : 'payment',
    before,
    after: standingOf(loan),
    amount: payment.amount,
    paymentId: payment.id,
    ...(payment.enteredBy === null ? {} : { actorId: payment.enteredBy }),
    ...(payment.valueDate === businessDate ? {} : { detail: `Counts from ${payment.valueDate}.` }),
  };
}

/** The refusal of an amount above `most`, which pays the loan off today. Minor units. */
export function tooLarge(
  loan: Loan,
  amount: bigint,
  { most, balance, today }: { most: bigint; balance: bigint; today: string },
): DomainError {
  const closes = { amount: most, closes: true };
  return exceeds(loan, { amount, valueDate: today }, { most: closes, balance, today });
}

/** The refusal of a payment that is too large, with the largest amount that the loan would take. */
function exceeds(
  loan: Loan,
  payment: Pick<Payment, 'amount' | 'valueDate'>,
  { most, balance, today }: { most: MostPayable; balance: bigint; today: string },
): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
  const [amount, requested] = [`${money(most.amount)} ${loan.currency}`, money(payment.amount)];
  const detail = !most.closes
    ? `At most ${amount} can count from ${payment.valueDate}: the payments after it leave no room for ${requested}.`
    : most.amount === balance
      ? `The loan still owes ${amount}, less than ${requested}.`
      : `The loan can be paid off with ${amount} on that day, less than ${requested}.`;
  return new DomainError('payment_exceeds_balance', detail, {
    remaining_balance: money(balance),
    as_of: today,
    payoff: most.closes ? money(most.amount) : null,
    most_payable: money(most.amount),
    value_date: payment.valueDate,
    requested,
    currency: loan.currency,
  });
}

/**
 * A payment that cannot be refused any more, because its money is here: the loan takes as much of it as it can, and
 * `payment.amount` becomes that. Null when it takes nothing: it was not paid out, is paid, or its claim is met. Earlier
 * payments never shrink for it. Changes the snapshot in place.
 */
export function receiveUpTo(file: LoanSnapshot, payment: Payment, today: string): Receipt | null {
  if (isUnfunded(file.loan.status) || file.loan.status === 'paid') return null;
  const { overpaid } = replayLoan({ ...file, payments: [...file.payments, asEntered(payment)] }, today);
  if (overpaid > 0n) payment.amount = mostPayable(file, payment, today).amount;
  return payment.amount === 0n ? null : receive(file, payment, today);
}
