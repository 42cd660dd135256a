import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const COMMENTS: Record<string, string> = {
  'COLUMN users.factor_since': 'Since when signing in takes a code too. Null: the password is enough.',
  'COLUMN sessions.needs_factor':
    'Begun by somebody who had to have a second factor and had none: until there is one, it only sets one up.',
  'TABLE second_factors':
    'What an authenticator app makes codes from. One a user; not in use until it is confirmed.',
  'COLUMN second_factors.secret': 'Sealed with SECRETS_KEY.',
  'COLUMN second_factors.last_step':
    'The latest period of 30 seconds whose code was accepted: earlier ones are not any more.',
  'TABLE recovery_codes': 'Codes on paper, for who has lost the authenticator. Each works once.',
  'COLUMN recovery_codes.hash': 'SHA-256 of the code and its user. A code has 114 random bits.',
};

/** Signing in with a code of an authenticator app. */
export class SecondFactor1700000002310 implements MigrationInterface {
  name = 'SecondFactor1700000002310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN factor_since timestamptz;
      ALTER TABLE sessions ADD COLUMN needs_factor boolean NOT NULL DEFAULT false;
      CREATE TABLE second_factors (
        id uuid CONSTRAINT second_factors_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT second_factors_user_fkey REFERENCES users,
        secret text NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step integer,
        CONSTRAINT second_factors_user_key UNIQUE (user_id),
        CONSTRAINT second_factors_confirmed CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
      );
      CREATE TABLE recovery_codes (
        id uuid CONSTRAINT recovery_codes_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT recovery_codes_user_fkey REFERENCES users,
        hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT recovery_codes_hash_key UNIQUE (user_id, hash)
      );
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'second factors, without which their accounts are open to who has the password':
        'FROM users WHERE factor_since IS NOT NULL',
    });
    await runner.query(`
      DROP TABLE recovery_codes;
      DROP TABLE second_factors;
      ALTER TABLE sessions DROP COLUMN needs_factor;
      ALTER TABLE users DROP COLUMN factor_since;
    `);
  }
}
