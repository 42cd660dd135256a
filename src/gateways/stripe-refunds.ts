import type Stripe from 'stripe';
import type { RefundOrder, Seen } from './gateway.js';
import { toStripeAmount } from './stripe-amounts.js';
import type { StripePayouts } from './stripe-payouts.js';

const EXPANDED = ['balance_transaction', 'failure_balance_transaction'];

/** Money that goes back to the card that it came from: refunds, and what each means for its transfer. */
export class StripeRefunds {
  constructor(private readonly payouts: StripePayouts) {}

  /** Sends money back, once for the id of its transfer. Throws `InexactAmount`. */
  async send(stripe: Stripe, order: RefundOrder, now: Date): Promise<Seen> {
    const { id, amount, currency, refundOf } = order;
    const wish = {
      payment_intent: refundOf,
      amount: toStripeAmount(amount, currency),
      metadata: { transfer: id },
      expand: EXPANDED,
    };
    return this.see(stripe, await stripe.refunds.create(wish, { idempotencyKey: id }), now);
  }

  /** What a refund is now. */
  async read(stripe: Stripe, ref: string, now: Date): Promise<Seen> {
    return this.see(stripe, await stripe.refunds.retrieve(ref, { expand: EXPANDED }), now);
  }

  /** The refund of a transfer whose answer was lost; null when Stripe never got it. */
  async find(stripe: Stripe, { id, refundOf }: RefundOrder): Promise<string | null> {
    for await (const refund of stripe.refunds.list({ payment_intent: refundOf, limit: 100 })) {
      if (transferOf(refund) === id) return refund.id;
    }
    return null;
  }

  private async see(stripe: Stripe, refund: Stripe.Refund, now: Date): Promise<Seen> {
    const { id: ref, status } = refund;
    switch (status) {
      case 'succeeded': {
        const left = entryIn(refund.balance_transaction);
        const settledIn = left === null ? null : await this.payouts.holding(stripe, left, now);
        return settledIn === null ? { state: 'succeeded', ref } : { state: 'settled', ref, settledIn };
      }
      case 'failed':
      case 'canceled': {
        const code = refund.failure_reason ?? status;
        const failure = { code, text: `The card could not take it back (${code}).` };
        // What had left Stripe's balance is there again.
        const cameBack = entryIn(refund.failure_balance_transaction) !== null;
        return { state: cameBack ? 'returned' : 'failed', ref, failure };
      }
      default:
        return { state: 'pending', ref };
    }
  }
}

/** The transfer for which the platform made a refund; null for one that somebody made at Stripe. */
export function transferOf({ metadata }: Pick<Stripe.Refund, 'metadata'>): string | null {
  return metadata?.transfer ?? null;
}

/** An entry of the balance that was asked for with its object. */
export function entryIn(
  field: string | Stripe.BalanceTransaction | null | undefined,
): Stripe.BalanceTransaction | null {
  return typeof field === 'object' ? field : null;
}
