/** What a webhook says; `data` has ids, states and amounts as text. Its `type` is one of `GET /api/event_types/`. */
export interface WebhookEvent {
  /** The same at every delivery of an event. */
  id: string;
  type: string;
  timestamp: string;
  /** Of two events about one thing, the later one has the higher number. */
  seq: number;
  business_date: string;
  data: Record<string, unknown>;
}

/** A message that is not from the platform, is not what was signed, or is too old. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

/** Headers of a request: those of `fetch`, or those of Node's `http`. */
export type WebhookHeaders =
  { get(name: string): string | null } | Readonly<Record<string, string | readonly string[] | undefined>>;

const TOLERANCE_SECONDS = 5 * 60;
const utf8 = new TextEncoder();

/**
 * Checks a webhook by the Standard Webhooks specification and answers its event. `body` is the raw body, as it came:
 * JSON that was parsed and written again has another signature. `secrets`: the `whsec_…` of the endpoint; while it is
 * exchanged, both. Throws `WebhookRefused`.
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  { now = Date.now() }: { now?: number } = {},
): Promise<WebhookEvent> {
  // A parsed body would fail below, with a reason that leads astray.
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new TypeError('verifyWebhook needs the raw body, as text or bytes, not what a parser made of it.');
  }
  const id = required(headers, 'webhook-id');
  const timestamp = required(headers, 'webhook-timestamp');
  const signatures = required(headers, 'webhook-signature');
  assertRecent(timestamp, now);
  const bytes = typeof body === 'string' ? utf8.encode(body) : body;
  const signed = concat(utf8.encode(`${id}.${timestamp}.`), bytes);
  if (!(await isSigned(signed, signatures, typeof secrets === 'string' ? [secrets] : secrets))) {
    throw new WebhookRefused('No signature of the message is by this secret.');
  }
  const event = JSON.parse(new TextDecoder().decode(bytes)) as WebhookEvent;
  return event;
}

async function isSigned(
  message: Uint8Array<ArrayBuffer>,
  header: string,
  secrets: readonly string[],
): Promise<boolean> {
  const keys = await Promise.all(secrets.map(importKey));
  for (const one of header.split(' ')) {
    const [version, text] = one.split(',', 2);
    const signature = version === 'v1' && text !== undefined ? fromBase64(text) : null;
    if (!signature) continue;
    for (const key of keys) {
      // Compares in the same time, wherever they differ.
      if (await crypto.subtle.verify('HMAC', key, signature, message)) return true;
    }
  }
  return false;
}

function importKey(secret: string): ReturnType<typeof crypto.subtle.importKey> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ''));
  if (!bytes || bytes.length === 0) throw new TypeError('A secret is whsec_ and base64.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

function assertRecent(timestamp: string, now: number): void {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  const age = now / 1000 - seconds;
  // Also refuses what is no number.
  if (Math.abs(age) <= TOLERANCE_SECONDS) return;
  throw new WebhookRefused(
    Number.isNaN(age)
      ? 'webhook-timestamp is not a number of seconds.'
      : 'The message was signed more than five minutes from now: an old one, or a clock is wrong.',
  );
}

function required(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers)
    ? headers.get(name)
    : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookRefused(`The header ${name} is missing, or there more than once.`);
}

function isHeaders(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function';
}

function concat(start: Uint8Array, end: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
