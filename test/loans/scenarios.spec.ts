import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { dateIsSealed, expectGreenProof, redChecks } from '../support/proof.js';

jest.setTimeout(120_000);

interface Result {
  scenario: string;
  username: string;
  loan: string;
  status: string;
}

describe('the scenarios of the demo', () => {
  let app: TestApp;
  let staff: Actor;
  let lender: Actor;
  let scenarios: Result[];

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    // Whose money is paid in today: it was not there when the scenarios began.
    lender = await makeProvider(app, '50000.00');
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', { late_interest_rate: '0.24', grace_days: 3 }),
    );
    const { code, json } = await startCli(app.database.url, 'demo --scenarios --json').ended;
    expect(code).toBe(0);
    scenarios = (json() as { scenarios: Result[] }).scenarios;
  });
  afterAll(() => app.stop());

  it('end as they tell, with the books right', async () => {
    expect(Object.fromEntries(scenarios.map(({ scenario, status }) => [scenario, status]))).toEqual({
      'on-time': 'active',
      early: 'active',
      'late-cured': 'active',
      partial: 'active',
      default: 'defaulted',
      'written-off': 'written_off',
      prepaid: 'paid',
      reversed: 'active',
      'recorded-late': 'active',
    });
    await expectGreenProof(app);
  });

  it.each([
    ['on-time', { payment: 7, recovery: 0, overdue: 0, payment_reversed: 0 }],
    ['late-cured', { overdue: 1, defaulted: 0 }],
    ['default', { payment: 1, overdue: 1, defaulted: 1, written_off: 0 }],
    ['written-off', { payment: 0, recovery: 2, defaulted: 1, written_off: 1 }],
    ['reversed', { payment_reversed: 1 }],
  ])('are on record day by day: %s', async (name, counts) => {
    const { loan } = scenarios.find(({ scenario }) => scenario === name) as Result;
    const kinds: string[] = [];
    for (let next: string | null = `/api/loans/${loan}/history/?limit=100`; next !== null;) {
      const page = must(200, await staff.api.get(next)) as {
        next: string | null;
        results: { kind: string }[];
      };
      kinds.push(...page.results.map(({ kind }) => kind));
      next = page.next;
    }
    const counted = Object.keys(counts).map((kind) => [kind, kinds.filter((one) => one === kind).length]);
    expect(Object.fromEntries(counted)).toEqual(counts);
  });

  /** What the books say was out at the end of each date, against what the portfolio's history says. */
  const expectHistory = async () => {
    const days = await app.database.rows(
      `SELECT d.business_date::text AS date, sum(d.gross_outstanding)::text AS said,
         (SELECT coalesce(sum(CASE 'loan_principal' WHEN j.debit_account THEN j.amount
                                                    WHEN j.credit_account THEN -j.amount END), 0)
          FROM journal j WHERE j.business_date <= d.business_date) AS booked
       FROM portfolio_days d GROUP BY d.business_date ORDER BY d.business_date`,
    );
    expect(days.length).toBe(240);
    expect(days.map(({ date, booked }) => [date, booked])).toEqual(
      days.map(({ date, said }) => [date, said]),
    );
    const [last] = await app.database.rows<Record<string, number>>(
      `SELECT (SELECT sum(loans) FROM portfolio_days GROUP BY business_date ORDER BY business_date DESC LIMIT 1)::int AS said,
         (SELECT count(*) FROM loans WHERE status IN ('active', 'overdue', 'defaulted') AND start_on < current_date)::int
           AS open`,
    );
    expect(last?.said).toBe(last?.open);
    expect(last?.open).toBeGreaterThan(5);
    const closes = await app.database.rows<{ ok: boolean; date: string }>(
      `SELECT business_date::text AS date, finished_at >= started_at AND status = 'done' AS ok FROM day_closes`,
    );
    expect(closes.filter(({ ok }) => !ok)).toEqual([]);
  };

  it('leave a history of the portfolio without a seam', expectHistory);

  it('take no money that was paid in later', async () => {
    const from = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10);
    const statement = must(
      200,
      await staff.api.get(`/api/providers/statement/?provider=${lender.id}&from=${from}`),
    ) as { opening: { fund: string }; movements: { balances: { fund: string } }[] };
    expect(statement.opening.fund).toBe('0.00');
    expect(statement.movements.map(({ balances }) => balances.fund)).toEqual(['50000.00']);
    const [row] = await app.database.rows<{ lowest: string }>(
      `SELECT min(fund) AS lowest FROM (
         SELECT sum(CASE 'provider_fund' WHEN credit_account THEN amount WHEN debit_account THEN -amount END)
           OVER (PARTITION BY provider_id ORDER BY business_date, id) AS fund
         FROM journal WHERE provider_id IS NOT NULL) running`,
    );
    expect(Number(row?.lowest)).toBeGreaterThanOrEqual(0);
  });

  it('may be followed by other demo data, and the history is of both', async () => {
    const notices = async () =>
      app.database.rows(
        `SELECT e.loan_id, e.kind, e.business_date, e.amount FROM loan_events e JOIN loans l ON l.id = e.loan_id
         JOIN users u ON u.id = l.customer_id WHERE u.username LIKE 'scenario-%' ORDER BY e.id`,
      );
    const before = await notices();
    const args = 'demo --customers 6 --providers 2 --loans 14 --json';
    const { code, json } = await startCli(app.database.url, args).ended;
    expect(code).toBe(0);
    expect(json()).toMatchObject({ loans: expect.any(Number) });
    await expectHistory();
    expect(await notices()).toEqual(before);
    await expectGreenProof(app);
  });

  it('are made once', async () => {
    const { code, json } = await startCli(app.database.url, 'demo --scenarios --json').ended;
    expect(code).toBe(2);
    expect(json()).toMatchObject({ error: { code: 'username_taken' } });
  });
});

describe('the scenarios of a bank that has closed its last date', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  it('leave its books right, also for a proof that begins at the seal', async () => {
    expect((await startCli(app.database.url, 'day-close').ended).code).toBe(0);
    const [last] = await app.database.rows<{ date: string }>(
      "SELECT max(business_date)::text AS date FROM day_closes WHERE status = 'done'",
    );
    await dateIsSealed(app.database, (last as { date: string }).date);
    expect((await startCli(app.database.url, 'demo --scenarios --json').ended).code).toBe(0);
    // Its receipts are of dates before the seal.
    expect(await redChecks(app, 'incremental')).toEqual([]);
    await expectGreenProof(app);
  });
});
