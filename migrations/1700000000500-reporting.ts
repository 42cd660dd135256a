import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The contents of each table, for people who read them with SQL. */
const TABLES: Record<string, string> = {
  allocation_runs:
    'Receipts: what each provider could lend, and did lend, when a batch of loans was funded. Append-only.',
  bank_configurations: 'Versions of the bank configuration; the highest is in force. Append-only.',
  business_dates: 'Business dates, one row when a date begins; the highest is the current one.',
  credit_scores: 'Every credit score a customer has had, with its reasons. Append-only.',
  customers: 'Borrowers; the id is the user id. Names are in users.',
  day_close_work: 'Loans that a running day-close still has to process.',
  day_closes: 'Closed business dates, and what closing them did.',
  disabled_accounts: 'When accounts were disabled and enabled again.',
  funding_queue: 'Loans that wait for money, and those that once did.',
  fund_movements: 'Deposits, withdrawals and reinvestments requested by providers. Append-only.',
  fundings: 'Participations: who lent how much of a loan, and what was repaid of it.',
  idempotency_keys: 'Answers to commands with an Idempotency-Key, kept for 30 days.',
  journal:
    'Every movement of money: each row moves amount from credit_account to debit_account. Append-only.',
  late_interest: 'Late interest that day-closes booked, one row per loan and date.',
  loan_events: 'The history of each loan. Append-only.',
  loans: 'Loans with the terms they were granted on. Balances are summaries; the proof recomputes them.',
  notes:
    'What people wrote about facts, such as why a payment was reversed. Notes can be redacted, not changed.',
  payment_reversals: 'Reversals of payments. Append-only.',
  payments:
    'Payments by borrowers, with their current split. A reversed payment has a row in payment_reversals.',
  portfolio_days: 'The amounts outstanding and at risk at the end of each business date.',
  provider_mandates: 'Versions of the limits that each provider sets. Append-only.',
  providers: 'Loan providers and their balances; the id is the user id. Names are in users.',
  quotes: 'Quotes: what a loan would cost, kept for the day.',
  refresh_tokens: 'Refresh tokens, hashed.',
  sandbox_clock: 'How many days a sandbox is ahead of the calendar.',
  score_due: 'Customers whose credit score must be recomputed.',
  score_turn: 'One row; whoever computes credit scores locks it.',
  sessions: 'Open sign-ins, one row each, until they end.',
  sign_in_attempts: 'Failed sign-ins by account and address, which slow down further ones.',
  users: 'Everybody who can sign in.',
  write_offs: 'Loans that were written off. Append-only.',
};

