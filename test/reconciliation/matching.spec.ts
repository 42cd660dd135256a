import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf, type FileLine } from '../support/bank.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const NOBODY = '0198c0de-4444-7000-8000-000000000001';

describe('a line of a bank statement', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let customer: Actor;
  let account: string;
  let today: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    provider = await makeProvider(app, '5000.00');
    customer = await makeCustomer(app);
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());

  const read = async (...lines: FileLine[]) => {
    const file = statementOf(today, balance.toFixed(2), lines);
    for (const { amount } of lines) balance += Number(amount);
    must(201, await importStatement(staff, account, file));
  };
  const decide = (id: string, what: string, body: object = {}) =>
    staff.api.post(`/api/statement_lines/${id}/${what}/`, body);
  const creditOf = async ({ id }: Actor) =>
    (must(200, await staff.api.get(`/api/customers/${id}/`)).credit_amount ?? '0.00') as string;
  const loanOf = async ({ id }: { id: string }) => must(200, await staff.api.get(`/api/loans/${id}/`));
  const transferOf = async (id: string) => must(200, await staff.api.get(`/api/transfers/${id}/`));
  /** A cheque or transfer that the counter took for a loan; answers its transfer. */
  const noted = async (loan: { id: string }, amount: string, method = 'cheque') => {
    const paid = must(201, await staff.api.post('/api/payments/', { loan: loan.id, amount, method }));
    const rows = await app.database.rows<{ id: string }>(
      'SELECT transfer_id AS id FROM payments WHERE id = $1',
      [paid.id],
    );
    return rows[0]?.id ?? '';
  };

  it('is the credit of a customer who names no loan, and is taken back from there', async () => {
    await read({ amount: '30.00' });
    const { id } = await lineOf(staff, account, '30.00');
    const figures = [
      { figure: 'open_lines', id: account, before: '30.00', after: '0.00' },
      { figure: 'credit_amount', id: customer.id, before: '0.00', after: '30.00' },
    ];
    const tried = must(200, await decide(id, 'identify/preview', { customer: customer.id }));
    expect(tried).toMatchObject({ state: 'explained' });
    expect(tried.figures).toEqual(expect.arrayContaining(figures));
    expect(await creditOf(customer)).toBe('0.00');
    expect(await lineOf(staff, account, '30.00')).toMatchObject({ state: 'open' });
    const done = must(200, await decide(id, 'identify', { customer: customer.id }));
    expect(done).toEqual(tried);
    expect(await creditOf(customer)).toBe('30.00');
    const { results } = must(200, await staff.api.get(`/api/transfers/?party=${customer.id}`));
    expect(results).toMatchObject([{ purpose: 'customer_credit', state: 'settled', amount: '30.00' }]);
    await expectGreenProof(app);
    must(200, await decide(id, 'undo'));
    expect(await creditOf(customer)).toBe('0.00');
    await expectGreenProof(app);
    must(200, await decide(id, 'outside', { reason: 'Capital' }));
    await expectGreenProof(app);
  });

  it('is two cheques that the counter took, and credit; taken back, both wait again', async () => {
    const loan = await makeLoan(customer, '1000.00');
    const ids = [await noted(loan, '100.00'), await noted(loan, '87.50', 'transfer')];
    expect(await transferOf(ids[0]!)).toMatchObject({
      gateway: 'bank',
      state: 'succeeded',
      stands: 'credited',
    });
    expect(await loanOf(loan)).toMatchObject({ total_paid: '187.50' });
    await expectGreenProof(app);
    await read({ amount: '200.00', text: 'three together' });
    const { id } = await lineOf(staff, account, '200.00');
    const alone = await decide(id, 'match', { transfers: ids });
    expect(alone).toMatchObject({
      status: 422,
      body: { code: 'match_differs', line: '200.00', transfers: '187.50', rest: '12.50', currency: 'USD' },
    });
    expect(await transferOf(ids[0]!)).toMatchObject({ state: 'succeeded' });
    const body = { transfers: ids, rest_to: customer.id };
    expect(must(200, await decide(id, 'match/preview', body)).figures).toContainEqual({
      figure: 'credit_amount',
      id: customer.id,
      before: '0.00',
      after: '12.50',
    });
    must(200, await decide(id, 'match', body));
    for (const one of ids) {
      expect(await transferOf(one)).toMatchObject({ state: 'settled', stands: 'settled' });
    }
    expect(await creditOf(customer)).toBe('12.50');
    await expectGreenProof(app);
    must(200, await decide(id, 'undo'));
    for (const one of ids) {
      expect(await transferOf(one)).toMatchObject({ state: 'succeeded', stands: 'credited' });
    }
    expect(await creditOf(customer)).toBe('0.00');
    expect(await loanOf(loan)).toMatchObject({ total_paid: '187.50' });
    await expectGreenProof(app);
    must(200, await decide(id, 'match', body));
    expect(await loanOf(loan)).toMatchObject({ total_paid: '187.50' });
    await expectGreenProof(app);
  });

  it('is not decided by a clerk whose own account it is about', async () => {
    const admin = await makeUser(app, 'admin');
    const [clerk, own] = [await makeStaff(app), await makeCustomer(app)];
    const loan = await makeLoan(own, '300.00');
    const cheque = await noted(loan, '45.00');
    must(200, await admin.api.patch(`/api/users/${clerk.id}/`, { own_accounts: [own.id, provider.id] }));
    await read({ amount: '45.00' }, { amount: '46.00' });
    const [line, other] = [await lineOf(staff, account, '45.00'), await lineOf(staff, account, '46.00')];
    const as = (who: Actor, id: string, what: string, body: object = {}) =>
      who.api.post(`/api/statement_lines/${id}/${what}/`, body);
    const refused = { status: 403, body: { code: 'own_person' } };
    for (const what of ['', '/preview']) {
      expect(await as(clerk, line.id, `match${what}`, { transfers: [cheque] })).toMatchObject(refused);
      for (const body of [{ loan: loan.id }, { provider: provider.id }, { customer: own.id }]) {
        expect(await as(clerk, line.id, `identify${what}`, body)).toMatchObject(refused);
      }
      for (const body of [{ loan: loan.id }, { provider: provider.id }]) {
        expect(await as(clerk, line.id, `banked${what}`, body)).toMatchObject(refused);
      }
    }
    must(200, await as(staff, line.id, 'match', { transfers: [cheque] }));
    must(200, await as(staff, other.id, 'banked', { loan: loan.id }));
    for (const { id } of [line, other]) {
      for (const what of ['undo', 'undo/preview']) expect(await as(clerk, id, what)).toMatchObject(refused);
    }
    must(200, await as(staff, line.id, 'undo'));
    must(200, await as(staff, other.id, 'undo'));
    // What is nobody's is anybody's to decide.
    must(200, await as(clerk, other.id, 'banked'));
    must(200, await as(clerk, other.id, 'undo'));
    must(200, await as(staff, line.id, 'match', { transfers: [cheque] }));
    must(200, await as(staff, other.id, 'outside', { reason: 'Capital' }));
    await expectGreenProof(app);
  });

  it('that left is the cheque that bounced: its payment is taken back', async () => {
    const loan = await makeLoan(customer, '500.00');
    const cheque = await noted(loan, '60.00');
    await read({ amount: '60.00' }, { amount: '-60.00', text: 'returned unpaid' });
    const [came, left] = [await lineOf(staff, account, '60.00'), await lineOf(staff, account, '-60.00')];
    const early = await decide(left.id, 'match', { transfers: [cheque] });
    expect(early).toMatchObject({ status: 409, body: { code: 'transfer_state' } });
    must(200, await decide(came.id, 'match', { transfers: [cheque] }));
    must(200, await decide(left.id, 'match', { transfers: [cheque] }));
    expect(await transferOf(cheque)).toMatchObject({ state: 'returned', stands: 'nothing' });
    expect(await loanOf(loan)).toMatchObject({ total_paid: '0.00' });
    await expectGreenProof(app);
    const tooEarly = await decide(came.id, 'undo');
    expect(tooEarly).toMatchObject({ status: 409, body: { code: 'line_state' } });
    must(200, await decide(left.id, 'undo'));
    expect(await transferOf(cheque)).toMatchObject({ state: 'settled', stands: 'settled' });
    expect(await loanOf(loan)).toMatchObject({ total_paid: '60.00' });
    await expectGreenProof(app);
    must(200, await decide(left.id, 'match', { transfers: [cheque] }));
  });

  it('is matched once, whoever matches at the same time', async () => {
    const loan = await makeLoan(customer, '500.00');
    const cheque = await noted(loan, '45.00');
    await read({ amount: '45.00', text: 'one' }, { amount: '45.00', text: 'two' });
    const rows = await app.database.rows<{ id: string }>(
      "SELECT id FROM statement_lines WHERE remittance IN ('one', 'two')",
    );
    const clicks = await Promise.all(
      [...rows, ...rows].map((line) => decide(line.id, 'match', { transfers: [cheque] })),
    );
    expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await loanOf(loan)).toMatchObject({ total_paid: '45.00' });
    await expectGreenProof(app);
  });

  it('is refused for transfers that do not exist, that are over, or that wait for nothing', async () => {
    await read({ amount: '7.00' });
    const { id } = await lineOf(staff, account, '7.00');
    const code = async (body: object) => ((await decide(id, 'match', body)).body as { code: string }).code;
    expect(await code({ transfers: [NOBODY] })).toBe('transfer_not_found');
    expect(await code({ transfers: [] })).toBe('validation_failed');
    expect(await code({ transfers: [NOBODY, NOBODY] })).toBe('validation_failed');
    const { results } = must(200, await staff.api.get('/api/transfers/?state=settled')) as {
      results: { id: string }[];
    };
    expect(await code({ transfers: [results[0]?.id] })).toBe('transfer_state');
    expect(((await decide(id, 'identify', { customer: provider.id })).body as { code: string }).code).toBe(
      'customer_not_found',
    );
  });

  it('tells what a charge, the till, or its undoing would change, and changes nothing', async () => {
    await read({ amount: '-4.90' });
    const { id } = await lineOf(staff, account, '-4.90');
    const tried = must(200, await decide(id, 'charge/preview'));
    const [figure] = tried.figures as { before: string; after: string }[];
    expect(Number(figure?.after) - Number(figure?.before)).toBeCloseTo(4.9);
    expect(await lineOf(staff, account, '-4.90')).toMatchObject({ state: 'open' });
    const dry = must(200, await staff.api.post(`/api/statement_lines/${id}/banked/?dry_run=1`, {}));
    expect(dry).toMatchObject({ state: 'explained' });
    expect(await lineOf(staff, account, '-4.90')).toMatchObject({ state: 'open' });
    expect(must(200, await decide(id, 'charge')).figures).toEqual(tried.figures);
    expect(must(200, await decide(id, 'undo/preview')).figures).toEqual([
      { ...figure, before: figure?.after, after: figure?.before },
    ]);
    expect(await lineOf(staff, account, '-4.90')).toMatchObject({ state: 'explained' });
    await expectGreenProof(app);
  });
});
