import { workOut, type LoanCase, type WorkedCase } from '../lending/case.js';
import { isDate } from '../lending/dates.js';
import {
  DAY_COUNTS,
  DEFAULT_ALLOCATION_ORDER,
  INTEREST_METHODS,
  PERIOD_INTERESTS,
  PERIOD_UNITS,
} from '../lending/terms.js';
import type { CaseMembers } from './case-members.js';
import { note } from './output.js';

/** Enough for daily instalments over 27 years; a typing error beyond it would take forever. */
const MAX_INSTALLMENTS = 10_000;
const MAX_EVERY = 1000;
/** No currency in ISO 4217 has more. */
const MAX_CURRENCY_DECIMALS = 4;

/** A calculated case, under its own id. */
export type ScheduledCase = Omit<WorkedCase, 'id'> & { id: string | number };

/**
 * Calculates a case in the shape of the golden schedules and repayments; reports unknown terms on stderr. Throws a
 * UsageError that names the faulty member, or a RangeError when dates and payments do not fit together.
 */
export function scheduleOf(entry: CaseMembers): ScheduledCase {
  const worked = workOut(loanCase(entry));
  if (!isDate(String(worked.schedule.at(-1)?.due_date))) {
    throw new RangeError('the schedule must end by 9999-12-31');
  }
  return { ...worked, id: entry.id };
}

function loanCase(entry: CaseMembers): LoanCase {
  const terms = loanTerms(entry.object('terms'));
  const payments = entry.has('payments') ? { payments: casePayments(entry, terms) } : {};
  const asOf = entry.has('as_of') ? { as_of: entry.date('as_of', terms.start_date) } : {};
  return { id: String(entry.id), terms, ...payments, ...asOf };
}

function loanTerms(terms: CaseMembers): LoanCase['terms'] {
  const decimals = terms.wholeNumber('currency_decimals', 0, MAX_CURRENCY_DECIMALS);
  const read = {
    principal: terms.amount('principal', decimals),
    annual_rate_percent: terms.decimal('annual_rate_percent'),
    start_date: terms.date('start_date'),
    installments: terms.wholeNumber('installments', 1, MAX_INSTALLMENTS),
    every: terms.wholeNumber('every', 1, MAX_EVERY),
    unit: terms.oneOf('unit', PERIOD_UNITS),
    interest_method: terms.oneOf('interest_method', INTEREST_METHODS),
    day_count: terms.oneOf('day_count', DAY_COUNTS),
    period_interest: terms.oneOf('period_interest', PERIOD_INTERESTS),
    currency_decimals: decimals,
    rounding: terms.oneOf('rounding', ['half_even']),
  };
  const firstDue = terms.has('first_due_date')
    ? { first_due_date: firstDueDate(terms, read.start_date) }
    : {};
  const order = terms.has('allocation_order') ? { allocation_order: allocationOrder(terms) } : {};
  const early = terms.has('early_payment_reduces_interest')
    ? { early_payment_reduces_interest: terms.flag('early_payment_reduces_interest') }
    : {};
  for (const name of terms.unused()) note(`Case ${String(terms.id)}: ${name} is unknown and was ignored.`);
  return { ...read, ...firstDue, ...order, ...early };
}

function firstDueDate(terms: CaseMembers, start: string): string {
  const date = terms.date('first_due_date');
  if (date <= start) throw terms.fault('first_due_date', `must be after ${start}`);
  return date;
}

function allocationOrder(terms: CaseMembers): NonNullable<LoanCase['terms']['allocation_order']> {
  const order = terms.someOf('allocation_order', DEFAULT_ALLOCATION_ORDER);
  if (!order.includes('interest') || !order.includes('principal')) {
    throw terms.fault('allocation_order', 'must name interest and principal');
  }
  return order;
}

function casePayments(entry: CaseMembers, terms: LoanCase['terms']) {
  return entry.datedAmounts('payments').map((payment) => ({
    date: payment.date('date', terms.start_date),
    amount: payment.amount('amount', terms.currency_decimals),
  }));
}
