import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often passwords of one account were guessed, shared by all instances, and how long it is closed for that. */
export class SignInAttempts1700000002410 implements MigrationInterface {
  name = 'SignInAttempts1700000002410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sign_in_attempts (
        account bytea NOT NULL,
        source text NOT NULL,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL,
        closed_until timestamptz NOT NULL,
        CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (account, source)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_attempts;');
  }
}
