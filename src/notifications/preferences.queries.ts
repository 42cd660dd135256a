import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { QuickReads } from '../database/quick-reads.js';
import { Preferences, type Preference } from './preferences.service.js';
import type { Unwanted } from './unsubscribe-token.js';
import { isWantedByDefault } from './topics.js';

@Injectable()
export class PreferencesQueries {
  constructor(
    private readonly preferences: Preferences,
    private readonly quickReads: QuickReads,
  ) {}

  of(caller: Caller): Promise<Preference[]> {
    return this.preferences.of(this.quickReads, caller);
  }

  /** Whether letters of a topic come to somebody. */
  async isWanted({ userId, topic, channel }: Unwanted): Promise<boolean> {
    const [row] = await this.quickReads.query<{ wanted: boolean }[]>(
      'SELECT p.wanted FROM notification_preferences p WHERE p.user_id = $1 AND p.topic = $2 AND p.channel = $3',
      [userId, topic, channel],
    );
    return row?.wanted ?? isWantedByDefault(topic, channel);
  }
}
