import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { autopay, debitsOf, THREE } from '../support/autopay.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeInstrument, startWithGateway } from '../support/gateway.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const LOANS = 40;

/** The day-close opens debits in a process that sends none; so a test decides what happens before they are sent. */
describe('a debit that comes by itself', () => {
  let database: TestDatabase;
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let loan: { id: string };
  let start: string;

  beforeEach(async () => {
    database = await cloneDatabase();
    app = await startWithGateway(database);
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', THREE));
    await makeProvider(app, '90000.00');
    customer = await makeCustomer(app);
    loan = await makeLoan(customer, '900.00');
    await autopay(customer, loan, await makeInstrument(customer));
    start = must(200, await customer.api.get(`/api/loans/${loan.id}/`)).as_of;
  });
  afterEach(async () => {
    await app.stop();
    await database.drop();
  });

  /** Ten days pass while nobody is there; `processes` close them at once. */
  const tenDaysPass = async (processes = 1) => {
    await app.end();
    await database.rows('INSERT INTO sandbox_clock (id, days_ahead) VALUES (1, 10)');
    const closing = Array.from({ length: processes }, () => startCli(database.url, 'day-close --json').ended);
    for (const { code } of await Promise.all(closing)) expect(code).toBe(0);
  };
  const restart = async () => {
    app = await startWithGateway(database);
    staff = { ...staff, api: app.as(staff) };
    customer = { ...customer, api: app.as(customer) };
  };
  const debits = async () =>
    (await debitsOf(database, loan, start)).map(({ due, attempt, amount, state }) =>
      [due, attempt, amount, state].join(' '),
    );
  const atTheCounter = (amount: string) => staff.api.post('/api/payments/', { loan: loan.id, amount });
  const loanNow = async () => must(200, await customer.api.get(`/api/loans/${loan.id}/`));

  it.each([
    ['everything', '300.00', ['10 1 30000 cancelled'], '300.00'],
    ['a part', '120.00', ['10 1 30000 cancelled', '10 2 18000 succeeded'], '300.00'],
    ['nothing', null, ['10 1 30000 succeeded'], '300.00'],
  ])('is not sent for what somebody paid meanwhile: %s', async (_, paid, expected, total) => {
    await tenDaysPass();
    expect(await debits()).toEqual(['10 1 30000 created']);
    // The worker passes over what somebody holds.
    const held = await hold(database, 'SELECT FROM transfers FOR UPDATE');
    await restart();
    if (paid !== null) must(201, await atTheCounter(paid));
    await held.release();
    await until(async () => (await debits()).join() === expected.join());
    expect(await loanNow()).toMatchObject({ total_paid: total, in_transit: '0.00' });
    // What came second counts from the due date as the first would have.
    expect((await debitsOf(database, loan, start)).map((row) => row.counts_from)).toEqual(
      expected.map(() => 10),
    );
    await expectGreenProof(app);
  });

  it('and a payment at the counter at the same moment: whoever is first, nothing is taken twice', async () => {
    await tenDaysPass();
    const held = await hold(database, 'SELECT FROM loans FOR UPDATE');
    await restart();
    const counter = atTheCounter('900.00');
    await held.waitedFor(2);
    await held.release();
    const { status, body } = await counter;
    await until(async () => !(await debits()).some((row) => /created|submitted|pending/.test(row)));
    const now = await loanNow();
    if (status === 201) {
      const counted = await database.rows('SELECT sum(amount)::text AS sum FROM payments');
      const [{ credit } = { credit: '' }] = await database.rows<{ credit: string }>(
        'SELECT credit_amount AS credit FROM customers',
      );
      expect(counted).toEqual([{ sum: '90000' }]);
      // The debit was either not sent, or is the customer's credit.
      expect([(await debits())[0], credit]).toEqual(
        credit === '0' ? ['10 1 30000 cancelled', '0'] : ['10 1 30000 succeeded', '30000'],
      );
      expect(now.status).toBe('paid');
    } else {
      expect(body.code).toBe('payment_exceeds_balance');
      expect(now.total_paid).toBe('300.00');
    }
    await expectGreenProof(app);
  });

  it('is opened once by two processes that close the same dates', async () => {
    for (let nr = 1; nr < LOANS; nr++) {
      const another = await makeCustomer(app);
      await autopay(another, await makeLoan(another, '900.00'), await makeInstrument(another));
    }
    await tenDaysPass(2);
    const opened = await database.rows(
      'SELECT count(*)::int AS all, count(DISTINCT loan_id)::int AS loans, sum(amount)::text AS sum FROM transfers',
    );
    expect(opened).toEqual([{ all: LOANS, loans: LOANS, sum: String(LOANS * 30_000) }]);
    await restart();
    await until(
      async () => (await database.rows("SELECT FROM transfers WHERE state <> 'succeeded'")).length === 0,
    );
    expect(await database.rows('SELECT count(*)::int AS charges FROM sandbox_charges')).toEqual([
      { charges: LOANS },
    ]);
    await expectGreenProof(app);
  });

  it('that was opened before it was switched off is never sent', async () => {
    await tenDaysPass();
    const held = await hold(database, 'SELECT FROM transfers FOR UPDATE');
    await restart();
    must(200, await customer.api.send('DELETE', `/api/loans/${loan.id}/autopay/`));
    await held.release();
    await until(async () => (await debits())[0] === '10 1 30000 cancelled');
    expect(await database.rows('SELECT FROM sandbox_charges')).toEqual([]);
  });
});
