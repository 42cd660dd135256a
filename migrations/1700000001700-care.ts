import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const SUBJECTS_BEFORE = "'payment', 'loan', 'statement_line'";
const SUBJECTS = `${SUBJECTS_BEFORE}, 'customer', 'provider'`;
const KINDS_BEFORE = "'reversal', 'write_off', 'outside', 'undo'";
const CONTACTS = "'call', 'visit', 'letter', 'message'";
const KINDS = `${KINDS_BEFORE}, ${CONTACTS}, 'decision', 'other'`;
const FACTS_BEFORE = ['id', 'subject_type', 'subject_id', 'kind', 'author_id', 'created_at'];

const EVENTS_BEFORE = `'payment', 'recovery', 'payment_reversed', 'late_interest', 'overdue', 'defaulted', 'written_off',
  'reminder', 'overdue_notice', 'queued', 'disbursed', 'cancelled', 'expired', 'refused', 'undone',
  'autopay_on', 'autopay_off'`;
const EVENTS = `${EVENTS_BEFORE}, 'promise_made', 'promise_kept', 'promise_broken'`;

const MINOR = 'Minor units of the currency: 105000 is 1050.00 if it has two decimals.';
const COMMENTS: Record<string, string> = {
  'COLUMN notes.outcome': 'What came of a contact.',
  'TABLE promises': 'What borrowers said that they will pay by a date, and whether they did.',
  'COLUMN promises.amount': MINOR,
  'COLUMN promises.paid': `What had been paid since when it was decided. ${MINOR}`,
  'COLUMN promises.entry_no':
    'The order of entry: payments with a higher number were entered after it. Not money.',
  'TABLE collection_cases': 'From when until when loans were late, and who works on them.',
};

const eventsTake = (kinds: string) => `
  ALTER TABLE loan_events DROP CONSTRAINT loan_events_kind;
  ALTER TABLE loan_events ADD CONSTRAINT loan_events_kind CHECK (kind IN (${kinds}));`;
const notesTake = (subjects: string, kinds: string) => `
  ALTER TABLE notes DROP CONSTRAINT notes_subject_type, DROP CONSTRAINT notes_kind;
  ALTER TABLE notes ADD CONSTRAINT notes_subject_type CHECK (subject_type IN (${subjects})),
    ADD CONSTRAINT notes_kind CHECK (kind IN (${kinds}));`;

/** The guard that lets nothing change but the text, once, to nothing. */
const notesKeep = (facts: readonly string[]) => `
  DROP TRIGGER notes_are_only_redacted ON notes;
  CREATE TRIGGER notes_are_only_redacted BEFORE UPDATE ON notes FOR EACH ROW
    WHEN (OLD.redacted_at IS NOT NULL OR NEW.redacted_at IS NULL
      OR (${facts.map((fact) => `OLD.${fact}`).join(', ')})
        IS DISTINCT FROM (${facts.map((fact) => `NEW.${fact}`).join(', ')}))
    EXECUTE FUNCTION note_is_only_redacted();`;

/** What staff do about loans that are late: notes of contact, promises to pay, and who works on which loan. */
export class Care1700000001700 implements MigrationInterface {
  name = 'Care1700000001700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notes ADD COLUMN outcome text;
      ${notesTake(SUBJECTS, KINDS)}
      ALTER TABLE notes ADD CONSTRAINT notes_outcome CHECK (outcome IS NULL OR kind IN (${CONTACTS})
        AND outcome IN ('reached', 'no_answer', 'wrong_number', 'refused', 'promised', 'paid'));
      ${notesKeep([...FACTS_BEFORE, 'outcome'])}
      -- Who was turned to lately: the list of late loans leaves them out.
      CREATE INDEX notes_of_contact ON notes (created_at) INCLUDE (subject_id) WHERE kind IN (${CONTACTS});
      ${eventsTake(EVENTS)}

      CREATE TABLE promises (
        id uuid NOT NULL,
        loan_id uuid NOT NULL,
        amount bigint NOT NULL,
        due_on date NOT NULL,
        channel text NOT NULL,
        note_id uuid NOT NULL,
        state text NOT NULL,
        paid bigint NOT NULL DEFAULT 0,
        made_on date NOT NULL,
        resolved_on date,
        made_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT promises_pkey PRIMARY KEY (id),
        CONSTRAINT promises_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT promises_note_fkey FOREIGN KEY (note_id) REFERENCES notes (id),
        CONSTRAINT promises_author_fkey FOREIGN KEY (made_by) REFERENCES users (id),
        CONSTRAINT promises_amount CHECK (amount > 0 AND paid >= 0),
        CONSTRAINT promises_channel CHECK (channel IN (${CONTACTS}, 'counter')),
        CONSTRAINT promises_due CHECK (due_on BETWEEN made_on AND made_on + 31),
        CONSTRAINT promises_state CHECK (state IN ('open', 'kept', 'broken', 'cancelled', 'replaced')
          AND (state = 'open') = (resolved_on IS NULL))
      );
      CREATE UNIQUE INDEX promises_one_open ON promises (loan_id) WHERE state = 'open';
      CREATE INDEX promises_by_loan ON promises (loan_id, entry_no);
      CREATE INDEX promises_kept ON promises (resolved_on) WHERE state = 'kept';
      CREATE INDEX promises_broken ON promises (resolved_on) WHERE state = 'broken';
      CREATE TRIGGER promises_are_kept BEFORE DELETE OR UPDATE OF id, loan_id, amount, due_on, channel, note_id, made_on,
        made_by, created_at, entry_no OR TRUNCATE ON promises FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE collection_cases (
        loan_id uuid NOT NULL,
        opened_on date NOT NULL,
        closed_on date,
        assigned_to uuid,
        CONSTRAINT collection_cases_pkey PRIMARY KEY (loan_id, opened_on),
        CONSTRAINT collection_cases_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT collection_cases_assignee_fkey FOREIGN KEY (assigned_to) REFERENCES users (id)
      );
      CREATE UNIQUE INDEX collection_cases_one_open ON collection_cases (loan_id) WHERE closed_on IS NULL;
      CREATE INDEX collection_cases_of_one ON collection_cases (assigned_to)
        WHERE closed_on IS NULL AND assigned_to IS NOT NULL;
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'notes of contact': `FROM notes WHERE kind NOT IN (${KINDS_BEFORE}) OR subject_type NOT IN (${SUBJECTS_BEFORE})`,
      promises: 'FROM promises',
      'loans that somebody works on': 'FROM collection_cases WHERE assigned_to IS NOT NULL',
    });
    await runner.query(`
      DROP TABLE collection_cases, promises;
      ${eventsTake(EVENTS_BEFORE)}
      DROP INDEX notes_of_contact;
      ${notesKeep(FACTS_BEFORE)}
      ALTER TABLE notes DROP COLUMN outcome;
      ${notesTake(SUBJECTS_BEFORE, KINDS_BEFORE)}
    `);
  }
}
