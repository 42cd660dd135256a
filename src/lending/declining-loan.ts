import { decliningSchedule } from './declining-schedule.js';
import type { BalanceSpan, InterestTrace } from './interest-trace.js';
import { divideHalfEven, parseRate } from './money.js';
import { periodPart, periodsOf, type Period } from './periods.js';
import type { LoanTerms } from './terms.js';

/**
 * The total due of an instalment, paid or not. `deferred` is the part of its interest that accrued after its due date.
 */
export interface RowDue {
  principal: bigint;
  interest: bigint;
  deferred: bigint;
}

interface Paid {
  principal: bigint;
  interest: bigint;
}

/**
 * A declining-balance loan while its payments are replayed in order of date (rule 10). Up to the current day interest
 * follows the actual balance. After it, everything due counts as paid, and every later instalment as paid on its due
 * date. Minor units; each row's interest is rounded once, half-even.
 */
export class DecliningLoan {
  readonly periods: readonly Period[];
  private readonly payment: bigint;
  private readonly receipts: Paid[];
  /** The part of the receipts that arrived before the due date. */
  private readonly early: Paid[];
  private readonly repaid: { day: number; amount: bigint }[] = [];
  /** Interest of the periods that have ended by the current day: no later payment can change it. */
  private readonly settled: bigint[] = [];
  /** The interest of a whole period on one unit: numerator of row i over denominator of row i. */
  private readonly wholes: bigint[];
  private readonly denominators: bigint[];
  private readonly rateNumerator: bigint;
  private known: { all?: RowDue[]; toDate?: RowDue[] } = {};
  /** The last row that has principal: it takes every difference. Rows beyond it do not come back. */
  private last: number;
  private outstanding: bigint;
  private day: number;

  constructor(private readonly terms: LoanTerms) {
    this.periods = periodsOf(terms);
    this.payment = decliningSchedule(terms, this.periods).payment;
    this.receipts = this.periods.map(() => ({ principal: 0n, interest: 0n }));
    this.early = this.periods.map(() => ({ principal: 0n, interest: 0n }));
    const rate = parseRate(terms.annualRate);
    const parts = this.periods.map((period) => periodPart(terms, period, period.from, period.due));
    this.rateNumerator = rate.numerator;
    this.wholes = parts.map(({ numerator }) => rate.numerator * BigInt(numerator));
    this.denominators = parts.map(({ denominator }) => rate.denominator * BigInt(denominator));
    this.last = this.periods.length - 1;
    this.outstanding = terms.principal;
    this.day = (this.periods[0] as Period).from;
  }

  /** Moves the current day forward. */
  moveTo(day: number): void {
    // At the end of a day, so that it does not matter in how many payments the day's money arrived.
    if (day > this.day) this.last = this.dues().findLastIndex(({ principal }) => principal > 0n);
    this.day = day;
    this.known = {};
  }

  /** The total due of each row, including future interest if everything open is paid on time. */
  dues(): readonly RowDue[] {
    return (this.known.all ??= this.duesOf(false));
  }

  /**
   * The total due of each row when no interest is counted after the current day: the amount that closes the loan, and
   * the amount a row takes in advance.
   */
  duesToDate(): readonly RowDue[] {
    return (this.known.toDate ??= this.duesOf(true));
  }

  /** The derivation of the interest of each row of `dues`. */
  interestTraces(): InterestTrace[] {
    const traces: InterestTrace[] = [];
    this.duesOf(false, traces);
    return traces;
  }

  rebate(): void {
    // Interest already follows the balance: there is nothing to give back.
  }

  /** Books principal or interest paid on the current day into a row. */
  receive(index: number, component: 'principal' | 'interest', amount: bigint): void {
    this.known = {};
    this.paid(index)[component] += amount;
    if (this.day < (this.periods[index] as Period).due) (this.early[index] as Paid)[component] += amount;
    if (component === 'interest') return;
    this.outstanding -= amount;
    this.repaid.push({ day: this.day, amount });
  }

  /** What was paid into a row. */
  paid(index: number): Paid {
    return this.receipts[index] as Paid;
  }

