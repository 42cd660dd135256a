import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** Loans with their copied terms and events, who funds them, quotes, and the funding queue. */
export class Loans1700000000300 implements MigrationInterface {
  name = 'Loans1700000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE allocation_runs (
        id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        config_version integer NOT NULL,
        policy text NOT NULL,
        provider_ids uuid[] NOT NULL,
        free_amounts bigint[] NOT NULL,
        total_amounts bigint[] NOT NULL,
        limits jsonb NOT NULL,
        loans jsonb NOT NULL,
        CONSTRAINT allocation_runs_pkey PRIMARY KEY (id),
        CONSTRAINT allocation_runs_config_fkey FOREIGN KEY (config_version) REFERENCES bank_configurations
          (version),
        CONSTRAINT allocation_runs_candidates CHECK (cardinality(provider_ids) = cardinality(free_amounts) AND
          cardinality(provider_ids) = cardinality(total_amounts))
      );
      CREATE TRIGGER allocation_runs_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON allocation_runs FOR EACH
        STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE loans (
        id uuid NOT NULL,
        number integer NOT NULL DEFAULT short_number(nextval('short_numbers')),
        customer_id uuid NOT NULL,
        config_version integer NOT NULL,
        currency text NOT NULL,
        amount bigint NOT NULL,
        interest_rate numeric NOT NULL,
        interest_method text NOT NULL,
        interest_rounding text NOT NULL,
        day_count text NOT NULL,
        period_interest text NOT NULL,
        duration text NOT NULL,
        installments integer NOT NULL,
        every integer NOT NULL,
        unit text NOT NULL,
        start_on date NOT NULL,
        status text NOT NULL,
        amount_due bigint NOT NULL,
        total_paid bigint NOT NULL DEFAULT 0,
        principal_outstanding bigint NOT NULL,
        next_due_on date,
        next_due_amount bigint NOT NULL,
        created_at timestamptz NOT NULL,
        allocation_order text NOT NULL,
        prepayment_rebate boolean NOT NULL,
        grace_days integer NOT NULL,
        late_interest_rate numeric NOT NULL,
        default_after_days integer NOT NULL,
        late_interest bigint NOT NULL DEFAULT 0,
        assessed_on date NOT NULL,
        written_off_on date,
        -- No foreign key: its check is planned once, on the empty table, and then scans it for every loan. Runs are
        -- written with their loans and never deleted, and the proof compares both.
        allocation_run_id uuid,
        worst_days_past_due integer NOT NULL DEFAULT 0,
        past_due_until date,
        credit_score integer,
        score_band text,
        commission_rate numeric NOT NULL,
        CONSTRAINT loans_pkey PRIMARY KEY (id),
        CONSTRAINT loans_number_key UNIQUE (number),
        CONSTRAINT loans_config_fkey FOREIGN KEY (config_version) REFERENCES bank_configurations (version),
        CONSTRAINT loans_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT loans_amount CHECK (amount > 0 AND amount_due >= amount),
        CONSTRAINT loans_commission CHECK (commission_rate BETWEEN 0 AND 1),
        CONSTRAINT loans_late_interest CHECK (late_interest >= 0),
        CONSTRAINT loans_not_overpaid CHECK (total_paid >= 0 AND total_paid <= amount_due),
        CONSTRAINT loans_paid_is_settled CHECK (status <> 'paid' OR principal_outstanding = 0 AND next_due_on
          IS NULL AND next_due_amount = 0),
        CONSTRAINT loans_past_due CHECK ((worst_days_past_due > 0) = (past_due_until IS NOT NULL) AND
          worst_days_past_due >= 0),
        CONSTRAINT loans_principal CHECK (principal_outstanding >= 0 AND principal_outstanding <= amount),
        CONSTRAINT loans_status CHECK (status IN ('queued', 'active', 'overdue', 'defaulted', 'paid',
          'written_off', 'cancelled')),
        CONSTRAINT loans_unfunded_owe_nothing CHECK (status NOT IN ('queued', 'cancelled') OR
          principal_outstanding = 0 AND total_paid = 0 AND next_due_on IS NULL AND next_due_amount = 0),
        CONSTRAINT loans_written_off CHECK (status <> 'written_off' OR written_off_on IS NOT NULL)
      ) WITH (fillfactor = 85);
      CREATE INDEX loans_by_customer ON loans (customer_id, id);
      CREATE INDEX loans_by_status ON loans (status, id);
      CREATE TRIGGER loans_are_kept BEFORE DELETE OR TRUNCATE ON loans FOR EACH STATEMENT EXECUTE FUNCTION
        refuse_change();

      CREATE TABLE fundings (
        id uuid NOT NULL,
        loan_id uuid NOT NULL,
        provider_id uuid NOT NULL,
        amount bigint NOT NULL,
        principal_returned bigint NOT NULL DEFAULT 0,
        interest_earned bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        penalty_earned bigint NOT NULL DEFAULT 0,
        principal_lost bigint NOT NULL DEFAULT 0,
        recovered bigint NOT NULL DEFAULT 0,
        CONSTRAINT fundings_pkey PRIMARY KEY (id),
        CONSTRAINT fundings_loan_provider_key UNIQUE (loan_id, provider_id),
        CONSTRAINT fundings_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT fundings_provider_fkey FOREIGN KEY (provider_id) REFERENCES providers (id),
        CONSTRAINT fundings_amount CHECK (amount > 0),
        CONSTRAINT fundings_earned CHECK (interest_earned >= 0),
        CONSTRAINT fundings_lost CHECK (principal_lost >= 0 AND principal_lost <= (amount -
          principal_returned)),
        CONSTRAINT fundings_penalty CHECK (penalty_earned >= 0),
        CONSTRAINT fundings_recovered CHECK (recovered >= 0),
        CONSTRAINT fundings_returned CHECK (principal_returned >= 0 AND principal_returned <= amount)
      ) WITH (fillfactor = 85);
      CREATE INDEX fundings_by_provider ON fundings (provider_id, id);
      CREATE TRIGGER fundings_are_kept BEFORE DELETE OR UPDATE OF amount, loan_id, provider_id OR TRUNCATE ON
        fundings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Checked at commit: a loan that is paid out is funded to the last unit, whoever wrote it.
      CREATE FUNCTION loan_must_be_funded() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE funded bigint;
      BEGIN
        SELECT sum(f.amount) INTO funded FROM fundings f WHERE f.loan_id = NEW.id;
        IF funded IS DISTINCT FROM NEW.amount THEN
          RAISE EXCEPTION 'loan % of % is funded with %', NEW.id, NEW.amount, coalesce(funded, 0)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_fully_funded';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER loans_fully_funded AFTER INSERT OR UPDATE OF amount ON loans DEFERRABLE
        INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status NOT IN ('queued', 'cancelled'))
        EXECUTE FUNCTION loan_must_be_funded();
      -- Not on every change of status, or each payment would sum the participations again.
      CREATE CONSTRAINT TRIGGER loans_fully_funded_when_activated AFTER UPDATE OF status ON loans DEFERRABLE
        INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status IN ('queued', 'cancelled')
        AND NEW.status NOT IN ('queued', 'cancelled')) EXECUTE FUNCTION loan_must_be_funded();

      -- What a borrower owes a provider now. A function, so that it is planned once and runs only for providers that
      -- have a cap.
      CREATE FUNCTION owed_to_provider(lender uuid, borrower uuid) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN (SELECT coalesce(sum(f.amount - f.principal_returned - f.principal_lost), 0)
                FROM loans l JOIN fundings f ON f.loan_id = l.id AND f.provider_id = lender
                WHERE l.customer_id = borrower AND l.principal_outstanding > 0);
      END $$;

      CREATE TABLE loan_events (
        id uuid NOT NULL,
        loan_id uuid NOT NULL,
        business_date date NOT NULL,
        created_at timestamptz NOT NULL,
        kind text NOT NULL,
        amount bigint,
        payment_id uuid,
        detail text,
        note_id uuid,
        actor_id uuid,
        -- Null for the pay-out of a loan that did not wait in the queue.
        status_before text,
        status_after text NOT NULL,
        balance_before bigint,
        balance_after bigint NOT NULL,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        due_on date,
        CONSTRAINT loan_events_pkey PRIMARY KEY (id),
        CONSTRAINT loan_events_before CHECK (
          (status_before IS NULL) = (balance_before IS NULL) AND (status_before IS NOT NULL OR kind = 'disbursed')
        ),
        CONSTRAINT loan_events_note_fkey FOREIGN KEY (note_id) REFERENCES notes (id),
        CONSTRAINT loan_events_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT loan_events_kind CHECK (kind IN ('payment', 'recovery', 'payment_reversed',
          'late_interest', 'overdue', 'defaulted', 'written_off', 'reminder', 'overdue_notice', 'queued',
          'disbursed', 'cancelled', 'expired', 'refused')),
        CONSTRAINT loan_events_reminder CHECK ((kind = 'reminder') = (due_on IS NOT NULL))
      );
      CREATE INDEX loan_events_by_loan ON loan_events (loan_id, entry_no);
      -- The day-close writes these events once per loan and date.
      CREATE UNIQUE INDEX loan_events_once_a_day ON loan_events (loan_id, business_date, kind) WHERE kind IN
        ('late_interest', 'overdue_notice');
      CREATE UNIQUE INDEX loan_events_reminded_once ON loan_events (loan_id, due_on) WHERE kind = 'reminder';
      CREATE TRIGGER loan_events_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON loan_events FOR EACH
        STATEMENT EXECUTE FUNCTION refuse_change();

      -- Late interest as booked, day by day: a row adds to the loan's late interest or, after a replay, reduces it.
      CREATE TABLE late_interest (
        loan_id uuid NOT NULL,
        business_date date NOT NULL,
        amount bigint NOT NULL,
        CONSTRAINT late_interest_pkey PRIMARY KEY (loan_id, business_date),
        CONSTRAINT late_interest_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id)
      );

      CREATE TABLE quotes (
        id uuid NOT NULL,
        customer_id uuid NOT NULL,
        config_version integer NOT NULL,
        amount bigint NOT NULL,
        installments integer NOT NULL,
        start_on date NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        loan_id uuid,
        score_band text,
        CONSTRAINT quotes_pkey PRIMARY KEY (id),
        CONSTRAINT quotes_config_fkey FOREIGN KEY (config_version) REFERENCES bank_configurations (version),
        CONSTRAINT quotes_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT quotes_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT quotes_amount CHECK (amount > 0),
        CONSTRAINT quotes_installments CHECK (installments BETWEEN 1 AND 600)
      );
      CREATE INDEX quotes_by_customer ON quotes (customer_id, id);

      -- An entry ends once and never changes afterwards.
      CREATE FUNCTION queue_entry_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the queue entry of loan % has ended', OLD.loan_id USING ERRCODE = 'restrict_violation';
      END $$;

      CREATE TABLE funding_queue (
        loan_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        amount bigint NOT NULL,
        priority integer NOT NULL,
        queued_at timestamptz NOT NULL,
        holds_on date NOT NULL,
        expires_on date NOT NULL,
        state text NOT NULL,
        ended_at timestamptz,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        reason text,
        CONSTRAINT funding_queue_pkey PRIMARY KEY (loan_id),
        CONSTRAINT funding_queue_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT funding_queue_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT funding_queue_amount CHECK (amount > 0),
        CONSTRAINT funding_queue_state CHECK ((state IN ('waiting', 'funded', 'cancelled', 'expired',
          'refused')) AND (state = 'waiting') = (ended_at IS NULL) AND (state = 'refused') = (reason IS NOT
          NULL))
      ) WITH (fillfactor = 85);
      CREATE INDEX funding_queue_by_customer ON funding_queue (customer_id, loan_id);
      CREATE INDEX funding_queue_in_order ON funding_queue (priority, entry_no) WHERE state = 'waiting';
      CREATE TRIGGER funding_queue_ends_once BEFORE UPDATE ON funding_queue FOR EACH ROW WHEN (OLD.state <>
        'waiting') EXECUTE FUNCTION queue_entry_ends_once();
      CREATE TRIGGER funding_queue_is_kept BEFORE DELETE OR TRUNCATE ON funding_queue FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      loans: 'FROM loans',
      quotes: 'FROM quotes',
    });
    await runner.query(`
      DROP TABLE funding_queue, quotes, late_interest, loan_events, fundings, loans, allocation_runs;
      DROP FUNCTION queue_entry_ends_once, owed_to_provider, loan_must_be_funded;
    `);
  }
}
