import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
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
import { until } from '../support/until.js';

describe('names and texts on bank statements', () => {
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let customer: Actor;
  let provider: Actor;
  let account: string;
  let today: string;
  let number: string;

  beforeAll(async () => {
    app = await startApp();
    [staff, admin] = [await makeStaff(app), await makeUser(app, 'admin')];
    provider = await makeProvider(app, '5000.00');
    customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '1000.00');
    const [row] = await app.database.rows<{ number: number }>('SELECT number FROM loans WHERE id = $1', [
      loan.id,
    ]);
    number = shownShortNumber(row?.number ?? 0);
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());

  const lines = () => [
    { amount: '87.50', text: `instalment ${number} of Mrs Otieno`, name: 'Amina Otieno', ref: 'B1' },
    { amount: '-300.00', text: 'rent to Mr Lind', name: 'Dora Lind', ref: 'B2' },
    { amount: '20.00', text: 'from whoever', name: 'Eve Nobody', ref: 'B3' },
    { amount: '-45.00', text: 'wallet of Mr Farmer', name: 'Fred Farmer', ref: 'B4' },
  ];
  const redact = (body: object, by = admin) => by.api.post('/api/statement_lines/redact/', body);
  const told = async () => {
    const rows = await app.database.rows<{ ref: string; who: string | null; what: string }>(
      'SELECT bank_ref AS ref, counterparty AS who, remittance AS what FROM statement_lines ORDER BY bank_ref',
    );
    return Object.fromEntries(
      rows.map(({ ref, who, what }) => [ref, who === null && what === '' ? '' : who]),
    );
  };

  it('of a customer are forgotten where its money explains the line, and nowhere else', async () => {
    must(201, await importStatement(staff, account, statementOf(today, '1000.00', lines())));
    await until(async () => (await lineOf(staff, account, '87.50')).state === 'explained');
    const rent = await lineOf(staff, account, '-300.00');
    must(200, await staff.api.post(`/api/statement_lines/${rent.id}/outside/`, { reason: 'Rent' }));

    expect(must(200, await redact({ party: customer.id }))).toEqual({ redacted: 1 });
    expect(await told()).toEqual({ B1: '', B2: 'Dora Lind', B3: 'Eve Nobody', B4: 'Fred Farmer' });
    expect(await lineOf(staff, account, '87.50')).toMatchObject({
      state: 'explained',
      counterparty: null,
      remittance: '',
    });
    expect(must(200, await redact({ party: customer.id }))).toEqual({ redacted: 0 });
    await expectGreenProof(app);
  });

  it('do not come back with a file that has the line again', async () => {
    const longer = statementOf(today, '1000.00', [...lines(), { amount: '1.00', text: 'new', ref: 'B5' }]);
    expect(await importStatement(staff, account, longer)).toMatchObject({
      status: 201,
      body: { lines: 5, new: 1 },
    });
    expect(await told()).toMatchObject({ B1: '', B5: null });
  });

  it('of a provider are forgotten where its withdrawal went through the bank', async () => {
    const [line] = await app.database.rows<{ id: string }>(
      "SELECT id FROM statement_lines WHERE bank_ref = 'B4'",
    );
    const banked = `/api/statement_lines/${line?.id ?? ''}/banked/`;
    must(200, await staff.api.post(banked, { provider: provider.id }));
    expect(must(200, await redact({ party: provider.id }))).toEqual({ redacted: 1 });
    expect(await told()).toMatchObject({ B1: '', B2: 'Dora Lind', B4: '' });
  });

  it('of a stranger are forgotten line by line, and never of a line that nobody has explained', async () => {
    const rows = await app.database.rows<{ id: string }>(
      "SELECT id FROM statement_lines WHERE bank_ref IN ('B2', 'B3') ORDER BY bank_ref",
    );
    const [explained = '', open = ''] = rows.map(({ id }) => id);
    expect(await redact({ lines: [explained, open] })).toMatchObject({
      status: 409,
      body: { code: 'line_state', state: 'open' },
    });
    expect(await told()).toMatchObject({ B2: 'Dora Lind', B3: 'Eve Nobody' });
    expect(must(200, await redact({ lines: [explained, explained.toUpperCase()] }))).toEqual({ redacted: 1 });
    expect(await told()).toMatchObject({ B2: '', B3: 'Eve Nobody' });
    // An explanation may be taken back all the same.
    expect(must(200, await staff.api.post(`/api/statement_lines/${explained}/undo/`))).toMatchObject({
      state: 'open',
      counterparty: null,
    });
    await expectGreenProof(app);
  });

  it('are forgotten of somebody or something that there is, and by an admin', async () => {
    const nobody = '0198c0de-4444-7000-8000-000000000001';
    expect((await redact({ party: nobody })).body.code).toBe('user_not_found');
    expect((await redact({ lines: [nobody] })).body.code).toBe('statement_line_not_found');
    for (const body of [{}, { party: customer.id, lines: [nobody] }, { lines: [] }]) {
      expect((await redact(body)).body.code).toBe('validation_failed');
    }
    expect((await redact({ party: customer.id }, staff)).status).toBe(403);
  });
});
