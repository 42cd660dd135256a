import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { Retention } from '../database/retention.js';
import { unnested } from '../database/rows.js';
import { EventHolds } from '../events/event-holds.js';
import { EventReaders } from '../events/event-readers.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import {
  approvalLettersOf,
  digestsOf,
  endpointLettersOf,
  LETTER_EVENTS,
  lettersOf,
  type Happening,
  type LetterTo,
} from './letter-events.js';
import { CHANNELS, isRequired, isWantedByDefault, type ChannelName } from './topics.js';

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
 * does not want it.
 */
const WRITE = `
  INSERT INTO notifications (id, event_id, user_id, topic, channel, happened, subject_id, loan_id, business_date, data,
    to_address, created_at, next_attempt_at)
  SELECT c.id, c.event_id, c.user_id, c.topic, c.channel, c.happened, c.subject_id, c.loan_id, c.business_date, c.data,
    c.to_address, c.created_at, c.created_at
  FROM (${sent.select}) c
  JOIN users u ON u.id = c.user_id AND u.is_active
  LEFT JOIN notification_preferences p ON p.user_id = c.user_id AND p.topic = c.topic AND p.channel = c.channel
  WHERE (c.is_required OR coalesce(p.wanted, c.is_default))
    AND CASE c.channel WHEN 'email' THEN coalesce(c.to_address, u.email) <> '' ELSE EXISTS (
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
    });
    this.holds.register(
      'letters that are not sent',
      "SELECT count(*) FROM notifications WHERE state IN ('waiting', 'sending') AND event_id >= $1 AND event_id < $2",
    );
    // That there was a letter is kept; what it said is personal, and old.
    this.retention.forget(
      'texts of letters',
      `UPDATE notifications SET subject = NULL, body = NULL, address = NULL, to_address = NULL
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
    await this.write(tx, [
      ...(await lettersOf(tx, news)),
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
        topic: letter.topic,
        channel,
        happened: letter.happened,
        subject_id: letter.subjectId,
        loan_id: letter.loanId,
        business_date: letter.businessDate,
        data: JSON.stringify(letter.data),
        to_address: letter.toAddress ?? null,
        created_at: now,
        is_default: isWantedByDefault(letter.topic, channel, bank),
        is_required: isRequired(letter.topic, channel, bank),
      })),
    );
    await tx.query(WRITE, sent.valuesOf(rows));
  }

  private channelsOf({ toAddress }: LetterTo): readonly ChannelName[] {
    return toAddress === undefined ? this.channels : ['email'];
  }
}
