import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const ACCOUNTS_BEFORE = `'cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim', 'collections',
  'receivable', 'commission'`;
const ACCOUNTS = `${ACCOUNTS_BEFORE}, 'clearing', 'gateway_fees', 'bank_losses', 'customer_receivable', 'payouts',
  'unidentified', 'own_funds', 'customer_credit'`;
const KINDS_BEFORE = `'deposit', 'withdrawal', 'reinvestment', 'disinvestment', 'funding', 'disbursement',
  'principal_repayment', 'principal_share', 'interest_repayment', 'interest_share', 'penalty_repayment',
  'penalty_share', 'write_off', 'recovery', 'recovery_share', 'receivable', 'receivable_settlement', 'commission'`;
const KINDS = `${KINDS_BEFORE}, 'overpayment', 'settlement', 'gateway_fee', 'return_settlement', 'dispute_fee',
  'deposit_return', 'credit_return', 'customer_receivable', 'customer_receivable_settlement', 'credit_kept',
  'credit_refund', 'receipt_return', 'payout', 'withdrawal_return', 'bank_in', 'bank_out', 'banked', 'outside',
  'bank_loss'`;

const plan = (accounts: string, kinds: string) => `
  ALTER TABLE journal DROP CONSTRAINT journal_accounts, DROP CONSTRAINT journal_kind;
  ALTER TABLE journal ADD CONSTRAINT journal_accounts CHECK (debit_account IN (${accounts}) AND credit_account IN
      (${accounts})),
    ADD CONSTRAINT journal_kind CHECK (kind IN (${kinds}));`;

const paymentsAreKept = (columns: string) => `
  CREATE TRIGGER payments_are_kept BEFORE DELETE OR UPDATE OF id, loan_id, customer_id, currency, amount,
    value_date, entered_by, received_in, ${columns}created_at, entry_no OR TRUNCATE ON payments FOR EACH STATEMENT EXECUTE
    FUNCTION refuse_change();`;

const MINOR = 'Minor units of the currency: 105000 is 1050.00 if it has two decimals.';
const COMMENTS: Record<string, string> = {
  'TABLE instruments':
    'What people pay with or are paid to, by the name that a gateway gave it. Card and account numbers are not here.',
  'TABLE transfers': 'Attempts to move money into or out of the platform. What is asked for never changes.',
  'COLUMN transfers.amount': `Always positive. ${MINOR}`,
  'COLUMN transfers.fee': `What the gateway kept of it. ${MINOR}`,
  'TABLE transfer_steps': 'What happened to each transfer, in order. Append-only.',
  'COLUMN transfer_steps.entry_no': 'The order of entry: what came first has the lower number. Not money.',
  'TABLE gateway_events':
    'Messages from gateways, by their ids, for 90 days. Bodies are not kept: they hold names and addresses.',
  'TABLE sandbox_charges': 'What the built-in sandbox gateway was asked for. Never in production.',
  'COLUMN sandbox_charges.amount': MINOR,
  'COLUMN customers.credit_amount': `Money of the customer that no loan took. ${MINOR}`,
  'COLUMN customers.receivable_amount': `What the customer owes of money that was taken back after it was spent. ${MINOR}`,
};

