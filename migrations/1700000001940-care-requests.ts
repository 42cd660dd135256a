import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** What borrowers ask for who cannot pay as agreed, and what the bank answered. */
export class CareRequests1700000001940 implements MigrationInterface {
  name = 'CareRequests1700000001940';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE care_requests (
        id uuid NOT NULL,
        loan_id uuid NOT NULL,
        kind text NOT NULL,
        wish_note_id uuid NOT NULL,
        state text NOT NULL,
        answer_note_id uuid,
        made_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT care_requests_pkey PRIMARY KEY (id),
        CONSTRAINT care_requests_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT care_requests_wish_fkey FOREIGN KEY (wish_note_id) REFERENCES notes (id),
        CONSTRAINT care_requests_answer_fkey FOREIGN KEY (answer_note_id) REFERENCES notes (id),
        CONSTRAINT care_requests_author_fkey FOREIGN KEY (made_by) REFERENCES users (id),
        CONSTRAINT care_requests_kind CHECK (kind IN ('holiday', 'reschedule', 'hardship', 'other')),
        CONSTRAINT care_requests_state CHECK (state IN ('open', 'granted', 'declined', 'withdrawn')
          AND (state = 'open') = (ended_at IS NULL)
          AND (state IN ('granted', 'declined')) = (answer_note_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX care_requests_one_open ON care_requests (loan_id) WHERE state = 'open';
      CREATE INDEX care_requests_by_loan ON care_requests (loan_id, entry_no);
      CREATE INDEX care_requests_by_state ON care_requests (state, entry_no);
      CREATE TRIGGER care_requests_are_kept BEFORE DELETE OR UPDATE OF id, loan_id, kind, wish_note_id, made_by, created_at,
        entry_no OR TRUNCATE ON care_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      COMMENT ON TABLE care_requests IS 'What borrowers ask for who cannot pay as agreed, and what the bank answered.';
      COMMENT ON COLUMN care_requests.entry_no IS 'The order of entry. Not money.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, { 'requests of borrowers': 'FROM care_requests' });
    await runner.query('DROP TABLE care_requests');
  }
}
