import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** What the bank's documents say of it. */
export class Documents1700000001800 implements MigrationInterface {
  name = 'Documents1700000001800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bank_configurations ADD COLUMN bank_address text NOT NULL DEFAULT '';
      COMMENT ON COLUMN bank_configurations.bank_address IS 'Where the bank is, in lines, as its documents say.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'versions of the bank configuration with an address':
        "FROM bank_configurations WHERE bank_address <> ''",
    });
    await runner.query('ALTER TABLE bank_configurations DROP COLUMN bank_address');
  }
}
