import { dateOfDayNumber } from './dates.js';
import type { Fraction } from './day-count.js';
import type { RowDue } from './declining-loan.js';
import type { BalanceSpan, InterestTrace } from './interest-trace.js';
import { lateInterestTrace } from './late.js';
import { replayPayments } from './loan-position.js';
import { divideHalfEven, formatMoney, parseRate } from './money.js';
import { periodPart, type Period } from './periods.js';
import type { Payment, Repayment } from './repayment.js';
import type { DayCount, LoanTerms } from './terms.js';

/** A balance that bore interest after `from` up to and including `to`; minor units. */
export interface InterestSegment {
  from: string;
  to: string;
  days: number;
  balance: bigint;
  /** Exact, in the notation of the day count if possible: "31/365", "30/360", "1/12". */
  yearFraction: string;
  /** balance × rate × yearFraction in minor units, a decimal text with at least ten digits after the point. */
  exact: string;
}

/** Overdue principal and interest that bore late interest after `from` up to and including `to`; minor units. */
export interface PenaltySegment {
  from: string;
  to: string;
  days: number;
  amount: bigint;
  exact: string;
}

/** The derivation of an instalment's late interest (rule 14); minor units. */
export interface PenaltyExplanation {
  formula: string;
  rate: string;
  segments: PenaltySegment[];
  /** The sum of the segments; rounding this text half-even gives `rounded`. */
  exact: string;
  rounded: bigint;
}

/** The derivation of an instalment's interest; minor units. */
export interface InterestExplanation {
  nr: number;
  /** In words, using the field names of this object. */
  formula: string;
  /** Annual, a decimal text. */
  rate: string;
  dayCount: DayCount;
  periodInterest: LoanTerms['periodInterest'];
  segments: InterestSegment[];
  /** The sum of the segments; without `running`, rounding this text half-even gives `rounded`. */
  exact: string;
  /**
   * When interest is rounded per loan: the exact total up to and including this row, and the rounded total up to the
   * previous row. `rounded` is the first, rounded half-even, minus the second.
   */
  running: { exact: string; before: bigint } | null;
  rounded: bigint;
  /** Interest of other rows that this row charges; negative when an earlier row was paid too much. */
  carriedIn: bigint;
  /** Interest of this row that another row charges. */
  carriedOut: bigint;
  /** Waived because the loan was paid off (rule 11). */
  rebated: bigint;
  /** rounded + carriedIn - carriedOut - rebated: the interest of `loanPosition`. */
  interest: bigint;
  penalty: PenaltyExplanation;
}

const MOVES = '+ carried_in - carried_out - rebated';
const PER_PERIOD = `interest = round(sum of balance * rate * year_fraction) ${MOVES}; round is half-even`;
const PER_LOAN = `interest = round(running.exact) - running.before ${MOVES}; round is half-even`;
const PENALTY = 'penalty = round(sum of amount * rate * days / 365); round is half-even';
const DIGITS = 10;

/**
 * The derivation of the interest and late interest of every instalment of `loanPosition(terms, payments, on)`, from the
 * same computation (rules 4, 7, 10, 11, 14). Future interest is on the planned balance. Throws RangeError on a payment
 * that is before the start or not positive.
 */
export function explainInterest(
  terms: LoanTerms,
  payments: readonly Payment[],
  on: string,
): InterestExplanation[] {
  const { repayment } = replayPayments(terms, payments, on);
  const dues = repayment.loan.dues();
  return repayment.loan.interestTraces().map((trace, index) => {
    const period = repayment.periods[index] as Period;
    const due = dues[index] as RowDue;
    return {
      nr: index + 1,
      ...interestOf(terms, period, trace),
      interest: due.interest,
      penalty: penaltyOf(terms, repayment, { index, due, on }),
    };
  });
}

function interestOf(
  terms: LoanTerms,
  period: Period,
  trace: InterestTrace,
): Omit<InterestExplanation, 'nr' | 'interest' | 'penalty'> {
  const { numerator, denominator, before, rounded, carriedIn, carriedOut, rebated } = trace;
  const perLoan = terms.interestMethod === 'flat' && terms.interestRounding === 'per_loan';
  const segments = trace.spans
    .filter(({ from, to }) => to > from)
    .map((span) => segmentOf(terms, period, span));
  const exact = decimalText(numerator, denominator);
  return {
    formula: perLoan ? PER_LOAN : PER_PERIOD,
    rate: terms.annualRate,
    dayCount: terms.dayCount,
    periodInterest: terms.periodInterest,
    segments,
    // A flat row has exactly one segment.
    exact: perLoan ? (segments[0] as InterestSegment).exact : exact,
    running: perLoan ? { exact, before } : null,
    rounded,
    carriedIn,
    carriedOut,
    rebated,
  };
}

function segmentOf(terms: LoanTerms, period: Period, { from, to, balance }: BalanceSpan): InterestSegment {
  const isWhole = from === period.from && to === period.due;
  const fraction = isWhole ? period.fraction : periodPart(terms, period, from, to);
  const rate = parseRate(terms.annualRate);
  const numerator = balance * rate.numerator * BigInt(fraction.numerator);
  return {
    ...datesOf(from, to),
    balance,
    yearFraction: fractionText(fraction, period.fraction.denominator),
    exact: decimalText(numerator, rate.denominator * BigInt(fraction.denominator)),
  };
}

function penaltyOf(
  { lateInterestRate = '0', graceDays = 0 }: LoanTerms,
  repayment: Repayment,
  { index, due, on }: { index: number; due: RowDue; on: string },
): PenaltyExplanation {
  const { dueOn } = repayment.periods[index] as Period;
  const { payments } = repayment.receipts[index] as Repayment['receipts'][number];
  const overdue = { dueOn, amount: due.principal + due.interest - due.deferred, payments };
  const trace = lateInterestTrace(overdue, { lateInterestRate, graceDays }, on);
  const rate = parseRate(lateInterestRate);
  return {
    formula: PENALTY,
    rate: lateInterestRate,
    segments: trace.spans.map(({ from, to, amount }) => ({
      ...datesOf(from, to),
      amount,
      exact: decimalText(amount * rate.numerator * BigInt(to - from), rate.denominator * 365n),
    })),
    exact: decimalText(trace.numerator, trace.denominator),
    rounded: trace.rounded,
  };
}

function datesOf(from: number, to: number): { from: string; to: string; days: number } {
  return { from: dateOfDayNumber(from), to: dateOfDayNumber(to), days: to - from };
}

/** Over the usual length of a year where that is exact, otherwise in lowest terms. */
function fractionText({ numerator, denominator }: Fraction, ofPeriod: number): string {
  // The denominator of actual/actual covers both year lengths at once; most periods lie in one year.
  const usual = ofPeriod === 365 * 366 ? [365, 366] : [ofPeriod];
  const year = usual.find((each) => (numerator * each) % denominator === 0);
  if (year !== undefined) return `${String((numerator * year) / denominator)}/${String(year)}`;
  const divisor = greatestDivisor(numerator, denominator);
  return `${String(numerator / divisor)}/${String(denominator / divisor)}`;
}

function greatestDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** At least ten digits after the point, and as many more as it takes for the text to round like the exact figure. */
function decimalText(numerator: bigint, denominator: bigint): string {
  const rounded = divideHalfEven(numerator, denominator);
  for (let digits = DIGITS; ; digits += DIGITS) {
    const scale = 10n ** BigInt(digits);
    const shown = divideHalfEven(numerator * scale, denominator);
    if (divideHalfEven(shown, scale) === rounded) return formatMoney(shown, digits);
  }
}
