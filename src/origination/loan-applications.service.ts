import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandFor, type RankedBand } from '../bank-config/score-bands.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import { pipelined, type Tx } from '../database/transactions.js';
import type { Customer } from '../customers/customer.entity.js';
import { CustomersService } from '../customers/customers.service.js';
import { SCORE } from '../lending/credit-score.js';
import { explainRefusals } from '../scoring/score-refusals.js';
import { assertMayBorrow, assertRepayable, checkAmount } from '../quotes/loan-range.js';
import type { Quote } from '../quotes/quote.entity.js';
import { QuotesService } from '../quotes/quotes.service.js';
import { QueueHolders, type Holder } from '../quotes/queue-holders.js';

/** A request for a loan: an amount (the request's text, in the bank's currency), or a quote. */
export type LoanRequest = {
  customerId: string;
  /** Who requests it for the customer, if not the customer. */
  requestedBy: string | null;
} & (
  | { amount: string; queue?: boolean | undefined; quoteId?: undefined }
  | { amount?: undefined; queue: boolean; quoteId: string }
);

/** A request that passed the checks. Amounts in minor units. */
export interface CheckedApplication {
  amount: bigint;
  installments: number;
  quote: Quote | null;
  /**
   * Whether it waits when the providers cannot fund it: on a quote only if the request says so, as its dates and cents
   * are valid only on that day.
   */
  mayQueue: boolean;
  /** The customer's credit score, and the band of the configuration that it falls in. */
  creditScore: number;
  band: RankedBand | null;
  /** The earlier application of this batch for the same quote. */
  sameQuoteAs: Application | null;
}

/** One request and the result of its checks. */
export interface Application {
  customerId: string;
  requestedBy: string | null;
  outcome: Outcome<CheckedApplication>;
}

/** The data that a batch of applications is decided on. */
export interface Decision {
  /** The business date of the transaction, on which the loans start. */
  today: string;
  /** The instant of the decision. */
  now: Date;
  /** The configuration under which the loans are granted. */
  config: BankConfiguration;
  /** One for each request, in order. */
  applications: Application[];
  /** The waiting loans whose money is reserved. */
  holders: Holder[];
}

/** The first two of the five steps: request and range check. */
@Injectable()
export class LoanApplications {
  constructor(
    private readonly customers: CustomersService,
    private readonly bankConfig: BankConfigService,
    private readonly quotes: QuotesService,
    private readonly queue: QueueHolders,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks requests. Refuses what `assertMayBorrow` and `assertRepayable` refuse, `queue_not_offered`, and unusable
   * quotes. Locks the customers, then the quotes, with the statements that it sends at once.
   */
  async check(tx: Tx, requests: readonly LoanRequest[]): Promise<Decision> {
    const [today, customers, config, holders, quotes] = await pipelined([
      this.clock.today(tx),
      this.customers.lock(
        tx,
        requests.map(({ customerId }) => customerId),
      ),
      this.bankConfig.inForce(tx),
      this.queue.find(tx),
      this.quotes.lock(
        tx,
        requests.flatMap(({ quoteId }) => quoteId ?? []),
      ),
    ]);
    const firstOn = new Map<Quote, Application>();
    const applications = requests.map((request): Application => {
      const { customerId, requestedBy } = request;
      const outcome = outcomeOf(() => {
        const checked = this.checkOne(request, customers.get(customerId), quotes, { config, today });
        assertRepayable(config, { ...checked, startOn: today });
        const sameQuoteAs = checked.quote === null ? undefined : firstOn.get(checked.quote);
        return { ...checked, sameQuoteAs: sameQuoteAs ?? null };
      });
      const application = { customerId, requestedBy, outcome };
      const quote = 'value' in outcome ? outcome.value.quote : null;
      if (quote !== null && !firstOn.has(quote)) firstOn.set(quote, application);
      return application;
    });
    await explainRefusals(tx, applications);
    return { today, now: this.clock.now(), config, applications, holders };
  }

  /** Marks the quotes, which this transaction has locked, as used by their loans. */
  markUsed(tx: Tx, quotes: readonly Quote[]): void {
    this.quotes.markUsed(tx, quotes);
  }

  private checkOne(
    request: LoanRequest,
    customer: Customer | undefined,
    quotes: ReadonlyMap<string, Quote>,
    { config, today }: { config: BankConfiguration; today: string },
  ): Omit<CheckedApplication, 'sameQuoteAs'> {
    const { quoteId, customerId } = request;
    const creditScore = customer?.creditScore ?? SCORE.base;
    const standing = { creditScore, band: bandFor(creditScore, config.scoreBands) };
    if (quoteId === undefined) {
      const amount = checkAmount(request.amount, customer, config);
      const may = mayQueue(request.queue, config);
      return { ...standing, amount, installments: config.installments, quote: null, mayQueue: may };
    }
    const quote = quotes.get(quoteId);
    this.quotes.assertUsable(quote, { quoteId, customerId }, { config, today, creditScore });
    assertMayBorrow(quote.amount, customer, config);
    const may = mayQueue(request.queue, config);
    return { ...standing, amount: quote.amount, installments: quote.installments, quote, mayQueue: may };
  }
}

function mayQueue(
  asked: boolean | undefined,
  { whenUnfunded, queueOnRequest }: Pick<BankConfiguration, 'whenUnfunded' | 'queueOnRequest'>,
): boolean {
  if (whenUnfunded === 'queue') return asked !== false;
  if (asked === true && !queueOnRequest) {
    throw new DomainError(
      'queue_not_offered',
      'The bank does not let requests wait for money. Leave queue out, and ask again if the loan is refused.',
    );
  }
  return asked === true;
}
