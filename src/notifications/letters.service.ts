import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Topic } from '../bank-config/letter-topics.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { Retention } from '../database/retention.js';
import { unnested } from '../database/rows.js';
import { EventHolds } from '../events/event-holds.js';
import { EventReaders, type Numbers } from '../events/event-readers.js';
import type { Tx } from '../database/transactions.js';
import { NEW_ID } from '../database/in-sql.js';
import { newId } from '../runtime/ids.js';
import {
  approvalLettersOf,
  digestsOf,
  endpointLettersOf,
  LETTER_EVENTS,
  TOPIC_OF,
  transferLettersOf,
  type Happening,
  type LetterTo,
} from './letter-events.js';
import { CHANNELS, isRequired, isWantedByDefault, type ChannelName, type LetterRules } from './topics.js';

/** What happened longer ago is no news: demo data of the last months, or what an importer has entered for the past. */
const NEWS_MS = 7 * 24 * 3_600_000;

/** What is sent of each letter, by column; the last two decide whether there is one. */
const sent = unnested({
  id: 'uuid',
  event_id: 'uuid',
  user_id: 'uuid',
  topic: 'text',
  channel: 'text',
  happened: 'text',
  subject_id: 'uuid',
  loan_id: 'uuid',
  business_date: 'date',
  data: 'jsonb',
  to_address: 'text',
  created_at: 'timestamptz',
  is_default: 'boolean',
  is_required: 'boolean',
});

/**
 * Writes letters, unless there is one for its event, user and channel, or its user is disabled, has no such address or
 * does not want it. Users are found one by one: a plan for any number of letters may read all of them. Most have no
 * letter to get in some banks, so what costs most is done last, `id` for example.
 */
const write = (letters: string, id: string) => `
  INSERT INTO notifications (id, event_id, user_id, topic, channel, happened, subject_id, loan_id, business_date, data,
    to_address, created_at, next_attempt_at)
  SELECT ${id}, c.event_id, c.user_id, c.topic, c.channel, c.happened, c.subject_id, c.loan_id, c.business_date, c.data,
    c.to_address, c.created_at, c.created_at
  FROM (${letters}) c
  CROSS JOIN LATERAL (SELECT u.email FROM users u WHERE u.id = c.user_id AND u.is_active OFFSET 0) u
  WHERE (c.channel <> 'email' OR coalesce(c.to_address, u.email) <> '')
    AND (c.channel <> 'sms' OR EXISTS (
      SELECT FROM customers y WHERE y.id = c.user_id AND y.phone <> ''
      UNION ALL SELECT FROM providers y WHERE y.id = c.user_id AND y.phone <> ''))
    AND (c.is_required OR coalesce((
      SELECT p.wanted FROM notification_preferences p
      WHERE p.user_id = c.user_id AND p.topic = c.topic AND p.channel = c.channel), c.is_default))
  ON CONFLICT DO NOTHING`;

const WRITE = write(sent.select, 'c.id');

/** Of events by their numbers, to the one whom each is about. */
const WRITE_NUMBERED = write(
  `SELECT e.id AS event_id, coalesce(e.customer_id, e.provider_id) AS user_id, r.topic, r.channel, e.type AS happened,
    e.subject_id, e.loan_id, e.business_date, e.data, NULL AS to_address, $4::timestamptz AS created_at,
    r.is_default, r.is_required
  FROM events e
  JOIN json_to_recordset($5::json) AS r(type text, topic text, channel text, is_default boolean, is_required boolean)
    ON r.type = e.type
  WHERE e.seq > $1 AND e.seq <= $2 AND e.occurred_at > $3
  ORDER BY e.seq`,
  NEW_ID,
);

/** The letters that are to be written to people, each once. They are sent by `LetterWorker`. */
@Injectable()
export class Letters implements OnModuleInit {
  /** By which letters go out. */
  readonly channels: readonly ChannelName[];

