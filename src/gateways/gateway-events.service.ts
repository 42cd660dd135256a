import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Retention } from '../database/retention.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { Transfers } from '../transfers/transfers.service.js';
import type { GatewayNotice } from './gateway.js';
import { Gateways } from './gateways.service.js';
import { InstrumentSetup } from './instrument-setup.service.js';
import { TransferWorker } from './transfer-worker.service.js';

/** Messages from gateways. Each is a hint to look at a transfer: order, repeats and losses do not matter. */
@Injectable()
export class GatewayEvents implements OnModuleInit {
  constructor(
    private readonly gateways: Gateways,
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly worker: TransferWorker,
    private readonly instruments: InstrumentSetup,
    private readonly retention: Retention,
  ) {}

  onModuleInit(): void {
    this.retention.forget(
      'messages of gateways',
      "DELETE FROM gateway_events WHERE received_at < now() - interval '90 days'",
    );
  }

  /**
   * Keeps a message and makes its transfer due at once; a repeated one changes nothing. Of an instrument the gateway is
   * asked before the message is kept, so that it is sent again when that fails. Throws `not_found` for a gateway that is
   * not in use, `webhook_not_verified` and `gateway_unreachable`.
   */
  async receive(
    name: string,
    raw: unknown,
    headers: Record<string, string | string[] | undefined>,
  ): Promise<void> {
    const gateway = this.gateways.find(name);
    if (!gateway) throw new DomainError('not_found', `There is no gateway ${name}.`);
    const notice = Buffer.isBuffer(raw) ? gateway.verify(raw, headers) : null;
    if (notice === null) {
      throw new DomainError('webhook_not_verified', `The message does not have the signature of ${name}.`);
    }
    await this.take(name, notice);
  }

  /** Keeps a message that a gateway has sent or has told of later. Answers whether a transfer is looked at for it. */
  async take(name: string, notice: GatewayNotice): Promise<boolean> {
    if (notice.instrumentId !== undefined) await this.instruments.heard(name, notice.instrumentId);
    const heard = await this.transactions.run((tx) => this.keep(tx, name, notice));
    if (heard !== null) this.worker.lookSoon(heard, { source: 'webhook', ref: notice.eventId });
    return heard !== null;
  }

  /** The transfer that a new message is about; null for a repeated one, and for money that nobody here asked for. */
  private async keep(tx: Tx, name: string, notice: GatewayNotice): Promise<string | null> {
    const { eventId, type, transferId = null, gatewayRef = null, instrumentId } = notice;
    const state = instrumentId === undefined ? 'orphan' : 'done';
    const kept: unknown[] = await tx.query(
      `INSERT INTO gateway_events (gateway, event_id, type, gateway_ref, received_at, state)
       VALUES ($1, $2, $3, $4, clock_timestamp(), $5) ON CONFLICT DO NOTHING RETURNING event_id`,
      [name, eventId, type, gatewayRef, state],
    );
    if (kept.length === 0) return null;
    const id = await this.transfers.makeDue(tx, { id: transferId, gateway: name, gatewayRef });
    if (id === null) return null;
    await tx.query("UPDATE gateway_events SET state = 'done' WHERE gateway = $1 AND event_id = $2", [
      name,
      eventId,
    ]);
    return id;
  }
}
