/** A statement that changes one table and reads no other. Its placeholders are numbered from $1. */
export interface Write {
  table: string;
  sql: string;
  values: readonly unknown[];
}

/** Combined statements by the statements they consist of, so that each has one text, which is prepared once. */
const combined = new Map<string, string>();
/** A bound on memory; the platform's commands have some twenty combinations. */
const MOST_COMBINED = 200;

/**
 * Writes to different tables as one statement, which saves PostgreSQL an answer for each of them. All parts see the
 * tables as they were before, so no two may change the same one. Foreign keys are checked after all parts.
 */
export function asOneStatement(writes: readonly Write[]): Pick<Write, 'sql' | 'values'> {
  const [only] = writes;
  if (only !== undefined && writes.length === 1) return only;
  const values = writes.flatMap((write) => write.values);
  const key = writes.map(({ sql }) => sql).join('\n');
  let sql = combined.get(key);
  if (sql === undefined) {
    sql = combine(writes);
    if (combined.size < MOST_COMBINED) combined.set(key, sql);
  }
  return { sql, values };
}

function combine(writes: readonly Write[]): string {
  let before = 0;
  const parts = writes.map(({ sql, values }, index) => {
    const own = sql.replace(/\$(\d+)/g, (_, place: string) => `$${String(Number(place) + before)}`);
    before += values.length;
    return `w${String(index)} AS (${own})`;
  });
  return `WITH ${parts.join(', ')} SELECT`;
}
