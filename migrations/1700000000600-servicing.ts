import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** What loans live through: penalties, reversals, write-offs, recoveries, late interest and their events. */
export class Servicing1700000000600 implements MigrationInterface {
  name = 'Servicing1700000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE providers
        ADD receivable_amount bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT providers_receivable_not_negative CHECK (receivable_amount >= 0);

      ALTER TABLE fundings
        ADD penalty_earned bigint NOT NULL DEFAULT 0,
        ADD principal_lost bigint NOT NULL DEFAULT 0,
        ADD recovered bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT fundings_penalty CHECK (penalty_earned >= 0),
        ADD CONSTRAINT fundings_lost CHECK (principal_lost BETWEEN 0 AND amount - principal_returned),
        ADD CONSTRAINT fundings_recovered CHECK (recovered >= 0);

      ALTER TABLE payments
        ADD penalty bigint NOT NULL DEFAULT 0,
        ADD recovery bigint NOT NULL DEFAULT 0,
        ADD entered_by uuid,
        DROP CONSTRAINT payments_amount,
        ADD CONSTRAINT payments_amount CHECK (
          amount > 0 AND principal >= 0 AND interest >= 0 AND penalty >= 0 AND recovery >= 0 AND
          amount = principal + interest + penalty + recovery
        ),
        ADD CONSTRAINT payments_author_fkey FOREIGN KEY (entered_by) REFERENCES users (id);
      -- A payment is a fact. How it is divided follows from all payments of the loan, so a replay may change that.
      DROP TRIGGER payments_are_kept ON payments;
      CREATE TRIGGER payments_are_kept BEFORE DELETE OR TRUNCATE OR
        UPDATE OF id, loan_id, customer_id, currency, amount, value_date, entered_by, created_at ON payments
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE payment_reversals (
        payment_id uuid CONSTRAINT payment_reversals_pkey PRIMARY KEY,
        reason text NOT NULL,
        business_date date NOT NULL,
        reversed_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT payment_reversals_payment_fkey FOREIGN KEY (payment_id) REFERENCES payments (id),
        CONSTRAINT payment_reversals_author_fkey FOREIGN KEY (reversed_by) REFERENCES users (id)
      );
      CREATE TRIGGER payment_reversals_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON payment_reversals
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE write_offs (
        loan_id uuid CONSTRAINT write_offs_pkey PRIMARY KEY,
        id uuid NOT NULL,
        reason text NOT NULL,
        business_date date NOT NULL,
        written_off_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT write_offs_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT write_offs_author_fkey FOREIGN KEY (written_off_by) REFERENCES users (id)
      );
      CREATE TRIGGER write_offs_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON write_offs
        EXECUTE FUNCTION refuse_change();