const MINOR = 'Minor units of the currency: 105000 is 1050.00 if it has two decimals.';
/** Columns of money, and what to say about them beyond the unit. */
const MONEY: Record<string, Record<string, string>> = {
  allocation_runs: {
    free_amounts: 'What each provider could lend, in the order of provider_ids.',
    total_amounts: 'Fund, wallet and money lent of each provider, in the order of provider_ids.',
  },
  bank_configurations: {
    min_loan_amount: 'Least principal.',
    max_loan_amount: 'Most principal.',
    minimum_share: 'The least that one provider lends to a loan.',
  },
  customers: {
    min_loan_amount: "The customer's own least principal; null: the bank's.",
    max_loan_amount: "The customer's own most principal; null: the bank's.",
  },
  day_closes: { late_interest: 'Late interest booked.' },
  funding_queue: { amount: 'Principal.' },
  fund_movements: { amount: 'Always positive.' },
  fundings: {
    amount: 'Principal lent.',
    principal_returned: 'Principal repaid.',
    interest_earned: 'Interest, after commission.',
    penalty_earned: 'Late interest.',
    principal_lost: 'Principal written off.',
    recovered: 'Received after the write-off.',
  },
  journal: { amount: 'Always positive.' },
  late_interest: { amount: 'Booked for this date.' },
  loan_events: {
    amount: 'What the event is about; null: no amount.',
    balance_before: 'What the loan owed before.',
    balance_after: 'What it owes after.',
  },
  loans: {
    amount: 'Principal.',
    amount_due: 'Principal, interest and late interest, paid or not.',
    total_paid: 'The paid part of amount_due.',
    principal_outstanding: 'Principal not yet repaid.',
    next_due_amount: 'The unpaid rest of the oldest unpaid instalment.',
    late_interest: 'Late interest booked so far, part of amount_due.',
  },
  payments: {
    amount: 'The whole payment.',
    principal: 'The part that repaid principal.',
    interest: 'The part that paid interest, commission included.',
    penalty: 'The part that paid late interest.',
    recovery: 'The part received after the write-off.',
    commission: "The bank's part of the interest.",
  },
  portfolio_days: {
    gross_outstanding: 'Principal outstanding.',
    par30_principal: 'Principal of loans more than 30 days past due.',
    par60_principal: 'Principal of loans more than 60 days past due.',
    par90_principal: 'Principal of loans more than 90 days past due.',
  },
  provider_mandates: {
    reserve_amount: 'Kept in the fund, never lent.',
    max_per_loan: 'The most in one loan; null: no limit.',
    max_per_borrower: 'The most in loans of one borrower; null: no limit.',
  },
  providers: {
    fund_amount: 'Money to lend.',
    wallet_amount: 'Money repaid by loans.',
    lent_amount: 'Principal that borrowers still owe.',
    receivable_amount: 'Reversed shares that the provider had already withdrawn, and so owes the bank.',
    reserve_amount: 'Kept in the fund, never lent.',
    max_per_loan: 'The most in one loan; null: no limit.',
    max_per_borrower: 'The most in loans of one borrower; null: no limit.',
    free_amount: 'Fund less reserve, at least 0; 0 while paused or disabled.',
    borrower_cap: 'The most in loans of one borrower, from both limits.',
  },
  quotes: { amount: 'Principal.' },
};

/** Currencies of ISO 4217 that do not have two decimals. */
const DECIMALS: [decimals: number, codes: string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
];

