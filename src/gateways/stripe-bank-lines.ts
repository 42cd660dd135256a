import type Stripe from 'stripe';
import type { GatewayPayout, GatewayPayoutEntry, PayoutLine } from './gateway.js';
import { Unreachable } from './gateway.js';
import { fromStripeAmount } from './stripe-amounts.js';
import { transferOf } from './stripe-refunds.js';

const PAYOUT = /\bpo_[A-Za-z0-9-]{6,}/;
const DAY = 86_400;
/** So far apart are the day on which Stripe expects a payout to arrive and the one on which the bank books it. */
const APART = 7 * DAY;

/** The payout that a text names; banks write capitals now and then, and then the name is not Stripe's any more. */
export function stripePayoutIn(text: string): string | null {
  return PAYOUT.exec(text)?.[0] ?? null;
}

/**
 * The payout that a line of a bank statement is: the one that it names, or the one whose trace number it has. Null when it
 * is none.
 */
export async function findStripePayout(stripe: Stripe, line: PayoutLine): Promise<GatewayPayout | null> {
  const payout = line.ref === null ? await traced(stripe, line) : await stripe.payouts.retrieve(line.ref);
  if (payout === null) return null;
  if (payout.reconciliation_status === 'in_progress') throw new Unreachable('Stripe still adds it up.');
  const currency = payout.currency.toUpperCase();
  const entries: GatewayPayoutEntry[] = [];
  const expand = ['data.source'];
  for await (const entry of stripe.balanceTransactions.list({ payout: payout.id, limit: 100, expand })) {
    if (entry.type === 'payout') continue;
    const [transferId, gatewayRef] = [refundIn(entry.source), intentOf(entry.source)];
    entries.push({
      ...(transferId !== null ? { transferId } : gatewayRef !== null && { gatewayRef }),
      isFee: transferId === null && gatewayRef === null && entry.reporting_category === 'fee',
      amount: fromStripeAmount(entry.amount, currency),
      fee: fromStripeAmount(entry.fee, currency),
    });
  }
  // The newest come first.
  entries.reverse();
  const amount = fromStripeAmount(payout.amount, currency);
  return { gateway: 'stripe', ref: payout.id, amount, currency, entries };
}

/** The payout whose trace number, by which banks pass it on, is among the words of the line. */
async function traced(
  stripe: Stripe,
  { words, amount, currency, bookedOn }: PayoutLine,
): Promise<Stripe.Payout | null> {
  const day = Date.parse(bookedOn) / 1000;
  const around = { gte: day - APART, lte: day + APART };
  const said = new Set(words.map((word) => word.toLowerCase()));
  for await (const payout of stripe.payouts.list({ arrival_date: around, status: 'paid', limit: 100 })) {
    const trace = payout.trace_id?.value;
    if (payout.currency.toUpperCase() !== currency || !payout.automatic) continue;
    if (fromStripeAmount(payout.amount, currency) !== amount) continue;
    if (typeof trace === 'string' && said.has(trace.toLowerCase())) return payout;
  }
  return null;
}

/** The transfer that sent money back; refunds that somebody made at Stripe have none. */
function refundIn(source: Stripe.BalanceTransaction['source']): string | null {
  if (source === null || typeof source === 'string' || source.object !== 'refund') return null;
  return transferOf(source);
}

/** The payment intent behind an entry: charges, refunds and disputes name theirs. */
function intentOf(source: Stripe.BalanceTransaction['source']): string | null {
  if (source === null || typeof source === 'string' || !('payment_intent' in source)) return null;
  const { payment_intent: intent } = source;
  return typeof intent === 'string' ? intent : (intent?.id ?? null);
}
