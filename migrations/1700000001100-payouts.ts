import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const MINOR = 'Minor units of the currency: 105000 is 1050.00 if it has two decimals.';
const COMMENTS: Record<string, string> = {
  'COLUMN instruments.sealed_account':
    'Holder and number of an account to pay to, encrypted with SECRETS_KEY. Null: the gateway alone knows it.',
  'COLUMN transfers.refund_of_id':
    'The incoming transfer whose money goes back to the card that it came from.',
  'COLUMN transfers.payout_file_id': 'The file that orders the bank to pay it: at most one.',
  'TABLE payout_files': 'Orders to a bank to pay (ISO 20022 pain.001), as they were handed out. Append-only.',
  'COLUMN payout_files.sealed_content':
    'The file, encrypted with SECRETS_KEY: it holds names and account numbers.',
  'COLUMN payout_files.total': `The sum of its payments. ${MINOR}`,
};

const transfersAreKept = (columns: string) => `
  DROP TRIGGER transfers_are_kept ON transfers;
  CREATE TRIGGER transfers_are_kept BEFORE DELETE OR UPDATE OF id, direction, purpose, party_id, loan_id, line_id,
    amount, currency, gateway, instrument_id, counts_from, replaces_id, ${columns}autopay_due_on, attempt, requested_by,
    created_at OR TRUNCATE ON transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`;

/** Money that leaves: accounts to pay to, refunds of a transfer, and files that order a bank to pay. */
export class Payouts1700000001100 implements MigrationInterface {
  name = 'Payouts1700000001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE instruments ADD COLUMN sealed_account text;

      CREATE TABLE payout_files (
        id uuid NOT NULL,
        message_id text NOT NULL,
        account_id uuid NOT NULL,
        sealed_content text NOT NULL,
        sha256 text NOT NULL,
        payments integer NOT NULL,
        total bigint NOT NULL,
        currency text NOT NULL,
        execute_on date NOT NULL,
        made_by uuid,
        made_at timestamptz NOT NULL,
        CONSTRAINT payout_files_pkey PRIMARY KEY (id),
        CONSTRAINT payout_files_message_key UNIQUE (message_id),
        CONSTRAINT payout_files_account_fkey FOREIGN KEY (account_id) REFERENCES bank_accounts (id),
        CONSTRAINT payout_files_author_fkey FOREIGN KEY (made_by) REFERENCES users (id),
        CONSTRAINT payout_files_total CHECK (payments > 0 AND total > 0)
      );
      -- The same content may be sealed again with another key.
      CREATE TRIGGER payout_files_are_kept BEFORE DELETE OR UPDATE OF id, message_id, account_id, sha256, payments, total,
        currency, execute_on, made_by, made_at OR TRUNCATE ON payout_files FOR EACH STATEMENT EXECUTE FUNCTION
        refuse_change();

      ALTER TABLE transfers ADD COLUMN refund_of_id uuid, ADD COLUMN payout_file_id uuid,
        ADD CONSTRAINT transfers_refund_fkey FOREIGN KEY (refund_of_id) REFERENCES transfers (id),
        ADD CONSTRAINT transfers_file_fkey FOREIGN KEY (payout_file_id) REFERENCES payout_files (id),
        ADD CONSTRAINT transfers_refund CHECK (refund_of_id IS NULL OR purpose = 'credit_refund');
      CREATE INDEX transfers_by_refunded ON transfers (refund_of_id) WHERE refund_of_id IS NOT NULL;
      CREATE INDEX transfers_by_file ON transfers (payout_file_id) WHERE payout_file_id IS NOT NULL;
      ${transfersAreKept('refund_of_id, ')}
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'accounts to pay to': 'FROM instruments WHERE sealed_account IS NOT NULL',
      'payout files': 'FROM payout_files',
      refunds: 'FROM transfers WHERE refund_of_id IS NOT NULL',
    });
    await runner.query(`
      ${transfersAreKept('')}
      ALTER TABLE transfers DROP COLUMN refund_of_id, DROP COLUMN payout_file_id;
      DROP TABLE payout_files;
      ALTER TABLE instruments DROP COLUMN sealed_account;
    `);
  }
}
