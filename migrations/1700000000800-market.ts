import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** Mandates of providers with their history, the rankings by idle share and in proportion, allocation receipts. */
export class Market1700000000800 implements MigrationInterface {
  name = 'Market1700000000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE journal DROP CONSTRAINT journal_kind;
      ALTER TABLE journal ADD CONSTRAINT journal_kind CHECK (kind IN (
        'deposit', 'withdrawal', 'reinvestment', 'disinvestment', 'funding', 'disbursement',
        'principal_repayment', 'principal_share', 'interest_repayment', 'interest_share',
        'penalty_repayment', 'penalty_share', 'write_off', 'recovery', 'recovery_share',
        'receivable', 'receivable_settlement'
      ));
      CREATE TABLE provider_mandates (
        provider_id uuid NOT NULL,
        version integer NOT NULL,
        paused boolean NOT NULL,
        reserve_amount bigint NOT NULL,
        max_per_loan bigint,
        max_per_borrower bigint,
        max_per_borrower_share numeric,
        lowest_score_band text,
        longest_term_months integer,
        auto_reinvest boolean NOT NULL,
        created_at timestamptz NOT NULL,
        created_by uuid NOT NULL,
        CONSTRAINT provider_mandates_pkey PRIMARY KEY (provider_id, version),
        CONSTRAINT provider_mandates_provider_fkey FOREIGN KEY (provider_id) REFERENCES providers (id),
        CONSTRAINT provider_mandates_author_fkey FOREIGN KEY (created_by) REFERENCES users (id),
        CONSTRAINT provider_mandates_limits CHECK (
          version > 0 AND reserve_amount >= 0 AND max_per_loan > 0 AND max_per_borrower > 0
          AND max_per_borrower_share > 0 AND max_per_borrower_share <= 1 AND longest_term_months > 0
        )
      );
      CREATE TRIGGER provider_mandates_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON provider_mandates
        EXECUTE FUNCTION refuse_change();

      ALTER TABLE providers
        ADD mandate_version integer NOT NULL DEFAULT 0,
        ADD paused boolean NOT NULL DEFAULT false,
        ADD reserve_amount bigint NOT NULL DEFAULT 0,
        ADD max_per_loan bigint,
        ADD max_per_borrower bigint,
        ADD max_per_borrower_share numeric,
        ADD lowest_score_band text,
        ADD longest_term_months integer,
        ADD auto_reinvest boolean NOT NULL DEFAULT false;
      -- What the allocation ranks and takes by: written by the database, so that no code can forget it.
      ALTER TABLE providers
        ADD free_amount bigint NOT NULL GENERATED ALWAYS AS (
          CASE WHEN paused THEN 0 ELSE greatest(fund_amount - reserve_amount, 0) END
        ) STORED,
        ADD idle_ppm integer NOT NULL GENERATED ALWAYS AS (
          CASE WHEN paused OR fund_amount <= reserve_amount THEN 0
               ELSE div((fund_amount - reserve_amount)::numeric * 1000000,
                        fund_amount::numeric + wallet_amount + lent_amount)::integer END
        ) STORED,
        ADD borrower_cap bigint GENERATED ALWAYS AS (
          least(max_per_borrower, floor(
            (fund_amount::numeric + wallet_amount + lent_amount) * max_per_borrower_share)::bigint)
        ) STORED,
        ADD CONSTRAINT providers_reserve CHECK (reserve_amount >= 0);
      DROP INDEX providers_by_free_funds;
      DROP INDEX providers_by_age;
      CREATE INDEX providers_by_free_funds ON providers (free_amount, id) WHERE free_amount > 0;
      CREATE INDEX providers_by_age ON providers (id) WHERE free_amount > 0;
      CREATE INDEX providers_by_idle_share ON providers (idle_ppm DESC, id) WHERE free_amount > 0;

      -- In PL/pgSQL, so that the allocation's query need not plan it each time.
      CREATE FUNCTION owed_to_provider(lender uuid, borrower uuid) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN (SELECT coalesce(sum(f.amount - f.principal_returned - f.principal_lost), 0)
                FROM loans l JOIN fundings f ON f.loan_id = l.id AND f.provider_id = lender
                WHERE l.customer_id = borrower AND l.principal_outstanding > 0);
      END $$;

      ALTER TABLE bank_configurations
        ADD minimum_share bigint NOT NULL DEFAULT 5000,
        ADD CONSTRAINT bank_configurations_minimum_share CHECK (minimum_share > 0);
      ALTER TABLE bank_configurations ALTER minimum_share DROP DEFAULT;

      CREATE TABLE allocation_runs (
        id uuid CONSTRAINT allocation_runs_pkey PRIMARY KEY,
        created_at timestamptz NOT NULL,
        config_version integer NOT NULL,
        policy text NOT NULL,
        provider_ids uuid[] NOT NULL,
        free_amounts bigint[] NOT NULL,
        total_amounts bigint[] NOT NULL,
        limits jsonb NOT NULL,
        loans jsonb NOT NULL,
        CONSTRAINT allocation_runs_config_fkey FOREIGN KEY (config_version)
          REFERENCES bank_configurations (version),
        CONSTRAINT allocation_runs_candidates CHECK (
          cardinality(provider_ids) = cardinality(free_amounts)
          AND cardinality(provider_ids) = cardinality(total_amounts)
        )
      );
      CREATE TRIGGER allocation_runs_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON allocation_runs
        EXECUTE FUNCTION refuse_change();
      -- No foreign key: it was planned once, on the empty table, and scanned it for every loan (a quarter of all the
      -- database did). Runs are written with their loans and never deleted, and the proof compares the two.
      ALTER TABLE loans ADD allocation_run_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'entries of the journal that take money back out of funds': "FROM journal WHERE kind = 'disinvestment'",
    });
    await runner.query(`
      ALTER TABLE loans DROP allocation_run_id;
      DROP TABLE allocation_runs;
      ALTER TABLE bank_configurations DROP minimum_share;
      DROP FUNCTION owed_to_provider(uuid, uuid);
      DROP INDEX providers_by_idle_share;
      DROP INDEX providers_by_age;
      DROP INDEX providers_by_free_funds;
      ALTER TABLE providers DROP free_amount, DROP idle_ppm, DROP borrower_cap;
      ALTER TABLE providers DROP mandate_version, DROP paused, DROP reserve_amount, DROP max_per_loan,
        DROP max_per_borrower, DROP max_per_borrower_share, DROP lowest_score_band, DROP longest_term_months,
        DROP auto_reinvest;
      CREATE INDEX providers_by_free_funds ON providers (fund_amount, id) WHERE fund_amount > 0;
      CREATE INDEX providers_by_age ON providers (id) WHERE fund_amount > 0;
      DROP TABLE provider_mandates;
      ALTER TABLE journal DROP CONSTRAINT journal_kind;
      ALTER TABLE journal ADD CONSTRAINT journal_kind CHECK (kind IN (
        'deposit', 'withdrawal', 'reinvestment', 'funding', 'disbursement',
        'principal_repayment', 'principal_share', 'interest_repayment', 'interest_share',
        'penalty_repayment', 'penalty_share', 'write_off', 'recovery', 'recovery_share',
        'receivable', 'receivable_settlement'
      ));
    `);
  }
}
