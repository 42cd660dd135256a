import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EVENT_MONTHS } from './support/event-months.js';
import { refuseToUndo } from './support/refuse-to-undo.js';

const COMMENTS: Record<string, string> = {
  'TABLE outbox':
    'Events that are committed and have no number yet; a row has those that were written together.',
  'COLUMN outbox.entry_no': 'The order of writing, given while the subjects are locked. Not money.',
  'COLUMN outbox.count': 'How many events the row has. Not money.',
  'COLUMN outbox.business_date': 'For events that have no date of their own.',
  'COLUMN outbox.ids': 'As all lists, in the order of the events; a list in which all are null is not there.',
  'COLUMN outbox.data': 'The data of the events, as one list.',
  'TABLE events':
    'What has happened, numbered without a gap: what was committed is here, what was rolled back is not.',
  'TABLE events_default': 'Events whose month has no table yet. Should be empty.',
  'COLUMN events.seq': 'Given after the commit, by one instance at a time. Not money.',
  'COLUMN events.entry_no': 'The order of writing, taken over from the outbox. Not money.',
  'COLUMN events.provider_id': "Set where the event is one provider''s own.",
  'TABLE event_sequencer': 'One row: the last number given. Whoever has it locked gives the next ones.',
  'COLUMN event_sequencer.last_seq': 'The last number given. Not money.',
  'COLUMN event_sequencer.began_at': 'What was entered before has no events.',
  'COLUMN event_sequencer.first_seq':
    'From here on each number is at an event or in an archive; what came before may be forgotten. Not money.',
  'TABLE event_archives': 'Months of events that were written to files and left the database.',
  'COLUMN event_archives.file': 'The name of the file, without its directory.',
  'COLUMN event_archives.sha256': 'Of the file as it was written, in hexadecimal.',
  'COLUMN event_archives.row_count': 'How many events the file has. Not money.',
  'COLUMN event_archives.numbers': 'The numbers of its events: each of them, and no other.',
  'COLUMN event_archives.archived_by': 'The user of the operating system who did it.',
};

/** The outbox: what has happened, written where it happens, and numbered once it is committed. */
export class Events1700000002000 implements MigrationInterface {
  name = 'Events1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    const [last]: { entry: string }[] = await runner.query(
      'SELECT CASE WHEN is_called THEN last_value ELSE 0 END::text AS entry FROM entry_order',
    );
    const entry = last?.entry ?? '0';
    await runner.query(`
      CREATE TABLE outbox (
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        count integer NOT NULL,
        business_date date NOT NULL,
        occurred_at timestamptz NOT NULL,
        ids uuid[] NOT NULL,
        types text[] NOT NULL,
        business_dates date[],
        subject_ids uuid[],
        loan_ids uuid[],
        customer_ids uuid[],
        provider_ids uuid[],
        actor_ids uuid[],
        data json NOT NULL,
        CONSTRAINT outbox_pkey PRIMARY KEY (entry_no)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
              autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = -1);

      CREATE TABLE events (
        seq bigint NOT NULL,
        id uuid NOT NULL,
        type text NOT NULL,
        occurred_at timestamptz NOT NULL,
        business_date date NOT NULL,
        subject_id uuid,
        loan_id uuid,
        customer_id uuid,
        provider_id uuid,
        actor_id uuid,
        data jsonb NOT NULL,
        entry_no bigint NOT NULL,
        -- The key of a partitioned table has what it is partitioned by. A number is given once because one row is locked.
        CONSTRAINT events_pkey PRIMARY KEY (id)
      ) PARTITION BY RANGE (id);
      CREATE INDEX events_by_seq ON events (seq);
      CREATE INDEX events_of_loan ON events (loan_id, seq) WHERE loan_id IS NOT NULL;
      CREATE INDEX events_of_provider ON events (provider_id, seq) WHERE provider_id IS NOT NULL;
      -- Rows come in the order of time, so the least of indexes finds the old ones.
      CREATE INDEX events_by_time ON events USING brin (occurred_at, entry_no);
      CREATE TRIGGER events_are_kept BEFORE UPDATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      -- Rows of months that are not made yet: a missing month refuses nothing.
      CREATE TABLE events_default PARTITION OF events DEFAULT;
      CREATE TRIGGER events_are_kept BEFORE UPDATE ON events_default FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE event_sequencer (
        id boolean NOT NULL DEFAULT true,
        last_seq bigint NOT NULL DEFAULT 0,
        first_seq bigint NOT NULL DEFAULT 1,
        began_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT event_sequencer_pkey PRIMARY KEY (id),
        CONSTRAINT event_sequencer_one_row CHECK (id)
      );
      -- Each event takes an entry as well, so no number is given twice, even if this is undone and done again.
      INSERT INTO event_sequencer (last_seq, first_seq) VALUES (${entry}, ${entry} + 1);

      CREATE TABLE event_archives (
        month date NOT NULL,
        file text NOT NULL,
        sha256 text NOT NULL,
        row_count bigint NOT NULL,
        numbers int8multirange NOT NULL,
        archived_at timestamptz NOT NULL,
        archived_by text NOT NULL,
        -- A month has more than one where events of it came after it was archived.
        CONSTRAINT event_archives_pkey PRIMARY KEY (sha256),
        CONSTRAINT event_archives_month CHECK (extract(day FROM month) = 1),
        CONSTRAINT event_archives_rows CHECK (row_count > 0 AND NOT isempty(numbers)),
        CONSTRAINT event_archives_apart EXCLUDE USING gist (numbers WITH &&)
      );
    `);
    await runner.query(EVENT_MONTHS);
    await runner.query('SELECT make_event_months()');
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, { 'archives of events': 'FROM event_archives' });
    // Events tell again what the facts say. Their numbers go on where they would be, see above.
    await runner.query(`
      DROP FUNCTION make_event_months, attach_event_month, new_event_month, first_event_id;
      DROP TABLE event_archives, event_sequencer, events, outbox;
    `);
  }
}
