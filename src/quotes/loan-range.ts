import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandFor, isTooLow } from '../bank-config/score-bands.js';
import { toMinorUnits } from '../http/amounts.js';
import { DomainError } from '../runtime/problems.js';
import { invalidFields } from '../http/validation.js';
import type { Customer } from '../customers/customer.entity.js';
import { loanRange } from '../customers/customers.dto.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { scoreTooLow } from '../scoring/score-refusals.js';
import { assertAmortises, DoesNotAmortise } from '../lending/schedule.js';
import type { LoanTerms } from '../lending/terms.js';
import type { PricedLoan } from './loan-cost.dto.js';
import { copyTerms, shorterDuration, termsOf } from '../loans/loan-terms.js';

/** What decides whether a customer may borrow, and how much. */
export type Borrower = Pick<Customer, 'accountDisabled' | 'creditScore' | 'minLoanAmount' | 'maxLoanAmount'>;

/**
 * The amount of a request in minor units. Throws what `assertMayBorrow` does, and `validation_failed` on more decimals
 * than the currency has.
 */
export function checkAmount(text: string, customer: Borrower | undefined, config: BankConfiguration): bigint {
  const amount = toMinorUnits(text, currencyDecimals(config.currency));
  assertMayBorrow(amount, customer, config);
  return amount;
}

/**
 * Every reason to refuse a loan of this amount, both when it is requested and when money is found for it. Throws
 * `customer_not_found`, `account_disabled`, `score_too_low`, or `amount_out_of_range` with the range, and with the
 * score if its band sets the maximum.
 */
export function assertMayBorrow(
  amount: bigint,
  customer: Borrower | undefined,
  config: BankConfiguration,
): void {
  if (!customer) throw new DomainError('customer_not_found', 'There is no such customer profile.');
  if (customer.accountDisabled) {
    throw new DomainError('account_disabled', 'This account is disabled: it cannot borrow.');
  }
  const decimals = currencyDecimals(config.currency);
  if (isTooLow(customer.creditScore, config.scoreBands)) throw scoreTooLow(customer.creditScore, config);
  const band = bandFor(customer.creditScore, config.scoreBands);
  const range = loanRange(customer, config, band);
  if (isWithin(amount, range)) return;
  const [min, max] = [formatMoney(range.min, decimals), formatMoney(range.max, decimals)];
  const isOfBand = amount > range.max && range.max < loanRange(customer, config).max;
  throw new DomainError(
    'amount_out_of_range',
    range.min > range.max
      ? `You cannot borrow now: your minimum, ${min} ${config.currency}, is above your maximum, ${max}.`
      : `You may borrow from ${min} to ${max} ${config.currency}; you asked for ${formatMoney(amount, decimals)}.`,
    {
      requested: formatMoney(amount, decimals),
      min_loan_amount: min,
      max_loan_amount: max,
      currency: config.currency,
      ...(isOfBand ? { credit_score: customer.creditScore, score_band: band?.name ?? null } : {}),
    },
  );
}

interface Range {
  min: bigint;
  max: bigint;
}

const isWithin = (amount: bigint, { min, max }: Range) => amount >= min && amount <= max;

/** Throws `amount_out_of_range` for an amount that the bank lends to nobody, unless staff made an exception. */
export function assertInBankRange(amount: bigint, config: BankConfiguration): void {
  const range = { min: config.minLoanAmount, max: config.maxLoanAmount };
  if (isWithin(amount, range)) return;
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(config.currency));
  const { currency } = config;
  throw new DomainError(
    'amount_out_of_range',
    `The bank lends from ${money(range.min)} to ${money(range.max)} ${currency}; you asked for ${money(amount)}.`,
    {
      requested: money(amount),
      min_loan_amount: money(range.min),
      max_loan_amount: money(range.max),
      currency,
    },
  );
}

/** Throws `loan_does_not_amortise` where equal instalments cannot repay a loan. Flat interest does not grow. */
export function assertRepayable(config: BankConfiguration, loan: PricedLoan): void {
  if (config.interestMethod === 'flat') return;
  const terms = copyTerms(config, loan.installments, loan.band);
  assertAmortising(termsOf({ ...terms, amount: loan.amount, startOn: loan.startOn }), config.currency);
}

/** Like `assertRepayable`, for terms that are already copied. */
export function assertAmortising(terms: LoanTerms, currency: string): void {
  if (terms.interestMethod === 'flat') return;
  try {
    assertAmortises(terms);
  } catch (error) {
    if (!(error instanceof DoesNotAmortise)) throw error;
    const amount = formatMoney(terms.principal, currencyDecimals(currency));
    const { installments, annualRate } = terms;
    throw new DomainError(
      'loan_does_not_amortise',
      `${String(installments)} equal instalments cannot repay ${amount} ${currency} at a yearly rate of ${annualRate}: nearly all of each would be interest.`,
      { requested: amount, installments, interest_rate: annualRate, currency },
    );
  }
}

/**
 * Checks the number of instalments of a request: from one to the bank's, with the same periods. Throws
 * `validation_failed`.
 */
export function assertInstallments(installments: number, config: BankConfiguration): void {
  const refuse = (code: string, message: string) => invalidFields([{ field: 'installments', code, message }]);
  if (installments > config.installments) {
    throw refuse('max', `installments must be from 1 to ${String(config.installments)}.`);
  }
  if (shorterDuration(config, installments) === null) {
    throw refuse(
      'rhythm',
      `${String(installments)} instalments do not fit the bank's rhythm of instalments.`,
    );
  }
}