      ALTER TABLE journal ADD revision integer NOT NULL DEFAULT 0;
      ALTER TABLE journal DROP CONSTRAINT journal_kind, DROP CONSTRAINT journal_accounts;
      ALTER TABLE journal
        ADD CONSTRAINT journal_kind CHECK (kind IN (
          'deposit', 'withdrawal', 'reinvestment', 'funding', 'disbursement',
          'principal_repayment', 'principal_share', 'interest_repayment', 'interest_share',
          'penalty_repayment', 'penalty_share', 'write_off', 'recovery', 'recovery_share',
          'receivable', 'receivable_settlement'
        )),
        ADD CONSTRAINT journal_accounts CHECK (
          debit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                            'collections', 'receivable') AND
          credit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                             'collections', 'receivable')
        );
      -- An event posts once in each revision; a replay reverses the rows of one revision and posts the next.
      DROP INDEX journal_loan_event;
      CREATE UNIQUE INDEX journal_loan_event ON journal (loan_id, kind, debit_owner, credit_owner, revision)
        NULLS NOT DISTINCT WHERE payment_id IS NULL AND loan_id IS NOT NULL AND reverses_id IS NULL;
      DROP INDEX journal_payment_event;
      CREATE UNIQUE INDEX journal_payment_event ON journal (payment_id, kind, debit_owner, credit_owner, revision)
        NULLS NOT DISTINCT WHERE payment_id IS NOT NULL AND reverses_id IS NULL;

      -- Late interest as it was booked, day by day: a row adds to (or, after a replay, takes from) the loan's.
      CREATE TABLE late_interest (
        loan_id uuid NOT NULL,
        business_date date NOT NULL,
        amount bigint NOT NULL,
        CONSTRAINT late_interest_pkey PRIMARY KEY (loan_id, business_date),
        CONSTRAINT late_interest_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id)
      );

      CREATE TABLE loan_events (
        id uuid CONSTRAINT loan_events_pkey PRIMARY KEY,
        loan_id uuid NOT NULL,
        business_date date NOT NULL,
        created_at timestamptz NOT NULL,
        kind text NOT NULL,
        amount bigint,
        payment_id uuid,
        detail text,
        actor_id uuid,
        status_before text NOT NULL,
        status_after text NOT NULL,
        balance_before bigint NOT NULL,
        balance_after bigint NOT NULL,
        CONSTRAINT loan_events_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT loan_events_kind CHECK (kind IN (
          'payment', 'recovery', 'payment_reversed', 'late_interest', 'overdue', 'defaulted',
          'written_off', 'reminder', 'overdue_notice'
        ))
      );
      CREATE INDEX loan_events_by_loan ON loan_events (loan_id, id);
      -- What the day-close writes of a loan on a date, it writes once.
      CREATE UNIQUE INDEX loan_events_once_a_day ON loan_events (loan_id, business_date, kind)
        WHERE kind IN ('late_interest', 'reminder', 'overdue_notice');
      CREATE TRIGGER loan_events_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON loan_events
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE quotes (
        id uuid CONSTRAINT quotes_pkey PRIMARY KEY,
        customer_id uuid NOT NULL,
        config_version integer NOT NULL,
        amount bigint NOT NULL,
        installments integer NOT NULL,
        start_on date NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        loan_id uuid,
        CONSTRAINT quotes_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT quotes_config_fkey FOREIGN KEY (config_version) REFERENCES bank_configurations (version),
        CONSTRAINT quotes_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT quotes_amount CHECK (amount > 0),
        CONSTRAINT quotes_installments CHECK (installments BETWEEN 1 AND 600)
      );
      CREATE INDEX quotes_by_customer ON quotes (customer_id, id);

      CREATE TABLE day_closes (
        business_date date CONSTRAINT day_closes_pkey PRIMARY KEY,
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
        CONSTRAINT day_closes_status CHECK (status IN ('running', 'done')),
        CONSTRAINT day_closes_finished CHECK ((status = 'done') = (finished_at IS NOT NULL))
      );
      -- The loans that a day-close still has to look at; empty once it is done.
      CREATE TABLE day_close_work (
        business_date date NOT NULL,
        loan_id uuid NOT NULL,
        CONSTRAINT day_close_work_pkey PRIMARY KEY (business_date, loan_id)
      );

      -- One row: how many days a sandbox is ahead of the calendar.
      CREATE TABLE sandbox_clock (
        id integer CONSTRAINT sandbox_clock_pkey PRIMARY KEY,
        days_ahead integer NOT NULL,
        CONSTRAINT sandbox_clock_one_row CHECK (id = 1),
        CONSTRAINT sandbox_clock_forward CHECK (days_ahead >= 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'loans that are or were late, in default or written off': `FROM loans l WHERE l.late_interest > 0
         OR l.status IN ('overdue', 'defaulted', 'written_off') OR EXISTS (
           SELECT FROM loan_events e WHERE e.loan_id = l.id AND e.status_after NOT IN ('active', 'paid'))`,
      'reversed payments': 'FROM payment_reversals',
      'payments of late interest or after a write-off': 'FROM payments WHERE penalty > 0 OR recovery > 0',
      'payments that staff entered': 'FROM payments WHERE entered_by IS NOT NULL',
      'entries of the journal that were booked anew':
        'FROM journal WHERE reverses_id IS NOT NULL OR revision > 0',
      'entries of the journal about late interest, losses or debts of providers': `FROM journal
         WHERE kind IN ('penalty_repayment', 'penalty_share', 'write_off', 'recovery', 'recovery_share',
                        'receivable', 'receivable_settlement')`,
    });
    await runner.query(`
      DROP TABLE sandbox_clock, day_close_work, day_closes, quotes, loan_events, late_interest, write_offs,
        payment_reversals;
      DROP INDEX journal_loan_event;
      CREATE UNIQUE INDEX journal_loan_event ON journal (loan_id, kind, credit_owner) NULLS NOT DISTINCT
        WHERE payment_id IS NULL AND loan_id IS NOT NULL;
      DROP INDEX journal_payment_event;
      CREATE UNIQUE INDEX journal_payment_event ON journal (payment_id, kind, credit_owner) NULLS NOT DISTINCT
        WHERE payment_id IS NOT NULL;
      ALTER TABLE journal DROP revision, DROP CONSTRAINT journal_kind, DROP CONSTRAINT journal_accounts,
        ADD CONSTRAINT journal_kind CHECK (kind IN (
          'deposit', 'withdrawal', 'reinvestment', 'funding', 'disbursement',
          'principal_repayment', 'principal_share', 'interest_repayment', 'interest_share'
        )),
        ADD CONSTRAINT journal_accounts CHECK (
          debit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                            'collections') AND
          credit_account IN ('cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim',
                             'collections')
        );
      DROP TRIGGER payments_are_kept ON payments;
      CREATE TRIGGER payments_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON payments
        EXECUTE FUNCTION refuse_change();
      ALTER TABLE payments DROP CONSTRAINT payments_amount, DROP penalty, DROP recovery, DROP entered_by,
        ADD CONSTRAINT payments_amount CHECK (
          amount > 0 AND principal >= 0 AND interest >= 0 AND amount = principal + interest
        );
      ALTER TABLE fundings DROP penalty_earned, DROP principal_lost, DROP recovered;
      ALTER TABLE providers DROP receivable_amount;
    `);
  }
}
