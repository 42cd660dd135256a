import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandFor, isTooLow } from '../bank-config/score-bands.js';
import { BusinessCalendar } from '../bank-config/business-calendar.js';
import { outcomeOf, valueOf } from '../commands/batcher.js';
import { lockById } from '../database/entity-columns.js';
import { Clock } from '../database/clock.js';
import { insertRows, updateRows } from '../database/rows.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { Retention } from '../database/retention.js';
import { pipelined, Transactions, type Tx } from '../database/transactions.js';
import { CustomersService } from '../customers/customers.service.js';
import { explainRefusals, scoreTooLow } from '../scoring/score-refusals.js';
import { assertInstallments, assertRepayable, checkAmount } from './loan-range.js';
import { Quote } from './quote.entity.js';
import type { PricedQuote } from './quotes.dto.js';

/** A customer's request for a quote; `amount` is the request's text. */
export interface QuoteRequest {
  customerId: string;
  amount: string;
  installments?: number | undefined;
}

/** Unused quotes of one customer: enough to compare, too few to fill the database. */
const MOST_UNUSED = 30;
/** During this time an expired quote is refused as expired; after it, as not found. */
const KEPT_EXPIRED = '7 days';

const lockQuotes = lockById(Quote);

/** Quotes: what a loan would cost, kept so that the loan gets exactly these figures. */
@Injectable()
export class QuotesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly customers: CustomersService,
    private readonly bankConfig: BankConfigService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    retention: Retention,
  ) {
    retention.forget('quotes', {
      table: 'quotes',
      where: `loan_id IS NULL AND expires_at < now() - interval '${KEPT_EXPIRED}'`,
    });
  }

  /**
   * Keeps a quote until its business date ends. Refuses what a request for that loan would be refused for. A customer
   * has at most 30 unused quotes: a new one replaces the oldest.
   */
  quote(request: QuoteRequest): Promise<Quote> {
    return this.transactions.run(async (tx) => {
      const priced = await this.price(tx, request);
      const { customerId, startOn } = priced;
      const quote: Quote = {
        id: newId(),
        ...priced,
        createdAt: this.clock.now(),
        expiresAt: await this.calendar.endOf(tx, startOn),
        loanId: null,
      };
      insertRows(tx, Quote, [quote]);
      await tx.query(
        `DELETE FROM quotes WHERE id IN (
           SELECT id FROM quotes WHERE customer_id = $1 AND loan_id IS NULL AND id <> $2
           ORDER BY id DESC OFFSET $3)`,
        [customerId, quote.id, MOST_UNUSED - 1],
      );
      return quote;
    });
  }

  /** What `quote` would keep, and refuses the same; keeps nothing. */
  preview(request: QuoteRequest): Promise<PricedQuote> {
    return this.transactions.run((tx) => this.price(tx, request));
  }

  /** Locks quotes, ascending by id in one statement. Quotes that do not exist are missing from the map. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Quote>> {
    return ids.length === 0 ? Promise.resolve(new Map<string, Quote>()) : lockQuotes(tx, ids);
  }

  /**
   * Throws unless the quote can be used for a loan that starts `today`: `quote_not_found` (also for another customer's
   * quote), `quote_used`, `quote_superseded`, `score_too_low`, `quote_expired`.
   */
  assertUsable(
    quote: Quote | undefined,
    { quoteId, customerId }: { quoteId: string; customerId: string },
    { config, today, creditScore }: { config: BankConfiguration; today: string; creditScore: number },
  ): asserts quote is Quote {
    if (quote?.customerId !== customerId) {
      throw new DomainError('quote_not_found', `There is no quote ${quoteId}.`);
    }
    if (quote.loanId !== null) throw quoteUsed(quote.loanId);
    if (quote.configVersion !== config.version) {
      throw new DomainError(
        'quote_superseded',
        "The bank's terms have changed since this quote was made. Ask for another.",
      );
    }
    if (isTooLow(creditScore, config.scoreBands)) throw scoreTooLow(creditScore, config);
    const band = bandFor(creditScore, config.scoreBands)?.name ?? null;
    if (quote.scoreBand !== band) {
      throw new DomainError(
        'quote_superseded',
        'Your credit score has moved to another band since this quote was made. Ask for another.',
        { quoted_band: quote.scoreBand, score_band: band },
      );
    }
    if (quote.startOn !== today || quote.expiresAt <= this.clock.now()) {
      throw new DomainError('quote_expired', 'This quote was for an earlier day. Ask for another.', {
        expires_at: quote.expiresAt.toISOString(),
      });
    }
  }

  /** If a business date ends early, its quotes expire at that moment, not at the time they state. */
  async expireWith(tx: Tx, date: string): Promise<void> {
    await tx.query(
      `UPDATE quotes q SET expires_at = n.began_at
       FROM (SELECT min(d.began_at) AS began_at FROM business_dates d WHERE d.business_date > $1) n
       WHERE q.start_on = $1 AND q.loan_id IS NULL AND q.expires_at > n.began_at`,
      [date],
    );
  }

  /** Marks quotes as used. This transaction has locked them, and their loans exist. */
  markUsed(tx: Tx, quotes: readonly Quote[]): void {
    updateRows(tx, Quote, quotes, ['loanId']);
  }

  /** Refuses what a request for that loan would be refused for. Locks the customer. */
  private async price(tx: Tx, { customerId, amount, installments }: QuoteRequest): Promise<PricedQuote> {
    const [today, customers, config] = await pipelined([
      this.clock.today(tx),
      this.customers.lock(tx, [customerId]),
      this.bankConfig.inForce(tx),
    ]);
    const customer = customers.get(customerId);
    const checked = { customerId, outcome: outcomeOf(() => checkAmount(amount, customer, config)) };
    await explainRefusals(tx, [checked]);
    const band = customer ? bandFor(customer.creditScore, config.scoreBands) : null;
    const quote = {
      customerId,
      configVersion: config.version,
      amount: valueOf(checked.outcome),
      installments: installments ?? config.installments,
      scoreBand: band?.name ?? null,
      startOn: today,
    };
    assertInstallments(quote.installments, config);
    assertRepayable(config, { ...quote, band });
    return quote;
  }
}

/** Refuses a second loan on a quote, naming the first. */
export function quoteUsed(loanId: string): DomainError {
  return new DomainError('quote_used', 'This quote has already been used for a loan.', { loan: loanId });
}
