import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const MINOR = 'Minor units of the currency: 105000 is 1050.00 if it has two decimals.';
const COMMENTS: Record<string, string> = {
  'COLUMN loans.requested_by': 'Who of the bank requested it for the customer; null: the customer.',
  'TABLE receipt_series': 'The last number of the receipts of each teller and date.',
  'TABLE till_receipts':
    'Receipts of money that staff took in or handed out, without gaps by teller and date. Append-only.',
  'COLUMN till_receipts.amount': `Always positive; kind tells the direction. ${MINOR}`,
  'COLUMN till_receipts.reference': 'The number of a cheque or a transfer, as it was typed.',
  'TABLE till_counts': 'What was counted in the tills; the highest version of a till counts. Append-only.',
  'COLUMN till_counts.expected': `Cash that the receipts of the date make. ${MINOR}`,
  'COLUMN till_counts.counted': `Cash that was there. ${MINOR}`,
};

/** Receipts of the counter, and what was counted in the tills. */
export class Counter1700000001510 implements MigrationInterface {
  name = 'Counter1700000001510';

  async up(runner: QueryRunner): Promise<void> {
    const [last]: { entry: string }[] = await runner.query(
      'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS entry FROM entry_order',
    );
    await runner.query(`
      CREATE TABLE receipt_series (
        business_date date NOT NULL,
        user_id uuid NOT NULL,
        last integer NOT NULL,
        CONSTRAINT receipt_series_pkey PRIMARY KEY (business_date, user_id),
        CONSTRAINT receipt_series_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT receipt_series_last CHECK (last > 0)
      ) WITH (fillfactor = 50);

      CREATE TABLE till_receipts (
        business_date date NOT NULL,
        user_id uuid NOT NULL,
        nr integer NOT NULL,
        kind text NOT NULL,
        method text NOT NULL,
        reference text,
        amount bigint NOT NULL,
        currency text NOT NULL,
        payment_id uuid,
        movement_id uuid,
        reversal_id uuid,
        created_at timestamptz NOT NULL,
        CONSTRAINT till_receipts_pkey PRIMARY KEY (business_date, user_id, nr),
        CONSTRAINT till_receipts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT till_receipts_payment_fkey FOREIGN KEY (payment_id) REFERENCES payments (id),
        CONSTRAINT till_receipts_movement_fkey FOREIGN KEY (movement_id) REFERENCES fund_movements (id),
        CONSTRAINT till_receipts_reversal_fkey FOREIGN KEY (reversal_id) REFERENCES payment_reversals (payment_id),
        CONSTRAINT till_receipts_amount CHECK (nr > 0 AND amount > 0),
        CONSTRAINT till_receipts_kind CHECK (kind IN ('in', 'out', 'back')),
        CONSTRAINT till_receipts_method CHECK (method IN ('cash', 'transfer', 'cheque', 'card', 'mobile_money', 'other')),
        CONSTRAINT till_receipts_subject CHECK (num_nonnulls(payment_id, movement_id, reversal_id) = 1)
      );
      CREATE UNIQUE INDEX till_receipts_of_payment ON till_receipts (payment_id) WHERE payment_id IS NOT NULL;
      CREATE UNIQUE INDEX till_receipts_of_movement ON till_receipts (movement_id) WHERE movement_id IS NOT NULL;
      CREATE UNIQUE INDEX till_receipts_of_reversal ON till_receipts (reversal_id) WHERE reversal_id IS NOT NULL;
      CREATE INDEX till_receipts_by_reference ON till_receipts (reference) WHERE reference IS NOT NULL;
      CREATE TRIGGER till_receipts_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON till_receipts FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE till_counts (
        business_date date NOT NULL,
        user_id uuid NOT NULL,
        version integer NOT NULL,
        expected bigint NOT NULL,
        counted bigint NOT NULL,
        currency text NOT NULL,
        counted_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT till_counts_pkey PRIMARY KEY (business_date, user_id, version),
        CONSTRAINT till_counts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT till_counts_author_fkey FOREIGN KEY (counted_by) REFERENCES users (id),
        CONSTRAINT till_counts_counted CHECK (version > 0 AND counted >= 0)
      );
      CREATE TRIGGER till_counts_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON till_counts FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();

      ALTER TABLE loans ADD COLUMN requested_by uuid,
        ADD CONSTRAINT loans_requester_fkey FOREIGN KEY (requested_by) REFERENCES users (id);

      -- What staff entered before has no receipts. The last entry before, for the proof.
      CREATE FUNCTION receipts_since() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        'SELECT ${last?.entry ?? '0'}::bigint';
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'receipts of tills': 'FROM till_receipts',
      'counts of tills': 'FROM till_counts',
      'loans that staff requested': 'FROM loans WHERE requested_by IS NOT NULL',
    });
    await runner.query(`
      ALTER TABLE loans DROP COLUMN requested_by;
      DROP FUNCTION receipts_since;
      DROP TABLE till_counts, till_receipts, receipt_series;
    `);
  }
}
