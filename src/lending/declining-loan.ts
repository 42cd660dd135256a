import { decliningSchedule } from './declining-schedule.js';
import { divideHalfEven, parseRate } from './money.js';
import { partOf, periodsOf, type Period } from './periods.js';
import type { LoanTerms } from './terms.js';

/** An instalment as it stands: `payment` is what it asks for in all, `planned` what the schedule gave it. */
interface Row {
  period: Period;
  planned: bigint;
  payment: bigint;
  paidPrincipal: bigint;
  paidInterest: bigint;
  /** Interest accrued after this row's due date that no later row has room for; it is added to `payment`. */
  deferred: bigint;
  /** Whether this row's interest was deferred to an earlier row. */
  movedUp: boolean;
}

/**
 * What a row owes, paid or not. `carried` is the interest it has no room for: the next row takes it. `deferred` is
 * the part of the interest that accrued after its due date.
 */
export interface RowDue {
  principal: bigint;
  interest: bigint;
  carried: bigint;
  deferred: bigint;
}

/**
 * A declining-balance loan while its payments are replayed in order of date (rule 10). Up to the current day
 * interest follows the balance there really was; after it, everything due counts as paid, and every later
 * instalment as paid on its due date. Minor units; each row's interest is rounded once, half-even.
 */
export class DecliningLoan {
  private readonly rows: Row[];
  private readonly repaid: { day: number; amount: bigint }[] = [];
  /** Interest of rows that ended before the current day: no later payment can change it. */
  private readonly settled: bigint[] = [];
  private readonly rate: { numerator: bigint; denominator: bigint };
  private outstanding: bigint;
  private day: number;

  constructor(private readonly terms: LoanTerms) {
    const periods = periodsOf(terms);
    const { rows, payment } = decliningSchedule(terms, periods);
    this.rate = parseRate(terms.annualRate);
    this.outstanding = terms.principal;
    this.day = (periods[0] as Period).from;
    this.rows = periods.map((period, index) => ({
      period,
      planned: payment,
      payment: (rows[index]?.principal ?? 0n) + (rows[index]?.interest ?? 0n),
      paidPrincipal: 0n,
      paidInterest: 0n,
      deferred: 0n,
      movedUp: false,
    }));
  }

  /** The periods of the rows, in order. */
  get periods(): Period[] {
    return this.rows.map(({ period }) => period);
  }

  /** Moves the current day forward; days are day numbers, and going back is a RangeError. */
  moveTo(day: number): void {
    if (day < this.day) throw new RangeError('a loan is replayed in order of date');
    this.day = day;
    this.absorb(this.rows, false);
  }

  /** Interest already follows the balance: there is nothing to give back. */
  rebate(): void {}

  /** What each row owes in all, with the interest still to come if nothing else is paid early or late. */
  dues(): RowDue[] {
    return this.duesOf(this.rows, false);
  }

  /** What each row would owe if the loan ended on the current day: no interest is counted after it. */
  duesToDate(): RowDue[] {
    const rows = this.rows.map((row) => ({ ...row }));
    this.absorb(rows, true);
    return this.duesOf(rows, true);
  }

  /** What a row not due yet takes when it is paid on the current day: its interest is cut at that day. */
  dueInAdvance(index: number): RowDue {
    const rows = this.rows.map((row) => ({ ...row }));
    this.absorb(rows, true);
    const row = rows[index] as Row;
    if (this.day <= row.period.from) {
      const open = rows.filter((each) => !isPaid(each)).length;
      const due = this.duesOf(rows, true)[index] as RowDue;
      if (open > 1) {
        row.payment = row.planned;
        const { principal } = this.duesOf(rows, true)[index] as RowDue;
        const excess = principal - row.paidPrincipal - this.outstanding;
        if (excess > 0n) row.payment -= excess;
      } else if (open === 1 && isPaid(row)) {
        row.payment = least(row.planned, this.outstanding + row.paidPrincipal + due.interest);
      }
    }
    return this.duesOf(rows, true)[index] as RowDue;
  }

  /** Books principal paid on the current day into a row. */
  payPrincipal(index: number, amount: bigint): void {
    if (amount === 0n) return;
    const row = this.rows[index] as Row;
    row.paidPrincipal += amount;
    this.outstanding -= amount;
    this.repaid.push({ day: this.day, amount });
    this.absorb(this.rows, false);
    if (this.day < row.period.from && this.rows.filter((each) => !isPaid(each)).length > 1) {
      const paid = paidOf(row);
      if (paid > row.payment + row.deferred || paid === row.planned) row.payment = paid;
      this.absorb(this.rows, false);
    }
  }

