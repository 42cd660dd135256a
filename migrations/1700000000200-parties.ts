import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Borrowers, loan providers and the versioned bank configuration. */
export class Parties1700000000200 implements MigrationInterface {
  name = 'Parties1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE customers (
        id uuid CONSTRAINT customers_pkey PRIMARY KEY,
        phone text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        min_loan_amount bigint,
        max_loan_amount bigint,
        created_at timestamptz NOT NULL,
        CONSTRAINT customers_user_fkey FOREIGN KEY (id) REFERENCES users (id),
        CONSTRAINT customers_own_range CHECK (
          min_loan_amount > 0 AND max_loan_amount > 0 AND min_loan_amount <= max_loan_amount
        )
      );

      CREATE TABLE providers (
        id uuid CONSTRAINT providers_pkey PRIMARY KEY,
        phone text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        fund_amount bigint NOT NULL DEFAULT 0,
        wallet_amount bigint NOT NULL DEFAULT 0,
        lent_amount bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        CONSTRAINT providers_user_fkey FOREIGN KEY (id) REFERENCES users (id),
        CONSTRAINT providers_fund_not_negative CHECK (fund_amount >= 0),
        CONSTRAINT providers_wallet_not_negative CHECK (wallet_amount >= 0),
        CONSTRAINT providers_lent_not_negative CHECK (lent_amount >= 0),
        CONSTRAINT providers_fund_limit CHECK (fund_amount < 1000000000000000),
        CONSTRAINT providers_wallet_limit CHECK (wallet_amount < 1000000000000000)
      ) WITH (fillfactor = 70);
      -- One index for each allocation policy's key: candidates are read in order, with a LIMIT.
      CREATE INDEX providers_by_free_funds ON providers (fund_amount, id) WHERE fund_amount > 0;
      CREATE INDEX providers_by_age ON providers (id) WHERE fund_amount > 0;

      CREATE TABLE bank_configurations (
        version integer CONSTRAINT bank_configurations_pkey PRIMARY KEY,
        min_loan_amount bigint NOT NULL,
        max_loan_amount bigint NOT NULL,
        interest_rate numeric NOT NULL,
        duration text NOT NULL,
        installments integer NOT NULL,
        currency text NOT NULL,
        allocation_policy text NOT NULL,
        created_at timestamptz NOT NULL,
        created_by uuid,
        CONSTRAINT bank_configurations_author_fkey FOREIGN KEY (created_by) REFERENCES users (id),
        CONSTRAINT bank_configurations_range CHECK (
          min_loan_amount > 0 AND min_loan_amount <= max_loan_amount
        ),
        CONSTRAINT bank_configurations_rate CHECK (interest_rate >= 0 AND interest_rate <= 10),
        CONSTRAINT bank_configurations_installments CHECK (installments BETWEEN 1 AND 600)
      );
      INSERT INTO bank_configurations
        (version, min_loan_amount, max_loan_amount, interest_rate, duration, installments, currency,
         allocation_policy, created_at)
      VALUES (1, 10000, 1000000, 0.05, 'P365D', 12, 'USD', 'smallest_first', now());
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bank_configurations; DROP TABLE providers; DROP TABLE customers;');
  }
}
