import type { TestDatabase } from './database.js';
import { until } from './until.js';

/** Waits until everybody is scored to whom something has happened. */
export async function scoresAreDone(database: TestDatabase): Promise<void> {
  await until(async () => (await database.rows('SELECT FROM score_due LIMIT 1')).length === 0);
}