  /** Books interest paid on the current day into a row. */
  payInterest(index: number, amount: bigint): void {
    if (amount === 0n) return;
    (this.rows[index] as Row).paidInterest += amount;
    this.absorb(this.rows, false);
  }

  /** What was paid into a row. */
  paid(index: number): { principal: bigint; interest: bigint } {
    const { paidPrincipal, paidInterest } = this.rows[index] as Row;
    return { principal: paidPrincipal, interest: paidInterest };
  }

  /**
   * Lets the last row that is not fully paid take every difference, so that all rows add up to principal and
   * interest; a row that cannot shrink that far passes the rest to the one before it.
   */
  private absorb(rows: Row[], toDate: boolean): void {
    this.duesOf(rows, toDate).forEach(({ principal }, index) => {
      const row = rows[index] as Row;
      const excess = principal - row.paidPrincipal - this.outstanding;
      if (excess > 0n) row.payment = most(row.payment - excess, paidOf(row));
    });
    for (;;) {
      const last = rows.findLastIndex((row) => !isPaid(row));
      const row = rows[last];
      if (!row) return;
      row.deferred = 0n;
      for (const each of rows) each.movedUp = false;
      const dues = this.duesOf(rows, toDate);
      // No later row has room for the interest that this one cannot hold.
      let difference = this.terms.principal + (dues[last] as RowDue).carried;
      rows.forEach(({ payment, deferred }, i) => {
        difference += (dues[i] as RowDue).interest - payment - deferred;
      });
      row.payment += difference;
      if (row.payment < paidOf(row)) {
        row.payment = paidOf(row);
        continue;
      }
      this.deferTo(rows, last);
      return;
    }
  }

  /** Moves interest accrued to date in rows after `last`, which are all paid, up to it. */
  private deferTo(rows: Row[], last: number): void {
    if (last === rows.length - 1) return;
    const dues = this.duesOf(rows, true);
    const from = dues.findLastIndex(({ carried }, index) => index > last && carried > 0n);
    if (from < 0) return;
    (rows[last] as Row).deferred = (dues[from] as RowDue).carried;
    for (let i = last + 1; i < rows.length; i++) (rows[i] as Row).movedUp = true;
  }

  private duesOf(rows: readonly Row[], toDate: boolean): RowDue[] {
    let carried = 0n;
    let overdue = 0n;
    return rows.map((row, index) => {
      const accrued =
        (row.movedUp ? 0n : this.accrued(row.period, index, overdue, toDate)) + row.deferred + carried;
      const total = row.payment + row.deferred;
      const settledEarly = row.paidPrincipal > most(0n, total - accrued);
      const interest = most(settledEarly ? row.paidInterest : least(accrued, total), row.paidInterest);
      const principal = most(total - interest, row.paidPrincipal);
      carried = most(0n, accrued - interest);
      overdue += principal - row.paidPrincipal;
      return { principal, interest, carried, deferred: row.deferred };
    });
  }

  /** Interest of one period, rounded half-even: on the real balance up to the current day, on the plan after it. */
  private accrued(period: Period, index: number, due: bigint, toDate: boolean): bigint {
    if (period.due <= this.day) {
      return (this.settled[index] ??= this.interest(this.weigh(period, period.due), period));
    }
    let weighed = this.weigh(period, this.day);
    const from = Math.max(period.from, this.day);
    if (!toDate && this.outstanding > due) {
      weighed += (this.outstanding - due) * BigInt(partOf(this.terms, period, from, period.due).numerator);
    }
    return this.interest(weighed, period);
  }

  /** The balance times the part of the period that it stood for, summed up to a day. */
  private weigh(period: Period, until: number): bigint {
    if (until <= period.from) return 0n;
    let balance = this.terms.principal;
    let from = period.from;
    let weighed = 0n;
    for (const { day, amount } of this.repaid) {
      if (day >= until) break;
      if (day > from) {
        weighed += balance * BigInt(partOf(this.terms, period, from, day).numerator);
        from = day;
      }
      balance -= amount;
    }
    return weighed + balance * BigInt(partOf(this.terms, period, from, until).numerator);
  }

  private interest(weighed: bigint, period: Period): bigint {
    if (weighed === 0n) return 0n;
    const { denominator } = partOf(this.terms, period, period.from, period.due);
    return divideHalfEven(weighed * this.rate.numerator, this.rate.denominator * BigInt(denominator));
  }
}

function paidOf({ paidPrincipal, paidInterest }: Row): bigint {
  return paidPrincipal + paidInterest;
}

function isPaid(row: Row): boolean {
  return row.payment + row.deferred === paidOf(row);
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
