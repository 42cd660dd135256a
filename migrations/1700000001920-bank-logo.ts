import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** The picture by which people know the bank. */
export class BankLogo1700000001920 implements MigrationInterface {
  name = 'BankLogo1700000001920';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bank_logos (
        nr smallint NOT NULL,
        type text NOT NULL,
        file bytea NOT NULL,
        version text NOT NULL,
        set_at timestamptz NOT NULL,
        CONSTRAINT bank_logos_pkey PRIMARY KEY (nr),
        CONSTRAINT bank_logos_one CHECK (nr = 1),
        CONSTRAINT bank_logos_type CHECK (type IN ('image/png', 'image/jpeg')),
        CONSTRAINT bank_logos_size CHECK (octet_length(file) <= 262144)
      );
      COMMENT ON TABLE bank_logos IS 'The picture by which people know the bank, on pages and documents; one row or none.';
      COMMENT ON COLUMN bank_logos.version IS 'Of the file, from its SHA-256: pages ask for the picture by it.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, { 'a logo of the bank': 'FROM bank_logos' });
    await runner.query('DROP TABLE bank_logos');
  }
}
