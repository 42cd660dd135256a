import { Injectable } from '@nestjs/common';
import { outcomeOf } from '../common/amounts.js';
import { valueOf, type Outcome } from '../common/batcher.js';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import { MoneyCommands } from '../common/money-commands.js';
import { DomainError } from '../common/problems.js';
import { inOneTrip, type Tx } from '../common/transactions.js';
import { LoanFundAllocator, type Allocation } from '../funding/loan-fund-allocator.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { buildSchedule, installmentTotal } from '../lending/schedule.js';
import { Disbursement, type FundedLoan } from './disbursement.service.js';
import type { Loan } from './loan.entity.js';
import { copyTerms, termsOf } from './loan-terms.js';
import { LoanWishes, type LoanRequest, type Wish } from './loan-wishes.service.js';
import { toLoanResponse, type LoanResponse } from './loans.dto.js';
import type { Quote } from './quote.entity.js';
import { QuotesService, quoteUsed } from './quotes.service.js';

@Injectable()
export class LoansService {
  /** One request; see `requestLoans`. */
  readonly request: ReturnType<typeof this.commands.define<LoanRequest, LoanResponse>>;

  constructor(
    private readonly commands: MoneyCommands,
    private readonly wishes: LoanWishes,
    private readonly quotes: QuotesService,
    private readonly allocator: LoanFundAllocator,
    private readonly disbursement: Disbursement,
    private readonly clock: Clock,
  ) {
    this.request = this.commands.define('loans', 201, (tx, requests) => this.requestLoans(tx, requests));
  }

  /**
   * The five steps, for all requests together: request, range check, allocation, creation, disbursement.
   * Each request is granted whole or refused (`score_too_low`, `amount_out_of_range`, `insufficient_funds`, or for
   * what ails its quote) with nothing left behind. Locks the customers, then the quotes, then the providers.
   */
  private async requestLoans(tx: Tx, requests: readonly LoanRequest[]): Promise<Outcome<LoanResponse>[]> {
    // Read once: a loan starts on the date that its quote was checked against, also around midnight.
    const today = this.clock.businessDate();
    const { config, wishes } = await this.wishes.check(tx, requests, today);
    const granted = wishes.flatMap((outcome) =>
      'value' in outcome && outcome.value.sameAs === null ? [outcome.value.amount] : [],
    );
    const allocations = await this.allocator.allocate(tx, granted, config.allocationPolicy);
    const terms = new Map<string, ReturnType<typeof copyTerms>>();
    const funded: FundedLoan[] = [];
    const used: Quote[] = [];
    let next = 0;
    const outcomes: Outcome<LoanResponse>[] = [];
    for (const [index, { customerId }] of requests.entries()) {
      const outcome = outcomeOf(() => {
        const wish = valueOf(wishes[index] as Outcome<Wish>);
        const { amount, installments, quote, sameAs, band } = wish;
        // Whoever comes second on a quote is refused as if the first had been alone: for its loan, or as it was.
        if (sameAs !== null) throw quoteUsed(valueOf(outcomes[sameAs] as Outcome<LoanResponse>).id);
        const { parts, available } = allocations[next++] as Allocation;
        if (!parts) throw insufficientFunds(amount, available, config.currency);
        const kind = `${String(installments)} ${band?.name ?? ''}`;
        const copied = terms.get(kind) ?? copyTerms(config, installments, band);
        terms.set(kind, copied);
        const loan = this.grant(customerId, wish, copied, today);
        funded.push({ loan, parts });
        if (quote) used.push({ ...quote, loanId: loan.id });
        return toLoanResponse(loan, today);
      });
      outcomes.push(outcome);
    }
    // The loans exist by then: statements of one trip run in the order in which they were started.
    await inOneTrip([this.disbursement.disburse(tx, funded), this.quotes.markUsed(tx, used)]);
    return outcomes;
  }

  private grant(
    customerId: string,
    { amount, creditScore, band }: Wish,
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
      worstDaysPastDue: 0,
      pastDueUntil: null,
      creditScore,
      scoreBand: band?.name ?? null,
      createdAt: this.clock.now(),
    };
  }
}

function insufficientFunds(amount: bigint, available: bigint, currency: string): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  return new DomainError(
    'insufficient_funds',
    `The loan providers have ${money(available)} ${currency} free to lend now, less than ${money(amount)}.`,
    { requested: money(amount), available: money(available), currency },
  );
}
