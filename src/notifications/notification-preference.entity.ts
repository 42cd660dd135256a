import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { CHANNELS, type ChannelName } from './topics.js';
import { inSql } from '../database/in-sql.js';

/** Copied where it is used: TypeORM writes a column's type into its options. */
const KEY = { primaryKeyConstraintName: 'notification_preferences_pkey' };

/** What a user has said about letters of a topic. Without it, the default holds. */
@Entity('notification_preferences')
@Check('notification_preferences_topic', `topic IN (${inSql(TOPICS)})`)
@Check('notification_preferences_channel', `channel IN (${inSql(CHANNELS)})`)
export class NotificationPreference {
  @ForeignKey(() => User, { name: 'notification_preferences_user_fkey' })
  @PrimaryColumn('uuid', { name: 'user_id', ...KEY })
  userId!: string;

  @PrimaryColumn('text', { ...KEY })
  topic!: Topic;

  @PrimaryColumn('text', { ...KEY })
  channel!: ChannelName;

  @Column('boolean')
  wanted!: boolean;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}
