import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const KINDS = `'payment', 'recovery', 'payment_reversed', 'late_interest', 'overdue', 'defaulted', 'written_off',
  'reminder', 'overdue_notice'`;

/** Loans that wait for money, and what the bank says about waiting. */
export class FundingQueue1700000000900 implements MigrationInterface {
  name = 'FundingQueue1700000000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bank_configurations
        ADD when_unfunded text NOT NULL DEFAULT 'reject',
        ADD queue_on_request boolean NOT NULL DEFAULT false,
        ADD queue_days integer NOT NULL DEFAULT 30,
        ADD queue_patience_days integer NOT NULL DEFAULT 3,
        ADD CONSTRAINT bank_configurations_when_unfunded CHECK (when_unfunded IN ('reject', 'queue')),
        ADD CONSTRAINT bank_configurations_queue CHECK (
          queue_days >= 1 AND queue_patience_days BETWEEN 0 AND queue_days
        );
      ALTER TABLE bank_configurations ALTER when_unfunded DROP DEFAULT, ALTER queue_on_request DROP DEFAULT,
        ALTER queue_days DROP DEFAULT, ALTER queue_patience_days DROP DEFAULT;

      CREATE TABLE funding_queue (
        loan_id uuid CONSTRAINT funding_queue_pkey PRIMARY KEY,
        customer_id uuid NOT NULL,
        amount bigint NOT NULL,
        priority integer NOT NULL,
        queued_at timestamptz NOT NULL,
        holds_on date NOT NULL,
        expires_on date NOT NULL,
        state text NOT NULL,
        ended_at timestamptz,
        CONSTRAINT funding_queue_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT funding_queue_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT funding_queue_state CHECK (
          state IN ('waiting', 'funded', 'cancelled', 'expired') AND (state = 'waiting') = (ended_at IS NULL)
        ),
        CONSTRAINT funding_queue_amount CHECK (amount > 0)
      ) WITH (fillfactor = 85);
      CREATE INDEX funding_queue_in_order ON funding_queue (priority, queued_at, loan_id) WHERE state = 'waiting';
      CREATE INDEX funding_queue_by_customer ON funding_queue (customer_id, loan_id);
      -- An entry ends once, and stays what it was.
      CREATE FUNCTION queue_entry_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the queue entry of loan % has ended', OLD.loan_id USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER funding_queue_ends_once BEFORE UPDATE ON funding_queue FOR EACH ROW
        WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION queue_entry_ends_once();
      CREATE TRIGGER funding_queue_is_kept BEFORE DELETE OR TRUNCATE ON funding_queue EXECUTE FUNCTION refuse_change();

      ALTER TABLE loan_events DROP CONSTRAINT loan_events_kind;
      ALTER TABLE loan_events ADD CONSTRAINT loan_events_kind CHECK (kind IN (
        ${KINDS}, 'queued', 'disbursed', 'cancelled', 'expired'
      ));
      ALTER TABLE loans ADD CONSTRAINT loans_unfunded_owe_nothing CHECK (
        status NOT IN ('queued', 'cancelled')
        OR (principal_outstanding = 0 AND total_paid = 0 AND next_due_on IS NULL AND next_due_amount = 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'loans that wait or waited for money': 'FROM funding_queue',
    });
    await runner.query(`
      ALTER TABLE loans DROP CONSTRAINT loans_unfunded_owe_nothing;
      ALTER TABLE loan_events DROP CONSTRAINT loan_events_kind;
      ALTER TABLE loan_events ADD CONSTRAINT loan_events_kind CHECK (kind IN (${KINDS}));
      DROP TABLE funding_queue;
      DROP FUNCTION queue_entry_ends_once();
      ALTER TABLE bank_configurations DROP when_unfunded, DROP queue_on_request, DROP queue_days,
        DROP queue_patience_days;
    `);
  }
}
