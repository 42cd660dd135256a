import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { toMinorUnits } from '../http/amounts.js';
import { currencyDecimals } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import { loanCost, type LoanCostResponse } from './loan-cost.dto.js';
import { assertInBankRange, assertInstallments, assertRepayable } from './loan-range.js';
import type { EstimateDto } from './quotes.dto.js';

/** Strangers ask for round amounts, again and again. */
const MOST_KEPT = 500;

/** What a loan would cost a stranger: of the bank's terms alone, without a person, a score band or the queue. */
@Injectable()
export class Estimates {
  /** By version of the configuration, date and request. */
  private readonly kept = new Map<string, LoanCostResponse>();

  constructor(private readonly bankConfig: BankConfigQueries) {}

  /**
   * Writes nothing. Throws `calculator_closed`, `amount_out_of_range` with the bank's range, `loan_does_not_amortise`,
   * and `validation_failed`.
   */
  async estimate({ amount: text, installments }: EstimateDto): Promise<LoanCostResponse> {
    const [config, startOn] = await Promise.all([this.bankConfig.inForce(), this.bankConfig.businessDate()]);
    if (!config.publicCalculator) {
      throw new DomainError('calculator_closed', 'Sign in to ask what a loan would cost you.');
    }
    const amount = toMinorUnits(text, currencyDecimals(config.currency));
    assertInBankRange(amount, config);
    const loan = { amount, startOn, installments: installments ?? config.installments };
    assertInstallments(loan.installments, config);
    const key = `${String(config.version)} ${startOn} ${String(amount)} ${String(loan.installments)}`;
    const known = this.kept.get(key);
    if (known) return known;
    assertRepayable(config, loan);
    const cost = loanCost(config, loan);
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, cost);
    return cost;
  }
}