  constructor(
    private readonly clock: Clock,
    private readonly retention: Retention,
    private readonly readers: EventReaders,
    private readonly holds: EventHolds,
    private readonly bankConfig: BankConfigQueries,
    @Inject(APP_CONFIG) { mail }: Pick<AppConfig, 'mail'>,
  ) {
    this.channels = CHANNELS.filter((channel) => channel === 'email' || mail.smsUrl !== null);
  }

  onModuleInit(): void {
    this.readers.register({
      types: () => Promise.resolve(LETTER_EVENTS),
      take: (tx, events) => this.take(tx, events),
      takeNumbered: (tx, numbers) => this.takeNumbered(tx, numbers),
    });
    this.holds.register(
      'letters that are not sent',
      "SELECT count(*) FROM notifications WHERE state IN ('waiting', 'sending') AND event_id >= $1 AND event_id < $2",
    );
    // That there was a letter is kept; what it said is personal, and old.
    this.retention.forget('texts of letters', {
      table: 'notifications',
      set: 'subject = NULL, body = NULL, address = NULL, to_address = NULL',
      where: `body IS NOT NULL AND created_at < now() - interval '90 days' AND state NOT IN ('waiting', 'sending')`,
    });
  }

  /**
   * Writes letters as `take` does, of the events that say by their type alone what is told to whom. They are as many as
   * loans and payments, so they are not read for it.
   */
  async takeNumbered(tx: Tx, { after, to }: Numbers): Promise<void> {
    const bank = await this.bankConfig.inForce(tx);
    const rules = Object.entries(TOPIC_OF).flatMap(([type, topic]) =>
      this.channels.map((channel) => ({ type, ...ruleOf(topic, channel, bank) })),
    );
    const now = this.clock.now();
    await tx.query(WRITE_NUMBERED, [
      after.toString(),
      to.toString(),
      this.newsSince(),
      now,
      JSON.stringify(rules),
    ]);
  }

  /**
   * Writes the letters that tell of events, in the transaction that gives the events their numbers: one for an event,
   * user and channel, however often it is tried.
   */
  async take(tx: Tx, events: readonly Happening[]): Promise<void> {
    const since = this.newsSince();
    const news = events.filter(({ occurredAt }) => occurredAt > since);
    await this.write(tx, [
      ...(await transferLettersOf(tx, news)),
      ...(await digestsOf(tx, news)),
      ...(await endpointLettersOf(tx, news)),
      ...(await approvalLettersOf(tx, news)),
    ]);
  }

  /** Writes letters, by each channel that their users want. Answers nothing: a letter may be wanted by nobody. */
  async write(tx: Tx, letters: readonly LetterTo[]): Promise<void> {
    if (letters.length === 0) return;
    const bank = await this.bankConfig.inForce(tx);
    const now = this.clock.now().toISOString();
    const rows = letters.flatMap((letter) =>
      this.channelsOf(letter).map((channel) => ({
        id: newId(),
        event_id: letter.eventId,
        user_id: letter.userId,
        ...ruleOf(letter.topic, channel, bank),
        happened: letter.happened,
        subject_id: letter.subjectId,
        loan_id: letter.loanId,
        business_date: letter.businessDate,
        data: JSON.stringify(letter.data),
        to_address: letter.toAddress ?? null,
        created_at: now,
      })),
    );
    await tx.query(WRITE, sent.valuesOf(rows));
  }

  private newsSince(): Date {
    return new Date(this.clock.now().getTime() - NEWS_MS);
  }

  private channelsOf({ toAddress }: LetterTo): readonly ChannelName[] {
    return toAddress === undefined ? this.channels : ['email'];
  }
}

function ruleOf(topic: Topic, channel: ChannelName, bank: LetterRules) {
  return {
    topic,
    channel,
    is_default: isWantedByDefault(topic, channel, bank),
    is_required: isRequired(topic, channel, bank),
  };
}
