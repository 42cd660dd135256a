import { aprEu, aprUs, type Credit } from '../lending/apr.js';
import { NoSuchRate } from '../lending/discounting.js';
import { EU_PERIODS } from '../lending/eu-intervals.js';
import { divideHalfEven, formatMoney } from '../lending/money.js';
import type { UnitPeriodUnit } from '../lending/unit-periods.js';
import { xirr } from '../lending/xirr.js';
import type { CaseMembers } from './case-members.js';

const KINDS = ['apr.us_actuarial', 'apr.eu'] as const;

/**
 * A Regulation Z rate is a percentage, a text with two decimals, half-even; an EU rate is a fraction with ten decimals.
 */
export type AnnualRate = { id: string | number } & ({ apr_pct: string } | { apr: number });

/** `xirr` is an annual fraction with ten decimals; null when two `rates` fit equally well. */
export type Return = { id: string | number } & (
  { xirr: number } | { xirr: null; reason: 'ambiguous'; rates: number[] }
);

/** The annual percentage rate of a credit, by the method that `kind` names. Throws like the reads and methods. */
export function aprOf(entry: CaseMembers): AnnualRate {
  const kind = entry.oneOf('kind', KINDS);
  const inputs = entry.object('inputs');
  if (kind === 'apr.eu') {
    const period = inputs.has('period') ? inputs.oneOf('period', EU_PERIODS) : undefined;
    return { id: entry.id, apr: Number(aprEu(creditOf(inputs, 'loan', 'loan_date'), period)) };
  }
  const { every, unit } = unitPeriod(inputs);
  const rate = aprUs(creditOf(inputs, 'amount_advanced', 'advance_date'), every, unit);
  return { id: entry.id, apr_pct: percentText(BigInt(rate.replace('.', ''))) };
}

/** The annual return of cash flows. Throws like the reads, and NoSuchRate when no rate can be determined. */
export function xirrOf(entry: CaseMembers): Return {
  if (entry.has('kind')) entry.oneOf('kind', ['xirr']);
  const flows = entry.object('inputs').datedAmounts('flows');
  const dated = flows.map((flow) => ({ on: flow.date('date'), amount: flow.signedUnits('amount') }));
  try {
    return { id: entry.id, xirr: Number(xirr(dated)) };
  } catch (error) {
    if (!(error instanceof NoSuchRate && error.reason === 'ambiguous')) throw error;
    return { id: entry.id, xirr: null, reason: error.reason, rates: error.rates.map(Number) };
  }
}

/** A rate in units of 10^-10 as percent with two decimals, half-even. */
export function percentText(rate: bigint): string {
  return formatMoney(divideHalfEven(rate, 10n ** 6n), 2);
}

function creditOf(inputs: CaseMembers, amount: string, date: string): Credit {
  const advancedOn = inputs.date(date);
  const payments = inputs.datedAmounts('payments').map((payment) => ({
    on: payment.date('date', advancedOn),
    amount: payment.units('amount'),
  }));
  if (payments.length === 0) throw inputs.fault('payments', 'must not be empty');
  return { amount: inputs.units(amount), advancedOn, payments };
}

const UNIT_PERIODS: Record<string, { every: number; unit: UnitPeriodUnit; perYear: number }> = {
  day: { every: 1, unit: 'days', perYear: 365 },
  week: { every: 1, unit: 'weeks', perYear: 52 },
  semimonth: { every: 1, unit: 'semimonths', perYear: 24 },
  month: { every: 1, unit: 'months', perYear: 12 },
  quarter: { every: 3, unit: 'months', perYear: 4 },
  year: { every: 12, unit: 'months', perYear: 1 },
};

/** The unit-period of Regulation Z: "month", "2 weeks", or a month declared to occur four times a year. */
function unitPeriod(inputs: CaseMembers): { every: number; unit: UnitPeriodUnit } {
  const text = inputs.text('unit_period');
  const [, count, name = ''] = /^(?:([1-9]\d{0,3}) )?([a-z]+?)s?$/.exec(text) ?? [];
  const known = Object.hasOwn(UNIT_PERIODS, name) ? UNIT_PERIODS[name] : undefined;
  if (!known) {
    const names = Object.keys(UNIT_PERIODS).join(', ');
    throw inputs.fault(
      'unit_period',
      `must be one of ${names}, or a number of these such as "2 weeks", not "${text}"`,
    );
  }
  const times = count === undefined ? timesFromYear(inputs, known.perYear) : Number(count);
  return { every: known.every * times, unit: known.unit };
}

function timesFromYear(inputs: CaseMembers, perYear: number): number {
  if (!inputs.has('unit_periods_per_year')) return 1;
  const given = inputs.wholeNumber('unit_periods_per_year', 1, 365);
  if (perYear % given === 0) return perYear / given;
  throw inputs.fault('unit_periods_per_year', `must divide ${String(perYear)}, the unit-periods of a year`);
}
