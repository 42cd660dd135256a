import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign in, and the refresh tokens they hold (only as hashes). */
export class Users1700000000100 implements MigrationInterface {
  name = 'Users1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id uuid CONSTRAINT users_pkey PRIMARY KEY,
        username text NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL,
        first_name text NOT NULL DEFAULT '',
        last_name text NOT NULL DEFAULT '',
        email text NOT NULL DEFAULT '',
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        CONSTRAINT users_role CHECK (role IN ('customer', 'provider', 'staff', 'admin'))
      );
      CREATE UNIQUE INDEX users_username_key ON users (lower(username));

      CREATE TABLE refresh_tokens (
        id uuid CONSTRAINT refresh_tokens_pkey PRIMARY KEY,
        user_id uuid NOT NULL,
        family_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT refresh_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash)
      );
      CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);
      CREATE INDEX refresh_tokens_by_user ON refresh_tokens (user_id, expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE refresh_tokens; DROP TABLE users;');
  }
}
