import type { RowDue } from './declining-loan.js';
import { periodsOf, type Period } from './periods.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';

interface Row {
  principal: bigint;
  interest: bigint;
  paidPrincipal: bigint;
  paidInterest: bigint;
}

/** A loan whose schedule does not move, whenever it is paid (rule 11). Minor units. */
export class FixedLoan {
  readonly periods: readonly Period[];
  private readonly rows: Row[];
  private day: number;

  constructor(private readonly terms: LoanTerms) {
    this.periods = periodsOf(terms);
    this.day = (this.periods[0] as Period).from;
    this.rows = buildSchedule(terms).map(({ principal, interest }) => ({
      principal,
      interest,
      paidPrincipal: 0n,
      paidInterest: 0n,
    }));
  }

  /** Moves the current day forward. */
  moveTo(day: number): void {
    this.day = day;
  }

  /** What each row owes in all. */
  dues(): RowDue[] {
    return this.rows.map(({ principal, interest }) => ({ principal, interest, carried: 0n, deferred: 0n }));
  }

  /** What each row would owe if the rest were paid on the current day: less the rebate, when the terms grant one. */
  duesToDate(): RowDue[] {
    return this.dues().map((due, index) =>
      this.isRebated(index) ? { ...due, interest: this.paid(index).interest } : due,
    );
  }

  /** What a row not due yet takes on the current day: all of it. */
  dueInAdvance(index: number): RowDue {
    return this.dues()[index] as RowDue;
  }

  /** Gives up the interest of periods that have not begun: the loan is being paid off on the current day. */
  rebate(): void {
    this.rows.forEach((row, index) => {
      if (this.isRebated(index)) row.interest = row.paidInterest;
    });
  }

  /** Books principal paid into a row. */
  payPrincipal(index: number, amount: bigint): void {
    (this.rows[index] as Row).paidPrincipal += amount;
  }

  /** Books interest paid into a row. */
  payInterest(index: number, amount: bigint): void {
    (this.rows[index] as Row).paidInterest += amount;
  }

  /** What was paid into a row. */
  paid(index: number): { principal: bigint; interest: bigint } {
    const { paidPrincipal, paidInterest } = this.rows[index] as Row;
    return { principal: paidPrincipal, interest: paidInterest };
  }

  private isRebated(index: number): boolean {
    return this.terms.prepaymentRebate === true && (this.periods[index] as Period).from >= this.day;
  }
}
