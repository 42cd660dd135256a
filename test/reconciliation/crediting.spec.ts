import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  importStatement,
  lineOf,
  newestLines,
  openBankAccount,
  statementOf,
  type FileLine,
} from '../support/bank.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('the money of statement lines', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let customer: Actor;
  let loan: string;
  let account: string;
  let today: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    provider = await makeProvider(app, '5000.00');
    customer = await makeCustomer(app);
    loan = (await makeLoan(customer, '1000.00')).id;
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());

  const numberOf = async (table: 'loans' | 'providers', id: string) => {
    const [row] = await app.database.rows<{ number: number }>(`SELECT number FROM ${table} WHERE id = $1`, [
      id,
    ]);
    return shownShortNumber(row?.number ?? 0);
  };
  const read = async (lines: FileLine[]) => {
    const file = statementOf(today, balance.toFixed(2), lines);
    for (const { amount } of lines) balance += Number(amount);
    return must(201, await importStatement(staff, account, file));
  };
  const worked = () =>
    until(async () => {
      const due = await app.database.rows('SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL');
      return due.length === 0;
    });
  const owed = async (id = loan) =>
    (must(200, await customer.api.get(`/api/loans/${id}/`)) as { remaining_balance: string })
      .remaining_balance;
  const creditOf = async (id: string) => {
    const [row] = await app.database.rows<{ credit: string }>(
      'SELECT credit_amount AS credit FROM customers WHERE id = $1',
      [id],
    );
    return row?.credit;
  };
  const fundOf = async () =>
    (must(200, await provider.api.get(`/api/providers/${provider.id}/`)) as { fund_amount: string })
      .fund_amount;

  it('is credited by itself where our number stands in the text, and only suggested where it is alike', async () => {
    await app.database.rows("UPDATE users SET first_name = 'Amina', last_name = 'Otieno' WHERE id = $1", [
      customer.id,
    ]);
    await app.database.rows('UPDATE loans SET next_due_on = $2 WHERE id = $1', [loan, today]);
    const answer = await read([
      { amount: '100.00', text: `Loan L ${await numberOf('loans', loan)} first` },
      { amount: '87.50', text: 'instalment', name: 'OTIENO AMINA' },
      { amount: '250.00', text: `fund ${await numberOf('providers', provider.id)}` },
      { amount: '3.00', text: 'who knows' },
    ]);
    expect(answer).toEqual({ lines: 4, new: 4, matched: 2, suggested: 1, open: 1 });
    await app.database.rows("UPDATE loans SET next_due_on = next_due_on + interval '1 month' WHERE id = $1", [
      loan,
    ]);
    await worked();
    expect(
      (await newestLines(staff, account)).map(({ amount, state, certainty }) => [amount, state, certainty]),
    ).toEqual([
      ['100.00', 'explained', 'exact'],
      ['87.50', 'open', 'suggested'],
      ['250.00', 'explained', 'exact'],
      ['3.00', 'open', null],
    ]);
    expect((await lineOf(staff, account, '87.50')).proposed).toEqual([{ kind: 'loan', id: loan }]);
    expect(await owed()).toBe('950.00');
    expect(await fundOf()).toBe('4250.00');
    const transfers = must(200, await staff.api.get('/api/transfers/')) as { results: object[] };
    expect(transfers.results).toMatchObject([
      { gateway: 'bank', state: 'settled', purpose: 'provider_deposit', amount: '250.00' },
      { gateway: 'bank', state: 'settled', purpose: 'repayment', amount: '100.00', loan },
    ]);
    await expectGreenProof(app);
  });

  it('is credited by a click, once, whoever clicks at the same time', async () => {
    const { id } = await lineOf(staff, account, '87.50');
    const clicks = await Promise.all(
      Array.from({ length: 4 }, () => staff.api.post(`/api/statement_lines/${id}/identify/`, { loan })),
    );
    expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await owed()).toBe('862.50');
    await expectGreenProof(app);
  });

  it('leaves what the loan does not take as the credit of its customer', async () => {
    await read([{ amount: '900.00', text: `${await numberOf('loans', loan)} all of it` }]);
    await worked();
    expect(await owed()).toBe('0.00');
    expect(await creditOf(customer.id)).toBe('3750');
    await expectGreenProof(app);
  });

  it('is taken back to the last unit, and credited otherwise', async () => {
    const paidOff = await lineOf(staff, account, '900.00');
    expect(must(200, await staff.api.post(`/api/statement_lines/${paidOff.id}/undo/`))).toMatchObject({
      state: 'open',
    });
    expect([await owed(), await creditOf(customer.id)]).toEqual(['862.50', '0']);
    await expectGreenProof(app);
    const again = await staff.api.post(`/api/statement_lines/${paidOff.id}/undo/`);
    expect(again).toMatchObject({ status: 409, body: { code: 'line_state' } });
    const identify = (body: object) => staff.api.post(`/api/statement_lines/${paidOff.id}/identify/`, body);
    expect(must(200, await identify({ provider: provider.id }))).toMatchObject({ state: 'explained' });
    expect(await fundOf()).toBe('5150.00');
    must(200, await staff.api.post(`/api/statement_lines/${paidOff.id}/undo/`));
    expect(await fundOf()).toBe('4250.00');
    await expectGreenProof(app);
  });

  it('is counted while it waits, once there is a bank account', async () => {
    const text = must(200, await app.as().get('/metrics')) as unknown as string;
    expect(text).toMatch(/^statement_lines_waiting 0$/m);
    expect(text).toMatch(/^statement_lines_oldest_seconds 0$/m);
    const without = await startApp();
    try {
      expect(must(200, await without.as().get('/metrics')) as unknown as string).not.toContain(
        '\nstatement_lines_waiting',
      );
    } finally {
      await without.stop();
    }
  });

  it('is refused for nobody, for both, and where it left the account', async () => {
    await read([{ amount: '-9.00', text: 'gone' }]);
    const [gone, known] = [
      await lineOf(staff, account, '-9.00'),
      (
        await app.database.rows<{ id: string }>(
          "SELECT id FROM statement_lines WHERE remittance = 'who knows'",
        )
      )[0],
    ];
    const identify = async (id: string, body: object) =>
      ((await staff.api.post(`/api/statement_lines/${id}/identify/`, body)).body as { code: string }).code;
    const nobody = '0198c0de-4444-7000-8000-000000000001';
    expect(await identify(gone.id, { loan })).toBe('match_differs');
    expect(await identify(known?.id ?? '', { loan: nobody })).toBe('loan_not_found');
    expect(await identify(known?.id ?? '', { provider: nobody })).toBe('provider_not_found');
    expect(await identify(known?.id ?? '', {})).toBe('validation_failed');
    expect(await identify(known?.id ?? '', { loan, provider: provider.id })).toBe('validation_failed');
    expect(await identify(nobody, { loan })).toBe('statement_line_not_found');
  });
});
