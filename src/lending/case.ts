import { formatMoney, parseMoney } from './money.js';
import { loanPosition } from './loan-position.js';
import { shownInstallment } from './installment.js';
import { assertAmortises, buildSchedule } from './schedule.js';
import type { Component, LoanTerms } from './terms.js';

/** An example as outside systems publish it: amounts and rates are decimal texts. */
export interface LoanCase {
  id: string;
  terms: {
    principal: string;
    annual_rate_percent: string;
    start_date: string;
    first_due_date?: string;
    installments: number;
    every: number;
    unit: LoanTerms['unit'];
    interest_method: LoanTerms['interestMethod'];
    day_count: LoanTerms['dayCount'];
    period_interest: LoanTerms['periodInterest'];
    currency_decimals: number;
    rounding: string;
    early_payment_reduces_interest?: boolean;
    allocation_order?: Component[];
  };
  payments?: { date: string; amount: string }[];
  as_of?: string;
}

type Row = Record<'nr' | 'days', number> & Record<string, string | number>;

/** A calculated case: every cell of its schedule and totals, amounts as decimal texts. */
export interface WorkedCase {
  id: string;
  schedule: Row[];
  totals: Record<string, string>;
}

/**
 * Calculates a case: the schedule after disbursement or, with payments, its state on `as_of`. `overpaid` is present
 * when money was left over. Throws RangeError on terms that it does not support or that equal instalments cannot repay,
 * and MoneyFormatError on amounts it cannot read.
 */
export function workOut({ id, terms: given, payments, as_of: asOf }: LoanCase): WorkedCase {
  const terms = caseTerms(given);
  assertAmortises(terms);
  const money = (minor: bigint) => formatMoney(minor, given.currency_decimals);
  if (payments === undefined) {
    const rows = buildSchedule(terms);
    const interest = rows.reduce((sum, row) => sum + row.interest, 0n);
    return {
      id,
      schedule: rows.map((row) => ({ ...shownInstallment(row, money) })),
      totals: {
        principal: money(terms.principal),
        interest: money(interest),
        total: money(terms.principal + interest),
      },
    };
  }
  const made = payments.map(({ date, amount }) => ({
    on: date,
    amount: parseMoney(amount, given.currency_decimals),
  }));
  const last = made.reduce((latest, { on }) => (on > latest ? on : latest), given.start_date);
  const position = loanPosition(terms, made, asOf ?? last);
  return {
    id,
    schedule: position.installments.map((row) => ({
      ...shownInstallment(row, money),
      paid: money(row.paid),
      paid_in_advance: money(row.paidInAdvance),
      paid_late: money(row.paidLate),
      outstanding: money(row.outstanding),
    })),
    totals: {
      principal: money(position.principal),
      interest: money(position.interest),
      total: money(position.principal + position.interest),
      paid: money(position.paid),
      outstanding: money(position.outstanding),
      ...(position.overpaid > 0n ? { overpaid: money(position.overpaid) } : {}),
    },
  };
}

function caseTerms(given: LoanCase['terms']): LoanTerms {
  if (given.rounding !== 'half_even') throw new RangeError(`rounding "${given.rounding}" is not supported`);
  return {
    principal: parseMoney(given.principal, given.currency_decimals),
    annualRate: percentToRate(given.annual_rate_percent),
    interestMethod: given.interest_method,
    dayCount: given.day_count,
    periodInterest: given.period_interest,
    installments: given.installments,
    every: given.every,
    unit: given.unit,
    startOn: given.start_date,
    ...(given.first_due_date === undefined ? {} : { firstDueOn: given.first_due_date }),
    interestRounding: 'per_period',
    ...(given.allocation_order === undefined ? {} : { allocationOrder: given.allocation_order }),
    earlyPaymentReducesInterest: given.early_payment_reduces_interest ?? true,
  };
}

/** "9.4822" percent as the rate "0.094822": moves the decimal point, rounds nothing. */
function percentToRate(percent: string): string {
  const [whole = '', fraction = ''] = percent.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}
