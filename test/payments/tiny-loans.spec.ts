import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const SEED = 20261125;

interface Borrowed {
  customer: Actor;
  loan: { id: string };
}

let app: TestApp;
let sandbox: Sandbox;
let providers: Actor[];
beforeAll(async () => {
  app = await startApp({ SANDBOX: 'true' });
  sandbox = await openSandbox(app);
  await configure({ min_loan_amount: '0.01' });
  providers = [
    await makeProvider(app, '0.01'),
    await makeProvider(app, '0.02'),
    await makeProvider(app, '900.00'),
  ];
});
afterAll(() => app.stop());

const configure = async (change: object) =>
  must(200, await sandbox.staff.api.patch('/api/bank_configuration/', change));

const borrow = async (amount: string): Promise<Borrowed> => {
  const customer = await makeCustomer(app);
  return { customer, loan: await makeLoan(customer, amount) };
};

const show = async ({ customer, loan }: Borrowed): Promise<Record<string, string | null>> =>
  must(200, await customer.api.get(`/api/loans/${loan.id}/`));

const remind = async ({ loan }: Borrowed) =>
  app.database.rows<{ amount: string; detail: string }>(
    "SELECT amount, detail FROM loan_events WHERE loan_id = $1 AND kind = 'reminder' ORDER BY id",
    [loan.id],
  );

describe('a loan of 0.05 in twelve instalments, eleven of which come to nothing', () => {
  it('names the one that asks for something as the next, and reminds of that one only', async () => {
    await configure({ installments: 12, every: 1, unit: 'days', interest_rate: '0.05', reminder_days: 3 });
    const start = await sandbox.today();
    const borrowed = await borrow('0.05');
    const { schedule } = must(201, await borrowed.customer.api.post('/api/quotes/', { amount: '0.05' })) as {
      schedule: { due_date: string; total_due: string }[];
    };
    expect(schedule.map(({ total_due: due }) => due)).toEqual([...Array(11).fill('0.00'), '0.05']);
    const next = { next_due_date: daysAfter(start, 12), next_due_amount: '0.05' };
    expect(await show(borrowed)).toMatchObject(next);
    await expectGreenProof(app);
    await sandbox.advance(daysAfter(start, 11));
    expect(await show(borrowed)).toMatchObject({ ...next, days_past_due: 0, status: 'active' });
    expect(await remind(borrowed)).toEqual([
      { amount: '5', detail: `0.05 USD falls due on ${daysAfter(start, 12)}.` },
    ]);
    await expectGreenProof(app);
    await pay(borrowed.customer, borrowed.loan, '0.05');
    expect(await show(borrowed)).toMatchObject({ status: 'paid', next_due_date: null });
    await expectGreenProof(app);
  });

  it('is queued, and begins, in the same way', async () => {
    await configure({ when_unfunded: 'queue' });
    for (const provider of providers) {
      must(200, await provider.api.patch('/api/providers/mandate/', { paused: true }));
    }
    const customer = await makeCustomer(app);
    const loan = must(202, await customer.api.post('/api/loans/', { amount: '0.05' })) as { id: string };
    await expectGreenProof(app);
    for (const provider of providers) {
      must(200, await provider.api.patch('/api/providers/mandate/', { paused: false }));
    }
    await until(async () => (await show({ customer, loan })).status !== 'queued');
    expect(await show({ customer, loan })).toMatchObject({ status: 'active', next_due_amount: '0.05' });
    await expectGreenProof(app);
    await configure({ when_unfunded: 'reject' });
  });
});

describe('loans of a few cents on any terms', () => {
  const terms = fc.record({
    interest_rate: fc.constantFrom('0', '0.05', '0.36', '3'),
    interest_method: fc.constantFrom('flat', 'declining_balance'),
    period_interest: fc.constantFrom('equal_periods', 'actual_days'),
    day_count: fc.constantFrom('actual/365', '30/360', '30/actual'),
    installments: fc.integer({ min: 1, max: 6 }),
    every: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom('days', 'weeks'),
    late_interest_rate: fc.constantFrom('0', '10'),
    allocation_policy: fc.constantFrom('smallest_first', 'pro_rata', 'idle_share'),
    commission_rate: fc.constantFrom('0', '0.5'),
    grace_days: fc.constantFrom(0, 3),
  });
  const cents = fc.integer({ min: 1, max: 30 });
  const lives = fc.array(fc.record({ cents, habits: fc.array(fc.constantFrom('next', 'cent', 'nothing')) }), {
    minLength: 2,
    maxLength: 4,
  });

  it('live through day-closes to their end, with green books all the way', async () => {
    await fc.assert(
      fc.asyncProperty(terms, lives, async (configuration, wished) => {
        await configure({ ...configuration, reminder_days: 2 });
        const loans = [];
        for (const { cents: wish, habits } of wished) {
          loans.push({ ...(await borrow((wish / 100).toFixed(2))), habits });
        }
        await expectGreenProof(app);
        for (let turn = 0; turn < 4; turn++) {
          for (const { habits, ...borrowed } of loans) {
            const { next_due_amount: next, status } = await show(borrowed);
            expect(status === 'paid').toBe(next === '0.00');
            const habit = habits[turn] ?? 'next';
            if (status !== 'paid' && habit !== 'nothing') {
              await pay(borrowed.customer, borrowed.loan, habit === 'next' ? String(next) : '0.01');
            }
          }
          await sandbox.advance(daysAfter(await sandbox.today(), 5));
          await expectGreenProof(app);
        }
        for (const borrowed of loans) {
          const { total } = must(
            200,
            await borrowed.customer.api.get(`/api/loans/${borrowed.loan.id}/payoff/`),
          ) as { total: string };
          if (total !== '0.00') await pay(borrowed.customer, borrowed.loan, total);
          expect(await show(borrowed)).toMatchObject({ status: 'paid', remaining_balance: '0.00' });
        }
        await expectGreenProof(app);
      }),
      { seed: SEED, numRuns: 12, endOnFailure: true },
    );
  });

  it('leave no participation, share, reminder, notice or posting of nothing', async () => {
    const [row] = await app.database.rows(`SELECT
      (SELECT count(*) FROM fundings WHERE amount = 0) + (SELECT count(*) FROM journal WHERE amount = 0)
      + (SELECT count(*) FROM loan_events WHERE amount = 0) + (SELECT count(*) FROM payments WHERE amount = 0) AS nothing`);
    expect(row).toEqual({ nothing: '0' });
    const reminders = await app.database.rows("SELECT 1 FROM loan_events WHERE kind = 'reminder'");
    expect(reminders.length).toBeGreaterThan(3);
    for (const provider of providers) {
      must(200, await provider.api.get('/api/providers/statement/'));
      must(200, await provider.api.get('/api/providers/portfolio/'));
    }
    for (const path of ['loans', 'payments', 'fundings', 'ledger/journal']) {
      const file = await sandbox.staff.api.get(`/api/${path}/`, { accept: 'text/csv' });
      expect(file).toMatchObject({ status: 200 });
    }
  });
});
