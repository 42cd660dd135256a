import { arithmetic, type Terms } from './arithmetic.js';
import type { Row } from './batches.js';

/** The terms of new loans. */
export interface BankTerms extends Omit<Terms, 'principal' | 'startOn'> {
  currency: string;
  decimals: number;
  order: readonly string[];
}

export const READ_TERMS = `SELECT version, currency, interest_rate, interest_method, day_count, period_interest,
  duration, installments, allocation_order, prepayment_rebate, grace_days, late_interest_rate, default_after_days,
  commission_rate, allocation_policy, score_bands, when_unfunded
  FROM bank_configurations ORDER BY version DESC LIMIT 1`;

const known = new Map<string, BankTerms>();

/** Throws where the bank wants what bare cannot do. */
export function termsIn(config: Row): BankTerms {
  const version = config.version ?? '';
  let terms = known.get(version);
  if (terms === undefined) known.set(version, (terms = read(config)));
  return terms;
}

function read(config: Row): BankTerms {
  const needed = { interest_method: 'flat', allocation_policy: 'smallest_first', score_bands: '[]' };
  for (const [name, value] of Object.entries({
    ...needed,
    when_unfunded: 'reject',
    prepayment_rebate: 'f',
  })) {
    if (config[name] !== value) throw new Error(`bare knows no ${name} but ${value}`);
  }
  const installments = Number(config.installments);
  const plan = arithmetic.installmentPlan(config.duration ?? '', installments);
  if (plan === null) throw new Error('the duration does not divide into instalments');
  const currency = config.currency ?? '';
  return {
    ...termsOf(config),
    ...plan,
    installments,
    interestRounding: 'per_loan',
    currency,
    decimals: arithmetic.currencyDecimals(currency),
    order: (config.allocation_order ?? '').split(','),
  };
}

/** What a loan and the configuration have under the same names. */
export function termsOf(row: Row) {
  return {
    annualRate: row.interest_rate ?? '',
    interestMethod: row.interest_method ?? '',
    dayCount: row.day_count ?? '',
    periodInterest: row.period_interest ?? '',
  };
}
