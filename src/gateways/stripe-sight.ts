import type Stripe from 'stripe';
import type { TransferAction } from '../transfers/known-gateways.js';
import type { Seen, TransferOrder } from './gateway.js';
import { fromStripeAmount, InexactAmount, toStripeAmount } from './stripe-amounts.js';
import type { StripePayouts } from './stripe-payouts.js';
import { entryIn, transferOf } from './stripe-refunds.js';

/** What a look at an intent needs of the objects around it. */
export const EXPANDED = [
  'latest_charge.balance_transaction',
  'latest_charge.refunds.data.balance_transaction',
  'latest_charge.refunds.data.failure_balance_transaction',
];

/** A person who was asked to confirm a payment has so long; then the wish is over (seconds). */
const PATIENCE = 86_400;

/** Disputes whose money is gone, for now or for good. Inquiries (`warning_…`) move none. */
const TAKEN = ['needs_response', 'under_review', 'lost', 'appeal_needs_response', 'appeal_under_review'];
const REFUNDED = ['pending', 'requires_action', 'succeeded'];

/** Why a card was refused is the cardholder's bank's to say, where it suspects a crime. */
const NOT_TOLD = [
  'fraudulent',
  'lost_card',
  'stolen_card',
  'pickup_card',
  'merchant_blacklist',
  'restricted_card',
];

type Entry = Stripe.BalanceTransaction;

/** Movements of money that went back to the payer, or returned from there. */
interface Backs {
  /** How much of the charge the payer has, Stripe's units. */
  gone: bigint;
  taken: Entry[];
  givenBack: Entry[];
}

/** Reads what a payment intent of Stripe means for its transfer. */
export class StripeSight {
  constructor(private readonly payouts: StripePayouts) {}

  /**
   * What the transfer is now. An intent that failed is cancelled first: with its client secret it could still be paid,
   * long after the transfer was said to have failed.
   */
  async see(stripe: Stripe, order: TransferOrder, found: Stripe.PaymentIntent, now: Date): Promise<Seen> {
    const ref = found.id;
    if (found.metadata.transfer !== order.id)
      return inReview(ref, 'other_transfer', 'It belongs to another transfer.');
    const intent = isOver(found, now) ? await cancelled(stripe, found) : found;
    switch (intent.status) {
      case 'canceled':
      case 'requires_payment_method':
        return { state: 'failed', ref, failure: failureOf(found) };
      case 'requires_action':
        return {
          state: 'pending',
          ref,
          ...(intent.client_secret && { action: actionOf(intent, intent.client_secret) }),
        };
      case 'processing':
      case 'requires_confirmation':
        return { state: 'pending', ref };
      case 'succeeded':
        return this.seePaid(stripe, order, intent, now);
      default:
        return inReview(ref, 'unexpected_status', `Stripe says ${intent.status}.`);
    }
  }

  private async seePaid(
    stripe: Stripe,
    order: TransferOrder,
    intent: Stripe.PaymentIntent,
    now: Date,
  ): Promise<Seen> {
    const { id: ref, latest_charge: charge } = intent;
    if (charge === null || typeof charge === 'string') throw new Error('the charge was not expanded');
    try {
      if (intent.amount_received !== toStripeAmount(order.amount, order.currency)) {
        return inReview(ref, 'other_amount', 'Stripe received another amount.');
      }
      return await this.seeCharge(stripe, order, charge, ref, now);
    } catch (error) {
      if (!(error instanceof InexactAmount)) throw error;
      return inReview(ref, 'inexact_amount', error.message);
    }
  }

  private async seeCharge(
    stripe: Stripe,
    { currency }: TransferOrder,
    charge: Stripe.Charge,
    ref: string,
    now: Date,
  ): Promise<Seen> {
    const came = entryIn(charge.balance_transaction);
    // A card's is made a little later than its charge.
    if (came === null) return { state: 'succeeded', ref };
    if (came.currency !== currency.toLowerCase()) {
      return inReview(
        ref,
        'other_currency',
        `Stripe pays it out in ${came.currency}: it needs a bank account in ${currency}.`,
      );
    }
    const settledIn = await this.payouts.holding(stripe, came, now);
    const said = { ref, fee: fromStripeAmount(came.fee, currency), ...(settledIn !== null && { settledIn }) };
    const { gone, taken, givenBack } = await backsOf(stripe, charge);
    const lastTaken = taken.at(-1);
    const takenIn = lastTaken ? await this.payouts.holding(stripe, lastTaken, now) : null;
    const takenFee = feesOf([...taken, ...givenBack], currency);
    const back = { ...said, takenFee, ...(takenIn !== null && { taken: takenIn }) };
    if (gone >= BigInt(charge.amount)) {
      const text = charge.disputed ? 'The payer took it back.' : 'It was refunded.';
      return {
        ...back,
        state: 'returned',
        failure: { code: charge.disputed ? 'disputed' : 'refunded', text },
      };
    }
    if (gone > 0n) return inReview(ref, 'partly_returned', 'A part of it went back to the payer.');
    const lastBack = givenBack.at(-1);
    if (lastBack) {
      const again = await this.payouts.holding(stripe, lastBack, now);
      return again === null
        ? { ...back, state: 'reinstated' }
        : { ...said, takenFee, state: 'settled', settledIn: again };
    }
    if (settledIn !== null) return { ...said, state: 'settled' };
    if (this.payouts.isMissing(came, now)) {
      return inReview(ref, 'no_payout', 'No automatic payout of Stripe has brought it to the bank.');
    }
    return { ...said, state: 'succeeded' };
  }
}

