import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** Seals of what was proved at the end of business dates, and a way to read what was written since. */
export class Seals1700000000600 implements MigrationInterface {
  name = 'Seals1700000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null for dates that began before this column.
      ALTER TABLE business_dates ADD COLUMN entries_before bigint;
      COMMENT ON COLUMN business_dates.entries_before IS
        'The last number of the order of entry before this date: what has a lower or equal one was written on earlier dates. Not money.';

      CREATE TABLE seals (
        business_date date NOT NULL,
        entries_to bigint NOT NULL,
        row_count bigint NOT NULL,
        rows_hash bytea NOT NULL,
        hash bytea NOT NULL,
        sealed_at timestamptz NOT NULL,
        CONSTRAINT seals_pkey PRIMARY KEY (business_date),
        CONSTRAINT seals_counts CHECK (entries_to >= 0 AND row_count >= 0)
      );
      CREATE TRIGGER seals_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON seals FOR EACH STATEMENT EXECUTE
        FUNCTION refuse_change();
      COMMENT ON TABLE seals IS
        'Business dates up to whose end the books were proved, chained by hashes. Append-only.';
      COMMENT ON COLUMN seals.entries_to IS 'The last entry of the journal that the seal covers. Not money.';
      COMMENT ON COLUMN seals.row_count IS 'Not money: rows of the journal since the seal before.';
      COMMENT ON COLUMN seals.rows_hash IS 'SHA-256 over the rows of the journal since the seal before.';
      COMMENT ON COLUMN seals.hash IS 'SHA-256 over this row and the hash of the seal before.';

      -- A balance is written where it differs from the one sealed before it. The owner of zeros is the bank; its balance
      -- of an account of loans is the sum over all loans.
      CREATE TABLE sealed_balances (
        owner uuid NOT NULL,
        account text NOT NULL,
        business_date date NOT NULL,
        balance numeric NOT NULL,
        CONSTRAINT sealed_balances_pkey PRIMARY KEY (owner, account, business_date)
      );
      CREATE INDEX sealed_balances_by_date ON sealed_balances USING brin (business_date) WITH (
        pages_per_range = 32, autosummarize = on);
      CREATE TRIGGER sealed_balances_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON sealed_balances FOR EACH
        STATEMENT EXECUTE FUNCTION refuse_change();
      COMMENT ON TABLE sealed_balances IS
        'Balances by account and owner at the end of sealed dates, where they changed. Append-only.';
      COMMENT ON COLUMN sealed_balances.balance IS
        'On the side on which the account grows. Minor units of the currency: 105000 is 1050.00 if it has two decimals.';

      -- What was written since a seal is read by these. A BRIN index takes a few pages, and inserts are not measurably
      -- slower. The queue, movements and scores have few rows, or another index, and gain nothing by one.
      CREATE INDEX journal_by_entry ON journal USING brin (entry_no) WITH (pages_per_range = 32, autosummarize = on);
      CREATE INDEX loan_events_by_entry ON loan_events USING brin (entry_no) WITH (
        pages_per_range = 32, autosummarize = on);
      CREATE INDEX payments_by_entry ON payments USING brin (entry_no) WITH (pages_per_range = 32, autosummarize = on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, { seals: 'FROM seals' });
    await runner.query(`
      DROP INDEX payments_by_entry, loan_events_by_entry, journal_by_entry;
      DROP TABLE sealed_balances, seals;
      ALTER TABLE business_dates DROP COLUMN entries_before;
    `);
  }
}
