import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const COMMENTS: Record<string, string> = {
  'TABLE one_time_codes': 'Codes with which people choose a password once, hashed.',
  'TABLE people_search':
    'Names, usernames, e-mail addresses and phone numbers of people, folded for the search. Personal data.',
  'COLUMN users.own_accounts':
    'Other users that are the same person, as far as an admin has said so: staff do not act on those.',
};

/** Codes for a first password, the words of the search, and accounts that belong to staff. */
export class People1700000001520 implements MigrationInterface {
  name = 'People1700000001520';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE one_time_codes (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        purpose text NOT NULL,
        hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        used_at timestamptz,
        created_by uuid,
        created_at timestamptz NOT NULL,
        CONSTRAINT one_time_codes_pkey PRIMARY KEY (id),
        CONSTRAINT one_time_codes_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT one_time_codes_author_fkey FOREIGN KEY (created_by) REFERENCES users (id),
        CONSTRAINT one_time_codes_purpose CHECK (purpose IN ('first_password', 'forgotten', 'invitation')),
        CONSTRAINT one_time_codes_attempts CHECK (attempts >= 0)
      );
      CREATE UNIQUE INDEX one_time_codes_live ON one_time_codes (user_id, purpose) WHERE used_at IS NULL;
      CREATE INDEX one_time_codes_by_end ON one_time_codes (expires_at);

      CREATE TABLE people_search (
        user_id uuid NOT NULL,
        words text NOT NULL,
        phone text,
        CONSTRAINT people_search_pkey PRIMARY KEY (user_id),
        CONSTRAINT people_search_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
      );

      -- A managed server may refuse the extension: then whole words and their beginnings are found, and no typos.
      DO $$
      BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX people_search_words ON people_search USING gin (words gin_trgm_ops, phone gin_trgm_ops);
      EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
        CREATE INDEX people_search_words ON people_search USING gin (to_tsvector('simple', words));
      END $$;

      ALTER TABLE users ADD COLUMN own_accounts uuid[] NOT NULL DEFAULT '{}';
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'codes for passwords': 'FROM one_time_codes WHERE used_at IS NULL AND expires_at > now()',
      'users with accounts of their own': "FROM users WHERE own_accounts <> '{}'",
    });
    // The extension stays: others may use it by now.
    await runner.query(`
      ALTER TABLE users DROP COLUMN own_accounts;
      DROP TABLE people_search, one_time_codes;
    `);
  }
}
