import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from './make.js';

/** Terms that make the figures easy to compute by hand: three instalments in thirty days, and 0.1 % a day when late. */
export const TERMS = {
  interest_rate: '0',
  installments: 3,
  every: 10,
  unit: 'days',
  late_interest_rate: '0.365',
  grace_days: 3,
  default_after_days: 20,
  reminder_days: 2,
};

/** The date this many days later. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** Staff of a sandbox who move its business date. */
export interface Sandbox {
  staff: Actor;
  today: () => Promise<string>;
  advance: (to: string) => Promise<Record<string, unknown>[]>;
}

export async function openSandbox(app: TestApp): Promise<Sandbox> {
  const staff = await makeStaff(app);
  return {
    staff,
    today: async () => must(200, await staff.api.get('/api/sandbox/clock/')).business_date as string,
    advance: async (to) => {
      const answer = must(200, await staff.api.post('/api/sandbox/clock/advance/', { to }));
      return answer.day_closes as Record<string, unknown>[];
    },
  };
}

/** Loans of many kinds, some of which will be late. */
export async function lendToAll(app: TestApp, { staff }: Sandbox): Promise<void> {
  const small = await makeProvider(app, '333.33');
  await makeProvider(app, '9999999.00');
  const configure = async (change: object) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));
  const lend = async (paid?: string) => {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '900.00');
    if (paid !== undefined) await pay(customer, loan, paid);
  };
  await configure(TERMS);
  for (const paid of [undefined, '0.01', '299.99', '300.00', '600.00', '900.00']) await lend(paid);
  await configure({ interest_rate: '0.36', interest_method: 'declining_balance', late_interest_rate: '0' });
  for (const paid of [undefined, '150.00']) await lend(paid);
  await configure({ late_interest_rate: '0.73', grace_days: 0, default_after_days: 1 });
  for (const paid of [undefined, '1.00']) await lend(paid);
  await configure({ ...TERMS, interest_method: 'flat', prepayment_rebate: true });
  await lend();
  must(200, await small.api.post('/api/providers/add_funds/', { amount: '999999.00' }));
}

/** Copies the loans of each kind, with their journal and providers' balances. By SQL, because there are many. */
export async function multiplyLoans(database: TestDatabase, times: number): Promise<void> {
  await database.tamper(`
    CREATE TABLE copies AS SELECT l.id AS old, uuidv7() AS new FROM loans l, generate_series(1, ${String(times)});
    CREATE FUNCTION copy_rows(source text, key text) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE names text; picked text;
    BEGIN
      SELECT string_agg(quote_ident(column_name), ', '),
             string_agg(CASE WHEN column_name = key THEN 'c.new' WHEN column_name = 'id' THEN 'uuidv7()'
                             WHEN column_name = 'allocation_run_id' THEN 'NULL'
                             WHEN column_name = 'number' THEN 'short_number(nextval(''short_numbers''))'
                             ELSE 's.' || quote_ident(column_name) END, ', ')
        INTO names, picked FROM information_schema.columns
        WHERE table_name = source AND table_schema = 'public' AND is_generated = 'NEVER';
      EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %I s JOIN copies c ON c.old = s.%I',
                     source, names, picked, source, key);
    END $$;
    SELECT copy_rows('loans', 'id'), copy_rows('fundings', 'loan_id');
    -- What was paid on the copies stays with their originals: nothing is paid on these.
    DELETE FROM copies WHERE old IN (SELECT loan_id FROM payments);
    DELETE FROM fundings f USING loans l WHERE f.loan_id = l.id AND l.total_paid > 0
      AND NOT EXISTS (SELECT FROM payments y WHERE y.loan_id = l.id);
    DELETE FROM loans l WHERE l.total_paid > 0 AND NOT EXISTS (SELECT FROM payments y WHERE y.loan_id = l.id);
    INSERT INTO score_due (customer_id, cause) SELECT DISTINCT customer_id, 'loan' FROM loans;
    SELECT copy_rows('journal', 'loan_id');
    UPDATE providers p SET lent_amount = lent_amount + s.amount, fund_amount = fund_amount - s.amount
    FROM (SELECT f.provider_id, sum(f.amount) AS amount FROM fundings f JOIN copies c ON c.new = f.loan_id
          GROUP BY f.provider_id) s
    WHERE s.provider_id = p.id;
    DROP FUNCTION copy_rows;
    DROP TABLE copies;
    -- What was copied has no events of its own.
    UPDATE event_sequencer SET began_at = clock_timestamp();
  `);
}

/** What day-closes leave in the database, without timestamps and ids. */
export async function whatIsLeft(database: TestDatabase): Promise<Record<string, unknown[]>> {
  const [loans, lateInterest, events, closes, portfolio] = await Promise.all([
    database.rows('SELECT * FROM loans ORDER BY id'),
    database.rows('SELECT * FROM late_interest ORDER BY loan_id, business_date'),
    database.rows(
      `SELECT loan_id, business_date, kind, amount, detail, status_before, status_after, balance_before, balance_after
       FROM loan_events ORDER BY loan_id, business_date, kind`,
    ),
    database.rows(
      `SELECT business_date, status, candidates, assessed, late_interest, became_overdue, became_defaulted,
              reminders, notices FROM day_closes ORDER BY business_date`,
    ),
    database.rows(
      `SELECT business_date, loans, gross_outstanding, par30_principal, par60_principal, par90_principal
       FROM portfolio_days ORDER BY business_date`,
    ),
  ]);
  return { loans, lateInterest, events, closes, portfolio };
}
