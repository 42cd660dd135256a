import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scannedReports } from '../support/scanned-reports.js';
import { until } from '../support/until.js';

const SEED = 20261126;

type Command =
  | ['lend', who: number, amount: number]
  | ['pay', loan: number, part: number, daysBack: number]
  | ['reverse' | 'writeOff' | 'undo', which: number]
  | ['advance', days: number];

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(fc.constant('lend' as const), fc.nat(5), fc.integer({ min: 100_00, max: 900_00 })),
  fc.tuple(fc.constant('pay' as const), fc.nat(99), fc.integer({ min: 1, max: 10 }), fc.nat(12)),
  fc.tuple(fc.constant('reverse' as const), fc.nat(99)),
  fc.tuple(fc.constant('writeOff' as const), fc.nat(99)),
  fc.tuple(fc.constant('undo' as const), fc.nat(99)),
  fc.tuple(fc.constant('advance' as const), fc.integer({ min: 1, max: 9 })),
);

describe('reports say of all loans what a scan of them says', () => {
  let database: TestDatabase;
  let app: TestApp;
  let sandbox: Sandbox;
  let customers: Actor[];
  const loans: { id: string; customer: Actor; amount: number }[] = [];
  const payments: string[] = [];

  beforeAll(async () => {
    database = await cloneDatabase();
    app = await startApp({ SANDBOX: 'true', GATEWAYS: 'sandbox' }, database);
    sandbox = await openSandbox(app);
    must(
      200,
      await sandbox.staff.api.patch('/api/bank_configuration/', {
        ...{ installments: 3, every: 10, unit: 'days', late_interest_rate: '0.365' },
        ...{ grace_days: 1, default_after_days: 15, reminder_days: 0, when_unfunded: 'queue' },
        disbursement: 'transfer',
      }),
    );
    await makeProvider(app, '700.00');
    await makeProvider(app, '20000.00');
    customers = await Promise.all(Array.from({ length: 6 }, () => makeCustomer(app)));
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
    await database.drop();
  });

  /** Some commands are refused, such as a payment on what is written off; then nothing changes. */
  const run = async (command: Command): Promise<void> => {
    const { api } = sandbox.staff;
    const today = await sandbox.today();
    if (command[0] === 'advance') await sandbox.advance(daysAfter(today, command[1]));
    else if (command[0] === 'lend') {
      const customer = customers[command[1]] as Actor;
      const { body } = await customer.api.post('/api/loans/', { amount: (command[2] / 100).toFixed(2) });
      loans.push({ id: body.id as string, customer, amount: command[2] });
    } else if (command[0] === 'pay') {
      const loan = loans[command[1] % (loans.length || 1)];
      if (!loan) return;
      const amount = ((loan.amount * command[2]) / 1000).toFixed(2);
      const value_date = daysAfter(today, -command[3]);
      const { status, body } = await api.post('/api/payments/', { loan: loan.id, amount, value_date });
      if (status === 201) payments.push(body.id as string);
    } else if (command[0] === 'reverse') {
      const id = payments[command[1] % (payments.length || 1)];
      if (id !== undefined) await api.post(`/api/payments/${id}/reverse/`, { reason: 'It bounced.' });
    } else {
      const loan = loans[command[1] % (loans.length || 1)];
      const what = command[0] === 'undo' ? 'undo' : 'write_off';
      if (loan) await api.post(`/api/loans/${loan.id}/${what}/`, { reason: 'Gone.' });
    }
  };

  /** The date changes, and nothing is closed yet. */
  const letPass = async (days: number): Promise<void> => {
    const to = daysAfter(await sandbox.today(), days);
    await database.rows('UPDATE sandbox_clock SET days_ahead = days_ahead + $1', [days]);
    await until(async () => (await sandbox.today()) === to);
  };

  /** A late loan owes in the report what it says itself, and the most urgent one is first. */
  const expectTheirOwnWord = async (late: Record<string, string>[]): Promise<void> => {
    const { results } = must(200, await sandbox.staff.api.get('/api/loans/?limit=100')) as {
      results: Record<string, string>[];
    };
    const said = new Map(results.map((loan) => [loan.id, loan]));
    const cents = (amount: string | undefined) => BigInt(String(amount).replace('.', ''));
    for (const row of late) {
      const loan = said.get(row.loan);
      expect(row).toMatchObject({
        status: loan?.status,
        days_past_due: loan?.days_past_due,
        next_due_date: loan?.next_due_date,
        overdue_amount: loan?.next_due_amount,
        remaining_balance: loan?.remaining_balance,
      });
      expect(cents(row.priority)).toBe(cents(row.overdue_amount) * BigInt(String(row.days_past_due)));
    }
    const priorities = late.map(({ priority }) => cents(priority));
    expect(priorities).toEqual(priorities.toSorted((a, b) => (a > b ? -1 : Number(a < b))));
  };

  const expectScanned = async (): Promise<void> => {
    const { api } = sandbox.staff;
    const report = async (what: string) => must(200, await api.get(`/api/reports/${what}`));
    const scanned = await scannedReports(database, await sandbox.today());
    const { loans: count, gross_outstanding, ageing, by_status } = await report('portfolio/');
    const { loans: open, gross, ageing: ages, by_status: statuses } = scanned.portfolio;
    expect([count, gross_outstanding]).toEqual([open, gross]);
    expect(ageing).toMatchObject(ages);
    for (const row of by_status as { status: string; loans: number }[]) {
      expect(row).toMatchObject(statuses[row.status] ?? { loans: 0 });
    }
    const late = (await report('collections/?limit=100')).results as Record<string, string>[];
    expect(late).toHaveLength(scanned.collections.length);
    expect(late.toSorted((a, b) => (String(a.loan) < String(b.loan) ? -1 : 1))).toMatchObject(
      scanned.collections,
    );
    await expectTheirOwnWord(late);
    const { borrowers, providers, gross_outstanding: all } = await report('concentration/');
    expect(all).toBe(gross);
    expect(borrowers).toHaveLength(scanned.borrowers.length);
    expect(borrowers).toMatchObject(scanned.borrowers);
    expect(providers).toHaveLength(scanned.providers.length);
    expect(providers).toMatchObject(scanned.providers);
    const none = { loans: 0, lent: '0.00', outstanding: '0.00' };
    const vintages = (await report('vintages/?months=36')).results as {
      month: string;
      defaulted_ratio_by_month: string[];
    }[];
    for (const row of vintages) {
      expect(row).toMatchObject(scanned.vintages[row.month] ?? none);
      expect(row.defaulted_ratio_by_month.at(-1)).toBe(scanned.defaulted[row.month] ?? '0.000000');
    }
  };

  it('after any commands on any days, whether the figures were added up since or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { minLength: 10, maxLength: 30 }), async (list) => {
        for (const [index, command] of list.entries()) {
          await run(command);
          if (index % 5 === 4) await expectScanned();
          if (index % 7 === 6) await database.rows('SELECT add_up_loan_figures()');
        }
        await expectScanned();
      }),
      { numRuns: 6, seed: SEED, endOnFailure: true },
    );
    expect(loans.length).toBeGreaterThan(5);
    expect(payments.length).toBeGreaterThan(5);
    const undone = await database.rows('SELECT FROM loans WHERE undone_on IS NOT NULL');
    expect(undone.length).toBeGreaterThan(1);
  });

  it('when a reversal makes a loan late that no day-close saw coming', async () => {
    const customer = await makeCustomer(app);
    await makeProvider(app, '900.00');
    const loan = await makeLoan(customer, '300.00');
    const start = await sandbox.today();
    const { id } = await pay(customer, loan, '150.00');
    await sandbox.advance(daysAfter(start, 11));
    must(
      200,
      await sandbox.staff.api.post(`/api/payments/${String(id)}/reverse/`, { reason: 'It bounced.' }),
    );
    await letPass(1);
    await expectScanned();
    const { results } = must(200, await sandbox.staff.api.get('/api/reports/collections/?limit=100')) as {
      results: object[];
    };
    expect(results).toContainEqual(expect.objectContaining({ loan: loan.id, status: 'active' }));
  });

  it('while the day-close is several days behind', async () => {
    const from = await sandbox.today();
    await letPass(20);
    await makeProvider(app, '900.00');
    await makeLoan(await makeCustomer(app), '300.00');
    await expectScanned();
    await sandbox.advance(daysAfter(from, 21));
    await expectScanned();
    // Each date says what a scan says of it; the loan that had begun when the dates were closed belongs to the last only.
    const days = await database.rows<Record<string, unknown> & { loans: number }>(
      `SELECT d.loans, d.gross_outstanding, d.par30_principal, s.loans AS scanned_loans, s.gross, s.par30
       FROM portfolio_days d, LATERAL (
         SELECT count(*)::int AS loans, sum(l.principal_outstanding)::bigint AS gross,
           coalesce(sum(l.principal_outstanding) FILTER (WHERE d.business_date - l.next_due_on > 30), 0)::bigint AS par30
         FROM loans l WHERE l.status IN ('active', 'overdue', 'defaulted') AND l.start_on <= d.business_date) s
       WHERE d.business_date >= $1 ORDER BY d.business_date`,
      [from],
    );
    expect(days).toHaveLength(21);
    expect(days.map((day) => [day.loans, day.gross_outstanding, day.par30_principal])).toEqual(
      days.map((day) => [day.scanned_loans, day.gross, day.par30]),
    );
    expect(days[20]?.loans).toBeGreaterThan(days[19]?.loans ?? 0);
  });
});
