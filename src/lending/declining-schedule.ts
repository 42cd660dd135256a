import type { InterestTrace } from './interest-trace.js';
import { levelSchedule, type LevelSchedule } from './level-payment.js';
import { divideHalfEven, parseRate } from './money.js';
import { periodsOf, type Period } from './periods.js';
import type { Installment } from './installment.js';
import type { LoanTerms } from './terms.js';

/** Period rates as exact fractions over one denominator: rate i is numerators[i]/denominator. */
export interface PeriodRates {
  numerators: readonly bigint[];
  denominator: bigint;
}

/**
 * Declining balance, equal instalments that end level (rules 5 and 6). Interest is rounded half-even per row. The
 * search for the instalment starts at the annuity, which lets unpaid interest bear interest; the rows do not.
 */
export function decliningSchedule(
  terms: LoanTerms,
  periods: readonly Period[] = periodsOf(terms),
): LevelSchedule {
  const rates = periodRates(terms, periods);
  const exact = annuity(terms.principal, rates);
  return levelSchedule(divideHalfEven(exact.numerator, exact.denominator), (payment) =>
    amortize(terms.principal, payment, periods, rates),
  );
}

/** The derivation of each row's interest: the balance of the schedule over the whole period. */
export function scheduledTraces(terms: LoanTerms, periods: readonly Period[]): InterestTrace[] {
  const traces: InterestTrace[] = [];
  const { payment } = decliningSchedule(terms, periods);
  amortize(terms.principal, payment, periods, periodRates(terms, periods), traces);
  return traces;
}

/**
 * The instalment that repays a principal at these period rates, as an exact fraction of minor units (rule 5): P ·
 * Π(1+f) / Σ_k Π_{i>k}(1+f).
 */
export function annuity(principal: bigint, rates: PeriodRates): { numerator: bigint; denominator: bigint } {
  const { product, sum } = discounted(rates, 0, rates.numerators.length);
  return { numerator: principal * product, denominator: rates.denominator * sum };
}

/**
 * For periods from..to-1, as integers: Π(1+f), Σ_k Π_{i>k}(1+f) and 1, each times the product of the denominators.
 * Halving keeps the factors of every multiplication equally long, which makes 360 periods fast.
 */
function discounted(
  rates: PeriodRates,
  from: number,
  to: number,
): { product: bigint; sum: bigint; power: bigint } {
  const { numerators, denominator } = rates;
  if (to - from === 1) {
    return { product: denominator + (numerators[from] as bigint), sum: 1n, power: denominator };
  }
  const middle = (from + to) >> 1;
  const early = discounted(rates, from, middle);
  const later = discounted(rates, middle, to);
  return {
    product: early.product * later.product,
    sum: early.sum * later.product + later.sum * early.power,
    power: early.power * later.power,
  };
}

/** The rates of the periods: the annual rate times their year fractions (rule 4), over one denominator. */
export function periodRates(terms: LoanTerms, periods: readonly Period[]): PeriodRates {
  const rate = parseRate(terms.annualRate);
  const common = periods.reduce((all, { fraction }) => leastMultiple(all, fraction.denominator), 1);
  const numerators = periods.map(
    ({ fraction }) => rate.numerator * BigInt(fraction.numerator * (common / fraction.denominator)),
  );
  const denominator = rate.denominator * BigInt(common);
  const shared = numerators.reduce(greatestDivisor, denominator);
  return { numerators: numerators.map((numerator) => numerator / shared), denominator: denominator / shared };
}

/** Rows with one instalment amount: interest above it is carried to the next row, the last row takes what is left. */
function amortize(
  total: bigint,
  payment: bigint,
  periods: readonly Period[],
  { numerators, denominator }: PeriodRates,
  traces?: InterestTrace[],
): Installment[] {
  let balance = total;
  let carried = 0n;
  return periods.map(({ from, due, dueOn, days }, index) => {
    const numerator = balance * (numerators[index] as bigint);
    const rounded = divideHalfEven(numerator, denominator);
    const accrued = carried + rounded;
    const last = index === periods.length - 1;
    const interest = last || accrued < payment ? accrued : payment;
    const carriedIn = carried;
    carried = accrued - interest;
    if (traces) {
      const spans = [{ from, to: due, balance }];
      traces.push({
        spans,
        numerator,
        denominator,
        before: 0n,
        rounded,
        carriedIn,
        carriedOut: carried,
        rebated: 0n,
      });
    }
    const room = payment - interest;
    const principal = last || room > balance ? balance : room;
    balance -= principal;
    return { nr: index + 1, dueOn, days, principal, interest, balance };
  });
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function leastMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
