import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf, type FileLine } from '../support/bank.js';
import { daysLater } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('money that the counter takes by cheque or transfer', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let customer: Actor;
  let loan: { id: string };
  let account: string;
  let today: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    staff = await makeStaff(app);
    provider = await makeProvider(app, '50000.00');
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    customer = await makeCustomer(app);
    loan = await makeLoan(customer, '1000.00');
  });

  const read = async (on: string, ...lines: FileLine[]) => {
    const file = statementOf(on, balance.toFixed(2), lines);
    for (const { amount } of lines) balance += Number(amount);
    must(201, await importStatement(staff, account, file));
    await until(async () => {
      const due = await app.database.rows('SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL');
      return due.length === 0;
    });
  };
  const take = async (amount: string, method: string) =>
    must(201, await staff.api.post('/api/payments/', { loan: loan.id, amount, method }));
  const transfers = async () =>
    must(200, await staff.api.get(`/api/transfers/?party=${customer.id}`)).results as {
      id: string;
      state: string;
      stands: string;
    }[];
  const numberOf = async () => {
    const [row] = await app.database.rows<{ number: number }>('SELECT number FROM loans WHERE id = $1', [
      loan.id,
    ]);
    return shownShortNumber(row?.number ?? 0);
  };
  const paid = async () => must(200, await staff.api.get(`/api/loans/${loan.id}/`)).total_paid as string;

  it('is in the till as long as the bank has no account elsewhere', async () => {
    await take('50.00', 'cheque');
    expect(await transfers()).toEqual([]);
    await expectGreenProof(app);
    ({ id: account, today } = await openBankAccount(app, staff));
  });

  it('waits for its line, which settles it and books nothing anew; cash does not', async () => {
    await take('50.00', 'cash');
    expect(await transfers()).toEqual([]);
    await take('87.50', 'transfer');
    expect(await transfers()).toMatchObject([{ state: 'succeeded', stands: 'credited' }]);
    await read(today, { amount: '87.50', text: `L ${await numberOf()}` });
    expect(await lineOf(staff, account, '87.50')).toMatchObject({ state: 'explained', certainty: 'exact' });
    expect(await transfers()).toMatchObject([{ state: 'settled', stands: 'settled' }]);
    expect(await paid()).toBe('137.50');
    await expectGreenProof(app);
  });

  it('noted twice is only suggested', async () => {
    await take('20.00', 'transfer');
    await take('20.00', 'transfer');
    await read(today, { amount: '20.00', text: `L ${await numberOf()}` });
    const line = await lineOf(staff, account, '20.00');
    expect(line).toMatchObject({ state: 'open', certainty: 'suggested' });
    expect(line.proposed).toEqual((await transfers()).map(({ id }) => ({ kind: 'transfer', id })).reverse());
    expect(await paid()).toBe('40.00');
  });

  it('refuses more than the loan takes, and then notes nothing', async () => {
    const over = { loan: loan.id, amount: '5000.00', method: 'cheque' };
    expect(await staff.api.post('/api/payments/', over)).toMatchObject({ status: 422 });
    const preview = { ...over, amount: '10.00' };
    must(200, await staff.api.post('/api/payments/preview/', preview));
    expect(await transfers()).toEqual([]);
  });

  it('for a provider waits too', async () => {
    const body = { provider: provider.id, amount: '300.00', method: 'cheque' };
    must(200, await staff.api.post('/api/providers/add_funds/', body));
    const { results } = must(200, await staff.api.get(`/api/transfers/?party=${provider.id}`)) as {
      results: { id: string }[];
    };
    expect(results).toMatchObject([
      { purpose: 'provider_deposit', state: 'succeeded', stands: 'credited', amount: '300.00' },
    ]);
    await expectGreenProof(app);
    await read(today, { amount: '300.00', endToEndId: (results[0]?.id ?? '').replaceAll('-', '') });
    expect(await lineOf(staff, account, '300.00')).toMatchObject({ state: 'explained' });
    await expectGreenProof(app);
  });

  it('that bounced comes into review by one member of staff, and is taken back by another one', async () => {
    await take('30.00', 'cheque');
    const [cheque] = await transfers();
    const path = `/api/transfers/${cheque?.id ?? ''}/resolve/`;
    const body = { outcome: 'returned', reason: 'The cheque bounced.' };
    const proposed = must(200, await staff.api.post(path, body));
    expect(proposed).toMatchObject({
      state: 'review',
      stands: 'credited',
      proposal: { outcome: 'returned', reason: 'The cheque bounced.', proposed_by: staff.id },
    });
    expect(await paid()).toBe('30.00');
    const again = await staff.api.post(path, body);
    expect(again).toMatchObject({ status: 409, body: { code: 'second_person_needed' } });
    const other = await makeStaff(app);
    const done = must(200, await other.api.post(path, body));
    expect(done).toMatchObject({ state: 'returned', stands: 'nothing', proposal: null });
    expect(await paid()).toBe('0.00');
    await expectGreenProof(app);
  });

  it('and never seen by the bank is for somebody to look at after ten days', async () => {
    await take('30.00', 'cheque');
    await daysLater(staff, app.database, 10);
    expect(await transfers()).toMatchObject([{ state: 'succeeded' }]);
    today = await daysLater(staff, app.database, 1);
    expect(await transfers()).toMatchObject([
      { state: 'review', stands: 'credited', failure_code: 'no_line' },
    ]);
    // Its line, when it comes after all, may be new money: somebody has to say.
    await read(today, { amount: '30.00', text: `L ${await numberOf()}` });
    const line = await lineOf(staff, account, '30.00');
    const [cheque] = await transfers();
    expect(line).toMatchObject({ state: 'open', certainty: 'suggested' });
    expect(line.proposed[0]).toEqual({ kind: 'transfer', id: cheque?.id });
    const match = { transfers: [cheque?.id] };
    must(200, await staff.api.post(`/api/statement_lines/${line.id}/match/`, match));
    expect(await transfers()).toMatchObject([{ state: 'settled', stands: 'settled', failure_code: null }]);
    await expectGreenProof(app);
  });

  it('and never seen by the bank is for somebody to look at after as many days as the bank says', async () => {
    must(200, await staff.api.patch('/api/bank_configuration/', { bank_wait_days: 2 }));
    await take('31.00', 'cheque');
    await daysLater(staff, app.database, 2);
    expect(await transfers()).toMatchObject([{ state: 'succeeded' }]);
    await daysLater(staff, app.database, 1);
    expect(await transfers()).toMatchObject([{ state: 'review', failure_code: 'no_line' }]);
    const refused = await staff.api.patch('/api/bank_configuration/', { bank_wait_days: 0 });
    expect(refused.body.errors).toMatchObject([{ field: 'bank_wait_days' }]);
  });
});
