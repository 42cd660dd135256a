import type Stripe from 'stripe';

/** A month between payouts, and holidays (seconds). */
const LONGEST_WAIT = 45 * 86_400;
const DAY = 86_400;
/** Contents of so many payouts are kept: those that transfers under way are looked for in. */
const KEPT = 50;

/** What a movement of money at Stripe has to say about where it is. */
export type Movement = Pick<Stripe.BalanceTransaction, 'id' | 'available_on' | 'currency'>;

/**
 * Which payout brought which money to the bank. Stripe says it the other way round, payout by payout, and only of automatic
 * ones; what is in one never changes, so it is read once.
 */
export class StripePayouts {
  private readonly contents = new Map<string, Promise<Set<string>>>();

  /** The paid payout that a movement is in; null while there is none. */
  async holding(stripe: Stripe, movement: Movement, now: Date): Promise<string | null> {
    const { id, available_on: availableOn, currency } = movement;
    if (availableOn * 1000 > now.getTime()) return null;
    const created = { gte: availableOn - DAY, lte: availableOn + LONGEST_WAIT };
    const paid: Stripe.Payout[] = [];
    for await (const payout of stripe.payouts.list({ status: 'paid', created, limit: 100 })) {
      if (payout.automatic && payout.currency === currency && payout.reconciliation_status === 'completed') {
        paid.push(payout);
      }
    }
    // The newest come first; it is most likely in the first one after it was available.
    for (const payout of paid.reverse()) {
      if ((await this.contentOf(stripe, payout.id)).has(id)) return payout.id;
    }
    return null;
  }

  /** Whether a movement should be in a payout by now. */
  isMissing({ available_on: availableOn }: Movement, now: Date): boolean {
    return (availableOn + LONGEST_WAIT) * 1000 < now.getTime();
  }

  private contentOf(stripe: Stripe, payout: string): Promise<Set<string>> {
    const known = this.contents.get(payout);
    if (known) return known;
    const read = readContent(stripe, payout);
    this.contents.set(payout, read);
    read.catch(() => this.contents.delete(payout));
    const [oldest] = this.contents.keys();
    if (this.contents.size > KEPT && oldest !== undefined) this.contents.delete(oldest);
    return read;
  }
}

async function readContent(stripe: Stripe, payout: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { id } of stripe.balanceTransactions.list({ payout, limit: 100 })) ids.add(id);
  return ids;
}
