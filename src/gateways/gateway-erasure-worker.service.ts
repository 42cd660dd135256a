import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { Clock } from '../database/clock.js';
import { inSql } from '../database/in-sql.js';
import { QuickReads } from '../database/quick-reads.js';
import { Transactions } from '../database/transactions.js';
import { Unclear, Unreachable } from './gateway.js';
import { Gateways } from './gateways.service.js';

interface LeasedErasure extends Leased {
  gateway: string;
  token: string;
}

const REST_MS = 1000;
/** Longer than a gateway may take to answer. */
const LEASE_MS = 60_000;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 3_600_000;
const LONGEST_TEXT = 200;

/**
 * Has gateways delete what they hold of people who were erased. Every instance may run it. It calls gateways outside of
 * transactions, and a row stays until its gateway has answered: one that was asked and not heard is asked again, which
 * does no harm.
 */
@Injectable()
export class GatewayErasureWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger(GatewayErasureWorker.name);
  private readonly names: readonly string[];
  private readonly work: LeasedWork<LeasedErasure>;

  constructor(
    private readonly gateways: Gateways,
    private readonly transactions: Transactions,
    private readonly quickReads: QuickReads,
    private readonly loops: BackgroundLoops,
    private readonly clock: Clock,
  ) {
    this.names = gateways.all.filter((gateway) => gateway.forget !== undefined).map(({ name }) => name);
    const where = `gateway IN (${inSql(this.names)})`;
    this.work = new LeasedWork(transactions, { name: 'gateway_erasures', where, leaseMs: LEASE_MS });
  }

  onApplicationBootstrap(): void {
    if (this.names.length === 0) return;
    this.loops.start({
      restMs: REST_MS,
      failure: 'gateways could not delete what they hold of erased people',
      logger: this.logger,
      work: (isEnding) => this.workOff(isEnding),
    });
  }

  private async workOff(isEnding: () => boolean): Promise<void> {
    while (!isEnding() && (await this.work.isAnyDue(this.quickReads))) {
      for (const leased of await this.work.claim(1)) await this.erase(leased);
    }
  }

  private async erase(leased: LeasedErasure): Promise<void> {
    const { id, lease, gateway, token, attempts } = leased;
    try {
      await this.gateways.get(gateway).forget?.(token);
    } catch (error) {
      await this.again(leased, error);
      return;
    }
    await this.transactions.run((tx) =>
      tx.query('DELETE FROM gateway_erasures WHERE id = $1 AND lease = $2', [id, lease]),
    );
    this.logger.log({ msg: 'a gateway has deleted what it held of an erased person', id, gateway, attempts });
  }

  private async again(leased: LeasedErasure, error: unknown): Promise<void> {
    const { id, gateway, attempts } = leased;
    const reason = error instanceof Error ? error.message : String(error);
    // Out of reach it may be for a while; anything else somebody has to look at.
    if (!(error instanceof Unreachable || error instanceof Unclear))
      this.logger.error({
        msg: 'a gateway did not delete what it holds of an erased person',
        id,
        gateway,
        reason,
      });
    const nextAttemptAt = new Date(this.clock.now().getTime() + waitAfter(attempts));
    await this.transactions.run(async (tx) => {
      if (!(await this.work.finish(tx, leased, { nextAttemptAt }))) return;
      await tx.query('UPDATE gateway_erasures SET problem = $2 WHERE id = $1', [
        id,
        reason.slice(0, LONGEST_TEXT),
      ]);
    });
  }
}

/** How long to wait (ms) after so many attempts: four times as long each time, and an hour at most. */
export function waitAfter(attempts: number): number {
  return Math.min(FIRST_WAIT_MS * 4 ** Math.min(attempts - 1, 10), LONGEST_WAIT_MS);
}
