import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currencyDecimals } from '../../src/lending/money.js';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay } from '../support/make.js';

describe('the database, for an analyst', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  it('says what each table and each column of money holds', async () => {
    const tables = await app.database.rows(
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations'
         AND obj_description(oid, 'pg_class') IS NULL`,
    );
    expect(tables).toEqual([]);
    const money = await app.database.rows(
      `SELECT attrelid::regclass::text || '.' || attname AS name, col_description(attrelid, attnum) AS comment
       FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'migrations'
         AND atttypid IN ('bigint'::regtype, 'bigint[]'::regtype) AND NOT attisdropped
         AND coalesce(col_description(attrelid, attnum), '') !~ '(Minor units|Not money)'`,
    );
    expect(money).toEqual([]);
  });

  it('knows the decimals of every currency', async () => {
    const currencies = Intl.supportedValuesOf('currency');
    const rows = await app.database.rows<{ code: string; decimals: number }>(
      'SELECT code, reporting.decimals(code) AS decimals FROM unnest($1::text[]) AS code',
      [currencies],
    );
    expect(rows).toEqual(currencies.map((code) => ({ code, decimals: currencyDecimals(code) })));
  });

  it('shows loans, participations, payments and balances in the figures of the API', async () => {
    const [provider, customer, staff] = [
      await makeProvider(app, '2000.00'),
      await makeCustomer(app),
      await makeStaff(app),
    ];
    const { id } = await makeLoan(customer, '1000.00');
    const kept = await pay(customer, { id }, '87.50');
    const reversed = await pay(customer, { id }, '10.00');
    must(200, await staff.api.post(`/api/payments/${String(reversed.id)}/reverse/`, { reason: 'a test' }));

    const loan = must(200, await customer.api.get(`/api/loans/${id}/`));
    expect(await app.database.rows('SELECT * FROM reporting.loans WHERE id = $1', [id])).toMatchObject([
      {
        status: 'active',
        currency: 'USD',
        principal: '1000.00',
        amount_due: loan.amount_due,
        total_paid: loan.total_paid,
        remaining_balance: loan.remaining_balance,
        principal_outstanding: loan.principal_outstanding,
        next_due_amount: loan.next_due_amount,
      },
    ]);
    const payments = 'SELECT * FROM reporting.payments WHERE loan_id = $1 ORDER BY amount DESC';
    expect(await app.database.rows(payments, [id])).toMatchObject([
      {
        id: kept.id,
        amount: '87.50',
        principal: kept.principal,
        interest: kept.interest,
        is_reversed: false,
      },
      { id: reversed.id, amount: '10.00', is_reversed: true },
    ]);
    const [own] = must(200, await provider.api.get('/api/providers/')).results as Record<string, string>[];
    const balances = 'SELECT * FROM reporting.balances WHERE provider_id = $1';
    expect(await app.database.rows(balances, [provider.id])).toMatchObject([
      { fund: own?.fund_amount, wallet: own?.wallet_amount, lent: own?.lent_amount, currency: 'USD' },
    ]);
    const [share] = await app.database.rows('SELECT * FROM reporting.participations WHERE loan_id = $1', [
      id,
    ]);
    expect(share).toMatchObject({
      provider_id: provider.id,
      principal: '1000.00',
      principal_outstanding: own?.lent_amount,
      principal_lost: '0.00',
    });
    const [cash] = await app.database.rows(
      "SELECT sum(amount)::text AS amount FROM reporting.journal WHERE kind = 'deposit'",
    );
    expect(cash).toEqual({ amount: '2000.00' });
  });
});
