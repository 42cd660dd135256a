import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of these, too, no row ever goes. What triggers refuse, the application's role has no right to (src/database/rights.ts). */
const KEPT = [
  'users',
  'customers',
  'providers',
  'disabled_accounts',
  'day_closes',
  'late_interest',
  'instruments',
  'receipt_series',
  'event_sequencer',
];

/** People, and what the platform counts by, are kept like other facts. */
export class KeptRows1700000002300 implements MigrationInterface {
  name = 'KeptRows1700000002300';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of KEPT) {
      await runner.query(
        `CREATE TRIGGER ${table}_are_never_deleted BEFORE DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE
          FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of KEPT) await runner.query(`DROP TRIGGER ${table}_are_never_deleted ON ${table}`);
  }
}
