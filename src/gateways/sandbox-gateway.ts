import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Batcher, type Outcome } from '../commands/batcher.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { pipelined, Transactions, write, type Tx } from '../database/transactions.js';
import { daysBetween } from '../lending/dates.js';
import { DomainError } from '../runtime/problems.js';
import { isPaidTo, type InstrumentKind } from '../transfers/instrument.entity.js';
import { directionOf } from '../transfers/transfer-states.js';
import {
  Unclear,
  type Gateway,
  type GatewayNotice,
  type GatewayPayout,
  type LookOrder,
  type PayoutLine,
  type Seen,
  type SetUp,
  type TransferOrder,
} from './gateway.js';
import { findSandboxPayout, sandboxPayoutIn } from './sandbox-payouts.js';
import {
  chargeAfter,
  PAYOUT_TOKENS,
  payoutAfter,
  SANDBOX_TOKENS,
  settlesAfter,
  type SandboxToken,
} from './sandbox-plans.js';

const SIGNATURE = 'sandbox-signature';
const ADDRESS = '/api/gateways/sandbox/events/';
const TIMEOUT_MS = 5000;
/** It keeps its books in this platform's database, and takes what comes in one moment in one transaction, as that does. */
const AT_ONCE = { maxBatch: 64, maxWaiting: 2000 };

interface ChargeRow {
  charged_on: string;
  token: SandboxToken;
  today: string;
  truth: (Omit<Seen, 'fee' | 'takenFee' | 'ref'> & { fee?: string; takenFee?: string }) | null;
}

/**
 * A gateway for trying things out, refused in production. What becomes of a charge is in the instrument it is made with;
 * its days are business dates. It keeps its own books, takes a charge once for its key, and sends signed messages to this
 * platform's own address as another company would.
 */
@Injectable()
export class SandboxGateway implements Gateway {
  readonly name = 'sandbox';
  readonly collects = true;
  readonly paysOut = true;
  readonly refundsInPayouts = true;
  private readonly secret: Buffer;