  /**
   * Every row takes the equal instalment, or what is left; the last one takes all that is left. Interest that does not
   * fit its row moves to the next one; when no principal remains to be paid, to the last row that had some.
   */
  private duesOf(toDate: boolean, traces?: InterestTrace[]): RowDue[] {
    const dues: RowDue[] = [];
    let remaining = this.terms.principal;
    let carried = 0n;
    let unpaid = 0n;
    let closing: RowDue | undefined;
    let closingTrace: InterestTrace | undefined;
    for (const [index, period] of this.periods.entries()) {
      const own = this.accrued(period, index, unpaid, toDate);
      const accrued = own + carried;
      const trace = traces && this.trace(period, index, unpaid, { own, carriedIn: carried });
      if (trace) traces.push(trace);
      if (closing) {
        if (trace && closingTrace) {
          trace.carriedOut = accrued;
          closingTrace.carriedIn += accrued;
        }
        closing.interest += accrued;
        closing.deferred += accrued;
        dues.push({ principal: 0n, interest: 0n, deferred: 0n });
        continue;
      }
      let due = this.share(accrued, this.early[index] as Paid);
      if (index === this.last || due.principal >= remaining) {
        due = { principal: remaining, interest: accrued, deferred: 0n };
        closing = due;
        closingTrace = trace;
      }
      carried = accrued - due.interest;
      if (trace) trace.carriedOut = carried;
      remaining -= due.principal;
      unpaid += due.principal - this.paid(index).principal;
      dues.push(due);
    }
    return dues;
  }

  /**
   * How the equal instalment is divided. A row that was paid early keeps the interest it was paid with: its principal
   * fills the instalment, and interest accrued since then moves on (rule 10).
   */
  private share(accrued: bigint, early: Paid): RowDue {
    const room = accrued < this.payment ? accrued : this.payment;
    if (early.principal <= this.payment - room) {
      return { principal: this.payment - room, interest: room, deferred: 0n };
    }
    const fill = this.payment - early.interest;
    const principal = fill > early.principal ? fill : early.principal;
    return { principal, interest: early.interest, deferred: 0n };
  }

  /** Interest of one period, rounded half-even. */
  private accrued(period: Period, index: number, unpaid: bigint, toDate: boolean): bigint {
    if (period.due <= this.day) {
      return (this.settled[index] ??= this.interest(this.weigh(period, period.due), index));
    }
    return this.interest(this.weighed(period, index, toDate ? 0n : this.planned(unpaid)), index);
  }

  /** The balance after the current day if everything due is paid, and every later row on its due date. */
  private planned(unpaid: bigint): bigint {
    return this.outstanding <= unpaid ? 0n : this.outstanding - unpaid;
  }

  /** The balance times the interest of a unit: the actual balance up to the current day, the planned one after it. */
  private weighed(period: Period, index: number, planned: bigint, spans?: BalanceSpan[]): bigint {
    if (period.due <= this.day) return this.weigh(period, period.due, spans);
    const from = period.from > this.day ? period.from : this.day;
    const past = period.from < this.day ? this.weigh(period, this.day, spans) : 0n;
    spans?.push({ from, to: period.due, balance: planned });
    if (planned === 0n) return past;
    const weight =
      from === period.from ? (this.wholes[index] as bigint) : this.weight(period, from, period.due);
    return past + planned * weight;
  }

  /** The balance times the interest of a unit, over the part of a period up to a day. */
  private weigh(period: Period, until: number, spans?: BalanceSpan[]): bigint {
    let balance = this.terms.principal;
    let from = period.from;
    let weighed = 0n;
    for (const { day, amount } of this.repaid) {
      if (day >= until) break;
      if (day > from) {
        weighed += balance * this.weight(period, from, day);
        spans?.push({ from, to: day, balance });
        from = day;
      }
      balance -= amount;
    }
    spans?.push({ from, to: until, balance });
    return weighed + balance * this.weight(period, from, until);
  }

  private trace(
    period: Period,
    index: number,
    unpaid: bigint,
    { own, carriedIn }: { own: bigint; carriedIn: bigint },
  ): InterestTrace {
    const spans: BalanceSpan[] = [];
    const numerator = this.weighed(period, index, this.planned(unpaid), spans);
    const denominator = this.denominators[index] as bigint;
    return {
      spans,
      numerator,
      denominator,
      before: 0n,
      rounded: own,
      carriedIn,
      carriedOut: 0n,
      rebated: 0n,
    };
  }

  private weight(period: Period, from: number, to: number): bigint {
    return this.rateNumerator * BigInt(periodPart(this.terms, period, from, to).numerator);
  }

  private interest(weighed: bigint, index: number): bigint {
    return weighed === 0n ? 0n : divideHalfEven(weighed, this.denominators[index] as bigint);
  }
}
