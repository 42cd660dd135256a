import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { asBank } from '../database/person.js';
import { isStaff, type Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandsFrom } from '../bank-config/score-bands.js';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import { LoanFundAllocator } from '../funding/loan-fund-allocator.js';
import { copyTerms, termMonths } from '../loans/loan-terms.js';
import { reservedFor, QueueHolders } from './queue-holders.js';
import { Quote } from './quote.entity.js';
import {
  toQuotePreviewResponse,
  toQuoteResponse,
  type PricedQuote,
  type QuotePreviewResponse,
  type QuoteResponse,
} from './quotes.dto.js';
import { newId } from '../runtime/ids.js';

/** The configuration of a quote, and the one in force. */
interface Configurations {
  own: BankConfiguration;
  inForce: BankConfiguration;
}

@Injectable()
export class QuotesQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly bankConfig: BankConfigQueries,
    private readonly allocator: LoanFundAllocator,
    private readonly queue: QueueHolders,
    private readonly clock: Clock,
  ) {}

  /** Throws `quote_not_found`, also for another customer's quote. */
  async getQuote(id: string, caller: Caller): Promise<QuoteResponse> {
    const quote = await this.db.manager.findOneBy(Quote, { id });
    if (!quote || (!isStaff(caller) && quote.customerId !== caller.id)) {
      throw new DomainError('quote_not_found', `There is no quote ${id}.`);
    }
    return this.show(quote);
  }

  /** What a quote that is not kept would say. */
  async showPreview(quote: PricedQuote): Promise<QuotePreviewResponse> {
    const both = await this.configurationsOf(quote);
    return toQuotePreviewResponse(quote, both.own, await this.canBeFunded({ ...quote, id: newId() }, both));
  }

  /** A quote with the figures of its loan, and whether the allocation would fund it now. */
  async show(quote: Quote): Promise<QuoteResponse> {
    const both = await this.configurationsOf(quote);
    // Over the money and mandates of all providers, of which the answer says only whether they suffice.
    return toQuoteResponse(quote, both.own, await asBank(() => this.canBeFunded(quote, both)));
  }

  /** The configuration that a quote was made on, which is nearly always the one in force. */
  private async configurationsOf({
    configVersion: version,
  }: Pick<Quote, 'configVersion'>): Promise<Configurations> {
    const inForce = await this.bankConfig.inForce();
    if (version === inForce.version) return { own: inForce, inForce };
    return { own: await this.db.manager.findOneByOrFail(BankConfiguration, { version }), inForce };
  }

  /** Decides as a request on it would be decided: behind the loans with a reservation, within the mandates. */
  private async canBeFunded(
    { id, customerId, amount, installments, scoreBand }: PricedQuote & Pick<Quote, 'id'>,
    { own, inForce }: Configurations,
  ): Promise<boolean> {
    const [today, holders] = await Promise.all([
      this.clock.businessDate(this.db.manager),
      this.queue.find(this.db.manager),
    ]);
    const loan = {
      id,
      customerId,
      principal: amount,
      termMonths: termMonths(copyTerms(own, installments), today),
      bands: bandsFrom(scoreBand, own.scoreBands),
    };
    return this.allocator.canFund(this.db.manager, loan, reservedFor(holders, today, inForce), inForce);
  }
}
