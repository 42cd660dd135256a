import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const HOUR_MS = 3_600_000;

describe('the business date', () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let sandbox: Sandbox;
  let lender: Actor;

  beforeAll(async () => {
    database = await cloneDatabase();
    one = await startServer({ SANDBOX: 'true', CLOCK_OFFSET_MS: String(HOUR_MS) }, database);
    other = await startServer({ SANDBOX: 'true', CLOCK_OFFSET_MS: String(-HOUR_MS) }, database);
    sandbox = await openSandbox(one);
    lender = await makeProvider(one, '100000.00');
  });

  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await database.drop();
  });

  const configure = async (change: object) =>
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', change));
  const dates = async () =>
    (await database.rows('SELECT business_date::text FROM business_dates ORDER BY 1')).map(
      ({ business_date: date }) => date,
    );

  it('is that of all instances at once, in whatever they are asked', async () => {
    const customer = await makeCustomer(one);
    const loan = await makeLoan(customer, '900.00');
    for (let day = 1; day <= 3; day++) {
      const today = daysAfter(await sandbox.today(), 1);
      await sandbox.advance(today);
      const ask = async (who: Actor, path: string) =>
        must(200, await other.as(who).get(path)) as Record<string, unknown>;
      expect((await ask(customer, `/api/loans/${loan.id}/payoff/`)).date).toBe(today);
      expect((await ask(customer, `/api/loans/${loan.id}/schedule/`)).as_of).toBe(today);
      expect((await ask(lender, '/api/providers/portfolio/')).as_of).toBe(today);
      expect((await ask(lender, '/api/providers/statement/')).to).toBe(today);
      expect((await ask(sandbox.staff, '/api/reports/portfolio/')).as_of).toBe(today);
      expect((await ask(sandbox.staff, '/api/sandbox/clock/')).business_date).toBe(today);
      const paid = await other.as(customer).post('/api/payments/', { loan: loan.id, amount: '1.00' });
      expect(must(201, paid).value_date).toBe(today);
    }
  });

  it('is advanced once by two who advance it together', async () => {
    const to = daysAfter(await sandbox.today(), 2);
    const advance = (app: TestServer) => app.as(sandbox.staff).post('/api/sandbox/clock/advance/', { to });
    const answers = await Promise.all([advance(one), advance(other)]);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 400)).toEqual(
      [],
    );
    expect(await sandbox.today()).toBe(to);
    const began = await dates();
    expect(new Set(began).size).toBe(began.length);
    expect(began.at(-1)).toBe(to);
  });

  it('does not end while somebody writes with it', async () => {
    const today = await sandbox.today();
    const writer = await database.connect();
    try {
      await writer.query('BEGIN');
      await writer.query('SELECT hold_business_date()');
      const advanced = sandbox.advance(daysAfter(today, 1));
      await until(async () => {
        const waiting = await database.rows(
          "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
        );
        return waiting.length > 0;
      });
      expect((await dates()).at(-1)).toBe(today);
      await writer.query('COMMIT');
      await advanced;
      expect((await dates()).at(-1)).toBe(daysAfter(today, 1));
    } finally {
      await writer.end();
    }
  });

  it.each([
    [
      'a time zone',
      { time_zone: 'Pacific/Kiritimati', closing_hour: 24 },
      { time_zone: 'Pacific/Pago_Pago' },
    ],
    ['a closing hour', { time_zone: 'UTC', closing_hour: 1 }, { closing_hour: 24 }],
  ])('stays when %s is set ahead and back again, and nothing fails', async (_, ahead, back) => {
    await configure(ahead);
    const customer = await makeCustomer(one);
    const loan = await makeLoan(customer, '900.00');
    await pay(customer, loan, '10.00');
    const today = await sandbox.today();
    await configure(back);
    for (const app of [one, other]) {
      expect((await dates()).at(-1)).toBe(today);
      const borrower = app.as(customer);
      const staff = app.as(sandbox.staff);
      const payment = { loan: loan.id, amount: '5.00' };
      must(200, await borrower.get(`/api/loans/${loan.id}/payoff/`));
      must(200, await borrower.get(`/api/loans/${loan.id}/schedule/`));
      must(200, await borrower.post('/api/payments/?dry_run=1', payment));
      const paid = must(201, await borrower.post('/api/payments/', payment));
      expect(paid.value_date).toBe(today);
      must(200, await staff.post(`/api/payments/${paid.id as string}/reverse/?dry_run=1`, { reason: 'x' }));
      must(200, await staff.post(`/api/payments/${paid.id as string}/reverse/`, { reason: 'bounced' }));
      const quote = must(201, await borrower.post('/api/quotes/', { amount: '300.00' }));
      must(201, await borrower.post('/api/loans/', { quote: quote.id }));
      must(200, await app.as(lender).get('/api/providers/statement/'));
      must(200, await app.as(lender).get('/api/providers/returns/'));
      must(200, await staff.get('/api/reports/collections/'));
      must(200, await staff.get('/api/reports/vintages/'));
    }
    expect((await startCli(database.url, 'day-close').ended).code).toBe(0);
    expect((await dates()).at(-1)).toBe(today);
    await expectGreenProof(one);
  });

  it('ends a quote when it ends, whatever the quote was told', async () => {
    await configure({ time_zone: 'UTC', closing_hour: 24 });
    const customer = await makeCustomer(one);
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '300.00' }));
    expect(Date.parse(quote.expires_at as string)).toBeGreaterThan(Date.now());
    await sandbox.advance(daysAfter(await sandbox.today(), 1));
    const over = must(200, await other.as(customer).get(`/api/quotes/${quote.id as string}/`));
    expect(Date.parse(over.expires_at as string)).toBeLessThanOrEqual(Date.now() + 1000);
    const refused = await other.as(customer).post('/api/loans/', { quote: quote.id });
    expect([refused.status, refused.body.code, refused.body.expires_at]).toEqual([
      409,
      'quote_expired',
      over.expires_at,
    ]);
  });
});
