import type Stripe from 'stripe';
import { DomainError } from '../runtime/problems.js';
import type { InstrumentKind } from '../transfers/instrument.entity.js';
import type { Gateway, InstrumentSeen, SetUp } from './gateway.js';

/** How bank accounts are debited, where a saved mandate is enough. */
const DEBITS: Partial<Record<string, 'sepa_debit' | 'us_bank_account'>> = {
  EUR: 'sepa_debit',
  USD: 'us_bank_account',
};
/** Intents that may still be confirmed. */
const OPEN_INTENTS = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
/** How ids of Checkout's pages begin. */
const PAGE = 'cs_';

/**
 * Begins to save a card or account: by a setup intent for Stripe's own fields, or, where somebody is to come back to an
 * address, on Stripe's own page (Checkout), for which our pages need no script of Stripe. Throws `gateway_refused`.
 */
export async function beginSetUp(
  stripe: Stripe,
  { instrumentId, kind, currency, comesBackTo }: Parameters<Gateway['setUp']>[0],
): Promise<SetUp> {
  const metadata = { instrument: instrumentId };
  const allowed = [methodOf(kind, currency)];
  const label = kind === 'card' ? 'Card, not confirmed yet' : 'Bank account, not confirmed yet';
  const customer = await stripe.customers.create(
    { metadata },
    { idempotencyKey: `customer-${instrumentId}` },
  );
  const wish = { customer: customer.id, allowed_payment_method_types: allowed, metadata };
  if (comesBackTo === undefined) {
    const intent = await stripe.setupIntents.create(
      { ...wish, usage: 'off_session' },
      { idempotencyKey: `setup-${instrumentId}` },
    );
    return { clientSecret: intent.client_secret ?? '', token: intent.id, label, state: 'pending' };
  }
  const page = await stripe.checkout.sessions.create(
    {
      ...wish,
      mode: 'setup',
      currency: currency.toLowerCase(),
      success_url: comesBackTo,
      cancel_url: comesBackTo,
      // The webhook tells of the intent.
      setup_intent_data: { metadata },
    },
    { idempotencyKey: `page-${instrumentId}` },
  );
  return { clientSecret: '', token: page.id, label, state: 'pending', url: page.url ?? '' };
}

/** What became of a card or account, by its setup intent or by the page on which it was to be saved. */
export async function lookAtSetUp(stripe: Stripe, token: string): Promise<InstrumentSeen> {
  const intent = token.startsWith(PAGE) ? await intentOfPage(stripe, token) : await intentOf(stripe, token);
  if (intent === 'over' || intent?.status === 'canceled') return { state: 'refused' };
  const method = intent?.payment_method;
  if (intent?.status !== 'succeeded' || !method || typeof method === 'string') return { state: 'pending' };
  return {
    state: 'usable',
    token: `${idOf(intent.customer)}/${method.id}`,
    label: labelOf(method),
    mandateRef: intent.mandate === null ? null : idOf(intent.mandate),
  };
}

function intentOf(stripe: Stripe, id: string): Promise<Stripe.SetupIntent> {
  return stripe.setupIntents.retrieve(id, { expand: ['payment_method'] });
}

/** `over`: nobody saved anything there in time. */
async function intentOfPage(stripe: Stripe, id: string): Promise<Stripe.SetupIntent | 'over' | null> {
  const { status, setup_intent: intent } = await stripe.checkout.sessions.retrieve(id);
  if (status === 'expired') return 'over';
  return intent === null ? null : intentOf(stripe, idOf(intent));
}

/**
 * Deletes the customer that an instrument has at Stripe, with its card or account, and closes a page or an intent on which one
 * could still be saved. Each instrument has a customer of its own. One that is deleted already is no failure; throws for one
 * that this account at Stripe never had: it is another account that holds the card.
 */
export async function forgetBehind(stripe: Stripe, token: string): Promise<void> {
  const customer = token.includes('/') ? (token.split('/')[0] ?? '') : await closeSetUp(stripe, token);
  if (customer === '') return;
  try {
    await stripe.customers.del(customer);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const { deleted = false } = await stripe.customers.retrieve(customer);
    if (!deleted) throw error;
  }
}

/** Answers the customer of a set-up, which nobody can complete any more. */
async function closeSetUp(stripe: Stripe, token: string): Promise<string> {
  if (token.startsWith(PAGE)) {
    const page = await stripe.checkout.sessions.retrieve(token);
    if (page.status === 'open') await stripe.checkout.sessions.expire(token);
    return idOf(page.customer);
  }
  const intent = await stripe.setupIntents.retrieve(token);
  if (OPEN_INTENTS.includes(intent.status)) await stripe.setupIntents.cancel(token);
  return idOf(intent.customer);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'resource_missing';
}

/** What Stripe collects a currency from. Throws `gateway_refused`. */
export function methodOf(kind: InstrumentKind, currency: string): 'card' | 'sepa_debit' | 'us_bank_account' {
  const method = kind === 'card' ? 'card' : kind === 'bank_debit' ? DEBITS[currency] : undefined;
  if (method) return method;
  throw new DomainError('gateway_refused', `Stripe does not collect ${currency} from a ${kind} here.`, {
    kind,
    currency,
  });
}

function labelOf({ card, sepa_debit: sepa, us_bank_account: us }: Stripe.PaymentMethod): string {
  if (card) return `${card.brand} •••• ${card.last4}`;
  if (sepa) return `Account •••• ${sepa.last4 ?? ''}`;
  return `${us?.bank_name ?? 'Account'} •••• ${us?.last4 ?? ''}`;
}

function idOf(field: string | { id: string } | null): string {
  return typeof field === 'string' ? field : (field?.id ?? '');
}
