import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { QuickReads } from '../database/quick-reads.js';
import { Preferences, type Preference } from './preferences.service.js';
import type { Unwanted } from './unsubscribe-token.js';

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
  isWanted(unwanted: Unwanted): Promise<boolean> {
    return this.preferences.isWanted(this.quickReads, unwanted);
  }
}
