import type Stripe from 'stripe';
import { DomainError } from '../runtime/problems.js';
import type { InstrumentKind } from '../transfers/instrument.entity.js';
import type { Gateway, InstrumentSeen, SetUp } from './gateway.js';

/** How bank accounts are debited, where a saved mandate is enough. */
const DEBITS: Partial<Record<string, 'sepa_debit' | 'us_bank_account'>> = {
  EUR: 'sepa_debit',
  USD: 'us_bank_account',
};
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
