import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const KINDS_BEFORE = `'payment', 'recovery', 'payment_reversed', 'late_interest', 'overdue', 'defaulted', 'written_off',
  'reminder', 'overdue_notice', 'queued', 'disbursed', 'cancelled', 'expired', 'refused', 'undone'`;
const KINDS = `${KINDS_BEFORE}, 'autopay_on', 'autopay_off'`;

const eventKinds = (kinds: string) => `
  ALTER TABLE loan_events DROP CONSTRAINT loan_events_kind, ADD CONSTRAINT loan_events_kind CHECK (kind IN (${kinds}));`;

const COMMENTS: Record<string, string> = {
  'TABLE real_money':
    'The ways on which real money has come: gateways other than the sandbox, and bank accounts. Append-only.',
  'TABLE autopay': 'Loans whose instalments are collected by themselves, and from what.',
  'COLUMN autopay.due_on': 'The due date for which the next debit will be asked; null: none is left.',
  'COLUMN autopay.opens_on': 'The business date that begins with that debit.',
};

/** What the bank takes on somebody's own word, how long it holds other money, and debits that come by themselves. */
export class Autopay1700000001400 implements MigrationInterface {
  name = 'Autopay1700000001400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bank_configurations ADD COLUMN direct_payments text, ADD COLUMN direct_deposits boolean,
        ADD COLUMN hold_days jsonb NOT NULL DEFAULT '{}',
        ADD CONSTRAINT bank_configurations_direct_payments CHECK (direct_payments IN ('everyone', 'staff')),
        ADD CONSTRAINT bank_configurations_hold_days CHECK (jsonb_typeof(hold_days) = 'object');
      ALTER TABLE bank_configurations ALTER COLUMN hold_days DROP DEFAULT;

      CREATE TABLE real_money (
        way text NOT NULL,
        since timestamptz NOT NULL,
        CONSTRAINT real_money_pkey PRIMARY KEY (way)
      );
      CREATE TRIGGER real_money_is_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON real_money FOR EACH STATEMENT EXECUTE
        FUNCTION refuse_change();
      INSERT INTO real_money (way, since)
        SELECT 'bank account', min(created_at) FROM bank_accounts HAVING count(*) > 0;

      CREATE TABLE autopay (
        loan_id uuid NOT NULL,
        instrument_id uuid NOT NULL,
        lead_days integer NOT NULL,
        state text NOT NULL,
        off_reason text,
        due_on date,
        opens_on date,
        set_by uuid NOT NULL,
        set_at timestamptz NOT NULL,
        CONSTRAINT autopay_pkey PRIMARY KEY (loan_id),
        CONSTRAINT autopay_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT autopay_instrument_fkey FOREIGN KEY (instrument_id) REFERENCES instruments (id),
        CONSTRAINT autopay_author_fkey FOREIGN KEY (set_by) REFERENCES users (id),
        CONSTRAINT autopay_lead_days CHECK (lead_days BETWEEN 0 AND 5),
        CONSTRAINT autopay_state CHECK ((state = 'on' AND off_reason IS NULL) OR (state = 'off' AND off_reason IN (
          'asked', 'failed', 'loan_closed', 'instrument_gone') AND due_on IS NULL)),
        CONSTRAINT autopay_next CHECK ((due_on IS NULL) = (opens_on IS NULL))
      );
      -- The few that a day-close has to open; nothing but these are read of it.
      CREATE INDEX autopay_opening ON autopay (opens_on) WHERE opens_on IS NOT NULL;

      -- A debit that comes by itself is asked of somebody for a due date of a loan, and by nobody.
      ALTER TABLE transfers ADD CONSTRAINT transfers_autopay CHECK ((autopay_due_on IS NULL AND attempt IS NULL) OR (
        autopay_due_on IS NOT NULL AND attempt >= 1 AND purpose = 'repayment' AND instrument_id IS NOT NULL
        AND requested_by IS NULL));
      ${eventKinds(KINDS)}
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'settings of autopay': 'FROM autopay',
      'debits by autopay': 'FROM transfers WHERE autopay_due_on IS NOT NULL',
      'events of autopay': "FROM loan_events WHERE kind IN ('autopay_on', 'autopay_off')",
      'versions of the configuration that say who may enter payments, or how long money is held':
        "FROM bank_configurations WHERE direct_payments IS NOT NULL OR direct_deposits IS NOT NULL OR hold_days <> '{}'",
    });
    await runner.query(`
      ${eventKinds(KINDS_BEFORE)}
      ALTER TABLE transfers DROP CONSTRAINT transfers_autopay;
      DROP TABLE autopay, real_money;
      ALTER TABLE bank_configurations DROP COLUMN direct_payments, DROP COLUMN direct_deposits, DROP COLUMN hold_days;
    `);
  }
}
