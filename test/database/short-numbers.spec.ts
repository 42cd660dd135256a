import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, must } from '../support/make.js';
import { shownShortNumber } from '../../src/runtime/short-number.js';

describe('the numbers that people say', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  it('are all different, keep no order and stay within nine digits', async () => {
    const [row] = await app.database.rows(`
      SELECT count(DISTINCT s.number) AS different, min(s.number) AS least, max(s.number) AS most,
        count(*) FILTER (WHERE s.number > s.before) AS ascending
      FROM (SELECT n, short_number(n) AS number, lag(short_number(n)) OVER (ORDER BY n) AS before
            FROM generate_series(0, 99999) n) s`);
    expect(row).toMatchObject({ different: '100000' });
    expect(Number(row?.least)).toBeGreaterThanOrEqual(0);
    expect(Number(row?.most)).toBeLessThan(1_000_000_000);
    // Of random numbers half are above the one before: 50,000, give or take 158.
    expect(Math.abs(Number(row?.ascending) - 50_000)).toBeLessThan(1500);
  });

  it('go from 0 to 999,999,999, and no further', async () => {
    await app.database.rows('SELECT short_number(999999999)');
    for (const nth of ['-1', '1000000000']) {
      await expect(app.database.rows(`SELECT short_number(${nth})`)).rejects.toThrow('there is no number');
    }
  });

  it('are of one series for loans, customers and providers', async () => {
    const provider = await makeProvider(app, '5000.00');
    const customer = await makeCustomer(app);
    await makeLoan(customer, '500.00');
    const rows = await app.database.rows<{ number: number }>(
      `SELECT number FROM customers WHERE id = $1 UNION ALL SELECT number FROM providers WHERE id = $2
       UNION ALL SELECT number FROM loans`,
      [customer.id, provider.id],
    );
    // An instance fetches two hundred at a time beside what it is asked for, so some are passed over.
    const series = await app.database.rows<{ number: number }>(
      'SELECT short_number(n) AS number FROM generate_series(0, 1000) n',
    );
    const drawn = rows.map(({ number }) => number);
    expect(new Set(drawn).size).toBe(3);
    expect(series.map(({ number }) => number)).toEqual(expect.arrayContaining(drawn));
  });

  it('are in the answer that grants a loan, and refused requests use none up', async () => {
    const customer = await makeCustomer(app);
    const loan = must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
    const [stored] = await app.database.rows<{ number: number; last: string }>(
      `SELECT l.number, s.last_value AS last FROM loans l, short_numbers s WHERE l.id = $1`,
      [loan.id],
    );
    expect(loan.number).toBe(shownShortNumber(stored?.number ?? 0));
    const refused = await Promise.all(
      Array.from({ length: 180 }, () => customer.api.post('/api/loans/', { amount: '9999.00' })),
    );
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([422]));
    const next = must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
    expect(next.number).not.toBe(loan.number);
    const [after] = await app.database.rows('SELECT last_value AS last FROM short_numbers');
    // Were each refused request to use one up, an instance would have fetched twice.
    expect(Number(after?.last) - Number(stored?.last)).toBeLessThan(201);
  });
});
