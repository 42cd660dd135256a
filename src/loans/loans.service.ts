import { Injectable } from '@nestjs/common';
import { outcomeOf } from '../common/amounts.js';
import { valueOf, type Outcome } from '../common/batcher.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandsFrom } from '../bank-config/score-bands.js';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import { MoneyCommands } from '../common/money-commands.js';
import { DomainError } from '../common/problems.js';
import { inOneTrip, type Tx } from '../common/transactions.js';
import { LoanFundAllocator, type Allocation } from '../funding/loan-fund-allocator.js';
import type { AllocationRun } from '../funding/allocation-run.entity.js';
import type { LoanToFund } from '../funding/room.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { Disbursement, type FundedLoan } from './disbursement.service.js';
import type { Loan } from './loan.entity.js';
import { newLoan } from './granting.js';
import { copyTerms, termMonths, type CopiedTerms } from './loan-terms.js';
import { LoanWishes, type LoanRequest, type Wish } from './loan-wishes.service.js';
import { toLoanResponse, type LoanResponse, type QueuedLoanResponse } from './loans.dto.js';
import { keptAside, QueueEntries, type QueuePlace } from './queue-entries.js';
import type { Quote } from './quote.entity.js';
import { quoteUsed } from './quotes.service.js';

type LoanAnswer = LoanResponse | QueuedLoanResponse;

@Injectable()
export class LoansService {
  /** One request; see `requestLoans`. */
  readonly request: ReturnType<typeof this.commands.define<LoanRequest, LoanAnswer>>;

  constructor(
    private readonly commands: MoneyCommands,
    private readonly wishes: LoanWishes,
    private readonly allocator: LoanFundAllocator,
    private readonly disbursement: Disbursement,
    private readonly queue: QueueEntries,
    private readonly clock: Clock,
  ) {
    this.request = this.commands.define('loans', 201, (tx, requests) => this.requestLoans(tx, requests));
  }

  /**
   * The five steps, for all requests together: request, range check, allocation, creation, disbursement.
   * Each request is granted whole, or waits in the funding queue where the bank and the request say so (202), or is
   * refused (`score_too_low`, `amount_out_of_range`, `insufficient_funds`, or for what ails its quote) with nothing left behind. Locks
   * the customers, then the quotes, then the providers.
   */
  private async requestLoans(tx: Tx, requests: readonly LoanRequest[]): Promise<Outcome<LoanAnswer>[]> {
    const [{ today, config, wishes }, holders] = await inOneTrip([
      this.wishes.check(tx, requests),
      this.queue.holders(tx),
    ]);
    const termsFor = termsOnce(config);
    const wanted = wishes.map((outcome, index): LoanToFund | null => {
      if (!('value' in outcome) || outcome.value.sameAs !== null) return null;
      const { amount, installments, band } = outcome.value;
      const { customerId } = requests[index] as LoanRequest;
      const term = termMonths(termsFor(installments, band), today);
      const bands = bandsFrom(band?.name ?? null, config.scoreBands);
      return { id: newId(), customerId, principal: amount, termMonths: term, bands };
    });
    const fundable = wanted.filter((loan) => loan !== null);
    const aside = keptAside(holders, today, config);
    const { allocations, run } = await this.allocate(tx, aside, fundable, config);
    const funded: FundedLoan[] = [];
    const queued: { loan: Loan; index: number }[] = [];
    const used: Quote[] = [];
    const outcomes: Outcome<LoanAnswer>[] = [];
    for (const [index, loanToFund] of wanted.entries()) {
      const outcome = outcomeOf(() => {
        const { amount, installments, quote, sameAs, mayQueue, creditScore, band } = valueOf(
          wishes[index] as Outcome<Wish>,
        );
        // Whoever comes second on a quote is refused as if the first had been alone: for its loan, or as it was.
        if (sameAs !== null) throw quoteUsed(valueOf(outcomes[sameAs] as Outcome<LoanAnswer>).id);
        if (loanToFund === null) throw new Error('a wish that passed the checks wants money');
        const { id, customerId } = loanToFund;
        const { parts, available } = allocations.get(id) as Allocation;
        if (!parts && !mayQueue) throw insufficientFunds(amount, available, config.currency);
        const loan = newLoan(
          { id, customerId, amount, creditScore, scoreBand: band?.name ?? null, createdAt: this.clock.now() },
          termsFor(installments, band),
          {
            startOn: today,
            allocationRunId: parts ? (run?.id ?? null) : null,
          },
        );
        if (parts) funded.push({ loan, parts });
        else queued.push({ loan, index });
        if (quote) used.push({ ...quote, loanId: loan.id });
        return toLoanResponse(loan, today);
      });
      outcomes.push(outcome);
    }
    // The loans exist by then: statements of one trip run in the order in which they were started.
    await inOneTrip([this.disbursement.disburse(tx, funded, run), this.wishes.markUsed(tx, used)]);
    for (const { index, answer } of await this.enqueue(tx, queued, config)) outcomes[index] = answer;
    return outcomes;
  }

  /** Behind the loans that hold the line. */
  private async allocate(
    tx: Tx,
    holders: readonly LoanToFund[],
    wanted: readonly LoanToFund[],
    config: BankConfiguration,
  ): Promise<{ allocations: Map<string, Allocation>; run: AllocationRun | null }> {
    const loans = wanted.length === 0 ? [] : [...holders, ...wanted];
    const { allocations, run } = await this.allocator.allocate(tx, loans, config);
    const unfunded: Allocation = { parts: null, available: 0n };
    const of = (index: number) => allocations[holders.length + index] ?? unfunded;
    return { allocations: new Map(wanted.map(({ id }, index) => [id, of(index)])), run };
  }

  private async enqueue(
    tx: Tx,
    queued: readonly { loan: Loan; index: number }[],
    config: BankConfiguration,
  ): Promise<{ index: number; answer: Outcome<LoanAnswer> }[]> {
    if (queued.length === 0) return [];
    const places = await this.queue.add(
      tx,
      queued.map(({ loan }) => loan),
      config,
    );
    return queued.map(({ loan, index }) => ({
      index,
      answer: {
        status: 202,
        value: {
          ...toLoanResponse(loan, loan.startOn),
          queue: toQueuePlaceResponse(places.get(loan.id)),
        },
      },
    }));
  }
}

type Band = Wish['band'];

function termsOnce(config: BankConfiguration): (installments: number, band: Band) => CopiedTerms {
  const terms = new Map<string, CopiedTerms>();
  return (installments, band) => {
    const kind = `${String(installments)} ${band?.name ?? ''}`;
    const known = terms.get(kind) ?? copyTerms(config, installments, band);
    terms.set(kind, known);
    return known;
  };
}

function insufficientFunds(amount: bigint, available: bigint, currency: string): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  return new DomainError(
    'insufficient_funds',
    `The loan providers have ${money(available)} ${currency} free to lend now, less than ${money(amount)}.`,
    { requested: money(amount), available: money(available), currency },
  );
}

function toQueuePlaceResponse(place: QueuePlace | undefined): QueuedLoanResponse['queue'] {
  if (place === undefined) throw new Error('a loan that waits has a place');
  const { position, queuedAt, expiresOn } = place;
  return { position, queued_at: queuedAt.toISOString(), expires_on: expiresOn };
}
