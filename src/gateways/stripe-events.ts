import { createHmac, timingSafeEqual } from 'node:crypto';
import type { GatewayNotice } from './gateway.js';

/** Older messages, and those of the future, may be somebody's repetition (seconds). */
const TOLERANCE = 300;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A message of Stripe, as it is sent and as it is read from there later. */
interface StripeEvent {
  id?: unknown;
  type?: unknown;
  data?: { object?: { object?: unknown; id?: unknown; payment_intent?: unknown; metadata?: unknown } };
}

/**
 * Reads a message of Stripe, or null when none of the secrets has signed it within the last five minutes. Secrets are
 * several while one is replaced by the next.
 */
export function readStripeEvent(
  raw: Buffer,
  header: string | string[] | undefined,
  secrets: readonly string[],
  now: Date,
): GatewayNotice | null {
  if (typeof header !== 'string' || !isSigned(raw, header, secrets, now)) return null;
  return noticeOf(parsed(raw));
}

/** What a message is about; null for what is no message. */
export function noticeOf(event: StripeEvent | null): GatewayNotice | null {
  if (typeof event?.id !== 'string' || typeof event.type !== 'string') return null;
  const object = event.data?.object ?? {};
  const { transfer, instrument } = (object.metadata ?? {}) as Record<string, unknown>;
  // Charges, refunds and disputes name the intent that they belong to.
  const intent = object.object === 'payment_intent' ? object.id : object.payment_intent;
  return {
    eventId: event.id,
    type: event.type,
    ...(isUuid(transfer) && { transferId: transfer }),
    ...(isUuid(instrument) && { instrumentId: instrument }),
    ...(typeof intent === 'string' && { gatewayRef: intent }),
  };
}

function isSigned(raw: Buffer, header: string, secrets: readonly string[], now: Date): boolean {
  const fields = header.split(',').map((field) => field.trim().split('='));
  const valuesOf = (name: string) => fields.flatMap(([key, value = '']) => (key === name ? [value] : []));
  const [time = ''] = valuesOf('t');
  if (!/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE) return false;
  const given = valuesOf('v1').map((hex) => Buffer.from(hex, 'hex'));
  return secrets.some((secret) => {
    const own = createHmac('sha256', secret).update(`${time}.`).update(raw).digest();
    return given.some((signature) => signature.length === own.length && timingSafeEqual(signature, own));
  });
}

function parsed(raw: Buffer): StripeEvent | null {
  try {
    return JSON.parse(raw.toString('utf8')) as StripeEvent | null;
  } catch {
    return null;
  }
}

function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}
