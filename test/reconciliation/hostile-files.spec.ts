import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/lending/dates.js';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  importStatement,
  newestLines,
  openBankAccount,
  statementOf,
  type FileLine,
} from '../support/bank.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('files of a bank that nobody would expect', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let account: string;
  let today: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());

  const numberedLoan = async () => {
    const { id } = await makeLoan(customer, '500.00');
    const [row] = await app.database.rows<{ number: number }>('SELECT number FROM loans WHERE id = $1', [id]);
    return { id, number: shownShortNumber(row?.number ?? 0) };
  };
  const paidOn = async (id: string) => must(200, await staff.api.get(`/api/loans/${id}/`)).total_paid;
  /** The next statement, which goes on from the one before, as its bank changed it. */
  const read = async (lines: FileLine[], change = (file: string) => file) => {
    const file = statementOf(today, balance.toFixed(2), lines);
    const imported = must(201, await importStatement(staff, account, change(file)));
    for (const { amount } of lines) balance += Number(amount);
    await until(async () => {
      const due = await app.database.rows('SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL');
      return due.length === 0;
    });
    return imported;
  };
  const refused = async (file: string, type = 'text/xml') => {
    const before = await app.database.rows('SELECT id FROM statement_lines');
    const { status, body } = await importStatement(staff, account, file, type);
    expect(await app.database.rows('SELECT id FROM statement_lines')).toHaveLength(before.length);
    return [status, body.code];
  };

  it.each([
    ['the first day of the calendar', '0001-01-01'],
    ['the last day of the calendar', '9999-12-31'],
  ])('with a value date on %s: the payment counts within the life of its loan', async (_, valueOn) => {
    const { id, number } = await numberedLoan();
    const dated = (file: string) => file.replaceAll(/<ValDt><Dt>[^<]*/g, `<ValDt><Dt>${valueOn}`);
    expect(await read([{ amount: '87.50', text: `loan ${number}` }], dated)).toMatchObject({ matched: 1 });
    expect(await paidOn(id)).toBe('87.50');
    const { results } = must(200, await staff.api.get(`/api/payments/?loan=${id}`)) as {
      results: { value_date: string }[];
    };
    expect(results.map(({ value_date: on }) => on)).toEqual([today]);
    await expectGreenProof(app);
  });

  it('with a text that names everything: somebody has to look', async () => {
    const loans = await Promise.all(Array.from({ length: 12 }, numberedLoan));
    const text = loans.map(({ number }) => number).join(' ');
    expect(await read([{ amount: '87.50', text }])).toMatchObject({ matched: 0, suggested: 1 });
    for (const { id } of loans) expect(await paidOn(id)).toBe('0.00');
    const [line] = await newestLines(staff, account);
    expect(line?.proposed.length).toBeLessThanOrEqual(5);
  });

  it('with more than the loan takes is credit, to the last cent that a statement may say', async () => {
    const { id, number } = await numberedLoan();
    await read([{ amount: '99999999.99', text: `loan ${number}` }]);
    expect(must(200, await staff.api.get(`/api/loans/${id}/`))).toMatchObject({ status: 'paid' });
    await expectGreenProof(app);
  });

  it('with names of many alphabets, and with those that try to be something else', async () => {
    const names = [
      '=HYPERLINK("http://x")',
      '<script>alert(1)</script>',
      "'; DROP TABLE loans; --",
      '\u202eevil',
      '名前',
    ];
    await read(names.map((name, nr) => ({ amount: '0.01', name, text: `${name} ${String(nr)}` })));
    const lines = (await newestLines(staff, account)) as unknown as { counterparty: string }[];
    // What turns the letters that follow round would have a clerk read another name.
    expect(lines.map(({ counterparty }) => counterparty)).toEqual([...names.slice(0, 3), 'evil', '名前']);
    const { results } = must(200, await staff.api.get(`/api/bank_statements/?account=${account}&limit=1`));
    const path = `/api/bank_statements/${String((results as { id: string }[])[0]?.id)}/lines/csv/`;
    const csv = await fetch(`${app.url}${path}`, {
      headers: { authorization: `Bearer ${staff.api.token ?? ''}` },
    });
    expect(await csv.text()).toContain(`"'=HYPERLINK(""http://x"")"`);
    await expectGreenProof(app);
  });

  it('is refused, and nothing of it is kept', async () => {
    const good = statementOf(today, balance.toFixed(2), [{ amount: '5.00', text: 'five' }]);
    const line = (from: string | RegExp, to: string) => {
      expect(good).toMatch(from);
      return good.replace(from, to);
    };
    const unreadable = [422, 'statement_not_readable'];
    const entry = /<Ntry><Amt Ccy="USD">5.00/;
    for (const amount of [
      '-5.00',
      '+5.00',
      '5,00',
      '5e0',
      '0x5',
      '5.001',
      '',
      ' ',
      '٥',
      '1'.repeat(400),
      'NaN',
    ]) {
      expect([amount, await refused(line(entry, `<Ntry><Amt Ccy="USD">${amount}`))]).toEqual([
        amount,
        unreadable,
      ]);
    }
    for (const currency of ['EUR', 'usd', 'XXX1', '']) {
      const file = line(entry, `<Ntry><Amt Ccy="${currency}">5.00`);
      expect([currency, await refused(file)]).toEqual([currency, unreadable]);
    }
    const dates = [addDays(today, 8), '2999-12-31', '9999-12-31', '2026-02-30', '0000-01-01', 'yesterday'];
    for (const date of dates) {
      const file = line(/<BookgDt><Dt>[^<]*/, `<BookgDt><Dt>${date}`);
      expect([date, await refused(file)]).toEqual([date, unreadable]);
    }
    // Before the account was opened.
    expect(await refused(line(/<BookgDt><Dt>[^<]*/, '<BookgDt><Dt>0001-01-02'))).toEqual([
      409,
      'statement_gap',
    ]);
    expect(
      await refused(line('<CdtDbtInd>CRDT</CdtDbtInd><Sts>', '<CdtDbtInd>BOTH</CdtDbtInd><Sts>')),
    ).toEqual(unreadable);
    // No database takes the character NUL.
    const odd = good.replace('<IBAN>DE89', '<IBAN>DE&#0;12');
    const unnamed = await staff.api.post('/api/bank_statements/', odd, { 'content-type': 'text/xml' });
    expect([unnamed.status, unnamed.body.code]).toEqual([404, 'bank_account_not_found']);
    expect(await refused('PK\u0003\u0004 a zip', 'text/plain')).toEqual(unreadable);
    expect(await refused(`${good}${good}`)).toEqual(unreadable);
    expect(await refused('<a>'.repeat(400_000))).toEqual(unreadable);
    must(201, await importStatement(staff, account, good));
    await expectGreenProof(app);
  });
});
