import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, newestLines, openBankAccount, statementOf } from '../support/bank.js';
import { makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

/** Balances of the accounts that bank statements touch: those of the till and each bank account apart. */
async function balances(app: TestApp): Promise<Record<string, string>> {
  const rows = await app.database.rows<{ name: string; balance: string }>(
    `SELECT v.account || coalesce(' ' || b.number, '') AS name, sum(v.amount)::text AS balance
     FROM journal j CROSS JOIN LATERAL (VALUES (j.debit_account, j.debit_owner, j.amount),
       (j.credit_account, j.credit_owner, -j.amount)) AS v(account, owner, amount)
     LEFT JOIN bank_accounts b ON b.id = v.owner
     WHERE v.account IN ('cash', 'unidentified', 'gateway_fees', 'own_funds') GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, balance }) => [name, balance]));
}

describe('bank accounts and their statements', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());

  it('opens an account with the part of the cash that lies there', async () => {
    const { id, today } = await openBankAccount(app, staff, {
      number: 'GB29 NWBK 6016 1331 9268 19',
      daysAgo: 0,
    });
    expect(must(200, await staff.api.get('/api/bank_accounts/'))).toMatchObject({
      results: [
        {
          id,
          number: 'GB29NWBK60161331926819',
          currency: 'USD',
          opening_balance: '1000.00',
          opened_on: today,
          gateways: [],
        },
      ],
    });
    expect(await balances(app)).toEqual({ cash: '-100000', 'cash GB29NWBK60161331926819': '100000' });
    const again = { name: 'Twice', number: 'gb29nwbk60161331926819', opening_balance: '0' };
    expect(await staff.api.post('/api/bank_accounts/', again)).toMatchObject({
      status: 409,
      body: { code: 'bank_account_exists', number: 'GB29NWBK60161331926819' },
    });
    const later = { name: 'Later', number: '1', opening_balance: '0', opened_on: '2999-01-01' };
    expect((await staff.api.post('/api/bank_accounts/', later)).body).toMatchObject({
      code: 'validation_failed',
    });
    await expectGreenProof(app);
  });

  describe('one account', () => {
    let account: string;
    let today: string;
    let first: string;

    beforeAll(async () => {
      ({ id: account, today } = await openBankAccount(app, staff));
      first = statementOf(today, '1000.00', [
        { amount: '87.50', text: 'thanks', name: 'Amina Otieno', ref: 'A1' },
        { amount: '87.50', text: 'thanks', name: 'Amina Otieno', ref: 'A1' },
        { amount: '-4.90', text: 'account fee' },
        { amount: '-300.00', text: 'rent' },
        { amount: '500.00', text: 'from the till' },
      ]);
    });

    it('books every line when it is read, against what is not identified', async () => {
      const before = await balances(app);
      const answer = await importStatement(staff, account, first);
      expect(answer).toMatchObject({
        status: 201,
        body: { lines: 5, new: 5, matched: 0, suggested: 0, open: 5 },
      });
      expect(await balances(app)).toEqual({
        ...before,
        'cash DE89370400440532013000': '137010',
        unidentified: '-37010',
      });
      const listed = must(200, await staff.api.get(`/api/bank_statements/?account=${account}`));
      expect(listed).toMatchObject({
        results: [
          {
            account,
            from: today,
            to: today,
            opening: '1000.00',
            closing: '1370.10',
            lines: 5,
            new_lines: 5,
            open_lines: 5,
          },
        ],
      });
      const lines = await newestLines(staff, account);
      expect(lines.map(({ nr, amount, state }) => [nr, amount, state])).toEqual([
        [1, '87.50', 'open'],
        [2, '87.50', 'open'],
        [3, '-4.90', 'open'],
        [4, '-300.00', 'open'],
        [5, '500.00', 'open'],
      ]);
      await expectGreenProof(app);
    });

    it('takes the same file again for read, and of an overlapping file what is new', async () => {
      const before = await balances(app);
      expect(await importStatement(staff, account, first)).toMatchObject({
        status: 200,
        body: { lines: 5, new: 0, matched: 0, suggested: 0, open: 0 },
      });
      // The same day once more, later: a third equal payment, and the charge of before.
      const longer = statementOf(today, '1000.00', [
        ...Array.from({ length: 3 }, () => ({
          amount: '87.50',
          text: 'thanks',
          name: 'Amina Otieno',
          ref: 'A1',
        })),
        { amount: '-4.90', text: 'account fee' },
        { amount: '-300.00', text: 'rent' },
        { amount: '500.00', text: 'from the till' },
      ]);
      expect(await importStatement(staff, account, longer)).toMatchObject({
        status: 201,
        body: { lines: 6, new: 1 },
      });
      expect(await balances(app)).toEqual({
        ...before,
        'cash DE89370400440532013000': '145760',
        unidentified: '-45760',
      });
      await expectGreenProof(app);
    });

    it('refuses a statement after one that is missing, and one whose lines are there in other words', async () => {
      const gap = statementOf(today, '1500.00', [{ amount: '1.00', text: 'late' }]);
      expect(await importStatement(staff, account, gap)).toMatchObject({
        status: 409,
        body: { code: 'statement_gap', opening: '1500.00', expected: '1457.60' },
      });
      const otherWords = statementOf(today, '1000.00', [{ amount: '87.50', text: 'THANKS' }]);
      expect((await importStatement(staff, account, otherWords)).body).toMatchObject({
        code: 'statement_gap',
      });
      const tooEarly = statementOf('2020-01-01', '0.00', [{ amount: '1.00' }]);
      expect((await importStatement(staff, account, tooEarly)).body).toMatchObject({ code: 'statement_gap' });
      const empty = statementOf(today, '1457.60', []);
      expect(await importStatement(staff, account, empty)).toMatchObject({
        status: 201,
        body: { lines: 0, new: 0 },
      });
    });

    it('refuses files of other accounts and currencies, and what is no statement', async () => {
      const other = statementOf(today, '1.00', [], 'DE02120300000000202051');
      expect((await importStatement(staff, account, other)).body).toMatchObject({
        code: 'statement_account_unknown',
        statement_account: 'DE02120300000000202051',
      });
      const euros = statementOf(today, '1.00', []).replaceAll('"USD"', '"EUR"');
      expect((await importStatement(staff, account, euros)).body).toMatchObject({
        code: 'statement_currency',
      });
      expect(await importStatement(staff, account, 'Dear Sir', 'text/plain')).toMatchObject({
        status: 422,
        body: { code: 'statement_not_readable', place: 'File' },
      });
      const nobody = '0198c0de-aaaa-7000-8000-000000000001';
      expect((await importStatement(staff, nobody, first)).body).toMatchObject({
        code: 'bank_account_not_found',
      });
      expect((await staff.api.post(`/api/bank_statements/?account=${account}`, {})).status).toBe(415);
      // The file itself says whose it is.
      const path = '/api/bank_statements/';
      expect((await staff.api.post(path, other, { 'content-type': 'text/xml' })).body).toMatchObject({
        code: 'bank_account_not_found',
      });
      expect(await staff.api.post(path, first, { 'content-type': 'text/xml' })).toMatchObject({
        status: 200,
      });
    });

    it('reads statements on their own address only, up to 5 MB', async () => {
      const large = `${first}${' '.repeat(5 * 1024 * 1024)}`;
      expect((await importStatement(staff, account, large)).status).toBe(413);
      const almost = `${first}${' '.repeat(4 * 1024 * 1024)}`;
      expect((await importStatement(staff, account, almost)).status).toBe(201);
      for (const type of ['text/xml', 'text/plain']) {
        const answer = await staff.api.post('/api/payments/', 'loan=1', { 'content-type': type });
        expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
        expect((await staff.api.post('/api/nothing/', 'x', { 'content-type': type })).status).toBe(404);
      }
    });

    it('explains a charge, money from the till and money of the house, and takes it back', async () => {
      const before = await balances(app);
      const lines = Object.fromEntries(
        (
          await app.database.rows<{ id: string; text: string }>(
            'SELECT id, remittance AS text FROM statement_lines',
          )
        ).map(({ id, text }) => [text, id]),
      );
      const decide = (text: string, what: string, body?: object) =>
        staff.api.post(`/api/statement_lines/${String(lines[text])}/${what}/`, body);
      expect(must(200, await decide('account fee', 'charge'))).toMatchObject({
        state: 'explained',
        amount: '-4.90',
      });
      must(200, await decide('from the till', 'banked', {}));
      expect(must(200, await decide('rent', 'outside', { reason: 'Rent of November' }))).toMatchObject({
        state: 'outside',
      });
      expect(await balances(app)).toEqual({
        ...before,
        cash: String(Number(before.cash) - 50000),
        gateway_fees: '490',
        own_funds: '30000',
        unidentified: '-26250',
      });
      await expectGreenProof(app);

      expect(await decide('rent', 'charge')).toMatchObject({
        status: 409,
        body: { code: 'line_state', state: 'outside' },
      });
      expect((await decide('thanks', 'charge')).body).toMatchObject({ code: 'match_differs' });
      expect((await decide('thanks', 'undo')).body).toMatchObject({ code: 'line_state' });
      const nobody = '0198c0de-4444-7000-8000-000000000001';
      expect((await decide('thanks', 'banked', { loan: nobody })).body).toMatchObject({
        code: 'loan_not_found',
      });
      expect((await decide('thanks', 'banked', { provider: nobody })).body).toMatchObject({
        code: 'provider_not_found',
      });

      for (const text of ['rent', 'account fee', 'from the till']) {
        expect(must(200, await decide(text, 'undo'))).toMatchObject({ state: 'open' });
      }
      expect(await balances(app)).toEqual({ ...before, gateway_fees: '0', own_funds: '0' });
      // What was taken back may be explained again, otherwise too.
      must(200, await decide('account fee', 'outside', { reason: 'A present for the bank' }));
      must(200, await decide('rent', 'charge'));
      expect(await balances(app)).toMatchObject({ gateway_fees: '30000', own_funds: '490' });
      must(200, await decide('rent', 'undo'));
      must(200, await decide('account fee', 'undo'));
      await expectGreenProof(app);
    });

    it('keeps what a statement says, and lets names be forgotten', async () => {
      const change = (set: string) => app.database.rows(`UPDATE statement_lines SET ${set}`);
      await expect(change('amount = amount + 1')).rejects.toThrow(/statement_lines/);
      await expect(change("fingerprint = ''")).rejects.toThrow(/statement_lines/);
      await expect(app.database.rows('DELETE FROM line_matches')).rejects.toThrow(/line_matches/);
      await change("counterparty = NULL, remittance = ''");
      await expectGreenProof(app);
    });
  });

  it('shows a line, and says that it is not there', async () => {
    const { id: account, today } = await openBankAccount(app, staff, { number: '12-34' });
    must(
      201,
      await importStatement(staff, account, statementOf(today, '1000.00', [{ amount: '1.00' }], '1234')),
    );
    const line = await lineOf(staff, account, '1.00');
    expect(must(200, await staff.api.get(`/api/statement_lines/${line.id}/`))).toEqual(line);
    const nobody = '0198c0de-cccc-7000-8000-000000000001';
    expect((await staff.api.get(`/api/statement_lines/${nobody}/`)).body).toMatchObject({
      code: 'statement_line_not_found',
    });
    const { results } = must(200, await staff.api.get(`/api/bank_statements/?account=${account}`)) as {
      results: { id: string }[];
    };
    expect(must(200, await staff.api.get(`/api/bank_statements/${String(results[0]?.id)}/`))).toEqual(
      results[0],
    );
    expect((await staff.api.get(`/api/bank_statements/${nobody}/`)).body).toMatchObject({
      code: 'bank_statement_not_found',
    });
    expect((await staff.api.get(`/api/bank_statements/${nobody}/lines/`)).body).toMatchObject({
      code: 'bank_statement_not_found',
    });
  });
});
