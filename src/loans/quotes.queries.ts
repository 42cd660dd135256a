import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { DomainError } from '../common/problems.js';
import { Quote } from './quote.entity.js';
import { toQuoteResponse, type QuoteResponse } from './quotes.dto.js';

/** The largest funds come from the index; all of them are summed only when those do not suffice. */
const ENOUGH = `
  SELECT CASE
    WHEN (SELECT sum(c.fund_amount) FROM (SELECT fund_amount FROM providers WHERE fund_amount > 0
                                          ORDER BY fund_amount DESC, id DESC LIMIT 32) c) >= $1 THEN true
    ELSE (SELECT coalesce(sum(fund_amount), 0) >= $1 FROM providers WHERE fund_amount > 0)
  END AS enough`;

@Injectable()
export class QuotesQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Throws `quote_not_found`, also for somebody else's quote. */
  async getQuote(id: string, caller: Caller): Promise<QuoteResponse> {
    const quote = await this.db.manager.findOneBy(Quote, { id });
    if (!quote || (!isStaff(caller) && quote.customerId !== caller.id)) {
      throw new DomainError('quote_not_found', `There is no quote ${id}.`);
    }
    return this.show(quote);
  }

  /** A quote with the figures of its loan, and whether the providers could fund it now. */
  async show(quote: Quote): Promise<QuoteResponse> {
    const [config, funds] = await Promise.all([
      this.db.manager.findOneByOrFail(BankConfiguration, { version: quote.configVersion }),
      this.db.query<{ enough: boolean }[]>(ENOUGH, [quote.amount]),
    ]);
    return toQuoteResponse(quote, config, funds[0]?.enough === true);
  }
}
