import type { TestDatabase } from './database.js';

/** Summarises the database in one line: the number of rows of every table and the sums of all money columns. */
export async function fingerprinter(database: TestDatabase): Promise<() => Promise<string>> {
  const columns = await database.rows(
    `SELECT table_name, coalesce(string_agg(quote_ident(column_name), ' ') FILTER (WHERE data_type = 'bigint'), '')
       AS money
     FROM information_schema.columns WHERE table_schema = 'public'
       -- Written by the way, a second or a minute after what they follow.
       AND table_name NOT IN ('score_due', 'credit_scores', 'seals', 'sealed_balances', 'event_sequencer', 'outbox', 'events',
         'notifications', 'one_time_codes', 'gateway_erasures')
       AND table_name !~ '_(changes|figures)$'
       -- A month of a table is counted with its table, or left out with it.
       AND NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relname = table_name)
     GROUP BY table_name ORDER BY table_name`,
  );
  const parts = columns.map(({ table_name: table = '', money = '' }) => {
    const sums = money.split(' ').filter((name) => name !== '');
    return `SELECT '${table}: ' || concat_ws(' ', count(*)${sums.map((name) => `, sum(${name})`).join('')}) AS line
            FROM ${table}`;
  });
  const statement = { name: 'fingerprint', text: parts.join(' UNION ALL ') };
  return async () => {
    const rows = await database.rows(statement);
    return rows.map(({ line }) => line).join('\n');
  };
}
