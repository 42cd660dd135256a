import { createHmac, randomBytes } from 'node:crypto';
import { EVENT_TYPES, type EventType } from '../events/event-types.js';
import type { SequencedEvent } from '../events/event.entity.js';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export type ToldEvent = Omit<SequencedEvent, 'actorId' | 'type'> & { type: EventType };

/** What is sent of an event, as text. Who did it is not told. */
export function bodyOf(event: ToldEvent): string {
  const { type, occurredAt, id, seq, businessDate, subjectId, loanId, customerId, providerId, data } = event;
  return JSON.stringify({
    type,
    timestamp: occurredAt.toISOString(),
    id,
    seq: Number(seq),
    business_date: businessDate,
    subject: { type: EVENT_TYPES[type].subject, id: subjectId },
    loan: loanId,
    customer: customerId,
    provider: providerId,
    data,
  });
}

/** A new secret, as the receiver gets it: once. */
export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/**
 * The headers of Standard Webhooks 1.0.0 for one attempt: the instant is that of the attempt, so that a receiver may
 * refuse old ones. While a former secret lives, there is a signature with each.
 */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  at: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'user-agent': 'loan-management-platform',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

/** What is sent when somebody asks for a test. It is no event, so it has no number. */
export function testBody(id: string, now: Date): string {
  return JSON.stringify({ type: 'endpoint.test', timestamp: now.toISOString(), id, seq: null, data: {} });
}
