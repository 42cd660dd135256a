import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const COMMENTS: Record<string, string> = {
  'TABLE security_keys': 'Passkeys and security keys (WebAuthn) that show the second factor of a user.',
  'COLUMN security_keys.public_key': 'In COSE, as the key gave it. It is no secret.',
  'COLUMN security_keys.counter':
    'How often the key says it was used. One that goes back is a copy; 0 for ever: the key does not count. Not money.',
  'TABLE key_challenges': 'What a security key is asked to sign. Each counts once, for some minutes.',
  'COLUMN key_challenges.session_id': 'The session that asked. Null: a sign-in.',
};

/** A second factor by passkeys and security keys. */
export class SecurityKeys1700000002400 implements MigrationInterface {
  name = 'SecurityKeys1700000002400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '2s';
      CREATE TABLE security_keys (
        id uuid CONSTRAINT security_keys_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT security_keys_user_fkey REFERENCES users,
        credential_id text NOT NULL,
        public_key bytea NOT NULL,
        counter bigint NOT NULL,
        transports text[] NOT NULL,
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        CONSTRAINT security_keys_credential_key UNIQUE (credential_id),
        CONSTRAINT security_keys_counter CHECK (counter >= 0)
      );
      CREATE INDEX security_keys_user ON security_keys (user_id);
      CREATE TABLE key_challenges (
        id uuid CONSTRAINT key_challenges_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT key_challenges_user_fkey REFERENCES users,
        challenge text NOT NULL,
        purpose text NOT NULL,
        session_id uuid,
        created_at timestamptz NOT NULL,
        CONSTRAINT key_challenges_challenge_key UNIQUE (user_id, challenge),
        CONSTRAINT key_challenges_purpose CHECK (purpose IN ('register', 'confirm', 'sign_in'))
      );
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'security keys, without which their owners cannot sign in': 'FROM security_keys',
    });
    await runner.query('DROP TABLE key_challenges; DROP TABLE security_keys;');
  }
}
