import { Inject, Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { ownAddress } from '../runtime/own-address.js';
import type { StripeSettings } from '../runtime/stripe-settings.js';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import type { InstrumentKind } from '../transfers/instrument.entity.js';
import {
  Unreachable,
  type Gateway,
  type GatewayNotice,
  type GatewayPayout,
  type InstrumentSeen,
  type LookOrder,
  type PayoutLine,
  type RefundOrder,
  type Seen,
  type SetUp,
  type TransferOrder,
} from './gateway.js';
import { findStripePayout, stripePayoutIn } from './stripe-bank-lines.js';
import { InexactAmount, toStripeAmount } from './stripe-amounts.js';
import { asUnclear, asUnreachable, OtherParameters, StripeClient, StripeRefusal } from './stripe-client.js';
import { readStripeEvent } from './stripe-events.js';
import { stripeHistory } from './stripe-history.js';
import { beginSetUp, forgetBehind, lookAtSetUp, methodOf } from './stripe-instruments.js';
import { StripePayouts } from './stripe-payouts.js';
import { StripeRefunds } from './stripe-refunds.js';
import { EXPANDED, StripeSight, toFailure } from './stripe-sight.js';

const HOUR_MS = 3_600_000;
/** Stripe knows a key for 24 hours. What was wished before is not sent any more, so that each key is known while it is used. */
const SENT_WITHIN_MS = 23 * HOUR_MS;
/** By then its search finds whatever was sent. */
const FOUND_AFTER_MS = SENT_WITHIN_MS + 2 * HOUR_MS;

/**
 * Collects from cards and, in EUR and USD, from bank accounts. A plain account at Stripe cannot pay borrowers, so it does
 * not pay out. Webhooks are hints: what a transfer is, is read from its payment intent and from payouts.
 */
@Injectable()
export class StripeGateway implements Gateway {
  readonly name = 'stripe';
  readonly collects = true;
  readonly paysOut = false;
  private readonly logger = new Logger('Stripe');
  readonly refundsInPayouts = true;
  private readonly payouts = new StripePayouts();
  private readonly sight = new StripeSight(this.payouts);
  private readonly refunds = new StripeRefunds(this.payouts);
  private client: StripeClient | undefined;

  constructor(
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'stripe' | 'publicUrl' | 'host' | 'port'>,
    private readonly clock: Clock,
  ) {}

  creditsOn(kind: InstrumentKind): 'succeeded' | 'settled' {
    return kind === 'bank_debit' ? 'settled' : 'succeeded';
  }

  settlesAfter(kind: InstrumentKind): number {
    return kind === 'bank_debit' ? 9 : 3;
  }

  async submit(order: TransferOrder): Promise<Seen> {
    if (this.ageOf(order) < SENT_WITHIN_MS) return this.send(order);
    return failed(null, 'too_late', 'It could not be sent for a day. Nothing was charged.');
  }

  async refund(order: RefundOrder): Promise<Seen> {
    if (this.ageOf(order) < SENT_WITHIN_MS) return this.sendBack(order);
    return failed(null, 'too_late', 'It could not be sent for a day. Nothing went back.');
  }

  look({ refundOf, ...order }: Omit<LookOrder, 'since'>): Promise<Seen> {
    const { gatewayRef } = order;
    if (refundOf !== undefined) return this.lookAtRefund({ ...order, refundOf });
    return gatewayRef === null ? this.find(order) : this.read(order, gatewayRef);
  }

  verify(raw: Buffer, headers: Record<string, string | string[] | undefined>): GatewayNotice | null {
    return readStripeEvent(raw, headers['stripe-signature'], this.settings.webhookSecrets, this.clock.now());
  }

  async setUp(wish: Parameters<Gateway['setUp']>[0]): Promise<SetUp> {
    try {
      return await this.stripe.call((stripe) => beginSetUp(stripe, wish));
    } catch (error) {
      if (error instanceof StripeRefusal)
        throw new DomainError('gateway_refused', error.message, { code: error.code });
      throw error;
    }
  }

  lookAtInstrument(token: string): Promise<InstrumentSeen> {
    return this.stripe.call((stripe) => lookAtSetUp(stripe, token)).catch(asUnreachable);
  }

  forget(token: string): Promise<void> {
    return this.stripe.call((stripe) => forgetBehind(stripe, token));
  }

  payoutIn(text: string): string | null {
    return stripePayoutIn(text);
  }

  findPayout(line: PayoutLine): Promise<GatewayPayout | null> {
    return this.stripe
      .call((stripe) => findStripePayout(stripe, line))
      .catch((error: unknown) => {
        // It belongs to another account at Stripe.
        if (error instanceof StripeRefusal && error.code === 'resource_missing') return null;
        return asUnreachable(error);
      });
  }

  async *since(when: Date): AsyncGenerator<GatewayNotice> {
    try {
      yield* stripeHistory(this.stripe, when, this.clock.now());
    } catch (error) {
      asUnreachable(error);
    }
  }

  /** Sends a transfer; asked again under the same key, Stripe answers what it answered the first time. */
  private async send(order: TransferOrder): Promise<Seen> {
    const { id, token, kind, currency, unattended } = order;
    const [customer = '', method = ''] = token.split('/');
    try {
      const wish: Stripe.PaymentIntentCreateParams = {
        amount: toStripeAmount(order.amount, currency),
        currency: currency.toLowerCase(),
        customer,
        payment_method: method,
        allowed_payment_method_types: [methodOf(kind, currency)],
        confirm: true,
        // Of a bank account its owner has signed a mandate, and has nothing to confirm.
        ...(unattended || kind === 'bank_debit' ? { off_session: true } : { return_url: this.home }),
        metadata: { transfer: id },
        expand: EXPANDED,
      };
      return await this.stripe.call(async (stripe) => {
        const intent = await stripe.paymentIntents.create(wish, { idempotencyKey: id });
        return this.sight.see(stripe, order, intent, this.clock.now());
      });
    } catch (error) {
      if (error instanceof InexactAmount) return failed(null, 'amount_not_possible', error.message);
      if (error instanceof DomainError) return failed(null, error.code, error.message);
      // Under this key it was sent by another version of the platform.
      if (error instanceof OtherParameters) return this.search(order);
      if (!(error instanceof StripeRefusal)) throw error;
      const { intentId } = error;
      if (intentId === null) return failed(null, error.code, error.message);
      const seen = await this.read(order, intentId).catch(asUnclear);
      return seen.state === 'failed' ? { ...seen, failure: toFailure(error.code, error.message) } : seen;
    }
  }

  private async sendBack(order: RefundOrder): Promise<Seen> {
    try {
      return await this.stripe.call((stripe) => this.refunds.send(stripe, order, this.clock.now()));
    } catch (error) {
      if (error instanceof InexactAmount) return failed(null, 'amount_not_possible', error.message);
      // Under this key it was sent by another version of the platform.
      if (error instanceof OtherParameters) return this.findRefund(order);
      if (error instanceof StripeRefusal) return failed(null, error.code, error.message);
      throw error;
    }
  }

  private async lookAtRefund(order: RefundOrder & { gatewayRef: string | null }): Promise<Seen> {
    if (order.gatewayRef === null) {
      if (this.ageOf(order) >= SENT_WITHIN_MS) return this.findRefund(order);
      const first = await this.sendBack(order);
      return first.ref === null ? first : this.readRefund(first.ref);
    }
    return this.readRefund(order.gatewayRef);
  }

  private async findRefund(order: RefundOrder): Promise<Seen> {
    const ref = await this.stripe.call((stripe) => this.refunds.find(stripe, order)).catch(asUnreachable);
    return ref === null
      ? failed(null, 'never_arrived', 'Stripe never got it. Nothing went back.')
      : this.readRefund(ref);
  }

  private readRefund(ref: string): Promise<Seen> {
    return this.stripe
      .call((stripe) => this.refunds.read(stripe, ref, this.clock.now()))
      .catch(asUnreachable);
  }

  /** What became of a transfer whose answer was lost. */
  private async find(order: TransferOrder): Promise<Seen> {
    if (this.ageOf(order) >= SENT_WITHIN_MS) return this.search(order);
    const first = await this.send(order);
    // Under a key that it knows, Stripe says what was so when it got it first.
    return first.ref === null ? first : this.read(order, first.ref);
  }

  private async search(order: TransferOrder): Promise<Seen> {
    const query = `metadata['transfer']:'${order.id}'`;
    const { data } = await this.stripe
      .call((stripe) => stripe.paymentIntents.search({ query, limit: 1 }))
      .catch(asUnreachable);
    const [found] = data;
    if (found) return this.read(order, found.id);
    if (this.ageOf(order) < FOUND_AFTER_MS) throw new Unreachable('Stripe does not find it yet.');
    return failed(null, 'never_arrived', 'Stripe never got it. Nothing was charged.');
  }

  private read(order: TransferOrder, ref: string): Promise<Seen> {
    return this.stripe
      .call(async (stripe) => {
        const intent = await stripe.paymentIntents.retrieve(ref, { expand: EXPANDED });
        return this.sight.see(stripe, order, intent, this.clock.now());
      })
      .catch((error: unknown) => {
        // A wrong key, for example, or another account: nothing is known of the transfer.
        if (error instanceof StripeRefusal)
          this.logger.error({ msg: 'Stripe cannot be asked', ref, reason: error.message });
        return asUnreachable(error);
      });
  }

  private ageOf({ wishedAt }: TransferOrder): number {
    return this.clock.now().getTime() - wishedAt.getTime();
  }

  /** Where somebody comes back to who had to confirm a payment. */
  private get home(): string {
    const { publicUrl, host, port } = this.config;
    return `${publicUrl ?? ownAddress(host, port)}/`;
  }

  private get stripe(): StripeClient {
    return (this.client ??= new StripeClient(this.settings));
  }

  private get settings(): StripeSettings {
    const { stripe } = this.config;
    if (stripe === null) throw new Error('Stripe is not in GATEWAYS');
    return stripe;
  }
}

function failed(ref: string | null, code: string, text: string): Seen {
  return { state: 'failed', ref, failure: { code, text } };
}
