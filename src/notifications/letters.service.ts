import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { Retention } from '../database/retention.js';
import { EventReaders } from '../events/event-readers.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { digestsOf, LETTER_EVENTS, lettersOf, type Happening, type LetterTo } from './letter-events.js';
import { CHANNELS, isWantedByDefault, TOPIC_FACTS, type ChannelName } from './topics.js';

/** What happened longer ago is no news: demo data of the last months, or what an importer has entered for the past. */
const NEWS_MS = 7 * 24 * 3_600_000;

/**
 * Writes a row for each letter of these arrays, unless there is one for its event, user and channel, or its user is
 * disabled, has no such address or does not want it.
 */
const WRITE = `
  INSERT INTO notifications (id, event_id, user_id, topic, channel, happened, subject_id, loan_id, business_date, data,
    created_at, next_attempt_at)
  SELECT c.id, c.event_id, c.user_id, c.topic, c.channel, c.happened, c.subject_id, c.loan_id, c.business_date, c.data, $13, $13
  FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::uuid[]) AS event_id, unnest($3::uuid[]) AS user_id,
      unnest($4::text[]) AS topic, unnest($5::text[]) AS channel, unnest($6::text[]) AS happened,
      unnest($7::uuid[]) AS subject_id, unnest($8::uuid[]) AS loan_id, unnest($9::date[]) AS business_date,
      unnest($10::jsonb[]) AS data, unnest($11::boolean[]) AS is_default, unnest($12::boolean[]) AS is_required) c
  JOIN users u ON u.id = c.user_id AND u.is_active
  LEFT JOIN notification_preferences p ON p.user_id = c.user_id AND p.topic = c.topic AND p.channel = c.channel
  WHERE (c.is_required OR coalesce(p.wanted, c.is_default))
    AND CASE c.channel WHEN 'email' THEN u.email <> '' ELSE EXISTS (
      SELECT FROM customers y WHERE y.id = c.user_id AND y.phone <> ''
      UNION ALL SELECT FROM providers y WHERE y.id = c.user_id AND y.phone <> '') END
  ON CONFLICT DO NOTHING`;

/** The letters that are to be written to people, each once. They are sent by `LetterWorker`. */
@Injectable()
export class Letters implements OnModuleInit {
  /** By which letters go out. */
  readonly channels: readonly ChannelName[];

  constructor(
    private readonly clock: Clock,
    private readonly retention: Retention,
    private readonly readers: EventReaders,
    @Inject(APP_CONFIG) { mail }: Pick<AppConfig, 'mail'>,
  ) {
    this.channels = CHANNELS.filter((channel) => channel === 'email' || mail.smsUrl !== null);
  }

  onModuleInit(): void {
    this.readers.register({
      types: () => Promise.resolve(LETTER_EVENTS),
      take: (tx, events) => this.take(tx, events),
    });
    // That there was a letter is kept; what it said is personal, and old.
    this.retention.forget(
      'texts of letters',
      `UPDATE notifications SET subject = NULL, body = NULL, address = NULL
       WHERE body IS NOT NULL AND created_at < now() - interval '90 days' AND state NOT IN ('waiting', 'sending')`,
    );
  }

  /**
   * Writes the letters that tell of events, in the transaction that gives the events their numbers: one for an event,
   * user and channel, however often it is tried.
   */
  async take(tx: Tx, events: readonly Happening[]): Promise<void> {
    const since = this.clock.now().getTime() - NEWS_MS;
    const news = events.filter(({ occurredAt }) => occurredAt.getTime() > since);
    const letters = [...(await lettersOf(tx, news)), ...(await digestsOf(tx, news))];
    await this.write(tx, letters);
  }

  /** Writes letters, by each channel that their users want. Answers nothing: a letter may be wanted by nobody. */
  async write(tx: Tx, letters: readonly LetterTo[]): Promise<void> {
    const rows = letters.flatMap((letter) =>
      this.channels.map((channel) => ({ ...letter, channel, id: newId() })),
    );
    if (rows.length === 0) return;
    await tx.query(WRITE, [
      rows.map(({ id }) => id),
      rows.map(({ eventId }) => eventId),
      rows.map(({ userId }) => userId),
      rows.map(({ topic }) => topic),
      rows.map(({ channel }) => channel),
      rows.map(({ happened }) => happened),
      rows.map(({ subjectId }) => subjectId),
      rows.map(({ loanId }) => loanId),
      rows.map(({ businessDate }) => businessDate),
      rows.map(({ data }) => JSON.stringify(data)),
      rows.map(({ topic, channel }) => isWantedByDefault(topic, channel)),
      rows.map(({ topic }) => TOPIC_FACTS[topic].isRequired),
      this.clock.now().toISOString(),
    ]);
  }
}
