import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  bankFile,
  importStatement,
  newestLines,
  NUMBER,
  openAccount,
  openBankAccount,
  statementOf,
} from '../support/bank.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

/** The check digits of ISO 11649. */
const creditorReference = (number: string) =>
  `RF${String(98n - (BigInt(`${number}271500`) % 97n)).padStart(2, '0')}${number}`;

describe('files of banks, from reading to the loan', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let loan: string;
  let number: string;
  let account: string;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '5000.00');
    customer = await makeCustomer(app);
    loan = (await makeLoan(customer, '1000.00')).id;
    const [row] = await app.database.rows<{ number: number }>('SELECT number FROM loans WHERE id = $1', [
      loan,
    ]);
    number = shownShortNumber(row?.number ?? 0);
    ({ id: account } = await openBankAccount(app, staff, { daysAgo: 20_000 }));
  });
  afterAll(() => app.stop());

  /** The file of a year ago: no statement tells of days that have not come. */
  const oneYearAgo = (name: string) =>
    bankFile(name)
      .replaceAll('2026-11', '2025-11')
      .replaceAll('261231', '251231')
      .replaceAll(/27(010[12])/g, '26$1');
  /** The same with the number of our loan, in the currency of the bank. */
  const ours = (name: string) =>
    oneYearAgo(name)
      .replaceAll('EUR', 'USD')
      .replaceAll('37040044/0532013000', NUMBER)
      .replaceAll('RF124821093759', creditorReference(number))
      .replaceAll('4821 0937 59', `${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`)
      .replaceAll('4821093759', number);
  const read = (name: string, type: string) => readInto(account, ours(name), type);
  const readInto = async (account: string, file: string, type: string) => {
    const answer = must(201, await importStatement(staff, account, file, type));
    await until(async () => {
      const due = await app.database.rows('SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL');
      return due.length === 0;
    });
    const lines = await newestLines(staff, account);
    return {
      answer,
      explained: lines.filter(({ state }) => state === 'explained').map(({ amount }) => amount),
    };
  };
  const owed = async () =>
    (must(200, await customer.api.get(`/api/loans/${loan}/`)) as { remaining_balance: string })
      .remaining_balance;
  const bankSays = async () =>
    (must(200, await staff.api.get('/api/reports/reconciliation/?on=2027-12-31')) as { accounts: object[] })
      .accounts;

  it('credits what a camt.053 file names by number and by creditor reference', async () => {
    expect(await read('camt.053.001.02.xml', 'text/xml')).toEqual({
      answer: { lines: 6, new: 6, matched: 2, suggested: 0, open: 4 },
      explained: ['87.50', '100.00'],
    });
    expect(await owed()).toBe('862.50');
    expect(await bankSays()).toMatchObject([
      { bank_says: '945.10', books_say: '945.10', difference: '0.00' },
    ]);
    await expectGreenProof(app);
  });

  it('goes on with the MT940 file of the time after it', async () => {
    expect(await read('mt940.sta', 'text/plain')).toEqual({
      answer: { lines: 3, new: 3, matched: 1, suggested: 0, open: 2 },
      explained: ['87.50'],
    });
    expect(await owed()).toBe('775.00');
    expect(await bankSays()).toMatchObject([
      { statement_to: '2026-01-02', bank_says: '1009.60', books_say: '1009.60', open_lines: { count: 6 } },
    ]);
    await expectGreenProof(app);
  });

  it('goes on with a camt.053 file of the newer version: a batch, a reversal, and an account that was overdrawn', async () => {
    const number08 = '0110234567';
    const other = await openAccount(app, staff, { number: number08, balance: '29.50', daysAgo: 20_000 });
    const before = statementOf('2025-11-03', '29.50', [{ amount: '-50.00', text: 'rent' }], number08);
    must(201, await importStatement(staff, other.id, before));
    // Fils become cents; what they make stays proven.
    const cents = [
      '20.500 20.50',
      '129.375 129.38',
      '149.375 149.37',
      '50.625 50.63',
      '50.125 50.12',
      '9.999 9.99',
    ];
    const file = cents
      .map((pair) => pair.split(' ') as [string, string])
      .reduce((text, [fils, inCents]) => text.replaceAll(fils, inCents), oneYearAgo('camt.053.001.08.xml'))
      .replaceAll('KWD', 'USD')
      .replaceAll('C 0000 0079 41', `L ${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`);
    expect(await readInto(other.id, file, 'text/xml')).toEqual({
      answer: { lines: 3, new: 3, matched: 1, suggested: 0, open: 2 },
      explained: ['149.37'],
    });
    expect(await owed()).toBe('625.63');
    const says = (await bankSays()) as { account: string }[];
    expect(says.filter((one) => one.account === other.id)).toMatchObject([
      { bank_says: '129.38', books_say: '129.38', difference: '0.00', open_lines: { count: 3 } },
    ]);
    await expectGreenProof(app);
  });
});
