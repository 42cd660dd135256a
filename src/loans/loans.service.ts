import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { outcomeOf, toMinorUnits } from '../common/amounts.js';
import { valueOf, type Outcome } from '../common/batcher.js';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import { MoneyCommands } from '../common/money-commands.js';
import { DomainError } from '../common/problems.js';
import type { Tx } from '../common/transactions.js';
import type { Customer } from '../customers/customer.entity.js';
import { loanRange } from '../customers/customers.dto.js';
import { CustomersService } from '../customers/customers.service.js';
import { LoanFundAllocator, type Allocation } from '../funding/loan-fund-allocator.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { buildSchedule, installmentTotal } from '../lending/schedule.js';
import { Disbursement, type FundedLoan } from './disbursement.service.js';
import type { Loan } from './loan.entity.js';
import { copyTerms, termsOf } from './loan-terms.js';
import { toLoanResponse, type LoanResponse } from './loans.dto.js';

/** A customer's wish for a loan; `amount` is the request's text, in the bank's currency. */
export interface LoanRequest {
  customerId: string;
  amount: string;
}

@Injectable()
export class LoansService {
  /** One request; see `requestLoans`. */
  readonly request: ReturnType<typeof this.commands.define<LoanRequest, LoanResponse>>;

  constructor(
    private readonly commands: MoneyCommands,
    private readonly customers: CustomersService,
    private readonly bankConfig: BankConfigService,
    private readonly allocator: LoanFundAllocator,
    private readonly disbursement: Disbursement,
    private readonly clock: Clock,
  ) {
    this.request = this.commands.define('loans', 201, (tx, requests) => this.requestLoans(tx, requests));
  }

  /**
   * The five steps, for all requests together: request, range check, allocation, creation, disbursement.
   * Each request is granted whole or refused (`amount_out_of_range`, `insufficient_funds`) with nothing left
   * behind. Locks the customers, then the providers.
   */
  private async requestLoans(tx: Tx, requests: readonly LoanRequest[]): Promise<Outcome<LoanResponse>[]> {
    const [customers, config] = await Promise.all([
      this.customers.lock(
        tx,
        requests.map(({ customerId }) => customerId),
      ),
      this.bankConfig.inForce(tx),
    ]);
    const amounts = requests.map(({ customerId, amount }) =>
      outcomeOf(() => checkAmount(amount, customers.get(customerId), config)),
    );
    const granted = amounts.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
    const allocations = await this.allocator.allocate(tx, granted, config.allocationPolicy);
    const terms = copyTerms(config);
    const today = this.clock.businessDate();
    const funded: FundedLoan[] = [];
    let next = 0;
    const outcomes = requests.map(({ customerId }, index) =>
      outcomeOf(() => {
        const amount = valueOf(amounts[index] as Outcome<bigint>);
        const { parts, available } = allocations[next++] as Allocation;
        if (!parts) throw insufficientFunds(amount, available, config.currency);
        const loan = this.grant(customerId, amount, terms, today);
        funded.push({ loan, parts });
        return toLoanResponse(loan, today);
      }),
    );
    await this.disbursement.disburse(tx, funded);
    return outcomes;
  }

  private grant(
    customerId: string,
    amount: bigint,
    terms: ReturnType<typeof copyTerms>,
    startOn: string,
  ): Loan {
    const schedule = buildSchedule(termsOf({ ...terms, amount, startOn }));
    const first = schedule[0];
    if (!first) throw new Error('a schedule has at least one instalment');
    return {
      id: newId(),
      customerId,
      ...terms,
      amount,
      startOn,
      status: 'active',
      amountDue: schedule.reduce((sum, row) => sum + installmentTotal(row), 0n),
      totalPaid: 0n,
      principalOutstanding: amount,
      nextDueOn: first.dueOn,
      nextDueAmount: installmentTotal(first),
      lateInterest: 0n,
      assessedOn: startOn,
      writtenOffOn: null,
      createdAt: this.clock.now(),
    };
  }
}

function checkAmount(text: string, customer: Customer | undefined, config: BankConfiguration): bigint {
  if (!customer) throw new DomainError('customer_not_found', 'You have no customer profile.');
  const decimals = currencyDecimals(config.currency);
  const amount = toMinorUnits(text, decimals);
  const range = loanRange(customer, config);
  if (amount < range.min || amount > range.max) {
    const [min, max] = [formatMoney(range.min, decimals), formatMoney(range.max, decimals)];
    throw new DomainError(
      'amount_out_of_range',
      `You may borrow from ${min} to ${max} ${config.currency}; ${formatMoney(amount, decimals)} was asked for.`,
      {
        requested: formatMoney(amount, decimals),
        min_loan_amount: min,
        max_loan_amount: max,
        currency: config.currency,
      },
    );
  }
  return amount;
}

function insufficientFunds(amount: bigint, available: bigint, currency: string): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  return new DomainError(
    'insufficient_funds',
    `The loan providers have ${money(available)} ${currency} free to lend now, less than ${money(amount)}.`,
    { requested: money(amount), available: money(available), currency },
  );
}
