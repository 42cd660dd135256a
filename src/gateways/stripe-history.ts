import type Stripe from 'stripe';
import type { GatewayNotice } from './gateway.js';
import type { StripeClient } from './stripe-client.js';
import { noticeOf } from './stripe-events.js';

const DAY = 86_400;
/** Stripe tells for 30 days what happened; before that, only its disputes and refunds are read. */
const TOLD_FOR = 29 * DAY;

/** What changes a transfer, also long after it has settled. */
const TOLD = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.failed',
  'charge.refunded',
  'charge.refund.updated',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
];

interface Page<T> {
  data: T[];
  has_more: boolean;
}

/**
 * What happened at Stripe since, page by page, by the day on which it happened: a debit is returned weeks after it was
 * made, so asking again for recent payments would miss it. Throws `Unreachable`.
 */
export async function* stripeHistory(
  client: StripeClient,
  since: Date,
  now: Date,
): AsyncGenerator<GatewayNotice> {
  const from = Math.floor(since.getTime() / 1000);
  const told = Math.max(from, Math.floor(now.getTime() / 1000) - TOLD_FOR);
  if (from < told) {
    const created = { gte: from };
    const disputes = (stripe: Stripe, page: object) => stripe.disputes.list({ created, ...page });
    for await (const { id, payment_intent: intent } of pagesOf(client, disputes)) yield asNotice(id, intent);
    const refunds = (stripe: Stripe, page: object) => stripe.refunds.list({ created, ...page });
    for await (const { id, payment_intent: intent } of pagesOf(client, refunds)) yield asNotice(id, intent);
  }
  const events = (stripe: Stripe, page: object) =>
    stripe.events.list({ types: TOLD, created: { gte: told }, ...page });
  for await (const event of pagesOf(client, events)) {
    const notice = noticeOf(event);
    if (notice) yield notice;
  }
}

/** All pages, each a call of its own with its own time. */
async function* pagesOf<T extends { id: string }>(
  client: StripeClient,
  list: (stripe: Stripe, page: { limit: number; starting_after?: string }) => PromiseLike<Page<T>>,
): AsyncGenerator<T> {
  let after: string | undefined;
  for (;;) {
    const from = after === undefined ? {} : { starting_after: after };
    const page = await client.call(async (stripe) => list(stripe, { limit: 100, ...from }));
    yield* page.data;
    after = page.data.at(-1)?.id;
    if (!page.has_more || after === undefined) return;
  }
}

function asNotice(id: string, intent: string | { id: string } | null): GatewayNotice {
  const gatewayRef = typeof intent === 'string' ? intent : intent?.id;
  return { eventId: `read_${id}`, type: 'read', ...(gatewayRef !== undefined && { gatewayRef }) };
}
