import { dateOfDayNumber, dayNumber } from './dates.js';
import { DecliningLoan, type RowDue } from './declining-loan.js';
import { FixedLoan } from './fixed-loan.js';
import { lateInterest } from './late.js';
import type { Period } from './periods.js';
import { checkTerms } from './schedule.js';
import { DEFAULT_ALLOCATION_ORDER, type Component, type LoanTerms } from './terms.js';

/** Money received, minor units, in order of entry. A reversed payment counts as never made (rule 12). */
export interface Payment {
  on: string;
  amount: bigint;
  reversed?: boolean;
}

/** The split of a payment, minor units. `overpaid` is the part for which nothing was left to pay. */
export interface PaymentAllocation {
  principal: bigint;
  interest: bigint;
  penalty: bigint;
  overpaid: bigint;
  /** The same by instalment, in order. */
  rows: RowAllocation[];
}

/** The part of a payment that went to one instalment, minor units. */
export interface RowAllocation {
  nr: number;
  principal: bigint;
  interest: bigint;
  penalty: bigint;
}

interface RowReceipts {
  penalty: bigint;
  inAdvance: bigint;
  late: bigint;
  /** Principal and interest only, for the late interest on the unpaid rest. */
  payments: { on: string; amount: bigint }[];
}

/**
 * A loan while its payments are applied: oldest instalment first (past due, then due, then in advance), within an
 * instalment in the allocation order (rules 9-12). Late interest is the penalty of its instalment (rule 14).
 */
export class Repayment {
  readonly loan: DecliningLoan | FixedLoan;
  readonly periods: readonly Period[];
  readonly receipts: RowReceipts[];
  private readonly order: readonly Component[];
  private day: number;

  constructor(private readonly terms: LoanTerms) {
    checkTerms(terms);
    const follows =
      terms.interestMethod === 'declining_balance' && terms.earlyPaymentReducesInterest !== false;
    this.loan = follows ? new DecliningLoan(terms) : new FixedLoan(terms);
    this.periods = this.loan.periods;
    this.receipts = this.periods.map(() => ({ penalty: 0n, inAdvance: 0n, late: 0n, payments: [] }));
    this.order = terms.allocationOrder ?? DEFAULT_ALLOCATION_ORDER;
    this.day = (this.periods[0] as Period).from;
  }

  /**
   * Moves the current day forward, to a date not before the previous one. Throws RangeError on a date before the start.
   */
  moveTo(on: string): void {
    const day = dayNumber(on);
    if (day < this.day) throw new RangeError('a payment cannot be dated before the loan starts');
    this.day = day;
    this.loan.moveTo(day);
  }

  /** Applies a payment made on the current day. Throws RangeError unless it is positive. */
  pay(amount: bigint): PaymentAllocation {
    if (amount <= 0n) throw new RangeError('a payment must be positive');
    if (this.terms.prepaymentRebate === true && amount >= this.payoff().total) this.loan.rebate();
    const allocation: PaymentAllocation = {
      principal: 0n,
      interest: 0n,
      penalty: 0n,
      overpaid: amount,
      rows: [],
    };
    const stuck = new Set<number>();
    for (;;) {
      const dues = this.loan.dues();
      const next = this.periods.findIndex((_, index) => !stuck.has(index) && this.left(index, dues) > 0n);
      if (next < 0 || allocation.overpaid === 0n) return allocation;
      const before = allocation.overpaid;
      for (const component of this.order) this.payComponent(next, component, allocation);
      if (allocation.overpaid === before) stuck.add(next);
    }
  }

  /**
   * The amount that closes the loan on the current day: principal, interest to that day, penalties (rules 10 and 11).
   */
  payoff(): { principal: bigint; interest: bigint; penalty: bigint; total: bigint } {
    const sum = { principal: 0n, interest: 0n, penalty: 0n, total: 0n };
    this.loan.duesToDate().forEach((due, index) => {
      const paid = this.loan.paid(index);
      sum.principal += due.principal - paid.principal;
      sum.interest += due.interest - paid.interest;
      sum.penalty += this.penalty(index, due) - (this.receipts[index] as RowReceipts).penalty;
    });
    return { ...sum, total: sum.principal + sum.interest + sum.penalty };
  }

  /** Days past due on the current day: of the oldest instalment that is not fully paid (rule 13). */
  daysPastDue(): number {
    const dues = this.loan.dues();
    const oldest = this.periods.find((_, index) => this.left(index, dues) > 0n);
    return oldest === undefined ? 0 : Math.max(0, this.day - oldest.due);
  }

  /** All late interest of an instalment up to the current day. */
  penalty(index: number, due: RowDue): bigint {
    const { lateInterestRate = '0', graceDays = 0 } = this.terms;
    const { due: dueDay, dueOn } = this.periods[index] as Period;
    if (this.day <= dueDay + graceDays || /^[0.]*$/.test(lateInterestRate)) return 0n;
    const { payments } = this.receipts[index] as RowReceipts;
    return lateInterest(
      { dueOn, amount: due.principal + due.interest - due.deferred, payments },
      { lateInterestRate, graceDays },
      dateOfDayNumber(this.day),
    );
  }

  private left(index: number, dues: readonly RowDue[]): bigint {
    const due = dues[index] as RowDue;
    const paid = this.loan.paid(index);
    const penalty = this.penalty(index, due) - (this.receipts[index] as RowReceipts).penalty;
    return due.principal + due.interest - paid.principal - paid.interest + penalty;
  }

  private payComponent(index: number, component: Component, allocation: PaymentAllocation): void {
    if (component === 'fee' || allocation.overpaid === 0n) return;
    const { due: dueDay } = this.periods[index] as Period;
    const due =
      dueDay > this.day ? (this.loan.duesToDate()[index] as RowDue) : (this.loan.dues()[index] as RowDue);
    const receipts = this.receipts[index] as RowReceipts;
    const open =
      component === 'penalty'
        ? this.penalty(index, due) - receipts.penalty
        : due[component] - this.loan.paid(index)[component];
    const amount = open < allocation.overpaid ? open : allocation.overpaid;
    if (amount <= 0n) return;
    if (component === 'penalty') receipts.penalty += amount;
    else {
      receipts.payments.push({ on: dateOfDayNumber(this.day), amount });
      this.loan.receive(index, component, amount);
    }
    allocation[component] += amount;
    allocation.overpaid -= amount;
    rowOf(allocation, index + 1)[component] += amount;
    if (dueDay > this.day) receipts.inAdvance += amount;
    else if (dueDay < this.day) receipts.late += amount;
  }
}

function rowOf({ rows }: PaymentAllocation, nr: number): RowAllocation {
  const last = rows.at(-1);
  if (last?.nr === nr) return last;
  const row = { nr, principal: 0n, interest: 0n, penalty: 0n };
  rows.push(row);
  return row;
}
