import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const EVENTS_BEFORE = `'payment', 'recovery', 'payment_reversed', 'late_interest', 'overdue', 'defaulted',
  'written_off', 'reminder', 'overdue_notice', 'queued', 'disbursed', 'cancelled', 'expired', 'refused'`;
const NOTES_BEFORE = `'reversal', 'write_off', 'outside'`;

const kinds = (events: string, notes: string) => `
  ALTER TABLE loan_events DROP CONSTRAINT loan_events_kind,
    ADD CONSTRAINT loan_events_kind CHECK (kind IN (${events}));
  ALTER TABLE notes DROP CONSTRAINT notes_kind, ADD CONSTRAINT notes_kind CHECK (kind IN (${notes}));`;

/** Loans that are undone: paid out by transfer, to somebody whom the money never reached. */
export class Undo1700000001200 implements MigrationInterface {
  name = 'Undo1700000001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Nothing that is computed anew, such as a backdated payment, may bring an undone loan back.
      ALTER TABLE loans ADD COLUMN undone_on date,
        ADD CONSTRAINT loans_undone CHECK (undone_on IS NULL OR status = 'cancelled');
      ALTER TABLE fundings ADD COLUMN undone_at timestamptz,
        ADD CONSTRAINT fundings_undone CHECK (undone_at IS NULL OR (principal_returned = 0 AND interest_earned = 0 AND
          penalty_earned = 0 AND principal_lost = 0 AND recovered = 0));
      CREATE INDEX fundings_undone_of ON fundings (provider_id) WHERE undone_at IS NOT NULL;
      -- These run when the column is written, which no payment does. AFTER: with a trigger BEFORE UPDATE, PostgreSQL locks
      -- each row that any update changes, whether it runs or not, which is 64 bytes of write-ahead log a row.
      CREATE TRIGGER loans_stay_undone AFTER UPDATE OF undone_on ON loans FOR EACH ROW
        WHEN (OLD.undone_on IS NOT NULL) EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER fundings_stay_undone AFTER UPDATE OF undone_at ON fundings FOR EACH ROW
        WHEN (OLD.undone_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

      -- What is kept for reports: a loan that never was did not go into default, and nobody takes part in it.
      CREATE FUNCTION forget_default() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM loan_defaults WHERE loan_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE FUNCTION record_undone_participation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO participation_changes (provider_id, participations) VALUES (NEW.provider_id, -1);
        RETURN NULL;
      END $$;
      CREATE TRIGGER loans_undone_in_figures AFTER UPDATE OF undone_on ON loans FOR EACH ROW
        WHEN (NEW.undone_on IS NOT NULL) EXECUTE FUNCTION forget_default();
      CREATE TRIGGER fundings_undone_in_figures AFTER UPDATE OF undone_at ON fundings FOR EACH ROW
        WHEN (NEW.undone_at IS NOT NULL) EXECUTE FUNCTION record_undone_participation();

      ALTER TABLE bank_configurations ADD COLUMN disbursement text NOT NULL DEFAULT 'instant',
        ADD CONSTRAINT bank_configurations_disbursement CHECK (disbursement IN ('instant', 'transfer'));
      ${kinds(`${EVENTS_BEFORE}, 'undone'`, `${NOTES_BEFORE}, 'undo'`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'undone loans': 'FROM loans WHERE undone_on IS NOT NULL',
      'loans that are paid out by transfer': "FROM transfers WHERE purpose = 'disbursement'",
      'configurations with pay-outs by transfer': "FROM bank_configurations WHERE disbursement <> 'instant'",
    });
    await runner.query(`
      ${kinds(EVENTS_BEFORE, NOTES_BEFORE)}
      ALTER TABLE bank_configurations DROP COLUMN disbursement;
      DROP TRIGGER loans_undone_in_figures ON loans;
      DROP TRIGGER fundings_undone_in_figures ON fundings;
      DROP TRIGGER loans_stay_undone ON loans;
      DROP TRIGGER fundings_stay_undone ON fundings;
      DROP FUNCTION forget_default, record_undone_participation;
      ALTER TABLE fundings DROP COLUMN undone_at;
      ALTER TABLE loans DROP COLUMN undone_on;
    `);
  }
}
