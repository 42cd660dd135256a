import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LANGUAGES, type Language } from '../auth/languages.js';
import { User } from '../auth/user.entity.js';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { CHANNELS, type ChannelName } from './topics.js';
import { inSql } from '../database/in-sql.js';

/** Copied where it is used: TypeORM writes a column's type into its options. */
const KEY = { primaryKeyConstraintName: 'notification_templates_pkey' };

/** What letters of a topic say, where the bank has changed it. Rows are facts: a change appends the next version. */
@Entity('notification_templates')
@Check('notification_templates_topic', `topic IN (${inSql(TOPICS)})`)
@Check('notification_templates_channel', `channel IN (${inSql(CHANNELS)})`)
@Check('notification_templates_locale', `locale IN (${inSql(LANGUAGES)})`)
@Check('notification_templates_version', 'version > 0')
export class NotificationTemplate {
  @PrimaryColumn('text', { ...KEY })
  topic!: Topic;

  @PrimaryColumn('text', { ...KEY })
  channel!: ChannelName;

  @PrimaryColumn('text', { ...KEY })
  locale!: Language;

  @PrimaryColumn('integer', { ...KEY })
  version!: number;

  /** Of text messages: empty. */
  @Column('text')
  subject!: string;

  @Column('text')
  body!: string;

  @ForeignKey(() => User, { name: 'notification_templates_author_fkey' })
  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
