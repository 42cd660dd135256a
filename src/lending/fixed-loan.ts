import type { RowDue } from './declining-loan.js';
import { scheduledTraces } from './declining-schedule.js';
import { flatTraces } from './flat-schedule.js';
import type { InterestTrace } from './interest-trace.js';
import { periodsOf, type Period } from './periods.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';

interface Row {
  principal: bigint;
  interest: bigint;
  paid: { principal: bigint; interest: bigint };
}

/** A loan whose schedule never changes, whenever it is paid (rule 11). Minor units. */
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
      paid: { principal: 0n, interest: 0n },
    }));
  }

  /** Moves the current day forward. */
  moveTo(day: number): void {
    this.day = day;
  }

  /** The total due of each row. */
  dues(): readonly RowDue[] {
    return this.rows.map(({ principal, interest }) => ({ principal, interest, deferred: 0n }));
  }

  /** What each row would owe if the rest were paid on the current day: minus the rebate, if the terms grant one. */
  duesToDate(): readonly RowDue[] {
    return this.dues().map((due, index) =>
      this.isRebated(index) ? { ...due, interest: this.paid(index).interest } : due,
    );
  }

  /** The derivation of the interest of each row of `dues`. */
  interestTraces(): InterestTrace[] {
    const traces = (this.terms.interestMethod === 'flat' ? flatTraces : scheduledTraces)(
      this.terms,
      this.periods,
    );
    return traces.map((trace, index) => {
      const scheduled = trace.rounded + trace.carriedIn - trace.carriedOut;
      return { ...trace, rebated: scheduled - (this.rows[index] as Row).interest };
    });
  }

  /** Waives the interest of periods that have not begun: the loan is being paid off on the current day. */
  rebate(): void {
    this.rows.forEach((row, index) => {
      if (this.isRebated(index)) row.interest = row.paid.interest;
    });
  }

  /** Books principal or interest paid into a row. */
  receive(index: number, component: 'principal' | 'interest', amount: bigint): void {
    this.paid(index)[component] += amount;
  }

  /** What was paid into a row. */
  paid(index: number): { principal: bigint; interest: bigint } {
    return (this.rows[index] as Row).paid;
  }

  private isRebated(index: number): boolean {
    return this.terms.prepaymentRebate === true && (this.periods[index] as Period).from >= this.day;
  }
}
