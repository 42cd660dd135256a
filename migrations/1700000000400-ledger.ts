import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only journal and the answers kept for repeated requests. */
export class Ledger1700000000400 implements MigrationInterface {
  name = 'Ledger1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE journal (
        id uuid CONSTRAINT journal_pkey PRIMARY KEY,
        posted_at timestamptz NOT NULL,
        business_date date NOT NULL,
        kind text NOT NULL,
        debit_account text NOT NULL,
        debit_owner uuid,
        credit_account text NOT NULL,
        credit_owner uuid,
        amount bigint NOT NULL,
        currency text NOT NULL,
        loan_id uuid,
        payment_id uuid,
        reverses_id uuid,
        -- The one provider a row concerns, so that a provider's slice is read by index.
        provider_id uuid GENERATED ALWAYS AS (
          CASE WHEN credit_account LIKE 'provider%' THEN credit_owner
               WHEN debit_account LIKE 'provider%' THEN debit_owner END
        ) STORED,
        CONSTRAINT journal_amount CHECK (amount > 0),
        CONSTRAINT journal_kind CHECK (kind IN (
          'deposit', 'withdrawal', 'reinvestment', 'funding', 'disbursement',
          'principal_repayment', 'principal_share', 'interest_repayment', 'interest_share'
        )),
        CONSTRAINT journal_accounts CHECK (
          debit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                            'collections') AND
          credit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                             'collections')
        )
      );
      -- An event posts once: a loan is disbursed once and funded once by a provider, a payment is split once.
      CREATE UNIQUE INDEX journal_loan_event ON journal (loan_id, kind, credit_owner) NULLS NOT DISTINCT
        WHERE payment_id IS NULL AND loan_id IS NOT NULL;
      CREATE UNIQUE INDEX journal_payment_event ON journal (payment_id, kind, credit_owner) NULLS NOT DISTINCT
        WHERE payment_id IS NOT NULL;
      CREATE UNIQUE INDEX journal_reversal ON journal (reverses_id) WHERE reverses_id IS NOT NULL;
      CREATE INDEX journal_by_provider ON journal (provider_id, id) WHERE provider_id IS NOT NULL;
      CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE idempotency_keys (
        caller_id uuid NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        status smallint NOT NULL,
        body json NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller_id, key)
      );
      CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys; DROP TABLE journal;');
  }
}
