import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A password that somebody else gave is good until this moment, and only for choosing one's own. */
export class TemporaryPasswords1700000002420 implements MigrationInterface {
  name = 'TemporaryPasswords1700000002420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ADD password_temporary_until timestamptz;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users DROP password_temporary_until;');
  }
}
