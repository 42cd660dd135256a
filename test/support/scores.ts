import type { TestDatabase } from './database.js';
import { until } from './until.js';

export interface ShownScore {
  score: number;
  base: number;
  band: string | null;
  contributions: { name: string; points: number; reason: string; inputs: Record<string, number> }[];
  advice: string[];
}

/** Waits until every customer with a change is scored. */
export async function scoresAreDone(database: TestDatabase): Promise<void> {
  await until(async () => (await database.rows('SELECT FROM score_due LIMIT 1')).length === 0);
}