/** Comments on all tables and on every column of money; views in decimal units, in a schema of their own. */
export class Reporting1700000000500 implements MigrationInterface {
  name = 'Reporting1700000000500';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, text] of Object.entries(TABLES)) {
      await runner.query(`COMMENT ON TABLE ${table} IS ${literal(text)}`);
    }
    for (const [table, columns] of Object.entries(MONEY)) {
      for (const [column, text] of Object.entries(columns)) {
        await runner.query(`COMMENT ON COLUMN ${table}.${column} IS ${literal(`${text} ${MINOR}`)}`);
      }
    }
    const counters: { name: string }[] = await runner.query(
      `SELECT format('%s.%I', attrelid::regclass, attname) AS name
       FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND attname = 'entry_no'`,
    );
    for (const { name } of counters) {
      await runner.query(
        `COMMENT ON COLUMN ${name} IS 'The order of entry: what came first has the lower number. Not money.'`,
      );
    }
    const cases = DECIMALS.map(
      ([decimals, codes]) => `WHEN code = ANY ('{${codes.replaceAll(' ', ',')}}') THEN ${String(decimals)}`,
    ).join(' ');
    await runner.query(`
      CREATE SCHEMA reporting;
      COMMENT ON SCHEMA reporting IS
        'Views for analysts: amounts in units of the currency (1050.00), not in minor units. Read-only.';

      CREATE FUNCTION reporting.decimals(code text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT CASE ${cases} ELSE 2 END $$;
      COMMENT ON FUNCTION reporting.decimals IS 'How many decimals a currency has.';
      CREATE FUNCTION reporting.money(minor bigint, code text) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT round(minor / 10::numeric ^ reporting.decimals(code), reporting.decimals(code)) $$;
      COMMENT ON FUNCTION reporting.money IS 'Minor units as an amount: 105000, USD is 1050.00. Exact.';

      CREATE VIEW reporting.loans AS
        SELECT l.id, l.customer_id, concat_ws(' ', u.first_name, u.last_name) AS customer_name, l.status, l.currency,
          m.principal, m.amount_due, m.total_paid, m.amount_due - m.total_paid AS remaining_balance,
          m.principal_outstanding, m.late_interest, l.next_due_on, m.next_due_amount,
          l.interest_rate, l.interest_method, l.installments, l.every, l.unit, l.duration, l.commission_rate,
          l.start_on, l.assessed_on AS as_of, l.worst_days_past_due, l.written_off_on, l.credit_score, l.score_band,
          l.created_at
        FROM loans l JOIN users u ON u.id = l.customer_id
        CROSS JOIN LATERAL (SELECT
          reporting.money(l.amount, l.currency) AS principal,
          reporting.money(l.amount_due, l.currency) AS amount_due,
          reporting.money(l.total_paid, l.currency) AS total_paid,
          reporting.money(l.principal_outstanding, l.currency) AS principal_outstanding,
          reporting.money(l.late_interest, l.currency) AS late_interest,
          reporting.money(l.next_due_amount, l.currency) AS next_due_amount) m;
      COMMENT ON VIEW reporting.loans IS
        'Loans. Late interest and what follows from it are as of the end of as_of.';

      CREATE VIEW reporting.participations AS
        SELECT f.id, f.loan_id, f.provider_id, concat_ws(' ', u.first_name, u.last_name) AS provider_name, l.currency,
          reporting.money(f.amount, l.currency) AS principal,
          reporting.money(f.principal_returned, l.currency) AS principal_returned,
          reporting.money(f.principal_lost, l.currency) AS principal_lost,
          reporting.money(f.amount - f.principal_returned - f.principal_lost, l.currency) AS principal_outstanding,
          reporting.money(f.interest_earned, l.currency) AS interest_earned,
          reporting.money(f.penalty_earned, l.currency) AS late_interest_earned,
          reporting.money(f.recovered, l.currency) AS recovered, f.created_at
        FROM fundings f JOIN loans l ON l.id = f.loan_id JOIN users u ON u.id = f.provider_id;
      COMMENT ON VIEW reporting.participations IS 'Who lent how much of each loan, and what came back of it.';

      CREATE VIEW reporting.payments AS
        SELECT p.id, p.loan_id, p.customer_id, p.value_date, p.currency,
          reporting.money(p.amount, p.currency) AS amount,
          reporting.money(p.principal, p.currency) AS principal,
          reporting.money(p.interest, p.currency) AS interest,
          reporting.money(p.penalty, p.currency) AS late_interest,
          reporting.money(p.recovery, p.currency) AS recovery,
          reporting.money(p.commission, p.currency) AS commission,
          r.payment_id IS NOT NULL AS is_reversed, r.business_date AS reversed_on, p.created_at
        FROM payments p LEFT JOIN payment_reversals r ON r.payment_id = p.id;
      COMMENT ON VIEW reporting.payments IS 'Payments of borrowers; count those that are not reversed.';

      CREATE VIEW reporting.balances AS
        SELECT p.id AS provider_id, concat_ws(' ', u.first_name, u.last_name) AS provider_name, c.currency,
          reporting.money(p.fund_amount, c.currency) AS fund,
          reporting.money(p.wallet_amount, c.currency) AS wallet,
          reporting.money(p.lent_amount, c.currency) AS lent,
          reporting.money(p.receivable_amount, c.currency) AS owed_to_the_bank, p.paused
        FROM providers p JOIN users u ON u.id = p.id
        CROSS JOIN (SELECT currency FROM bank_configurations ORDER BY version DESC LIMIT 1) c;
      COMMENT ON VIEW reporting.balances IS 'What each provider has: to lend, got back, and lent.';

      CREATE VIEW reporting.journal AS
        SELECT id, posted_at, business_date, kind, debit_account, debit_owner, credit_account, credit_owner,
          reporting.money(amount, currency) AS amount, currency, loan_id, payment_id, cause_id, provider_id,
          reverses_id
        FROM journal;
      COMMENT ON VIEW reporting.journal IS 'Every movement of money, from credit_account to debit_account.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA reporting CASCADE');
    for (const [table, columns] of Object.entries(MONEY)) {
      for (const column of Object.keys(columns)) {
        await runner.query(`COMMENT ON COLUMN ${table}.${column} IS NULL`);
      }
    }
    for (const table of Object.keys(TABLES)) await runner.query(`COMMENT ON TABLE ${table} IS NULL`);
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
