import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandFor, type RankedBand } from '../bank-config/score-bands.js';
import { outcomeOf } from '../common/amounts.js';
import type { Outcome } from '../common/batcher.js';
import { Clock } from '../common/clock.js';
import { DomainError } from '../common/problems.js';
import { inOneTrip, type Tx } from '../common/transactions.js';
import type { Customer } from '../customers/customer.entity.js';
import { CustomersService } from '../customers/customers.service.js';
import { SCORE } from '../lending/credit-score.js';
import { explainRefusals } from '../scoring/score-refusals.js';
import { assertMayBorrow, assertRepayable, checkAmount } from './loan-range.js';
import type { Quote } from './quote.entity.js';
import { QuotesService } from './quotes.service.js';

/** A customer's wish for a loan: of an amount (the request's text, in the bank's currency), or on a quote. */
export type LoanRequest =
  | { customerId: string; amount: string; queue?: boolean | undefined; quoteId?: undefined }
  | { customerId: string; amount?: undefined; queue?: undefined; quoteId: string };

/** A wish that passed the checks. Minor units. */
export interface Wish {
  amount: bigint;
  installments: number;
  quote: Quote | null;
  /** Whether it waits where the providers cannot fund it. A quote does not: its cents hold for its date. */
  mayQueue: boolean;
  /** The customer's credit score, and the band of the configuration that it lies in. */
  creditScore: number;
  band: RankedBand | null;
  /** The request of this batch, by index, that asks for the same quote and comes first. */
  sameAs: number | null;
}

/** The first two of the five steps: request and range check. */
@Injectable()
export class LoanWishes {
  constructor(
    private readonly customers: CustomersService,
    private readonly bankConfig: BankConfigService,
    private readonly quotes: QuotesService,
    private readonly clock: Clock,
  ) {}

  /**
   * The wishes of requests, in order, and the configuration that their loans are granted on. Refuses what
   * `assertMayBorrow` and `assertRepayable` do, `queue_not_offered`, and what ails a quote. `today` is the business date
   * of the transaction, on which the loans start: one sent after this has it to itself. Locks the customers, then the
   * quotes.
   */
  async check(
    tx: Tx,
    requests: readonly LoanRequest[],
  ): Promise<{ today: string; config: BankConfiguration; wishes: Outcome<Wish>[] }> {
    const [today, customers, config] = await inOneTrip([
      this.clock.today(tx),
      this.customers.lock(
        tx,
        requests.map(({ customerId }) => customerId),
      ),
      this.bankConfig.inForce(tx),
    ]);
    const quotes = await this.quotes.lock(
      tx,
      requests.flatMap(({ quoteId }) => quoteId ?? []),
    );
    const asked = new Map<Quote, number>();
    const wishes = requests.map((request, index) =>
      outcomeOf(() => {
        const wish = this.toWish(request, customers.get(request.customerId), quotes, { config, today });
        assertRepayable(config, { ...wish, startOn: today });
        if (wish.quote === null) return wish;
        const first = asked.get(wish.quote);
        if (first !== undefined) return { ...wish, sameAs: first };
        asked.set(wish.quote, index);
        return wish;
      }),
    );
    return {
      today,
      config,
      wishes: await explainRefusals(tx, wishes, (index) => requests[index]?.customerId ?? ''),
    };
  }

  /** Quotes that this transaction locked now have their loans. */
  markUsed(tx: Tx, quotes: readonly Quote[]): Promise<void> {
    return this.quotes.markUsed(tx, quotes);
  }

  private toWish(
    request: LoanRequest,
    customer: Customer | undefined,
    quotes: ReadonlyMap<string, Quote>,
    { config, today }: { config: BankConfiguration; today: string },
  ): Wish {
    const { quoteId, customerId } = request;
    const creditScore = customer?.creditScore ?? SCORE.base;
    const standing = { creditScore, band: bandFor(creditScore, config.scoreBands), sameAs: null };
    if (quoteId === undefined) {
      const amount = checkAmount(request.amount, customer, config);
      const may = mayQueue(request.queue, config);
      return { ...standing, amount, installments: config.installments, quote: null, mayQueue: may };
    }
    const quote = quotes.get(quoteId);
    this.quotes.assertUsable(quote, { quoteId, customerId }, { config, today, creditScore });
    assertMayBorrow(quote.amount, customer, config);
    return { ...standing, amount: quote.amount, installments: quote.installments, quote, mayQueue: false };
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
      'The bank lets no request wait for money. Leave queue out, and ask again if the loan is refused.',
    );
  }
  return asked === true;
}