  private readonly charging: Batcher<TransferOrder, undefined>;
  private readonly looking: Batcher<string, ChargeRow | undefined>;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly host: HttpAdapterHost,
    @Inject(APP_CONFIG) config: Pick<AppConfig, 'jwtSecret' | 'lockTimeoutMs'>,
  ) {
    const limits = { ...AT_ONCE, name: 'sandbox gateway', withinMs: config.lockTimeoutMs };
    this.charging = new Batcher(
      (orders, allowance) => transactions.run((tx) => this.charge(tx, orders), allowance),
      limits,
    );
    this.looking = new Batcher(
      (ids, allowance) => transactions.run((tx) => this.chargesOf(tx, ids), allowance),
      limits,
    );
    this.secret = createHmac('sha256', config.jwtSecret).update('sandbox gateway').digest();
  }

  creditsOn(kind: InstrumentKind): 'succeeded' | 'settled' {
    return kind === 'bank_debit' ? 'settled' : 'succeeded';
  }

  settlesAfter(kind: InstrumentKind): number {
    return settlesAfter(kind);
  }

  setUp({ instrumentId, kind, token = 'ok' }: Parameters<Gateway['setUp']>[0]): Promise<SetUp> {
    const tokens: readonly SandboxToken[] = isPaidTo(kind) ? PAYOUT_TOKENS : SANDBOX_TOKENS;
    const known = tokens.find((name) => name === token);
    if (known === undefined) {
      throw new DomainError('gateway_refused', `The sandbox has no token "${token}".`, { tokens });
    }
    const label = `Test ${kind === 'card' ? 'card' : 'account'} ${known}`;
    return Promise.resolve({ clientSecret: `sandbox_${instrumentId}`, token: known, label, state: 'usable' });
  }

  refund(order: TransferOrder): Promise<Seen> {
    return this.submit(order);
  }

  async submit(order: TransferOrder): Promise<Seen> {
    const { id, token } = order;
    if (token === 'timeout_then_gone') throw new Unclear('the sandbox did not answer');
    await this.charging.submit(order);
    void this.notify(id, token);
    if (token === 'timeout_then_ok') throw new Unclear('the sandbox did not answer');
    return {
      state: 'pending',
      ref: refOf(id),
      ...toConfirm(order),
    };
  }

  async look(order: Omit<LookOrder, 'since'>): Promise<Seen> {
    const { id, kind, amount } = order;
    const after = directionOf(order.purpose) === 'in' ? chargeAfter : payoutAfter;
    const charge = await this.looking.submit(id);
    if (charge === undefined) {
      if (order.token !== 'timeout_then_gone') return this.submit(order);
      return { ...after({ id, token: order.token, kind, amount }, 0), ref: null };
    }
    const { truth, token, charged_on: chargedOn, today } = charge;
    const ref = refOf(id);
    if (truth === null) {
      const seen = after({ id, token, kind, amount }, daysBetween(chargedOn, today));
      return { ...seen, ref, ...(seen.state === 'pending' && toConfirm({ id, token })) };
    }
    const { fee, takenFee, ...said } = truth;
    return {
      ...said,
      ref,
      ...(fee !== undefined && { fee: BigInt(fee) }),
      ...(takenFee !== undefined && { takenFee: BigInt(takenFee) }),
    };
  }

  verify(raw: Buffer, headers: Record<string, string | string[] | undefined>): GatewayNotice | null {
    const given = Buffer.from(String(headers[SIGNATURE]), 'utf8');
    const own = Buffer.from(this.sign(raw), 'utf8');
    if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
    const { id, type, transfer } = JSON.parse(raw.toString('utf8')) as Record<string, string>;
    return { eventId: id ?? '', type: type ?? '', ...(transfer !== undefined && { transferId: transfer }) };
  }

  payoutIn(text: string): string | null {
    return sandboxPayoutIn(text);
  }

  findPayout({ ref }: PayoutLine): Promise<GatewayPayout | null> {
    if (ref === null) return Promise.resolve(null);
    return this.transactions.run((tx) => findSandboxPayout(tx, ref));
  }

  private sign(body: Buffer | string): string {
    return createHmac('sha256', this.secret).update(body).digest('hex');
  }

  private async charge(tx: Tx, orders: readonly TransferOrder[]): Promise<Outcome<undefined>[]> {
    const today = await this.clock.today(tx);
    write(tx, {
      table: 'sandbox_charges',
      sql: `INSERT INTO sandbox_charges AS c (id, token, amount, currency, charged_on, requests)
            SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::bigint[]), unnest($4::text[]), $5::date, 1
            ON CONFLICT (id) DO UPDATE SET requests = c.requests + 1`,
      values: [
        orders.map(({ id }) => id),
        orders.map(({ token }) => token),
        orders.map(({ amount }) => amount),
        orders.map(({ currency }) => currency),
        today,
      ],
    });
    return orders.map(() => ({ value: undefined }));
  }

  private async chargesOf(tx: Tx, ids: readonly string[]): Promise<Outcome<ChargeRow | undefined>[]> {
    const [today, rows] = await pipelined([
      this.clock.today(tx),
      tx.query<(Omit<ChargeRow, 'today'> & { id: string })[]>(
        'SELECT c.id, c.charged_on, c.token, c.truth FROM sandbox_charges c WHERE c.id = ANY ($1::uuid[])',
        [ids],
      ),
    ]);
    const charges = new Map(rows.map((row) => [row.id, { ...row, today }]));
    return ids.map((id) => ({ value: charges.get(id) }));
  }

  /** Tells this platform that something happened. A message that is lost is no harm: it is looked at anyway. */
  private async notify(id: string, token: string): Promise<void> {
    const types = token === 'out_of_order' ? ['succeeded', 'pending'] : ['pending', 'succeeded'];
    for (const type of types) {
      const body = JSON.stringify({ id: `evt_${randomUUID()}`, type: `charge.${type}`, transfer: id });
      for (let times = token === 'twice' ? 2 : 1; times > 0; times--) await this.send(body);
    }
  }

  private async send(body: string): Promise<void> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    const address = server.address() as AddressInfo | null;
    if (address === null) return;
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    await fetch(`http://${host}:${String(address.port)}${ADDRESS}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SIGNATURE]: this.sign(body) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => undefined);
  }
}

/** Where a payment is confirmed, if its card asks for that. */
function toConfirm({ id, token }: Pick<TransferOrder, 'id' | 'token'>): Pick<Seen, 'action'> {
  return token === 'slow_3d' ? { action: { url: `https://sandbox.invalid/confirm/${id}` } } : {};
}

function refOf(id: string): string {
  return `sandbox_${id}`;
}
