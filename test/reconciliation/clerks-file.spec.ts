import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, newestLines, openBankAccount, statementOf } from '../support/bank.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

interface Report {
  accounts: { bank_says: string; books_say: string; difference: string; open_lines: { count: number } }[];
  lines: { amount: string; counterparty: string | null; remittance: string }[];
}

describe("the bank's file of a morning", () => {
  let app: TestApp;
  let staff: Actor;
  let customers: Actor[];
  let loans: { id: string }[];

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '50000.00');
    customers = await Promise.all(Array.from({ length: 10 }, () => makeCustomer(app)));
    loans = [];
    for (const customer of customers) loans.push(await makeLoan(customer, '1000.00'));
  });
  afterAll(() => app.stop());

  const report = async () =>
    must(200, await staff.api.get('/api/reports/reconciliation/')) as unknown as Report;

  it('has nine lines that match by themselves, one that is suggested and one of nobody: a click each, and bank and books agree', async () => {
    const rows = await app.database.rows<{ id: string; number: number }>('SELECT id, number FROM loans');
    const numbers = new Map(rows.map(({ id, number }) => [id, shownShortNumber(number)]));
    const { id: account, today } = await openBankAccount(app, staff);
    const last = loans[9] as { id: string };
    await app.database.rows("UPDATE users SET first_name = 'Amina', last_name = 'Otieno' WHERE id = $1", [
      customers[9]?.id,
    ]);
    await app.database.rows('UPDATE loans SET next_due_on = $2 WHERE id = $1', [last.id, today]);
    const named = loans
      .slice(0, 9)
      .map(({ id }) => ({ amount: '87.50', text: `Loan ${numbers.get(id) ?? ''}` }));
    const file = statementOf(today, '1000.00', [
      ...named,
      { amount: '87.50', text: 'instalment', name: 'OTIENO AMINA' },
      { amount: '12.34', text: 'with thanks', name: 'Somebody' },
    ]);
    const answer = must(201, await importStatement(staff, account, file));
    expect(answer).toEqual({ lines: 11, new: 11, matched: 9, suggested: 1, open: 1 });
    await app.database.rows("UPDATE loans SET next_due_on = next_due_on + interval '1 month' WHERE id = $1", [
      last.id,
    ]);
    await until(async () => (await report()).lines.length === 2);
    const waiting = await report();
    expect(waiting.accounts).toMatchObject([
      { bank_says: '1887.34', books_say: '1887.34', difference: '0.00', open_lines: { count: 2 } },
    ]);
    expect(waiting.lines).toMatchObject([
      { amount: '87.50', counterparty: 'OTIENO AMINA' },
      { amount: '12.34', counterparty: 'Somebody', remittance: 'with thanks' },
    ]);
    await expectGreenProof(app);

    const suggested = (await newestLines(staff, account)).find(({ certainty }) => certainty === 'suggested');
    expect(suggested?.proposed).toEqual([{ kind: 'loan', id: last.id }]);
    const click = (id: string, what: string, body: object) =>
      staff.api.post(`/api/statement_lines/${id}/${what}/`, body);
    must(200, await click(suggested?.id ?? '', 'identify', { loan: last.id }));
    const nobodys = await lineOf(staff, account, '12.34');
    must(200, await click(nobodys.id, 'identify', { customer: customers[0]?.id }));
    expect(await report()).toMatchObject({
      accounts: [
        { bank_says: '1887.34', books_say: '1887.34', difference: '0.00', open_lines: { count: 0 } },
      ],
      lines: [],
    });
    for (const [nr, { id }] of loans.entries()) {
      const shown = must(200, await (customers[nr] as Actor).api.get(`/api/loans/${id}/`));
      expect(shown).toMatchObject({ total_paid: '87.50' });
    }
    await expectGreenProof(app);
  });
});
