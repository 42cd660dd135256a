import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { Replicas } from '../database/replicas.js';
import { lendableUnder } from '../funding/candidates.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { ChangeMandateDto } from '../providers/mandates.dto.js';
import { MandatesService } from '../providers/mandates.service.js';
import { QueueHolders, reservedFor } from '../quotes/queue-holders.js';
import { IdleQueries } from './idle.queries.js';
import type { MandatePreviewResponse } from './mandate-preview.dto.js';

/** The loans of the queue that are looked at; those behind them are far from money. */
const MOST_WAITING = 500;

/** What a change of a mandate would do. */
@Injectable()
export class MandatePreview {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
    private readonly mandates: MandatesService,
    private readonly holders: QueueHolders,
    private readonly idle: IdleQueries,
  ) {}

  /**
   * The effect of a provider's mandate on the queue of today and on its own money, before and after a change. Throws
   * what changing it throws.
   */
  async show(provider: string, change: ChangeMandateDto): Promise<MandatePreviewResponse> {
    const config = await this.bankConfig.inForce();
    const { now, then } = await this.mandates.tried(provider, change, config);
    const [today, waiting] = await Promise.all([
      this.clock.businessDate(this.db),
      this.holders.waiting(this.db, MOST_WAITING),
    ]);
    const [before, after, lendable] = await Promise.all([
      this.idle.idle(provider, now),
      this.idle.idle(provider, then),
      lendableUnder(this.db, provider, [now, then], reservedFor(waiting, today, config)),
    ]);
    const effects = [before, after].map(({ reasons }, index) => ({
      idle: reasons,
      waiting_loans: lendable[index]?.loans ?? 0,
      waiting_amount: formatMoney(lendable[index]?.amount ?? 0n, currencyDecimals(config.currency)),
    }));
    return {
      provider,
      as_of: before.as_of,
      currency: config.currency,
      before: effects[0] as (typeof effects)[number],
      after: effects[1] as (typeof effects)[number],
    };
  }
}
