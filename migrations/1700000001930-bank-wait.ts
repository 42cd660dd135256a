import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** How long a line of a statement is waited for. */
export class BankWait1700000001930 implements MigrationInterface {
  name = 'BankWait1700000001930';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bank_configurations ADD COLUMN bank_wait_days int NOT NULL DEFAULT 10,
        ADD CONSTRAINT bank_configurations_bank_wait CHECK (bank_wait_days BETWEEN 1 AND 90);
      COMMENT ON COLUMN bank_configurations.bank_wait_days IS
        'For how many days the line of a statement is waited for that shows money which staff took, or a payout.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'versions of the bank configuration with another wait':
        'FROM bank_configurations WHERE bank_wait_days <> 10',
    });
    await runner.query('ALTER TABLE bank_configurations DROP COLUMN bank_wait_days');
  }
}
