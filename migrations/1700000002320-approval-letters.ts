import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const BEFORE = `'receipt', 'reminder', 'overdue', 'default', 'loan_decision', 'autopay', 'transfer_failed', 'deposit',
  'withdrawal', 'share_digest', 'security', 'endpoint'`;
const TABLES = ['notification_templates', 'notification_preferences', 'notifications'];

/** Letters to staff about what another one has proposed. */
export class ApprovalLetters1700000002320 implements MigrationInterface {
  name = 'ApprovalLetters1700000002320';

  async up(runner: QueryRunner): Promise<void> {
    await topicsAre(runner, `${BEFORE}, 'approval'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'letters about proposals': "FROM notifications WHERE topic = 'approval'",
      'templates of letters about proposals': "FROM notification_templates WHERE topic = 'approval'",
      'preferences about letters of proposals': "FROM notification_preferences WHERE topic = 'approval'",
    });
    await topicsAre(runner, BEFORE);
  }
}

async function topicsAre(runner: QueryRunner, topics: string): Promise<void> {
  for (const table of TABLES) {
    await runner.query(`
      ALTER TABLE ${table} DROP CONSTRAINT ${table}_topic,
        ADD CONSTRAINT ${table}_topic CHECK (topic IN (${topics}))`);
  }
}
