import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { Clock } from '../database/clock.js';
import { Transactions } from '../database/transactions.js';
import { Unclear, Unreachable } from './gateway.js';
import { GatewayEvents } from './gateway-events.service.js';
import { Gateways } from './gateways.service.js';

interface LeasedLook extends Leased {
  seen_until: Date;
}

const MINUTE_MS = 60_000;
const LEASE_MS = 60 * MINUTE_MS;
/** How long after a look the next one is due, and after one that failed (ms). */
const REST_MS = 24 * 60 * MINUTE_MS;
const AGAIN_MS = 60 * MINUTE_MS;
/** What happened while the last look was under way is asked for again (ms). */
const OVERLAP_MS = 60 * MINUTE_MS;
/** What the first look asks for. */
const FIRST = "interval '29 days'";

/**
 * Asks each gateway once a day what happened since it was last asked, so that a message that was lost is no harm, however
 * old the transfer is: nobody looks again at one that has settled.
 */
@Injectable()
export class GatewayCatchUp implements OnApplicationBootstrap {
  private readonly logger = new Logger(GatewayCatchUp.name);
  private readonly work: LeasedWork<LeasedLook>;

  constructor(
    private readonly gateways: Gateways,
    private readonly events: GatewayEvents,
    private readonly transactions: Transactions,
    private readonly loops: BackgroundLoops,
    private readonly clock: Clock,
  ) {
    this.work = new LeasedWork(transactions, {
      name: 'gateway_looks',
      where: 'next_attempt_at IS NOT NULL',
      leaseMs: LEASE_MS,
    });
  }

  onApplicationBootstrap(): void {
    if (this.asked.length === 0) return;
    this.loops.start({
      restMs: MINUTE_MS,
      atOnce: true,
      failure: 'gateways could not be asked what has happened',
      logger: this.logger,
      work: async () => {
        await this.catchUp();
      },
    });
  }

  /** Asks the gateways that are due, or (`now`) all of them. Answers how much of it had not been heard. */
  async catchUp(now = false): Promise<number> {
    await this.transactions.run((tx) =>
      tx.query(
        `INSERT INTO gateway_looks AS g (id, seen_until, next_attempt_at)
         SELECT unnest($1::text[]), now() - ${FIRST}, now()
         ON CONFLICT (id) DO UPDATE SET next_attempt_at = CASE WHEN $2 THEN now() ELSE g.next_attempt_at END
           WHERE $2`,
        [this.asked.map(({ name }) => name), now],
      ),
    );
    let unheard = 0;
    for (let [look] = await this.work.claim(1); look; [look] = await this.work.claim(1)) {
      unheard += await this.ask(look);
    }
    return unheard;
  }

  private async ask(look: LeasedLook): Promise<number> {
    const gateway = this.gateways.find(look.id);
    const begun = this.clock.now();
    let unheard = 0;
    try {
      const since = new Date(look.seen_until.getTime() - OVERLAP_MS);
      for await (const notice of gateway?.since?.(since) ?? []) {
        if (await this.events.take(look.id, notice)) unheard += 1;
      }
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Unclear)) this.logger.error(error);
      await this.finish(look, look.seen_until, begun.getTime() + AGAIN_MS);
      return unheard;
    }
    await this.finish(look, begun, begun.getTime() + REST_MS);
    return unheard;
  }

  private async finish(look: LeasedLook, seenUntil: Date, nextAt: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.work.finish(tx, look, { nextAttemptAt: new Date(nextAt) }))) return;
      await tx.query('UPDATE gateway_looks SET seen_until = $2 WHERE id = $1', [look.id, seenUntil]);
    });
  }

  private get asked() {
    return this.gateways.all.filter((gateway) => gateway.since !== undefined);
  }
}
