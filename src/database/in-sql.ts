/** Words of ours as the list of an SQL `IN (…)`. They must not come from outside: nothing is escaped. */
export const inSql = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
