import { Injectable } from '@nestjs/common';
import type { Role } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { Clock } from '../database/clock.js';
import { rowsOf, type Reader } from '../database/entity-columns.js';
import { Transactions } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { Letters } from './letters.service.js';
import { NotificationPreference } from './notification-preference.entity.js';
import { isRequired, isWantedByDefault, TOPIC_FACTS, type ChannelName } from './topics.js';
import type { Unwanted } from './unsubscribe-token.js';

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
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  /** What comes to a user of a role, by topic and channel, whether said or by default. */
  async of(db: Reader, { id, role }: { id: string; role: Role }): Promise<Preference[]> {
    const preference = await this.preferencesOf(db, id);
    return TOPICS.filter((topic) => TOPIC_FACTS[topic].for.includes(role)).flatMap((topic) =>
      this.letters.channels.map((channel) => preference(topic, channel)),
    );
  }

  /** Whether letters about a topic come to somebody by a channel. */
  async isWanted(db: Reader, { userId, topic, channel }: Unwanted): Promise<boolean> {
    return (await this.preferencesOf(db, userId))(topic, channel).wanted;
  }

  private async preferencesOf(
    db: Reader,
    userId: string,
  ): Promise<(topic: Topic, channel: ChannelName) => Preference> {
    const [rows, bank] = [await said(db, userId), await this.bankConfig.inForce()];
    return (topic, channel) => {
      const row = rows.find((each) => each.topic === topic && each.channel === channel);
      const required = isRequired(topic, channel, bank);
      const wanted = required || (row?.wanted ?? isWantedByDefault(topic, channel, bank));
      return { topic, channel, wanted, required };
    };
  }

  /** Says it, also for letters that wait already. Repeated, it changes nothing. Throws `topic_required`. */
  async say(userId: string, { topic, channel, wanted }: Omit<Preference, 'required'>): Promise<void> {
    if (!wanted && isRequired(topic, channel, await this.bankConfig.inForce())) {
      throw new DomainError(
        'topic_required',
        topic === 'security'
          ? 'Letters about your sign-in always come: they keep your account safe.'
          : 'The bank sends these letters to everybody.',
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
