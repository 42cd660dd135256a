import { nextLoanState, type LoanState } from './loan-state.js';
import { Repayment, type PaymentAllocation, type Payment } from './repayment.js';
import type { Installment } from './installment.js';
import type { LoanTerms } from './terms.js';

/** An instalment on a given date, minor units. `penalty` is its late interest so far. */
export interface InstallmentPosition extends Installment {
  penalty: bigint;
  paid: bigint;
  paidInAdvance: bigint;
  paidLate: bigint;
  outstanding: bigint;
}

/** A loan on a given date, minor units. */
export interface LoanPosition {
  installments: InstallmentPosition[];
  /** The split of each payment, in order of date; without reversed and later payments. */
  allocations: PaymentAllocation[];
  principal: bigint;
  interest: bigint;
  penalty: bigint;
  paid: bigint;
  outstanding: bigint;
  overpaid: bigint;
  nextDueOn: string | null;
  nextDueAmount: bigint;
  principalOutstanding: bigint;
  /** Rule 15, from the facts alone: a loan that once reached default stays in default until everything is paid. */
  state: LoanState;
  daysPastDue: number;
  /**
   * The most days it was ever past due, and the last date up to the given one on which it was past due; null if never.
   */
  worstDaysPastDue: number;
  pastDueUntil: string | null;
}

/**
 * The loan on a date, derived from its terms and payments alone. Payments are sorted by date, those of one day in order
 * of entry, and replayed (rule 12). Throws RangeError on a payment that is before the start or not positive.
 */
export function loanPosition(terms: LoanTerms, payments: readonly Payment[], on: string): LoanPosition {
  const { repayment, allocations, state, daysPastDue, worstDaysPastDue, pastDueUntil } = replayPayments(
    terms,
    payments,
    on,
  );
  const dues = repayment.loan.dues();
  let balance = terms.principal;
  const installments = repayment.periods.map(({ dueOn, days }, index): InstallmentPosition => {
    const due = dues[index] as (typeof dues)[number];
    const receipts = repayment.receipts[index] as (typeof repayment.receipts)[number];
    const penalty = repayment.penalty(index, due);
    const paid = repayment.loan.paid(index);
    const paidInAll = paid.principal + paid.interest + receipts.penalty;
    balance -= due.principal;
    return {
      nr: index + 1,
      dueOn,
      days,
      principal: due.principal,
      interest: due.interest,
      balance,
      penalty,
      paid: paidInAll,
      paidInAdvance: receipts.inAdvance,
      paidLate: receipts.late,
      outstanding: due.principal + due.interest + penalty - paidInAll,
    };
  });
  const sum = (of: (row: InstallmentPosition) => bigint) =>
    installments.reduce((all, row) => all + of(row), 0n);
  const next = installments.find(({ outstanding }) => outstanding > 0n);
  return {
    installments,
    allocations,
    principal: sum((row) => row.principal),
    interest: sum((row) => row.interest),
    penalty: sum((row) => row.penalty),
    paid: sum((row) => row.paid),
    outstanding: sum((row) => row.outstanding),
    overpaid: allocations.reduce((all, { overpaid }) => all + overpaid, 0n),
    nextDueOn: next?.dueOn ?? null,
    nextDueAmount: next?.outstanding ?? 0n,
    principalOutstanding: terms.principal - allocations.reduce((all, { principal }) => all + principal, 0n),
    state: next === undefined ? 'paid' : state,
    daysPastDue,
    worstDaysPastDue,
    pastDueUntil,
  };
}

/** The amount that closes the loan on a date, minor units; paying exactly that leaves nothing (rules 10 and 11). */
export function payoffOn(
  terms: LoanTerms,
  payments: readonly Payment[],
  on: string,
): { principal: bigint; interest: bigint; penalty: bigint; total: bigint } {
  return replayPayments(terms, payments, on).repayment.payoff();
}

/** A loan on a date after applying its payments in order (rule 12). Throws as `loanPosition` does. */
export function replayPayments(terms: LoanTerms, payments: readonly Payment[], on: string) {
  const repayment = new Repayment(terms);
  const { graceDays = 0, defaultAfterDays = Number.POSITIVE_INFINITY } = terms;
  let state: LoanState = 'active';
  let daysPastDue = 0;
  let worstDaysPastDue = 0;
  let pastDueUntil: string | null = null;
  const goTo = (date: string) => {
    repayment.moveTo(date);
    daysPastDue = repayment.daysPastDue();
    worstDaysPastDue = Math.max(worstDaysPastDue, daysPastDue);
    if (daysPastDue > 0) pastDueUntil = date;
    state = nextLoanState(state, { outstanding: 1n, daysPastDue, graceDays, defaultAfterDays });
  };
  const counted = payments.filter((payment) => payment.reversed !== true && payment.on <= on);
  const allocations = counted
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((payment) => {
      // Between payments a loan only gets older, so it was at its worst just before one.
      goTo(payment.on);
      return repayment.pay(payment.amount);
    });
  goTo(on);
  return { repayment, allocations, state, daysPastDue, worstDaysPastDue, pastDueUntil };
}
