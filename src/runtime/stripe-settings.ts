import type { Environment } from './environment.js';

/** What Stripe is called with. */
export interface StripeSettings {
  secretKey: string;
  /** Of its webhooks; several while one replaces the other. */
  webhookSecrets: readonly string[];
  /** Another address of its API, on this machine, for tests. */
  apiBase: URL | null;
}

const STRIPE_KEY = /^(sk|rk)_(test|live)_\w{10,}$/;
const WEBHOOK_SECRET = /^whsec_[\w+/=]{16,}$/;

/** Real money and pretended money are never mixed: which it is, is in the key. */
export function readStripe(read: Environment, production: boolean, used: boolean): StripeSettings | null {
  const secretKey = read.checked(
    'STRIPE_SECRET_KEY',
    (key) => STRIPE_KEY.test(key),
    'a secret or restricted key of Stripe, such as sk_test_…',
    'secret',
  );
  if (secretKey?.includes('_live_') && !production) {
    read.fault('STRIPE_SECRET_KEY', 'a test key outside production: a live key moves real money');
  }
  if (secretKey?.includes('_test_') && production) {
    read.fault('STRIPE_SECRET_KEY', 'a live key in production: a test key moves no real money');
  }
  const namesIn = (list: string) => list.split(',').map((secret) => secret.trim());
  const secrets = read.checked(
    'STRIPE_WEBHOOK_SECRETS',
    (list) => namesIn(list).every((secret) => WEBHOOK_SECRET.test(secret)),
    'signing secrets of its webhook, whsec_…, separated by commas',
    'secret',
  );
  const base = read.checked(
    'STRIPE_API_BASE',
    isLoopback,
    'an address on this machine, for tests: http://127.0.0.1:12111',
  );
  if (base !== undefined && production) read.fault('STRIPE_API_BASE', 'not set in production', 'plain');
  if (!used) return null;
  for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRETS']) {
    if (read.text(name) === undefined) read.fault(name, 'set where GATEWAYS has stripe');
  }
  return {
    secretKey: secretKey ?? '',
    webhookSecrets: namesIn(secrets ?? ''),
    apiBase: base === undefined ? null : new URL(base),
  };
}

function isLoopback(text: string): boolean {
  return URL.canParse(text) && /^http:\/\/(127\.0\.0\.1|localhost):\d+\/?$/.test(text);
}
