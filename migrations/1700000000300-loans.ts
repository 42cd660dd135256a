import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loans with their copied terms, the participations that fund them, and payments. */
export class Loans1700000000300 implements MigrationInterface {
  name = 'Loans1700000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE loans (
        id uuid CONSTRAINT loans_pkey PRIMARY KEY,
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
        CONSTRAINT loans_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT loans_config_fkey FOREIGN KEY (config_version) REFERENCES bank_configurations (version),
        CONSTRAINT loans_status CHECK (
          status IN ('queued', 'active', 'overdue', 'defaulted', 'paid', 'written_off', 'cancelled')
        ),
        CONSTRAINT loans_amount CHECK (amount > 0 AND amount_due >= amount),
        CONSTRAINT loans_not_overpaid CHECK (total_paid BETWEEN 0 AND amount_due),
        CONSTRAINT loans_principal CHECK (principal_outstanding BETWEEN 0 AND amount),
        CONSTRAINT loans_paid_is_settled CHECK (
          status <> 'paid' OR (principal_outstanding = 0 AND next_due_on IS NULL AND next_due_amount = 0)
        )
      ) WITH (fillfactor = 85);
      CREATE INDEX loans_by_customer ON loans (customer_id, id);
      CREATE INDEX loans_by_status ON loans (status, id);

      CREATE TABLE fundings (
        id uuid CONSTRAINT fundings_pkey PRIMARY KEY,
        loan_id uuid NOT NULL,
        provider_id uuid NOT NULL,
        amount bigint NOT NULL,
        principal_returned bigint NOT NULL DEFAULT 0,
        interest_earned bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        CONSTRAINT fundings_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT fundings_provider_fkey FOREIGN KEY (provider_id) REFERENCES providers (id),
        CONSTRAINT fundings_loan_provider_key UNIQUE (loan_id, provider_id),
        CONSTRAINT fundings_amount CHECK (amount > 0),
        CONSTRAINT fundings_returned CHECK (principal_returned BETWEEN 0 AND amount),
        CONSTRAINT fundings_earned CHECK (interest_earned >= 0)
      ) WITH (fillfactor = 85);
      CREATE INDEX fundings_by_provider ON fundings (provider_id, id);

      CREATE TABLE payments (
        id uuid CONSTRAINT payments_pkey PRIMARY KEY,
        loan_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        currency text NOT NULL,
        amount bigint NOT NULL,
        principal bigint NOT NULL,
        interest bigint NOT NULL,
        value_date date NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT payments_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT payments_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT payments_amount CHECK (
          amount > 0 AND principal >= 0 AND interest >= 0 AND amount = principal + interest
        )
      );
      CREATE INDEX payments_by_customer ON payments (customer_id, id);
      CREATE INDEX payments_by_loan ON payments (loan_id, id);

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
      CREATE CONSTRAINT TRIGGER loans_fully_funded AFTER INSERT OR UPDATE OF amount ON loans
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.status NOT IN ('queued', 'cancelled')) EXECUTE FUNCTION loan_must_be_funded();
      -- Not every change of status: a payment would have to count the participations again.
      CREATE CONSTRAINT TRIGGER loans_fully_funded_when_activated AFTER UPDATE OF status ON loans
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (OLD.status IN ('queued', 'cancelled') AND NEW.status NOT IN ('queued', 'cancelled'))
        EXECUTE FUNCTION loan_must_be_funded();

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% on % is not allowed: rows are facts', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER loans_are_kept BEFORE DELETE OR TRUNCATE ON loans EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER fundings_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE OF amount, loan_id, provider_id
        ON fundings EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER payments_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON payments
        EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER bank_configurations_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON bank_configurations
        EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER bank_configurations_are_kept ON bank_configurations;
      DROP TABLE payments; DROP TABLE fundings; DROP TABLE loans;
      DROP FUNCTION loan_must_be_funded(); DROP FUNCTION refuse_change();
    `);
  }
}
