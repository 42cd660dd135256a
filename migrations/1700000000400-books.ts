import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** The append-only journal, payments with their reversals, write-offs, and the close of business dates. */
export class Books1700000000400 implements MigrationInterface {
  name = 'Books1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE journal (
        id uuid NOT NULL,
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
        -- The fact that caused the row, if it belongs to no payment and no funding, pay-out or write-off of a loan.
        cause_id uuid,
        reverses_id uuid,
        -- The one provider that a row concerns, so that a provider's rows are read by index.
        provider_id uuid GENERATED ALWAYS AS (
          CASE WHEN credit_account LIKE 'provider%' THEN credit_owner
               WHEN debit_account LIKE 'provider%' THEN debit_owner END
        ) STORED,
        revision integer NOT NULL DEFAULT 0,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT journal_pkey PRIMARY KEY (id),
        CONSTRAINT journal_accounts CHECK (
          debit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                            'collections', 'receivable', 'commission') AND
          credit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                             'collections', 'receivable', 'commission')
        ),
        CONSTRAINT journal_amount CHECK (amount > 0),
        CONSTRAINT journal_kind CHECK (kind IN ('deposit', 'withdrawal', 'reinvestment', 'disinvestment',
          'funding', 'disbursement', 'principal_repayment', 'principal_share', 'interest_repayment',
          'interest_share', 'penalty_repayment', 'penalty_share', 'write_off', 'recovery', 'recovery_share',
          'receivable', 'receivable_settlement', 'commission'))
      );
      CREATE INDEX journal_by_business_date ON journal USING brin (business_date) WITH (
        pages_per_range = 32, autosummarize = on);
      CREATE INDEX journal_by_provider ON journal (provider_id, id) WHERE provider_id IS NOT NULL;
      -- An event posts once per revision; a replay reverses the rows of one revision and posts the next.
      CREATE UNIQUE INDEX journal_loan_event ON journal (loan_id, kind, debit_owner, credit_owner, revision, cause_id)
        NULLS NOT DISTINCT WHERE payment_id IS NULL AND loan_id IS NOT NULL AND reverses_id IS NULL;
      CREATE UNIQUE INDEX journal_payment_event ON journal (payment_id, kind, debit_owner, credit_owner,
        revision) NULLS NOT DISTINCT WHERE payment_id IS NOT NULL AND reverses_id IS NULL;
      CREATE UNIQUE INDEX journal_cause_event ON journal (cause_id, kind, debit_owner, credit_owner, revision)
        NULLS NOT DISTINCT
        WHERE cause_id IS NOT NULL AND loan_id IS NULL AND payment_id IS NULL AND reverses_id IS NULL;
      CREATE UNIQUE INDEX journal_reversal ON journal (reverses_id) WHERE reverses_id IS NOT NULL;
      CREATE TRIGGER journal_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON journal FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE payments (
        id uuid NOT NULL,
        loan_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        currency text NOT NULL,
        amount bigint NOT NULL,
        principal bigint NOT NULL,
        interest bigint NOT NULL,
        value_date date NOT NULL,
        created_at timestamptz NOT NULL,
        penalty bigint NOT NULL DEFAULT 0,
        recovery bigint NOT NULL DEFAULT 0,
        entered_by uuid,
        -- The account that received the money: a replay posts the payment to it again.
        received_in text NOT NULL DEFAULT 'cash',
        commission bigint NOT NULL DEFAULT 0,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT payments_pkey PRIMARY KEY (id),
        CONSTRAINT payments_author_fkey FOREIGN KEY (entered_by) REFERENCES users (id),
        CONSTRAINT payments_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT payments_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT payments_amount CHECK (amount > 0 AND principal >= 0 AND interest >= 0 AND penalty >= 0 AND
          recovery >= 0 AND amount = (principal + interest + penalty + recovery)),
        CONSTRAINT payments_received_in CHECK (received_in IN ('cash')),
        CONSTRAINT payments_commission CHECK (commission >= 0 AND commission <= interest)
      );
      CREATE INDEX payments_by_customer ON payments (customer_id, id);
      CREATE INDEX payments_by_loan ON payments (loan_id, id);
      -- A payment is a fact. Its split follows from all payments of the loan, so a replay may change the split.
      CREATE TRIGGER payments_are_kept BEFORE DELETE OR UPDATE OF id, loan_id, customer_id, currency, amount,
        value_date, entered_by, received_in, created_at, entry_no OR TRUNCATE ON payments FOR EACH STATEMENT EXECUTE
        FUNCTION refuse_change();

      CREATE TABLE payment_reversals (
        payment_id uuid NOT NULL,
        note_id uuid NOT NULL,
        business_date date NOT NULL,
        reversed_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT payment_reversals_pkey PRIMARY KEY (payment_id),
        CONSTRAINT payment_reversals_note_fkey FOREIGN KEY (note_id) REFERENCES notes (id),
        CONSTRAINT payment_reversals_author_fkey FOREIGN KEY (reversed_by) REFERENCES users (id),
        CONSTRAINT payment_reversals_payment_fkey FOREIGN KEY (payment_id) REFERENCES payments (id)
      );
      CREATE TRIGGER payment_reversals_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON payment_reversals FOR
        EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE write_offs (
        loan_id uuid NOT NULL,
        id uuid NOT NULL,
        note_id uuid NOT NULL,
        business_date date NOT NULL,
        written_off_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT write_offs_pkey PRIMARY KEY (loan_id),
        CONSTRAINT write_offs_note_fkey FOREIGN KEY (note_id) REFERENCES notes (id),
        CONSTRAINT write_offs_author_fkey FOREIGN KEY (written_off_by) REFERENCES users (id),
        CONSTRAINT write_offs_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id)
      );
      CREATE TRIGGER write_offs_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON write_offs FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE day_closes (
        business_date date NOT NULL,
        status text NOT NULL,
        candidates integer NOT NULL,
        assessed integer NOT NULL DEFAULT 0,
        late_interest bigint NOT NULL DEFAULT 0,
        became_overdue integer NOT NULL DEFAULT 0,
        became_defaulted integer NOT NULL DEFAULT 0,
        reminders integer NOT NULL DEFAULT 0,
        notices integer NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL,
        finished_at timestamptz,
        CONSTRAINT day_closes_pkey PRIMARY KEY (business_date),
        CONSTRAINT day_closes_finished CHECK ((status = 'done') = (finished_at IS NOT NULL)),
        CONSTRAINT day_closes_status CHECK (status IN ('running', 'done'))
      );

      -- The loans that a day-close still has to process; empty once it is done.
      CREATE TABLE day_close_work (
        business_date date NOT NULL,
        loan_id uuid NOT NULL,
        CONSTRAINT day_close_work_pkey PRIMARY KEY (business_date, loan_id)
      );

      CREATE TABLE portfolio_days (
        business_date date NOT NULL,
        loans integer NOT NULL,
        gross_outstanding bigint NOT NULL,
        par30_principal bigint NOT NULL,
        par60_principal bigint NOT NULL,
        par90_principal bigint NOT NULL,
        recorded_at timestamptz NOT NULL,
        made_since uuid NOT NULL,
        CONSTRAINT portfolio_days_pkey PRIMARY KEY (business_date, made_since),
        CONSTRAINT portfolio_days_amounts CHECK (loans >= 0 AND 0 <= par90_principal AND par90_principal <=
          par60_principal AND par60_principal <= par30_principal AND par30_principal <= gross_outstanding)
      );
      CREATE TRIGGER portfolio_days_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON portfolio_days FOR EACH
        STATEMENT EXECUTE FUNCTION refuse_change();
      COMMENT ON COLUMN portfolio_days.made_since IS 'Zeros: all loans of the day. Else what loans made since that id, as demo data, add to it: sum the rows of a date.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'entries of the journal': 'FROM journal',
      'closed business dates': 'FROM day_closes',
    });
    await runner.query(`
      DROP TABLE portfolio_days, day_close_work, day_closes, write_offs, payment_reversals, payments, journal;
    `);
  }
}