/** Transfers of money across the border of the platform, and the accounts on which it stands while it travels. */
export class Transfers1700000000900 implements MigrationInterface {
  name = 'Transfers1700000000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE instruments (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        gateway text NOT NULL,
        token text NOT NULL,
        kind text NOT NULL,
        label text NOT NULL,
        state text NOT NULL,
        mandate_ref text,
        mandated_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT instruments_pkey PRIMARY KEY (id),
        CONSTRAINT instruments_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
        CONSTRAINT instruments_kind CHECK (kind IN ('card', 'bank_debit', 'bank_account', 'wallet')),
        CONSTRAINT instruments_state CHECK (state IN ('pending', 'usable', 'refused', 'revoked'))
      );
      CREATE INDEX instruments_by_user ON instruments (user_id, id);

      CREATE TABLE transfers (
        id uuid NOT NULL,
        direction text NOT NULL,
        purpose text NOT NULL,
        party_id uuid,
        loan_id uuid,
        line_id uuid,
        amount bigint NOT NULL,
        currency text NOT NULL,
        fee bigint NOT NULL DEFAULT 0,
        gateway text NOT NULL,
        instrument_id uuid,
        gateway_ref text,
        state text NOT NULL,
        state_since timestamptz NOT NULL,
        -- What the books say of it.
        stands text NOT NULL,
        counts_from date NOT NULL,
        replaces_id uuid,
        autopay_due_on date,
        attempt integer,
        failure_code text,
        failure_text text,
        hold_until date,
        requested_by uuid,
        created_at timestamptz NOT NULL,
        -- Work that a worker takes: what is due to be sent or looked at (leased-work.ts). Null: nothing is.
        next_attempt_at timestamptz,
        leased_until timestamptz,
        lease uuid,
        attempts integer NOT NULL DEFAULT 0,
        CONSTRAINT transfers_pkey PRIMARY KEY (id),
        CONSTRAINT transfers_party_fkey FOREIGN KEY (party_id) REFERENCES users (id),
        CONSTRAINT transfers_author_fkey FOREIGN KEY (requested_by) REFERENCES users (id),
        CONSTRAINT transfers_loan_fkey FOREIGN KEY (loan_id) REFERENCES loans (id),
        CONSTRAINT transfers_instrument_fkey FOREIGN KEY (instrument_id) REFERENCES instruments (id),
        CONSTRAINT transfers_replaces_fkey FOREIGN KEY (replaces_id) REFERENCES transfers (id),
        CONSTRAINT transfers_gateway_ref UNIQUE (gateway, gateway_ref),
        CONSTRAINT transfers_replaced_once UNIQUE (replaces_id),
        CONSTRAINT transfers_autopay_once UNIQUE (loan_id, autopay_due_on, attempt),
        CONSTRAINT transfers_amount CHECK (amount > 0 AND fee >= 0),
        CONSTRAINT transfers_purpose CHECK (
          (direction = 'in' AND purpose IN ('repayment', 'provider_deposit')) OR (direction = 'out' AND
          purpose IN ('disbursement', 'provider_withdrawal', 'credit_refund', 'receipt_return'))),
        CONSTRAINT transfers_state CHECK (
          (direction = 'in' AND state IN ('created', 'submitted', 'unknown', 'pending', 'succeeded', 'settled',
            'returned', 'reinstated', 'failed', 'cancelled', 'review'))
          OR (direction = 'out' AND state IN ('reserved', 'submitted', 'unknown', 'sent', 'paid', 'failed',
            'returned', 'cancelled', 'review'))),
        CONSTRAINT transfers_stands CHECK (stands = 'nothing'
          OR (direction = 'in' AND stands IN ('credited', 'settled', 'owed_back'))
          OR (direction = 'out' AND stands IN ('promised', 'gone'))),
        CONSTRAINT transfers_party CHECK ((purpose = 'receipt_return') = (party_id IS NULL) AND
          (purpose = 'receipt_return') = (line_id IS NOT NULL)),
        CONSTRAINT transfers_loan CHECK ((purpose IN ('repayment', 'disbursement')) = (loan_id IS NOT NULL)),
        CONSTRAINT transfers_failure_text CHECK (length(failure_text) <= 200)
      );
      CREATE INDEX transfers_by_party ON transfers (party_id, id);
      CREATE INDEX transfers_by_loan ON transfers (loan_id, id) WHERE loan_id IS NOT NULL;
      CREATE INDEX transfers_due ON transfers (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      -- Money under way: what a loan shows as in transit, and what staff look at.
      CREATE INDEX transfers_under_way ON transfers (state, id) WHERE state NOT IN ('settled', 'paid', 'failed',
        'cancelled', 'returned');
      -- Money that stands on clearing or payouts, for the proof.
      CREATE INDEX transfers_standing ON transfers (stands) INCLUDE (amount, purpose) WHERE stands IN ('credited',
        'owed_back', 'promised');
      CREATE TRIGGER transfers_are_kept BEFORE DELETE OR UPDATE OF id, direction, purpose, party_id, loan_id, line_id,
        amount, currency, gateway, instrument_id, counts_from, replaces_id, autopay_due_on, attempt, requested_by,
        created_at OR TRUNCATE ON transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE transfer_steps (
        id uuid NOT NULL,
        transfer_id uuid NOT NULL,
        from_state text,
        to_state text NOT NULL,
        stands text NOT NULL,
        source text NOT NULL,
        source_ref text,
        at timestamptz NOT NULL,
        actor_id uuid,
        entry_no bigint NOT NULL DEFAULT nextval('entry_order'),
        CONSTRAINT transfer_steps_pkey PRIMARY KEY (id),
        CONSTRAINT transfer_steps_transfer_fkey FOREIGN KEY (transfer_id) REFERENCES transfers (id),
        CONSTRAINT transfer_steps_actor_fkey FOREIGN KEY (actor_id) REFERENCES users (id),
        CONSTRAINT transfer_steps_source CHECK (source IN ('api', 'webhook', 'poll', 'statement', 'staff', 'clock'))
      );
      CREATE INDEX transfer_steps_by_transfer ON transfer_steps (transfer_id, entry_no);
      CREATE INDEX transfer_steps_by_entry ON transfer_steps USING brin (entry_no) WITH (
        pages_per_range = 32, autosummarize = on);
      CREATE TRIGGER transfer_steps_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON transfer_steps FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change();

      CREATE TABLE gateway_events (
        gateway text NOT NULL,
        event_id text NOT NULL,
        type text NOT NULL,
        gateway_ref text,
        received_at timestamptz NOT NULL,
        state text NOT NULL,
        CONSTRAINT gateway_events_pkey PRIMARY KEY (gateway, event_id),
        CONSTRAINT gateway_events_state CHECK (state IN ('done', 'orphan'))
      );
      CREATE INDEX gateway_events_by_time ON gateway_events (received_at);

      -- The books of the sandbox gateway, which stands for another company: nothing here refers to the platform's.
      CREATE TABLE sandbox_charges (
        id uuid NOT NULL,
        token text NOT NULL,
        amount bigint NOT NULL,
        currency text NOT NULL,
        charged_on date NOT NULL,
        requests integer NOT NULL,
        -- What the gateway says of it, where that does not follow from the token.
        truth jsonb,
        CONSTRAINT sandbox_charges_pkey PRIMARY KEY (id)
      );

      ALTER TABLE customers ADD COLUMN credit_amount bigint NOT NULL DEFAULT 0,
        ADD COLUMN receivable_amount bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT customers_credit_not_negative CHECK (credit_amount >= 0),
        ADD CONSTRAINT customers_receivable_not_negative CHECK (receivable_amount >= 0);

      ALTER TABLE payments ADD COLUMN transfer_id uuid,
        ADD CONSTRAINT payments_transfer_fkey FOREIGN KEY (transfer_id) REFERENCES transfers (id),
        DROP CONSTRAINT payments_received_in,
        ADD CONSTRAINT payments_received_in CHECK (received_in IN ('cash', 'clearing', 'customer_credit'));
      CREATE INDEX payments_by_transfer ON payments (transfer_id) WHERE transfer_id IS NOT NULL;
      DROP TRIGGER payments_are_kept ON payments;
      ${paymentsAreKept('transfer_id, ')}

      -- A gateway that takes money back gives no reason but its own, which the transfer has.
      ALTER TABLE payment_reversals ADD COLUMN money text NOT NULL DEFAULT 'returned',
        ALTER COLUMN note_id DROP NOT NULL, ALTER COLUMN reversed_by DROP NOT NULL,
        ADD CONSTRAINT payment_reversals_money CHECK (money IN ('returned', 'credit')),
        ADD CONSTRAINT payment_reversals_note CHECK ((note_id IS NULL) = (reversed_by IS NULL));

      ALTER TABLE fund_movements ADD COLUMN transfer_id uuid,
        ADD CONSTRAINT fund_movements_transfer_fkey FOREIGN KEY (transfer_id) REFERENCES transfers (id),
        DROP CONSTRAINT fund_movements_kind,
        ADD CONSTRAINT fund_movements_kind CHECK (kind IN ('deposit', 'withdrawal', 'reinvestment', 'deposit_return',
          'withdrawal_return'));
      CREATE INDEX fund_movements_by_transfer ON fund_movements (transfer_id) WHERE transfer_id IS NOT NULL;

      -- The proof finds the few sealed balances of owners that have one now and then.
      CREATE INDEX sealed_balances_of_customers ON sealed_balances (account, owner, business_date) WHERE account IN (
        'customer_credit', 'customer_receivable', 'cash');
      ${plan(ACCOUNTS, KINDS)}
    `);
    for (const [what, text] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${what} IS '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      instruments: 'FROM instruments',
      transfers: 'FROM transfers',
      'messages of gateways': 'FROM gateway_events',
      'charges of the sandbox gateway': 'FROM sandbox_charges',
      'payments from credit': "FROM payments WHERE received_in <> 'cash'",
      'reversals into credit': "FROM payment_reversals WHERE money <> 'returned'",
      'customers with credit or debts': 'FROM customers WHERE credit_amount > 0 OR receivable_amount > 0',
      'movements of money on new accounts': `FROM journal WHERE NOT (debit_account IN (${ACCOUNTS_BEFORE})
        AND credit_account IN (${ACCOUNTS_BEFORE}) AND kind IN (${KINDS_BEFORE}))`,
    });
    await runner.query(`
      ${plan(ACCOUNTS_BEFORE, KINDS_BEFORE)}
      DROP INDEX sealed_balances_of_customers, fund_movements_by_transfer, payments_by_transfer;
      ALTER TABLE fund_movements DROP COLUMN transfer_id, DROP CONSTRAINT fund_movements_kind,
        ADD CONSTRAINT fund_movements_kind CHECK (kind IN ('deposit', 'withdrawal', 'reinvestment'));
      ALTER TABLE payment_reversals DROP CONSTRAINT payment_reversals_note, DROP COLUMN money,
        ALTER COLUMN note_id SET NOT NULL, ALTER COLUMN reversed_by SET NOT NULL;
      DROP TRIGGER payments_are_kept ON payments;
      ALTER TABLE payments DROP COLUMN transfer_id, DROP CONSTRAINT payments_received_in,
        ADD CONSTRAINT payments_received_in CHECK (received_in IN ('cash'));
      ${paymentsAreKept('')}
      ALTER TABLE customers DROP COLUMN credit_amount, DROP COLUMN receivable_amount;
      DROP TABLE sandbox_charges, gateway_events, transfer_steps, transfers, instruments;
    `);
  }
}
