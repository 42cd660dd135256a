import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** The bank's configuration, customers with their credit scores, providers with their mandates. */
export class Parties1700000000200 implements MigrationInterface {
  name = 'Parties1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bank_configurations (
        version integer NOT NULL,
        min_loan_amount bigint NOT NULL,
        max_loan_amount bigint NOT NULL,
        interest_rate numeric NOT NULL,
        duration text NOT NULL,
        installments integer NOT NULL,
        currency text NOT NULL,
        allocation_policy text NOT NULL,
        created_at timestamptz NOT NULL,
        created_by uuid,
        interest_method text NOT NULL,
        day_count text NOT NULL,
        period_interest text NOT NULL,
        allocation_order text NOT NULL,
        prepayment_rebate boolean NOT NULL,
        grace_days integer NOT NULL,
        late_interest_rate numeric NOT NULL,
        default_after_days integer NOT NULL,
        reminder_days integer NOT NULL,
        time_zone text NOT NULL,
        closing_hour integer NOT NULL,
        minimum_share bigint NOT NULL,
        when_unfunded text NOT NULL,
        queue_on_request boolean NOT NULL,
        queue_days integer NOT NULL,
        queue_patience_days integer NOT NULL,
        score_bands jsonb NOT NULL,
        commission_rate numeric NOT NULL,
        CONSTRAINT bank_configurations_pkey PRIMARY KEY (version),
        CONSTRAINT bank_configurations_author_fkey FOREIGN KEY (created_by) REFERENCES users (id),
        CONSTRAINT bank_configurations_closing_hour CHECK (closing_hour BETWEEN 1 AND 24),
        CONSTRAINT bank_configurations_commission CHECK (commission_rate BETWEEN 0 AND 1),
        CONSTRAINT bank_configurations_days CHECK (grace_days >= 0 AND default_after_days > grace_days AND
          reminder_days >= 0),
        CONSTRAINT bank_configurations_installments CHECK (installments BETWEEN 1 AND 600),
        CONSTRAINT bank_configurations_late_rate CHECK (late_interest_rate BETWEEN 0 AND 10),
        CONSTRAINT bank_configurations_minimum_share CHECK (minimum_share > 0),
        CONSTRAINT bank_configurations_queue CHECK (queue_days >= 1 AND queue_patience_days >= 0 AND
          queue_patience_days <= queue_days),
        CONSTRAINT bank_configurations_range CHECK (min_loan_amount > 0 AND min_loan_amount <=
          max_loan_amount),
        CONSTRAINT bank_configurations_rate CHECK (interest_rate BETWEEN 0 AND 10),
        CONSTRAINT bank_configurations_score_bands CHECK (jsonb_typeof(score_bands) = 'array'),
        CONSTRAINT bank_configurations_when_unfunded CHECK (when_unfunded IN ('reject', 'queue'))
      );
      CREATE TRIGGER bank_configurations_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON bank_configurations
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      INSERT INTO bank_configurations (
        version, min_loan_amount, max_loan_amount, interest_rate, duration, installments, currency, allocation_policy,
        created_at, interest_method, day_count, period_interest, allocation_order, prepayment_rebate, grace_days,
        late_interest_rate, default_after_days, reminder_days, time_zone, closing_hour, minimum_share, when_unfunded,
        queue_on_request, queue_days, queue_patience_days, score_bands, commission_rate
      ) VALUES (
        1, 10000, 1000000, 0.05, 'P365D', 12, 'USD', 'smallest_first',
        now(), 'flat', 'actual/365', 'equal_periods', 'penalty,interest,principal', false, 0,
        0, 90, 3, 'UTC', 24, 5000, 'reject',
        false, 30, 3, '[]', 0
      );

      -- Free text about facts that cannot change. It is stored separately, so that a name in it can be redacted.
      CREATE TABLE notes (
        id uuid NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        kind text NOT NULL,
        text text NOT NULL,
        author_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        redacted_at timestamptz,
        CONSTRAINT notes_pkey PRIMARY KEY (id),
        CONSTRAINT notes_author_fkey FOREIGN KEY (author_id) REFERENCES users (id),
        CONSTRAINT notes_subject_type CHECK (subject_type IN ('payment', 'loan')),
        CONSTRAINT notes_kind CHECK (kind IN ('reversal', 'write_off')),
        CONSTRAINT notes_redacted CHECK ((redacted_at IS NOT NULL) = (text = ''))
      );
      CREATE INDEX notes_by_subject ON notes (subject_id, id);
      CREATE FUNCTION note_is_only_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a note can only be redacted, once' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER notes_are_only_redacted BEFORE UPDATE ON notes FOR EACH ROW
        WHEN (OLD.redacted_at IS NOT NULL OR NEW.redacted_at IS NULL
          OR (OLD.id, OLD.subject_type, OLD.subject_id, OLD.kind, OLD.author_id, OLD.created_at)
            IS DISTINCT FROM (NEW.id, NEW.subject_type, NEW.subject_id, NEW.kind, NEW.author_id, NEW.created_at))
        EXECUTE FUNCTION note_is_only_redacted();
      CREATE TRIGGER notes_are_kept BEFORE DELETE OR TRUNCATE ON notes
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE customers (
        id uuid NOT NULL,
        number integer NOT NULL DEFAULT short_number(nextval('short_numbers')),
        phone text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        min_loan_amount bigint,
        max_loan_amount bigint,
        created_at timestamptz NOT NULL,
        credit_score integer NOT NULL DEFAULT 600,
        scored_on date,
        score_changes_on date,
        account_disabled boolean NOT NULL DEFAULT false,
        CONSTRAINT customers_pkey PRIMARY KEY (id),
        CONSTRAINT customers_number_key UNIQUE (number),
        CONSTRAINT customers_user_fkey FOREIGN KEY (id) REFERENCES users (id),
        CONSTRAINT customers_credit_score CHECK (credit_score BETWEEN 300 AND 850),
        CONSTRAINT customers_own_range CHECK (min_loan_amount > 0 AND max_loan_amount > 0 AND min_loan_amount
          <= max_loan_amount)
      );
      -- Lets a day-close find the scores that change as time passes.
      CREATE INDEX customers_by_score_change ON customers (score_changes_on) WHERE score_changes_on IS NOT
        NULL;

      CREATE TABLE providers (
        id uuid NOT NULL,
        number integer NOT NULL DEFAULT short_number(nextval('short_numbers')),
        phone text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        fund_amount bigint NOT NULL DEFAULT 0,
        wallet_amount bigint NOT NULL DEFAULT 0,
        lent_amount bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        receivable_amount bigint NOT NULL DEFAULT 0,
        mandate_version integer NOT NULL DEFAULT 0,
        paused boolean NOT NULL DEFAULT false,
        reserve_amount bigint NOT NULL DEFAULT 0,
        max_per_loan bigint,
        max_per_borrower bigint,
        max_per_borrower_share numeric,
        lowest_score_band text,
        longest_term_months integer,
        auto_reinvest boolean NOT NULL DEFAULT false,
        account_disabled boolean NOT NULL DEFAULT false,
        -- The most on loans of one borrower, from both limits.
        borrower_cap bigint GENERATED ALWAYS AS (
          least(max_per_borrower,
                floor((fund_amount::numeric + wallet_amount + lent_amount) * max_per_borrower_share)::bigint)
        ) STORED,
        -- The money that can be lent now, and its part of all the provider's money in millionths. Policies rank by them.
        free_amount bigint NOT NULL GENERATED ALWAYS AS (
          CASE WHEN account_disabled OR paused THEN 0 ELSE greatest(fund_amount - reserve_amount, 0) END
        ) STORED,
        idle_ppm integer NOT NULL GENERATED ALWAYS AS (
          CASE WHEN account_disabled OR paused OR fund_amount <= reserve_amount THEN 0
               ELSE div((fund_amount - reserve_amount)::numeric * 1000000,
                        fund_amount::numeric + wallet_amount + lent_amount)::integer END
        ) STORED,
        CONSTRAINT providers_pkey PRIMARY KEY (id),
        CONSTRAINT providers_number_key UNIQUE (number),
        CONSTRAINT providers_user_fkey FOREIGN KEY (id) REFERENCES users (id),
        CONSTRAINT providers_fund_limit CHECK (fund_amount < 1000000000000000),
        CONSTRAINT providers_fund_not_negative CHECK (fund_amount >= 0),
        CONSTRAINT providers_lent_not_negative CHECK (lent_amount >= 0),
        CONSTRAINT providers_receivable_not_negative CHECK (receivable_amount >= 0),
        CONSTRAINT providers_reserve CHECK (reserve_amount >= 0),
        CONSTRAINT providers_wallet_limit CHECK (wallet_amount < 1000000000000000),
        CONSTRAINT providers_wallet_not_negative CHECK (wallet_amount >= 0)
      ) WITH (fillfactor = 70);
      -- One index per allocation policy: candidates are read in its order, with a LIMIT.
      CREATE INDEX providers_by_age ON providers (id) WHERE free_amount > 0;
      CREATE INDEX providers_by_free_funds ON providers (free_amount, id) WHERE free_amount > 0;
      CREATE INDEX providers_by_idle_share ON providers (idle_ppm DESC, id) WHERE free_amount > 0;

      CREATE TABLE provider_mandates (
        provider_id uuid NOT NULL,
        version integer NOT NULL,
        paused boolean NOT NULL DEFAULT false,
        reserve_amount bigint NOT NULL DEFAULT 0,
        max_per_loan bigint,
        max_per_borrower bigint,
        max_per_borrower_share numeric,
        lowest_score_band text,
        longest_term_months integer,
        auto_reinvest boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        created_by uuid NOT NULL,
        CONSTRAINT provider_mandates_pkey PRIMARY KEY (provider_id, version),
        CONSTRAINT provider_mandates_author_fkey FOREIGN KEY (created_by) REFERENCES users (id),
        CONSTRAINT provider_mandates_provider_fkey FOREIGN KEY (provider_id) REFERENCES providers (id),
        CONSTRAINT provider_mandates_limits CHECK (version > 0 AND reserve_amount >= 0 AND max_per_loan > 0
          AND max_per_borrower > 0 AND max_per_borrower_share > 0 AND max_per_borrower_share <= 1 AND
          longest_term_months > 0)
      );
      CREATE TRIGGER provider_mandates_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON provider_mandates FOR
        EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Movements of a provider's money that no loan caused; journal rows name them as their cause.
      CREATE TABLE fund_movements (
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        kind text NOT NULL,
        amount bigint NOT NULL,
        currency text NOT NULL,
        business_date date NOT NULL,
        entered_by uuid,
        created_at timestamptz NOT NULL,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT fund_movements_pkey PRIMARY KEY (id),
        CONSTRAINT fund_movements_provider_fkey FOREIGN KEY (provider_id) REFERENCES providers (id),
        CONSTRAINT fund_movements_author_fkey FOREIGN KEY (entered_by) REFERENCES users (id),
        CONSTRAINT fund_movements_amount CHECK (amount > 0),
        CONSTRAINT fund_movements_kind CHECK (kind IN ('deposit', 'withdrawal', 'reinvestment'))
      );
      CREATE INDEX fund_movements_by_provider ON fund_movements (provider_id, entry_no);
      CREATE TRIGGER fund_movements_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON fund_movements
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE credit_scores (
        id uuid NOT NULL,
        customer_id uuid NOT NULL,
        business_date date NOT NULL,
        score integer NOT NULL,
        band text,
        contributions jsonb NOT NULL,
        cause text NOT NULL,
        created_at timestamptz NOT NULL,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT credit_scores_pkey PRIMARY KEY (id),
        CONSTRAINT credit_scores_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT credit_scores_score CHECK (score BETWEEN 300 AND 850)
      );
      CREATE INDEX credit_scores_by_customer ON credit_scores (customer_id, entry_no);
      CREATE TRIGGER credit_scores_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON credit_scores FOR EACH
        STATEMENT EXECUTE FUNCTION refuse_change();

      -- Only appended to and emptied. Without a key, two that add the same customer at once do not wait for each other.
      CREATE TABLE score_due (
        customer_id uuid NOT NULL,
        cause text NOT NULL
      );

      -- Only the holder of this row's lock computes scores, so a score from older facts never replaces a newer one.
      CREATE TABLE score_turn (
        id integer NOT NULL,
        CONSTRAINT score_turn_pkey PRIMARY KEY (id),
        CONSTRAINT score_turn_one CHECK (id = 1)
      );
      INSERT INTO score_turn VALUES (1);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      customers: 'FROM customers',
      providers: 'FROM providers',
      'changes of the bank configuration': 'FROM bank_configurations WHERE version > 1',
    });
    await runner.query(`
      DROP TABLE score_turn, score_due, credit_scores, fund_movements, provider_mandates, providers, customers, notes, bank_configurations;
      DROP FUNCTION note_is_only_redacted;
    `);
  }
}
