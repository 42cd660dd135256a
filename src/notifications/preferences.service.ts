import { Injectable } from '@nestjs/common';
import type { Role } from '../auth/access.js';
import { Clock } from '../database/clock.js';
import { rowsOf, type Reader } from '../database/entity-columns.js';
import { Transactions } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { Letters } from './letters.service.js';
import { NotificationPreference } from './notification-preference.entity.js';
import { isWantedByDefault, TOPIC_FACTS, TOPICS, type ChannelName, type Topic } from './topics.js';

/** Whether letters of a topic come to a user by a channel. */
export interface Preference {
  topic: Topic;
  channel: ChannelName;
  wanted: boolean;
  /** It cannot be turned off. */
  required: boolean;
}

const said = rowsOf(NotificationPreference, 'p', 'WHERE p.user_id = $1');

/** Which letters people want. */
@Injectable()
export class Preferences {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: Letters,
    private readonly clock: Clock,
  ) {}

  /** What comes to a user of a role, by topic and channel, whether said or by default. */
  async of(db: Reader, { id, role }: { id: string; role: Role }): Promise<Preference[]> {
    const rows = await said(db, id);
    return TOPICS.filter((topic) => TOPIC_FACTS[topic].for.includes(role)).flatMap((topic) =>
      this.letters.channels.map((channel) => {
        const row = rows.find((each) => each.topic === topic && each.channel === channel);
        const { isRequired: required } = TOPIC_FACTS[topic];
        return {
          topic,
          channel,
          wanted: required || (row?.wanted ?? isWantedByDefault(topic, channel)),
          required,
        };
      }),
    );
  }

  /** Says it, also for letters that wait already. Repeated, it changes nothing. Throws `topic_required`. */
  async say(userId: string, { topic, channel, wanted }: Omit<Preference, 'required'>): Promise<void> {
    if (TOPIC_FACTS[topic].isRequired && !wanted) {
      throw new DomainError(
        'topic_required',
        'Letters about your sign-in always come: they keep your account safe.',
      );
    }
    await this.transactions.run((tx) =>
      tx.upsert(NotificationPreference, { userId, topic, channel, wanted, changedAt: this.clock.now() }, [
        'userId',
        'topic',
        'channel',
      ]),
    );
  }
}
