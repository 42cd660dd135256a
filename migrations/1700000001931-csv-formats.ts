import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** How banks write statements as CSV. */
export class CsvFormats1700000001931 implements MigrationInterface {
  name = 'CsvFormats1700000001931';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bank_accounts ADD COLUMN csv_format jsonb;
      COMMENT ON COLUMN bank_accounts.csv_format IS
        'Which columns of a CSV file say what, as staff have set it; null: nothing was set.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'bank accounts whose statements come as CSV': 'FROM bank_accounts WHERE csv_format IS NOT NULL',
    });
    await runner.query('ALTER TABLE bank_accounts DROP COLUMN csv_format');
  }
}
