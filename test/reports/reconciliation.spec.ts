import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/lending/dates.js';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
import { makeStaff, must, type Actor } from '../support/make.js';

describe('the reconciliation', () => {
  let app: TestApp;
  let staff: Actor;
  let account: string;
  let today: string;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());

  const report = async (query = '') => must(200, await staff.api.get(`/api/reports/reconciliation/${query}`));

  it('says nothing of a bank without bank accounts', async () => {
    expect(await report()).toMatchObject({ accounts: [], in_clearing: '0.00', promised: '0.00', lines: [] });
    expect(must(200, await staff.api.get('/api/reports/in_transit/'))).toMatchObject({ results: [] });
  });

  it('compares opening balances before the first statement', async () => {
    ({ id: account, today } = await openBankAccount(app, staff));
    expect(await report()).toMatchObject({
      on: today,
      currency: 'USD',
      accounts: [
        { account, statement_to: null, bank_says: '1000.00', books_say: '1000.00', difference: '0.00' },
      ],
    });
  });

  it('compares each date with its last statement, and names each open line', async () => {
    const yesterday = addDays(today, -1);
    const first = statementOf(yesterday, '1000.00', [
      { amount: '87.50', name: 'Amina Otieno', text: 'thanks' },
      { amount: '-4.90', text: 'fee' },
    ]);
    must(201, await importStatement(staff, account, first));
    must(201, await importStatement(staff, account, statementOf(today, '1082.60', [{ amount: '-100.00' }])));
    const fee = (
      await app.database.rows<{ id: string }>("SELECT id FROM statement_lines WHERE remittance = 'fee'")
    )[0];
    must(200, await staff.api.post(`/api/statement_lines/${fee?.id ?? ''}/charge/`));
    expect((await report()).accounts).toEqual([
      {
        account,
        name: 'Current account',
        number: 'DE89370400440532013000',
        statement_to: today,
        bank_says: '982.60',
        books_say: '982.60',
        difference: '0.00',
        open_lines: { count: 2, came_in: '87.50', left: '100.00' },
      },
    ]);
    expect((await report()).lines).toMatchObject([
      { amount: '87.50', counterparty: 'Amina Otieno', booked_on: yesterday },
      { amount: '-100.00', booked_on: today },
    ]);
    expect(await report(`?on=${yesterday}`)).toMatchObject({
      accounts: [
        {
          statement_to: yesterday,
          bank_says: '1082.60',
          books_say: '1082.60',
          open_lines: { count: 1, left: '0.00' },
        },
      ],
      lines: [{ amount: '87.50' }],
    });
    expect(await report(`?on=${addDays(today, -2)}`)).toMatchObject({
      accounts: [
        { statement_to: null, bank_says: '1000.00', books_say: '1000.00', open_lines: { count: 0 } },
      ],
      lines: [],
    });
  });

  it('shows a difference where the journal was changed', async () => {
    await app.database.tamper("UPDATE journal SET amount = amount + 1 WHERE kind = 'bank_in'");
    expect(await report(`?account=${account}`)).toMatchObject({
      accounts: [{ bank_says: '982.60', books_say: '982.61', difference: '-0.01' }],
    });
    await app.database.tamper("UPDATE journal SET amount = amount - 1 WHERE kind = 'bank_in'");
  });

  it('tells accounts apart', async () => {
    const other = await openBankAccount(app, staff, { number: '4711', balance: '5.00' });
    must(
      201,
      await importStatement(staff, other.id, statementOf(today, '5.00', [{ amount: '1.00' }], '4711')),
    );
    expect(await report(`?account=${other.id}`)).toMatchObject({
      accounts: [{ account: other.id, bank_says: '6.00' }],
      lines: [{ id: (await lineOf(staff, other.id, '1.00')).id }],
    });
    expect(((await report()).accounts as unknown[]).length).toBe(2);
    const nobody = '0198c0de-aaaa-7000-8000-000000000001';
    expect((await staff.api.get(`/api/reports/reconciliation/?account=${nobody}`)).body).toMatchObject({
      code: 'bank_account_not_found',
    });
  });
});
