import type { TestDatabase } from './database.js';

const TABLES = [
  'allocation_runs',
  'providers',
  'loans',
  'fundings',
  'payments',
  'journal',
  'late_interest',
  'funding_queue',
  'payment_reversals',
  'customers',
  'credit_scores',
  'fund_movements',
  'receipt_series',
  'till_receipts',
  'transfers',
  'transfer_steps',
  'bank_accounts',
  'statement_lines',
  'line_matches',
  'events',
  'event_archives',
  'webhook_deliveries',
  'seals',
  'sealed_balances',
];

/** Copies the books. Answers a function that restores them and their guards after a tampering. */
export async function saveTables(database: TestDatabase): Promise<() => Promise<void>> {
  const columns = await database.rows<{ table_name: string; names: string }>(
    `SELECT table_name, string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns
     WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY table_name`,
  );
  const namesOf = (table: string) => columns.find((row) => row.table_name === table)?.names ?? '*';
  await database.rows('CREATE SCHEMA saved');
  for (const table of TABLES) {
    await database.rows(`CREATE TABLE saved.${table} AS SELECT ${namesOf(table)} FROM ${table}`);
  }
  const [plan] = await database.rows<{ rule: string }>(
    `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conname = 'journal_accounts'`,
  );
  return async () => {
    for (const table of TABLES) {
      const names = namesOf(table);
      await database.tamper(`DELETE FROM ${table}`);
      await database.tamper(`INSERT INTO ${table} (${names}) SELECT ${names} FROM saved.${table}`);
    }
    await database.rows(
      `ALTER TABLE journal ENABLE TRIGGER journal_is_append_only;
       ALTER TABLE credit_scores ENABLE TRIGGER credit_scores_are_kept;
       ALTER TABLE transfers ENABLE TRIGGER transfers_are_kept;
       ALTER TABLE payout_files ENABLE TRIGGER payout_files_are_kept;
       ALTER TABLE proposals ENABLE TRIGGER proposals_are_kept;
       ALTER TABLE loans ENABLE TRIGGER loans_stay_undone;
       ALTER TABLE journal DROP CONSTRAINT IF EXISTS journal_accounts;
       ALTER TABLE journal ADD CONSTRAINT journal_accounts ${plan?.rule ?? ''}`,
    );
  };
}
