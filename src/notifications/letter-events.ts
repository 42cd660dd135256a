import type { Topic } from '../bank-config/letter-topics.js';
import type { Tx } from '../database/transactions.js';
import type { EventType } from '../events/event-types.js';
import type { SequencedEvent } from '../events/event.entity.js';
import { lendersOfDay } from './shares-of-day.js';

/** What of an event decides who gets which letter. */
export type Happening = Pick<
  SequencedEvent,
  | 'id'
  | 'type'
  | 'occurredAt'
  | 'businessDate'
  | 'subjectId'
  | 'loanId'
  | 'customerId'
  | 'providerId'
  | 'actorId'
  | 'data'
>;

/** A letter before its channel is known. */
export interface LetterTo {
  /** Null: no event caused it. */
  eventId: string | null;
  userId: string;
  topic: Topic;
  happened: string;
  subjectId: string | null;
  loanId: string | null;
  businessDate: string;
  data: Record<string, unknown>;
  /** By mail to this address alone, whatever that of its user is when it goes. */
  toAddress?: string;
}

/** Events of which the one whom they are about gets a letter, whatever they say. */
export const TOPIC_OF: Readonly<Partial<Record<EventType, Topic>>> = {
  'payment.received': 'receipt',
  'payment.recovered': 'receipt',
  'reminder.due': 'reminder',
  'notice.due': 'overdue',
  'loan.defaulted': 'default',
  'loan.queued': 'loan_decision',
  'loan.disbursed': 'loan_decision',
  'loan.cancelled': 'loan_decision',
  'loan.refused': 'loan_decision',
  'loan.expired': 'loan_decision',
  'provider.deposited': 'deposit',
  'provider.withdrew': 'withdrawal',
};
const ENDED = 'autopay.ended';
const TRANSFER = 'transfer.changed';
const DAY = 'day.closed';
/** Told to the owner of the endpoint; where it is the bank's, to its admins. */
const OF_ENDPOINTS: readonly EventType[] = ['endpoint.failing', 'endpoint.gone'];
/** Told to all of the staff but the one who proposed it. */
const PROPOSED = 'proposal.made';

/** The events that are looked at one by one to find who gets which letter. */
export const LETTER_EVENTS: ReadonlySet<EventType> = new Set([
  ENDED,
  TRANSFER,
  DAY,
  PROPOSED,
  ...OF_ENDPOINTS,
]);

/** The letters about autopay and transfers to the one whom each is about. */
export async function transferLettersOf(tx: Tx, events: readonly Happening[]): Promise<LetterTo[]> {
  const debits = await debitsAmong(tx, events);
  return events.flatMap((event) => {
    const { customerId, providerId } = event;
    const topic = topicOf(event, debits);
    const userId = customerId ?? providerId;
    return topic === null || userId === null ? [] : [letter(event, topic, userId)];
  });
}

/** For each date that was closed, a letter to every provider who got a share of a payment on it. */
export async function digestsOf(tx: Tx, events: readonly Happening[]): Promise<LetterTo[]> {
  const letters: LetterTo[] = [];
  for (const event of events.filter(({ type }) => type === DAY)) {
    const closed = { ...event, businessDate: String(event.data.date) };
    const got = await lendersOfDay(tx, closed.businessDate);
    letters.push(...got.map((userId) => letter(closed, 'share_digest', userId)));
  }
  return letters;
}

/** The letters that tell of webhook endpoints to those who look after them. */
export async function endpointLettersOf(tx: Tx, events: readonly Happening[]): Promise<LetterTo[]> {
  const told = events.filter(({ type }) => OF_ENDPOINTS.includes(type));
  if (told.length === 0) return [];
  const admins: { id: string }[] = await tx.query(
    "SELECT u.id FROM users u WHERE u.role = 'admin' AND u.is_active ORDER BY u.id",
  );
  return told.flatMap((event) => {
    const readers = event.providerId === null ? admins.map(({ id }) => id) : [event.providerId];
    return readers.map((userId) => letter(event, 'endpoint', userId));
  });
}

/** The letters that tell staff of what another one has proposed, and one of them has to confirm. */
export async function approvalLettersOf(tx: Tx, events: readonly Happening[]): Promise<LetterTo[]> {
  const proposed = events.filter(({ type }) => type === PROPOSED);
  if (proposed.length === 0) return [];
  const staff: { id: string }[] = await tx.query(
    "SELECT u.id FROM users u WHERE u.role IN ('staff', 'admin') AND u.is_active ORDER BY u.id",
  );
  return proposed.flatMap((event) =>
    staff
      .filter(({ id }) => id !== event.actorId)
      .map(({ id }) => {
        const data = { ...event.data, customer: event.customerId };
        return letter({ ...event, data }, 'approval', id);
      }),
  );
}

function letter(
  { id: eventId, type: happened, subjectId, loanId, businessDate, data }: Happening,
  topic: Topic,
  userId: string,
): LetterTo {
  return { eventId, userId, topic, happened, subjectId, loanId, businessDate, data };
}

function topicOf({ type, subjectId, data }: Happening, debits: ReadonlySet<string>): Topic | null {
  if (type === ENDED) return data.reason === 'failed' || data.reason === 'instrument_gone' ? 'autopay' : null;
  if (type !== TRANSFER) return null;
  if (data.state === 'failed' || data.state === 'returned') return 'transfer_failed';
  return data.before === null && subjectId !== null && debits.has(subjectId) ? 'autopay' : null;
}

/** The transfers that were opened by themselves. */
async function debitsAmong(tx: Tx, events: readonly Happening[]): Promise<Set<string>> {
  const opened = events.filter(({ type, data }) => type === TRANSFER && data.before === null);
  if (opened.length === 0) return new Set();
  const rows: { id: string }[] = await tx.query(
    'SELECT t.id FROM transfers t WHERE t.id = ANY ($1) AND t.autopay_due_on IS NOT NULL',
    [opened.map(({ subjectId }) => subjectId)],
  );
  return new Set(rows.map(({ id }) => id));
}
