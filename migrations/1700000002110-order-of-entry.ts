import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables whose rows have to be in order of entry, with the trigger that keeps them as they are. */
const TABLES = [
  ['payments', 'payments_are_kept'],
  ['write_offs', 'write_offs_are_kept'],
  ['loan_events', 'loan_events_are_kept'],
  ['credit_scores', 'credit_scores_are_kept'],
  ['journal', 'journal_is_append_only'],
] as const;

/**
 * The order of entry, given by the database: one sequence for all, drawn while the rows concerned are locked. Ids and
 * instants are made by instances, whose clocks differ. Rows that exist are numbered in the order of their ids.
 */
export class OrderOfEntry1700000002110 implements MigrationInterface {
  name = 'OrderOfEntry1700000002110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE entry_order;
      ${TABLES.map(([table]) => `ALTER TABLE ${table} ADD entry_no bigint;`).join('\n')}
      ALTER TABLE funding_queue ADD entry_no bigint;

      CREATE TEMPORARY TABLE entries ON COMMIT DROP AS
        SELECT e.id, row_number() OVER (ORDER BY e.id) AS nr
        FROM (${TABLES.map(([table]) => `SELECT id FROM ${table}`).join(' UNION ALL ')}) e;
      CREATE UNIQUE INDEX ON entries (id) INCLUDE (nr);
      ANALYZE entries;
    `);
    for (const [table, guard] of TABLES) {
      await runner.query(`
        ALTER TABLE ${table} DISABLE TRIGGER ${guard};
        UPDATE ${table} t SET entry_no = e.nr FROM entries e WHERE e.id = t.id;
        ALTER TABLE ${table} ENABLE TRIGGER ${guard};
      `);
    }
    await runner.query(`
      ALTER TABLE funding_queue DISABLE TRIGGER funding_queue_ends_once;
      ALTER TABLE funding_queue DISABLE TRIGGER funding_queue_is_kept;
      UPDATE funding_queue q SET entry_no = o.nr
      FROM (SELECT loan_id, row_number() OVER (ORDER BY queued_at, loan_id) AS nr FROM funding_queue) o
      WHERE o.loan_id = q.loan_id;
      ALTER TABLE funding_queue ENABLE TRIGGER funding_queue_ends_once;
      ALTER TABLE funding_queue ENABLE TRIGGER funding_queue_is_kept;
      SELECT setval('entry_order', greatest(
        1, (SELECT max(nr) FROM entries), (SELECT max(entry_no) FROM funding_queue)));
      ${[...TABLES.map(([table]) => table), 'funding_queue']
        .map(
          (table) => `ALTER TABLE ${table}
            ALTER entry_no SET NOT NULL, ALTER entry_no SET DEFAULT nextval('entry_order');
            COMMENT ON COLUMN ${table}.entry_no IS 'What was entered first: of two rows, the one with the lower number.';`,
        )
        .join('\n')}
      -- By id, as the rows came: else the index on dates, which knows only stretches of the table, would find all of it.
      CLUSTER journal USING journal_pkey;
      ALTER TABLE journal SET WITHOUT CLUSTER;

      DROP INDEX loan_events_by_loan, credit_scores_by_customer, funding_queue_in_order;
      CREATE INDEX loan_events_by_loan ON loan_events (loan_id, entry_no);
      CREATE INDEX credit_scores_by_customer ON credit_scores (customer_id, entry_no);
      CREATE INDEX funding_queue_in_order ON funding_queue (priority, entry_no) WHERE state = 'waiting';

      DROP TRIGGER payments_are_kept ON payments;
      CREATE TRIGGER payments_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE OF id, loan_id, customer_id, currency, amount,
        value_date, entered_by, created_at, entry_no ON payments EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER payments_are_kept ON payments;
      CREATE TRIGGER payments_are_kept BEFORE DELETE OR TRUNCATE OR
        UPDATE OF id, loan_id, customer_id, currency, amount, value_date, entered_by, created_at ON payments
        EXECUTE FUNCTION refuse_change();
      DROP INDEX loan_events_by_loan, credit_scores_by_customer, funding_queue_in_order;
      CREATE INDEX loan_events_by_loan ON loan_events (loan_id, id);
      CREATE INDEX credit_scores_by_customer ON credit_scores (customer_id, id);
      CREATE INDEX funding_queue_in_order ON funding_queue (priority, queued_at, loan_id) WHERE state = 'waiting';
      ${[...TABLES.map(([table]) => table), 'funding_queue'].map((table) => `ALTER TABLE ${table} DROP entry_no;`).join('\n')}
      DROP SEQUENCE entry_order;
    `);
  }
}
