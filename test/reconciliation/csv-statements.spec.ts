import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
import { startCli } from '../support/cli.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const FORMAT = {
  separator: ';',
  skip_rows: 1,
  date_format: 'DD.MM.YYYY',
  decimal_separator: ',',
  columns: { booked_on: 'Datum', amount: 'Betrag', counterparty: 'Name', remittance: ['Zweck'] },
};

describe('statements of a bank that gives CSV', () => {
  let app: TestApp;
  let staff: Actor;
  let account: string;
  let number: string;
  let today: string;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '50000.00');
    ({ id: account, today } = await openBankAccount(app, staff));
    const { results } = must(200, await staff.api.get('/api/bank_accounts/'));
    number = String(results[0]?.number);
  });
  afterAll(() => app.stop());

  const german = () => today.split('-').reverse().join('.');
  const fileOf = (...rows: [name: string, text: string, amount: string][]) =>
    ['Kontoauszug', 'Datum;Name;Zweck;Betrag', ...rows.map((row) => [german(), ...row].join(';')), ''].join(
      '\n',
    );
  const send = (file: string, query = `?account=${account}`) =>
    staff.api.post(`/api/bank_statements/${query}`, file, { 'content-type': 'text/csv; charset=utf-8' });
  const setFormat = (format: object = FORMAT) =>
    staff.api.send('PUT', `/api/bank_accounts/${account}/csv_format/`, format);

  it('are refused until somebody has said how they are written', async () => {
    expect(await send(fileOf(['A', 'B', '1,00']))).toMatchObject({
      status: 422,
      body: { code: 'statement_not_readable', place: 'File' },
    });
    expect(await send(fileOf(['A', 'B', '1,00']), '')).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('does not name its account') },
    });
  });

  it.each([
    ['no amount', { ...FORMAT, columns: { booked_on: 'Datum', remittance: ['Zweck'] } }, 'columns.amount'],
    [
      'an amount in one and in two columns',
      { ...FORMAT, columns: { ...FORMAT.columns, credit: 'Haben', debit: 'Soll' } },
      'columns.amount',
    ],
    ['a date without a month', { ...FORMAT, date_format: 'DD.YYYY' }, 'date_format'],
    ['another separator', { ...FORMAT, separator: '#' }, 'separator'],
  ])('cannot be described with %s', async (_, format, field) => {
    const { status, body } = await setFormat(format);
    expect([status, body.code, (body.errors as { field: string }[]).map((error) => error.field)]).toEqual([
      400,
      'validation_failed',
      expect.arrayContaining([field]),
    ]);
  });

  it('are read as their account says; a line that names a loan pays it', async () => {
    expect(must(200, await setFormat())).toMatchObject({
      id: account,
      csv_format: { ...FORMAT, columns: { ...FORMAT.columns, value_on: null, balance: null } },
    });
    const loan = await makeLoan(await makeCustomer(app), '1000.00');
    const [row] = await app.database.rows<{ number: number }>('SELECT number FROM loans WHERE id = $1', [
      loan.id,
    ]);
    const reference = shownShortNumber(row?.number ?? 0);
    const file = fileOf(['Ada Okoye', `Kredit ${reference}`, '87,50'], ['Vermieter', 'Miete', '-1.300,00']);
    expect(await send(file)).toMatchObject({
      status: 201,
      body: { lines: 2, new: 2, matched: 1, suggested: 0, open: 1 },
    });
    await until(async () => (await lineOf(staff, account, '87.50')).state === 'explained');
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/`)).total_paid).toBe('87.50');
    expect(await lineOf(staff, account, '-1300.00')).toMatchObject({
      state: 'open',
      counterparty: 'Vermieter',
    });
    expect((await send(file)).status).toBe(200);
    const longer = fileOf(
      ['Ada Okoye', `Kredit ${reference}`, '87,50'],
      ['Vermieter', 'Miete', '-1.300,00'],
      ['Vermieter', 'Miete', '-1.300,00'],
    );
    expect(await send(longer)).toMatchObject({ status: 201, body: { lines: 3, new: 1 } });
    await expectGreenProof(app);
  });

  it('are refused as a whole, with row and column', async () => {
    const before = await app.database.rows('SELECT id FROM statement_lines');
    const answer = await send(fileOf(['A', 'good', '5,00'], ['A', 'bad', '5.00']));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'statement_not_readable', place: 'Row 4, column "Betrag"' },
    });
    expect(await app.database.rows('SELECT id FROM statement_lines')).toHaveLength(before.length);
  });

  it('are read at the command line, by their ending', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'statement-'));
    try {
      const path = join(folder, 'umsaetze.csv');
      await writeFile(path, fileOf(['Bank', 'Entgelt', '-4,90']));
      const cli = await startCli(app.database.url, `statement-import ${path} --account ${number} --json`)
        .ended;
      expect(cli.json()).toMatchObject({ lines: 1, new: 1, open: 1, again: false });
      expect(await lineOf(staff, account, '-4.90')).toMatchObject({ state: 'open' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are followed by a statement of the bank that has their lines in another spelling', async () => {
    const known = await app.database.rows<{ amount: string }>(
      'SELECT (amount / 100.0)::numeric(12, 2)::text AS amount FROM statement_lines ORDER BY id',
    );
    const told = known.map(({ amount }, index) => ({
      amount,
      text: `As the bank writes it, ${String(index)}`,
    }));
    const statement = statementOf(today, '1000.00', [...told, { amount: '10.00', text: 'new' }]);
    expect(await importStatement(staff, account, statement)).toMatchObject({
      status: 201,
      body: { lines: known.length + 1, new: 1 },
    });
    await expectGreenProof(app);
  });
});
