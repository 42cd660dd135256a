import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each sign-in is a row of its own, which its user sees and can end; refresh tokens belong to one. */
export class Sessions1700000002400 implements MigrationInterface {
  name = 'Sessions1700000002400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sessions (
        id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
        user_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        address text NOT NULL,
        user_agent text NOT NULL,
        ended_at timestamptz,
        CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
      );
      INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, address, user_agent, ended_at)
        SELECT family_id, user_id, min(created_at), max(created_at), max(expires_at), '', '', max(revoked_at)
        FROM refresh_tokens GROUP BY family_id, user_id;
      CREATE INDEX sessions_by_user ON sessions (user_id, id);
      CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;
      ALTER TABLE refresh_tokens
        DROP revoked_at,
        ADD CONSTRAINT refresh_tokens_session_fkey FOREIGN KEY (family_id) REFERENCES sessions (id)
          ON DELETE CASCADE;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE refresh_tokens DROP CONSTRAINT refresh_tokens_session_fkey, ADD revoked_at timestamptz;
      UPDATE refresh_tokens t SET revoked_at = s.ended_at FROM sessions s WHERE s.id = t.family_id;
      DROP TABLE sessions;
    `);
  }
}
