import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { LANGUAGES, type Language } from '../auth/languages.js';
import { User } from '../auth/user.entity.js';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { LeasedColumns } from '../commands/leased-columns.js';
import { EntryNo } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';
import { Loan } from '../loans/loan.entity.js';
import { CHANNELS, type ChannelName } from './topics.js';

/** `sending`: it is being handed over, or its process died doing so. */
export const NOTIFICATION_STATES = ['waiting', 'sending', 'sent', 'suppressed', 'failed'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** Why it was not sent. */
export const REASONS = [
  'paid',
  'superseded',
  'reversed',
  'undone',
  'over',
  'not_wanted',
  'no_address',
  'bad_address',
  'disabled',
  'refused',
  'unreachable',
] as const;
export type Reason = (typeof REASONS)[number];

/** How it went out; `log`: it was written to the log, and nobody got it. */
export const SENT_BY = ['smtp', 'sms', 'log'] as const;

/** A letter to a user: what it is about, and what became of it. There is one for an event, user and channel. */
@Entity('notifications')
@Unique('notifications_once', ['eventId', 'userId', 'channel'])
@Index('notifications_due', ['nextAttemptAt'], { where: "state IN ('waiting', 'sending')" })
@Index('notifications_by_user', ['userId', 'id'])
@Index('notifications_by_loan', ['loanId', 'topic'], { where: 'loan_id IS NOT NULL' })
@Index('notifications_failed', ['id'], { where: "state = 'failed'" })
@Index('notifications_again', ['againOf'], { where: 'again_of IS NOT NULL' })
@Index('notifications_with_text', ['createdAt'], { where: 'body IS NOT NULL' })
@Check('notifications_topic', `topic IN (${inSql(TOPICS)})`)
@Check('notifications_channel', `channel IN (${inSql(CHANNELS)})`)
@Check('notifications_locale', `locale IN (${inSql(LANGUAGES)})`)
@Check(
  'notifications_state',
  `state IN (${inSql(NOTIFICATION_STATES)}) AND (state IN ('suppressed', 'failed')) = (reason IS NOT NULL)`,
)
@Check(
  'notifications_sent',
  "(state = 'sent') = (sent_at IS NOT NULL) AND (state = 'sent') = (sent_by IS NOT NULL)",
)
@Check('notifications_detail', 'length(detail) <= 300')
export class Notification extends LeasedColumns {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notifications_pkey' })
  id!: string;

  /** Null for letters that no event caused. Not a foreign key: events are kept for less time. */
  @Column('uuid', { name: 'event_id', nullable: true })
  eventId!: string | null;

  @ForeignKey(() => User, { name: 'notifications_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  topic!: Topic;

  @Column('text')
  channel!: ChannelName;

  /** The type of the event, or what else the letter tells. */
  @Column('text')
  happened!: string;

  /** What it happened to. */
  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @ForeignKey(() => Loan, { name: 'notifications_loan_fkey' })
  @Column('uuid', { name: 'loan_id', nullable: true })
  loanId!: string | null;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @Column('jsonb')
  data!: Record<string, unknown>;

  /** The letter that staff have had sent again. */
  @ForeignKey(() => Notification, { name: 'notifications_again_fkey' })
  @Column('uuid', { name: 'again_of', nullable: true })
  againOf!: string | null;

  @Column('text', { default: 'waiting' })
  state!: NotificationState;

  @Column('text', { nullable: true })
  reason!: Reason | null;

  /** What the server said last. */
  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('boolean', { name: 'is_repeated', default: false })
  isRepeated!: boolean;

  @Column('text', { nullable: true })
  locale!: Language | null;

  /** 0: as in the code. */
  @Column('integer', { name: 'template_version', nullable: true })
  templateVersion!: number | null;

  @Column('text', { nullable: true })
  address!: string | null;

  /** Where it goes, whatever the address of its user is by then; null: to that. */
  @Column('text', { name: 'to_address', nullable: true })
  toAddress!: string | null;

  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { nullable: true })
  body!: string | null;

  @Column('text', { name: 'message_id', nullable: true })
  messageId!: string | null;

  @Column('text', { name: 'sent_by', nullable: true })
  sentBy!: (typeof SENT_BY)[number] | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @EntryNo()
  entryNo?: bigint;
}

/** Whether a letter carries a link for a new password. */
export function hasCode({ topic, data }: Pick<Notification, 'topic' | 'data'>): boolean {
  return topic === 'security' && data.code !== undefined;
}
