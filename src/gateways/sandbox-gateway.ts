import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { Transactions } from '../database/transactions.js';
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
  private readonly secret: Buffer;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly host: HttpAdapterHost,
    @Inject(APP_CONFIG) config: Pick<AppConfig, 'jwtSecret'>,
  ) {
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
    const { id, token, amount, currency } = order;
    if (token === 'timeout_then_gone') throw new Unclear('the sandbox did not answer');
    await this.transactions.run(async (tx) => {
      const today = await this.clock.today(tx);
      await tx.query(
        `INSERT INTO sandbox_charges AS c (id, token, amount, currency, charged_on, requests)
         VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT (id) DO UPDATE SET requests = c.requests + 1`,
        [id, token, amount.toString(), currency, today],
      );
    });
    void this.notify(id, token);
    if (token === 'timeout_then_ok') throw new Unclear('the sandbox did not answer');
    return {
      state: 'pending',
      ref: refOf(id),
      ...(token === 'slow_3d' && { action: { url: `https://sandbox.invalid/confirm/${id}` } }),
    };
  }

  async look(order: Omit<LookOrder, 'since'>): Promise<Seen> {
    const { id, kind, amount } = order;
    const after = directionOf(order.purpose) === 'in' ? chargeAfter : payoutAfter;
    const charge = await this.chargeOf(id);
    if (charge === undefined) {
      if (order.token !== 'timeout_then_gone') return this.submit(order);
      return { ...after({ id, token: order.token, kind, amount }, 0), ref: null };
    }
    const { truth, token, charged_on: chargedOn, today } = charge;
    const ref = refOf(id);
    if (truth === null) return { ...after({ id, token, kind, amount }, daysBetween(chargedOn, today)), ref };
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

  private chargeOf(id: string): Promise<ChargeRow | undefined> {
    return this.transactions.run(async (tx) => {
      const today = await this.clock.today(tx);
      const rows: Omit<ChargeRow, 'today'>[] = await tx.query(
        'SELECT c.charged_on, c.token, c.truth FROM sandbox_charges c WHERE c.id = $1',
        [id],
      );
      return rows[0] && { ...rows[0], today };
    });
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

function refOf(id: string): string {
  return `sandbox_${id}`;
}
