import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const COMMENTS: Record<string, string> = {
  'COLUMN users.language': 'The language in which the portal and letters speak to the user.',
  'COLUMN sessions.cookie_hash':
    'SHA-256 of the token in the cookie of a browser. Null for a program, which has refresh tokens.',
  'COLUMN bank_configurations.bank_name': 'What people read as the name of the bank.',
  'COLUMN bank_configurations.public_calculator': 'Whether strangers may ask what a loan would cost.',
  'COLUMN bank_configurations.payment_instructions':
    'How and where people pay without a gateway, in words of the bank.',
};

/** Sessions of browsers, the language of a user, and what a stranger sees of the bank. */
export class Portal1700000001600 implements MigrationInterface {
  name = 'Portal1700000001600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN language text,
        ADD CONSTRAINT users_language CHECK (language IN ('en', 'es', 'fr', 'ar'));
      ALTER TABLE sessions ADD COLUMN cookie_hash bytea,
        ADD CONSTRAINT sessions_cookie_hash_key UNIQUE (cookie_hash);
      ALTER TABLE bank_configurations ADD COLUMN bank_name text NOT NULL DEFAULT '',
        ADD COLUMN public_calculator boolean NOT NULL DEFAULT true,
        ADD COLUMN payment_instructions text NOT NULL DEFAULT '';
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'users with a language': 'FROM users WHERE language IS NOT NULL',
      'versions of the bank configuration with a name, instructions or a closed calculator':
        "FROM bank_configurations WHERE bank_name <> '' OR payment_instructions <> '' OR NOT public_calculator",
    });
    // A session whose token is in a cookie could not be renewed any more.
    await runner.query(`
      DELETE FROM sessions WHERE cookie_hash IS NOT NULL;
      ALTER TABLE bank_configurations DROP COLUMN bank_name, DROP COLUMN public_calculator,
        DROP COLUMN payment_instructions;
      ALTER TABLE sessions DROP COLUMN cookie_hash;
      ALTER TABLE users DROP COLUMN language;
    `);
  }
}
