import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, openBankAccount, statementOf, type FileLine } from '../support/bank.js';
import { makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { addDays } from '../../src/lending/dates.js';

/** What a bank tells of lines before it sends their statement. */
const notificationOf = (on: string, lines: FileLine[]) =>
  statementOf(on, '0.00', lines)
    .replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn')
    .replaceAll('Stmt>', 'Ntfctn>')
    .replace(/<Bal>.*<\/Bal>/, '');

describe('a notification of the bank (camt.054)', () => {
  let app: TestApp;
  let staff: Actor;
  let account: string;
  let today: string;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());

  const read = async (file: string) => must(201, await importStatement(staff, account, file));
  const day = (ago: number) => addDays(today, -ago);
  const reported = async () =>
    must(200, await staff.api.get('/api/reports/reconciliation/')).accounts as object[];

  it('books its lines at once; bank and books agree as before', async () => {
    const lines = [
      { amount: '100.00', text: 'one', ref: 'B1' },
      { amount: '100.00', text: 'two', ref: 'B1' },
      { amount: '-4.90', text: 'fee', ref: 'B2' },
    ];
    expect(await read(notificationOf(day(9), lines))).toMatchObject({ lines: 3, new: 3 });
    const { results } = must(200, await staff.api.get('/api/bank_statements/'));
    expect(results).toMatchObject([{ opening: null, closing: null, lines: 3 }]);
    expect(await reported()).toMatchObject([
      { statement_to: null, bank_says: '1000.00', books_say: '1000.00', difference: '0.00' },
    ]);
    await expectGreenProof(app);
  });

  it('is not told anew by its statement, which spells lines otherwise and adds a batch up', async () => {
    const lines = [
      { amount: '200.00', text: 'batch', ref: 'B1' },
      { amount: '-4.90', text: 'charge of the bank', ref: 'X' },
      { amount: '30.00', text: 'new', ref: 'B3' },
    ].map((line) => ({ ...line, on: day(9) }));
    expect(await read(statementOf(day(9), '1000.00', lines))).toMatchObject({ lines: 3, new: 1 });
    expect(await reported()).toMatchObject([
      { statement_to: day(9), bank_says: '1225.10', books_say: '1225.10', difference: '0.00' },
    ]);
    // The same again, in a file that goes on.
    const more = [...lines, { amount: '5.00', on: day(8), text: 'later' }];
    expect(await read(statementOf(day(8), '1000.00', more))).toMatchObject({ lines: 4, new: 1 });
    await expectGreenProof(app);
  });

  it('brings nothing of a date that a statement has told of', async () => {
    const late = [{ amount: '77.00', text: 'late' }];
    expect(await read(notificationOf(day(8), late))).toMatchObject({ lines: 1, new: 0 });
    expect(await read(notificationOf(day(7), late))).toMatchObject({ lines: 1, new: 1 });
    await expectGreenProof(app);
  });

  it('does not hide that statements are missing', async () => {
    const lines = [{ amount: '77.00', text: 'late' }];
    const gap = await importStatement(staff, account, statementOf(day(7), '1300.00', lines));
    expect(gap).toMatchObject({ status: 409, body: { code: 'statement_gap' } });
    expect(await read(statementOf(day(7), '1230.10', lines))).toMatchObject({ lines: 1, new: 0 });
  });
});
