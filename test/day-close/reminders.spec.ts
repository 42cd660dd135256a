import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const DAILY = { interest_rate: '0', installments: 10, every: 1, unit: 'days', reminder_days: 3 };
const WEEKLY = { ...DAILY, installments: 4, every: 1, unit: 'weeks', grace_days: 0 };

interface Borrowed {
  customer: Actor;
  loan: { id: string };
}

/** Of which due dates the borrower was reminded, and when, in days from a date; in order. */
async function remindersOf(database: TestDatabase, { loan }: Borrowed, from: string): Promise<string[]> {
  const rows = await database.rows<{ due: number; on: number; amount: string }>(
    `SELECT due_on - $2::date AS due, business_date - $2::date AS on, amount FROM loan_events
     WHERE loan_id = $1 AND kind = 'reminder' ORDER BY due_on, business_date`,
    [loan.id, from],
  );
  return rows.map(({ due, on, amount }) => `${String(due)}: ${amount} on ${String(on)}`);
}

describe('reminders', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let start: string;

  const day = (nr: number) => daysAfter(start, nr);
  const borrow = async (): Promise<Borrowed> => {
    const customer = await makeCustomer(app);
    return { customer, loan: await makeLoan(customer, '1000.00') };
  };
  const begin = async (terms: object) => {
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', terms));
    start = await sandbox.today();
  };
  const reminded = (borrowed: Borrowed) => remindersOf(app.database, borrowed, start);

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    await makeProvider(app, '90000.00');
  });
  afterAll(() => app.stop());

  it('come once for each daily instalment, three days before where the loan is that old', async () => {
    await begin(DAILY);
    const [punctual, silent, ahead] = [await borrow(), await borrow(), await borrow()];
    await pay(ahead.customer, ahead.loan, '500.00');
    for (let nr = 1; nr <= 10; nr++) {
      const [close] = await sandbox.advance(day(nr));
      expect(close?.reminders).toBe(nr === 1 ? 6 : nr <= 3 ? 2 : nr <= 8 ? 3 : 0);
      await pay(punctual.customer, punctual.loan, '100.00');
    }
    await sandbox.advance(day(14));
    const all = ['1: 10000 on 0', '2: 10000 on 0', '3: 10000 on 0', '4: 10000 on 1', '5: 10000 on 2'];
    const rest = ['6: 10000 on 3', '7: 10000 on 4', '8: 10000 on 5', '9: 10000 on 6', '10: 10000 on 7'];
    expect(await reminded(punctual)).toEqual([...all, ...rest]);
    expect(await reminded(silent)).toEqual([...all, ...rest]);
    expect(await reminded(ahead)).toEqual(rest);
    await expectGreenProof(app);
  });

  it('come for each weekly instalment of a borrower who is five days late with every one', async () => {
    await begin(WEEKLY);
    const late = await borrow();
    for (let week = 1; week <= 4; week++) {
      await sandbox.advance(day(week * 7 + 5));
      await pay(late.customer, late.loan, '250.00');
    }
    await sandbox.advance(day(40));
    expect(await reminded(late)).toEqual([
      '7: 25000 on 4',
      '14: 25000 on 11',
      '21: 25000 on 18',
      '28: 25000 on 25',
    ]);
  });

  it('come once when a payment is reversed, and come late rather than not at all', async () => {
    await begin(WEEKLY);
    const [afterwards, before] = [await borrow(), await borrow()];
    const reverse = async (payment: Record<string, unknown>) =>
      must(
        200,
        await sandbox.staff.api.post(`/api/payments/${String(payment.id)}/reverse/`, { reason: 'Bounced.' }),
      );
    const early = await pay(before.customer, before.loan, '250.00');
    await sandbox.advance(day(5));
    const soon = await pay(afterwards.customer, afterwards.loan, '250.00');
    await reverse(soon);
    await reverse(early);
    await sandbox.advance(day(9));
    expect(await reminded(afterwards)).toEqual(['7: 25000 on 4']);
    expect(await reminded(before)).toEqual(['7: 25000 on 5']);
    await expectGreenProof(app);
  });
});

describe('reminders of missed dates that two processes catch up at once', () => {
  it('are those of a close every day', async () => {
    const seed = await cloneDatabase();
    const lender = await startApp({ SANDBOX: 'true' }, seed);
    const { staff, today } = await openSandbox(lender);
    await makeProvider(lender, '900000.00');
    const borrowed: Borrowed[] = [];
    for (const terms of [DAILY, WEEKLY]) {
      must(200, await staff.api.patch('/api/bank_configuration/', terms));
      for (const paid of [undefined, '100.00', '333.33']) {
        const customer = await makeCustomer(lender);
        const loan = await makeLoan(customer, '1000.00');
        if (paid !== undefined) await pay(customer, loan, paid);
        borrowed.push({ customer, loan });
      }
    }
    const start = await today();
    await lender.end();
    const [daily, missed] = [await seed.copy(), await seed.copy()];
    const app = await startApp({ SANDBOX: 'true' }, daily);
    try {
      const { advance } = await openSandbox(app);
      for (let nr = 1; nr <= 20; nr++) await advance(daysAfter(start, nr));
      await missed.rows('INSERT INTO sandbox_clock (id, days_ahead) VALUES (1, 20)');
      const closers = [startCli(missed.url, 'day-close --json'), startCli(missed.url, 'day-close --json')];
      expect((await Promise.all(closers.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0]);
      for (const each of borrowed) {
        const expected = await remindersOf(daily, each, start);
        expect(expected.length).toBeGreaterThan(1);
        expect(await remindersOf(missed, each, start)).toEqual(expected);
      }
    } finally {
      await app.stop();
      await Promise.all([seed, daily, missed].map((database) => database.drop()));
    }
  });
});
