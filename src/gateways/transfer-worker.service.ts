import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { DatabaseState } from '../database/database-state.js';
import { addDays } from '../lending/dates.js';
import { KnownGateways, type Sent } from '../transfers/known-gateways.js';
import type { TransferState } from '../transfers/transfer-states.js';
import type { StepBy } from '../transfers/transfers.service.js';
import { Unclear, Unreachable, type Gateway, type Seen, type TransferOrder } from './gateway.js';
import { Gateways } from './gateways.service.js';
import { TransferProgress, type Taken } from './transfer-progress.service.js';

const REST_MS = 1000;
/** So many transfers are sent or looked at at once in the background. They share what connections they need. */
const LANES = 32;
/** The answer to a wish does not wait longer for its gateway (ms); the work goes on. */
const PATIENCE_MS = 10_000;
const POLL: StepBy = { source: 'poll' };

/**
 * Sends transfers, and looks at those under way: at once where somebody waits or a gateway calls, and all that are due
 * every second. Every instance may run it. It calls gateways outside of transactions only.
 */
@Injectable()
export class TransferWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TransferWorker.name);
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly progress: TransferProgress,
    private readonly gateways: Gateways,
    known: KnownGateways,
    private readonly loops: BackgroundLoops,
    private readonly database: DatabaseState,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'backgroundWork'>,
  ) {
    for (const gateway of gateways.all) {
      known.register({
        name: gateway.name,
        collects: gateway.collects,
        paysOut: gateway.paysOut,
        refunds: gateway.refund !== undefined,
        byFile: gateway.byFile ?? false,
        expectedOn: (kind, today) => addDays(today, gateway.settlesAfter(kind)),
        send: (id) => this.sendSoon(id),
      });
    }
  }

  onApplicationBootstrap(): void {
    if (this.gateways.all.length === 0) return;
    this.loops.start({
      restMs: REST_MS,
      failure: 'transfers could not be sent or looked at',
      logger: this.logger,
      work: async (isEnding) => {
        await this.workOff(isEnding);
      },
    });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  /** Looks at a transfer now, unless somebody does already; answers how far it came. */
  async lookNow(id: string, by: StepBy = POLL): Promise<Sent | null> {
    const taken = await this.progress.take(id);
    return taken && this.attend(taken, by);
  }

  /** Asks the gateway of a transfer now, and answers how far it came. Null where a worker does so already. */
  async askNow(id: string): Promise<Sent | null> {
    const taken = await this.progress.takeHeard(id);
    return taken && this.attend(taken, POLL);
  }

  /** A gateway has called: looks in the background, if there is a lane free; else it is due anyway. */
  lookSoon(id: string, by: StepBy): void {
    if (!this.config.backgroundWork || this.running.size >= LANES) return;
    this.track(this.lookNow(id, by)).catch(this.report);
  }

  /** Does all that is due now, as the background does every second. */
  async workOffDue(): Promise<void> {
    if (this.gateways.all.length > 0) await this.workOff(() => false);
  }

  private async sendSoon(id: string): Promise<Sent | null> {
    const sending = this.track(this.lookNow(id)).catch((error: unknown) => {
      this.report(error);
      return null;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, null);
    });
    try {
      return await Promise.race([sending, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends and looks at what is due, until nothing is. Answers how many transfers that were. */
  async workOff(isEnding = () => false): Promise<number> {
    let attended = 0;
    while (!isEnding()) {
      const claimed = await this.progress.takeDue(LANES);
      attended += claimed.length;
      const ends = await Promise.allSettled(claimed.map((taken) => this.track(this.attend(taken, POLL))));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
      if (claimed.length < LANES) break;
    }
    return attended;
  }

  private async attend({ leased, order: taken }: Taken, by: StepBy): Promise<Sent | null> {
    const gateway = this.gateways.find(leased.gateway);
    const order = taken === undefined && gateway ? await this.progress.orderAlone(leased) : taken;
    if (!gateway || !order) return toSent(await this.progress.again(leased));
    let seen: Seen;
    try {
      seen = await (order.isNew
        ? this.submit(gateway, order)
        : gateway.look({ ...order, gatewayRef: leased.gateway_ref, since: leased.state_since }));
    } catch (error) {
      if (error instanceof Unreachable) return toSent(await this.progress.again(leased));
      // Any other failure may have come after the gateway had understood.
      if (!(error instanceof Unclear)) this.report(error);
      return toSent(await this.progress.unclear(leased));
    }
    // Lending on money that can still be taken back would be the bank's loss.
    const creditsOn = order.purpose === 'repayment' ? gateway.creditsOn(order.kind) : 'settled';
    const isNetted = gateway.refundsInPayouts ?? false;
    const counting = { creditsOn, kind: order.kind, isNetted };
    const looked = await this.progress.see({ leased, seen, counting, by });
    if (looked === null) return null;
    const { state, wasHeard } = looked;
    if (wasHeard) this.lookSoon(leased.id, POLL);
    return { state, ...(seen.action && state === 'pending' && { action: seen.action }) };
  }

  private submit(gateway: Gateway, { refundOf, ...order }: TransferOrder): Promise<Seen> {
    if (refundOf === undefined) return gateway.submit(order);
    if (gateway.refund) return gateway.refund({ ...order, refundOf });
    throw new Error(`${gateway.name} sends no money back`);
  }

  private async track<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }

  private readonly report = (error: unknown): void => {
    this.database.report(this.logger, { msg: 'a transfer could not be sent or looked at' }, error);
  };
}

function toSent(state: TransferState | null): Sent | null {
  return state && { state };
}
