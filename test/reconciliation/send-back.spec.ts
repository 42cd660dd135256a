import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf, type FileLine } from '../support/bank.js';
import { shownTransfer, startWithGateway } from '../support/gateway.js';
import { makeStaff, makeUser, must, type Actor } from '../support/make.js';
import { IBAN, onPayouts } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const TO = { gateway: 'bank_file', holder: 'Carla Rossi', iban: IBAN };

describe('money of nobody', () => {
  let app: TestApp;
  let staff: Actor;
  let account: string;
  let today: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'bank_file' });
    staff = await makeStaff(app);
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());

  const read = async (...lines: FileLine[]) => {
    const file = statementOf(today, balance.toFixed(2), lines);
    for (const { amount } of lines) balance += Number(amount);
    must(201, await importStatement(staff, account, file));
    await until(async () => {
      const due = await app.database.rows('SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL');
      return due.length === 0;
    });
  };
  const decide = (id: string, what: string, body: object = {}) =>
    staff.api.post(`/api/statement_lines/${id}/${what}/`, body);
  const returnOf = async (line: string) => {
    const [row] = await app.database.rows<{ id: string }>(
      'SELECT id FROM transfers WHERE line_id = $1 ORDER BY id DESC LIMIT 1',
      [line],
    );
    return row?.id ?? '';
  };

  it('goes back by a file for the bank, and is paid by its line', async () => {
    await read({ amount: '70.00', text: 'for somebody else', name: 'Carla Rossi' });
    const { id } = await lineOf(staff, account, '70.00');
    const figures = [{ figure: 'open_lines', id: account, before: '70.00', after: '0.00' }];
    expect(must(200, await decide(id, 'send_back/preview', TO)).figures).toEqual(figures);
    expect(await lineOf(staff, account, '70.00')).toMatchObject({ state: 'open' });
    expect(await app.database.rows('SELECT FROM instruments')).toEqual([]);
    expect(must(200, await decide(id, 'send_back', TO))).toMatchObject({ state: 'explained', figures });
    const transfer = await returnOf(id);
    expect(await shownTransfer(staff, transfer)).toMatchObject({
      state: 'reserved',
      stands: 'promised',
      purpose: 'receipt_return',
      party: null,
      amount: '70.00',
    });
    // The account is kept at who sends the money there: it is needed until the file was made and its line has come.
    const admin = await makeUser(app, 'admin');
    expect((await admin.api.post(`/api/users/${staff.id}/erase/preview/`)).body.open).toEqual(['transfer']);
    expect(await onPayouts(app)).toBe(7000);
    await expectGreenProof(app);
    const made = must(201, await staff.api.post('/api/payout_files/', { account }));
    expect(made).toMatchObject({ payments: 1, total: '70.00' });
    const xml = must(200, await staff.api.get(`/api/payout_files/${String(made.id)}/`)) as unknown as string;
    expect(xml).toContain('<Nm>Carla Rossi</Nm>');
    await read({ amount: '-70.00', endToEndId: transfer.replaceAll('-', '') });
    expect(await shownTransfer(staff, transfer)).toMatchObject({ state: 'paid', stands: 'gone' });
    expect(await onPayouts(app)).toBe(0);
    await expectGreenProof(app);
  });

  it('that is not sent after all is a line that is open again, and goes to somebody else', async () => {
    await read({ amount: '71.00' });
    const { id } = await lineOf(staff, account, '71.00');
    must(200, await decide(id, 'send_back', TO));
    const undone = await decide(id, 'undo');
    expect(undone).toMatchObject({ status: 409, body: { code: 'line_state' } });
    const transfer = await returnOf(id);
    must(200, await staff.api.post(`/api/transfers/${transfer}/cancel/`));
    expect(await shownTransfer(staff, transfer)).toMatchObject({ state: 'cancelled', stands: 'nothing' });
    expect(await lineOf(staff, account, '71.00')).toMatchObject({ state: 'open' });
    expect(await onPayouts(app)).toBe(0);
    await expectGreenProof(app);
    must(200, await decide(id, 'send_back', TO));
    expect(await returnOf(id)).not.toBe(transfer);
    await expectGreenProof(app);
  });

  it('is sent back once, and not what left, nor to no account', async () => {
    await read({ amount: '72.00' }, { amount: '-5.00' });
    const [came, left] = [await lineOf(staff, account, '72.00'), await lineOf(staff, account, '-5.00')];
    const code = async (id: string, body: object) =>
      ((await decide(id, 'send_back', body)).body as { code: string }).code;
    expect(await code(left.id, TO)).toBe('match_differs');
    expect(await code(came.id, { ...TO, iban: 'DE00370400440532013000' })).toBe('validation_failed');
    expect(await code(came.id, { ...TO, gateway: 'sandbox' })).toBe('gateway_off');
    const clicks = await Promise.all(Array.from({ length: 3 }, () => decide(came.id, 'send_back', TO)));
    expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await expectGreenProof(app);
  });
});
