import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often somebody ended all sessions of a user, and when: access tokens of before are good for nothing. */
export class EndedSessions1700000001300 implements MigrationInterface {
  name = 'EndedSessions1700000001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users
        ADD session_epoch integer NOT NULL DEFAULT 0,
        ADD sessions_ended_at timestamptz;
      CREATE INDEX users_by_ended_sessions ON users (sessions_ended_at) WHERE sessions_ended_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users DROP session_epoch, DROP sessions_ended_at;');
  }
}
