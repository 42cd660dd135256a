import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Batcher } from '../commands/batcher.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Retention } from '../database/retention.js';
import { Transactions, write, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { makeDue } from '../transfers/due-transfers.js';
import type { GatewayNotice } from './gateway.js';
import { Gateways } from './gateways.service.js';
import { InstrumentSetup } from './instrument-setup.service.js';
import { TransferWorker } from './transfer-worker.service.js';

interface Heard {
  gateway: string;
  notice: GatewayNotice;
}

const AT_ONCE = { maxBatch: 64, maxWaiting: 2000 };

/** Messages from gateways. Each is a hint to look at a transfer: order, repeats and losses do not matter. */
@Injectable()
export class GatewayEvents implements OnModuleInit {
  private readonly keeping: Batcher<Heard, string | null>;

  constructor(
    private readonly gateways: Gateways,
    transactions: Transactions,
    private readonly worker: TransferWorker,
    private readonly instruments: InstrumentSetup,
    private readonly retention: Retention,
    @Inject(APP_CONFIG) { lockTimeoutMs: withinMs }: Pick<AppConfig, 'lockTimeoutMs'>,
  ) {
    this.keeping = new Batcher(
      async (heard, allowance) => {
        const ids = await transactions.run((tx) => this.keep(tx, heard), allowance);
        return ids.map((value) => ({ value }));
      },
      { ...AT_ONCE, name: 'keep messages', withinMs },
    );
  }

  onModuleInit(): void {
    this.retention.forget('messages of gateways', {
      table: 'gateway_events',
      where: "received_at < now() - interval '90 days'",
    });
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
    const heard = await this.keeping.submit({ gateway: name, notice });
    if (heard !== null) this.worker.lookSoon(heard, { source: 'webhook', ref: notice.eventId });
    return heard !== null;
  }

  /**
   * The transfers that new messages are about; null for a repeated one, and for money that nobody here asked for. Those of
   * one moment share a transaction.
   */
  private async keep(tx: Tx, heard: readonly Heard[]): Promise<(string | null)[]> {
    const kept: { gateway: string; event_id: string }[] = await tx.query(
      `INSERT INTO gateway_events (gateway, event_id, type, gateway_ref, received_at, state)
       SELECT unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::text[]), clock_timestamp(),
         unnest($5::text[])
       ON CONFLICT DO NOTHING RETURNING gateway, event_id`,
      [
        heard.map(({ gateway }) => gateway),
        heard.map(({ notice }) => notice.eventId),
        heard.map(({ notice }) => notice.type),
        heard.map(({ notice }) => notice.gatewayRef ?? null),
        heard.map(({ notice }) => (notice.instrumentId === undefined ? 'orphan' : 'done')),
      ],
    );
    if (kept.length === 0) return heard.map(() => null);
    // Of two that are the same, the first.
    const fresh = kept.flatMap(
      (row) =>
        heard.find(({ gateway, notice }) => gateway === row.gateway && notice.eventId === row.event_id) ?? [],
    );
    const ids = await makeDue(
      tx,
      fresh.map(({ gateway, notice: { transferId = null, gatewayRef = null } }) => {
        return { gateway, id: transferId, gatewayRef };
      }),
    );
    const due = new Map(fresh.map((each, index) => [each, ids[index] ?? null]));
    const done = fresh.filter((each) => due.get(each) !== null);
    if (done.length === 0) return heard.map(() => null);
    write(tx, {
      table: 'gateway_events',
      sql: `UPDATE gateway_events e SET state = 'done'
            FROM (SELECT unnest($1::text[]) AS gateway, unnest($2::text[]) AS event_id) d
            WHERE e.gateway = d.gateway AND e.event_id = d.event_id`,
      values: [done.map(({ gateway }) => gateway), done.map(({ notice }) => notice.eventId)],
    });
    return heard.map((each) => due.get(each) ?? null);
  }
}
