import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const BEFORE = `'receipt', 'reminder', 'overdue', 'default', 'loan_decision', 'autopay', 'transfer_failed', 'deposit',
  'withdrawal', 'share_digest', 'security'`;
const TOPICS = `${BEFORE}, 'endpoint'`;
const TABLES = ['notification_templates', 'notification_preferences', 'notifications'];

const COMMENTS: Record<string, string> = {
  'COLUMN users.link_email':
    'Where links for a new password go until a password has confirmed the address in email. Null: to that.',
  'COLUMN notifications.to_address':
    'Where it goes, whatever the address of its user is by then. Null: to that. Deleted after 90 days.',
  'COLUMN bank_configurations.letters_on_request': 'Topics of letters that come only to who asks for them.',
  'COLUMN bank_configurations.letters_required': 'Topics of letters that nobody can turn off.',
  'COLUMN bank_configurations.letter_footer': 'What stands below every letter by mail.',
  'COLUMN bank_configurations.letter_language': 'The language of letters to who has chosen none.',
};

/** What the bank says of its letters, and letters that go to another address than their reader's. */
export class LetterSettings1700000002110 implements MigrationInterface {
  name = 'LetterSettings1700000002110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN link_email text;
      ALTER TABLE notifications ADD COLUMN to_address text;
      ALTER TABLE bank_configurations ADD COLUMN letters_on_request text[] NOT NULL DEFAULT '{}',
        ADD COLUMN letters_required text[] NOT NULL DEFAULT '{}',
        ADD COLUMN letter_footer text NOT NULL DEFAULT '',
        ADD COLUMN letter_language text NOT NULL DEFAULT 'en',
        ADD CONSTRAINT bank_configurations_letters CHECK (NOT letters_on_request && letters_required),
        ADD CONSTRAINT bank_configurations_letter_language CHECK (letter_language IN ('en', 'es', 'fr', 'ar'));
      -- How well an endpoint was reached in the last day.
      CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (endpoint_id, ended_at) WHERE ended_at IS NOT NULL;
    `);
    await topicsAre(runner, TOPICS);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'users whose address is not confirmed': 'FROM users WHERE link_email IS NOT NULL',
      'letters to another address': 'FROM notifications WHERE to_address IS NOT NULL',
      'letters about endpoints': "FROM notifications WHERE topic = 'endpoint'",
      'templates of letters about endpoints': "FROM notification_templates WHERE topic = 'endpoint'",
      'preferences about letters of endpoints': "FROM notification_preferences WHERE topic = 'endpoint'",
      'versions of the bank configuration that speak of letters':
        "FROM bank_configurations WHERE letter_footer <> '' OR letter_language <> 'en' OR letters_required || letters_on_request <> '{}'",
    });
    await topicsAre(runner, BEFORE);
    await runner.query(`
      DROP INDEX webhook_deliveries_ended;
      ALTER TABLE bank_configurations DROP COLUMN letters_on_request, DROP COLUMN letters_required,
        DROP COLUMN letter_footer, DROP COLUMN letter_language;
      ALTER TABLE notifications DROP COLUMN to_address;
      ALTER TABLE users DROP COLUMN link_email;
    `);
  }
}

async function topicsAre(runner: QueryRunner, topics: string): Promise<void> {
  for (const table of TABLES) {
    await runner.query(`
      ALTER TABLE ${table} DROP CONSTRAINT ${table}_topic,
        ADD CONSTRAINT ${table}_topic CHECK (topic IN (${topics}))`);
  }
}