async function backsOf(stripe: Stripe, charge: Stripe.Charge): Promise<Backs> {
  // What the platform sends back itself is a transfer of its own.
  const refunds = (charge.refunds?.data ?? []).filter((refund) => transferOf(refund) === null);
  const disputes: Stripe.Dispute[] = [];
  if (charge.disputed) {
    for await (const dispute of stripe.disputes.list({ charge: charge.id })) disputes.push(dispute);
  }
  const gone = [
    ...refunds.filter(({ status }) => REFUNDED.includes(status ?? '')),
    ...disputes.filter(({ status }) => TAKEN.includes(status)),
  ];
  const moved = disputes.flatMap((dispute) => dispute.balance_transactions);
  const entries = (fields: (string | Entry | null | undefined)[]) =>
    fields.flatMap((field) => entryIn(field) ?? []);
  return {
    gone: gone.reduce((sum, { amount }) => sum + BigInt(amount), 0n),
    taken: inOrder([
      ...entries(refunds.map((refund) => refund.balance_transaction)),
      ...moved.filter(isTaken),
    ]),
    givenBack: inOrder([
      ...entries(refunds.map((refund) => refund.failure_balance_transaction)),
      ...moved.filter((entry) => !isTaken(entry)),
    ]),
  };
}

/** An intent that failed, or that nobody confirmed in time. */
function isOver({ status, created }: Stripe.PaymentIntent, now: Date): boolean {
  if (status === 'requires_action') return (created + PATIENCE) * 1000 < now.getTime();
  return status === 'requires_payment_method';
}

async function cancelled(stripe: Stripe, { id }: Stripe.PaymentIntent): Promise<Stripe.PaymentIntent> {
  try {
    return await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned', expand: EXPANDED });
  } catch (error) {
    // It was paid, or cancelled, a moment ago.
    if (!(error instanceof Error && 'code' in error && error.code === 'payment_intent_unexpected_state'))
      throw error;
    return stripe.paymentIntents.retrieve(id, { expand: EXPANDED });
  }
}

function failureOf(intent: Stripe.PaymentIntent): { code: string; text: string } {
  const { last_payment_error: error, latest_charge: charge, status, cancellation_reason: reason } = intent;
  if (error)
    return toFailure(error.decline_code ?? error.code ?? 'refused', error.message ?? 'It was refused.');
  if (charge !== null && typeof charge === 'object' && charge.failure_code !== null) {
    return toFailure(charge.failure_code, charge.failure_message ?? 'It was refused.');
  }
  if (status === 'requires_action') return { code: 'not_confirmed', text: 'It was not confirmed in time.' };
  return { code: 'cancelled', text: `Stripe cancelled it${reason ? `: ${reason}` : ''}.` };
}

/** What the payer is told of a refusal. */
export function toFailure(code: string, text: string): { code: string; text: string } {
  return NOT_TOLD.includes(code) ? { code: 'card_declined', text: 'The card was declined.' } : { code, text };
}

function inReview(ref: string, code: string, text: string): Seen {
  return { state: 'review', ref, failure: { code, text } };
}

function isTaken(entry: Entry): boolean {
  return entry.amount < 0;
}

function inOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((one, other) => one.created - other.created);
}

/** What Stripe charged in all, minor units; what it gave back counts less. */
function feesOf(entries: readonly Entry[], currency: string): bigint {
  const sum = entries.reduce((total, { fee }) => total + fee, 0);
  return sum > 0 ? fromStripeAmount(sum, currency) : 0n;
}

/** The page of the card's bank, and the secret for who has Stripe's own script. */
function actionOf({ next_action: next }: Stripe.PaymentIntent, secret: string): TransferAction {
  const url = next?.redirect_to_url?.url;
  return { client_secret: secret, ...(typeof url === 'string' && { url }) };
}
