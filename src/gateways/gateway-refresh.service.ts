import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { makeUnderWayDue } from '../transfers/due-transfers.js';
import { GatewayCatchUp } from './gateway-catch-up.service.js';
import { Gateways } from './gateways.service.js';
import { TransferWorker } from './transfer-worker.service.js';

/** What was asked, and what came of it. */
export interface Refreshed {
  gateways: string[];
  /** Transfers that were under way or of which a message had been lost. */
  looked_at: number;
  /** Messages of transfers that had never arrived. */
  unheard: number;
}

/** Asks all gateways now: what has happened that we did not hear of, and what every transfer under way is. */
@Injectable()
export class GatewayRefresh {
  constructor(
    private readonly gateways: Gateways,
    private readonly catchUp: GatewayCatchUp,
    private readonly worker: TransferWorker,
    private readonly transactions: Transactions,
  ) {}

  /** Ends when nothing is due any more. */
  async run(): Promise<Refreshed> {
    const unheard = await this.catchUp.catchUp(true);
    const gateways = this.gateways.all.map(({ name }) => name);
    await this.transactions.run(async (tx) => {
      for (const name of gateways) await makeUnderWayDue(tx, name);
    });
    return { gateways, looked_at: await this.worker.workOff(), unheard };
  }
}
