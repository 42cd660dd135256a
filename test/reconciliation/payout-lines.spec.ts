import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf, type FileLine } from '../support/bank.js';
import { shownTransfer, slowLook, startWithGateway } from '../support/gateway.js';
import { clearMarket, makeStaff, must, type Actor } from '../support/make.js';
import {
  makePayoutAccount,
  makeProviderWithWallet,
  onPayouts,
  walletOf,
  withdrawTo,
} from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a payout that the bank was ordered to make', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let account: string;
  let today: string;
  let to: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'bank_file' });
    staff = await makeStaff(app);
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await clearMarket(app, staff);
    provider = await makeProviderWithWallet(app, '100.00');
    to = await makePayoutAccount(provider, undefined, { gateway: 'bank_file', token: undefined });
  });

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
  const ordered = async (amount: string) => {
    const id = await withdrawTo(provider, to, amount);
    must(201, await staff.api.post('/api/payout_files/', { account }));
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'sent', stands: 'promised' });
    return id;
  };

  it('is paid by the line that has its reference; taken back, it waits for its line again', async () => {
    const id = await ordered('10.00');
    await read({ amount: '-10.00', endToEndId: id.replaceAll('-', '') });
    const line = await lineOf(staff, account, '-10.00');
    expect(line).toMatchObject({ state: 'explained', certainty: 'exact', problem: null });
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'paid', stands: 'gone' });
    expect(await onPayouts(app)).toBe(0);
    await expectGreenProof(app);
    must(200, await decide(line.id, 'undo'));
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'sent', stands: 'promised' });
    const mayBook = await slowLook(app, id);
    await expectGreenProof(app);
    const preview = must(200, await decide(line.id, 'match/preview', { transfers: [id] }));
    expect(preview).toMatchObject({ state: 'explained' });
    must(200, await decide(line.id, 'match', { transfers: [id] }));
    // A look that began before would say that it is on its way still.
    expect(await mayBook()).toBe(false);
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'paid', stands: 'gone' });
    await expectGreenProof(app);
  });

  it('that comes back by a line is in the wallet again, and gone again when that is taken back', async () => {
    const id = await ordered('20.00');
    await read(
      { amount: '-20.00', endToEndId: id.replaceAll('-', '') },
      { amount: '20.00', text: 'returned' },
    );
    expect(await walletOf(provider)).toBe('85.00');
    const back = await lineOf(staff, account, '20.00');
    const done = must(200, await decide(back.id, 'match', { transfers: [id] }));
    expect(done.figures).toContainEqual({
      figure: 'wallet_amount',
      id: provider.id,
      before: '85.00',
      after: '105.00',
    });
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'returned', stands: 'nothing' });
    await expectGreenProof(app);
    must(200, await decide(back.id, 'undo'));
    expect(await walletOf(provider)).toBe('85.00');
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'paid', stands: 'gone' });
    await expectGreenProof(app);
    must(200, await decide(back.id, 'match', { transfers: [id] }));
  });

  it('is refused for a line of another amount, of the other way, and before it was ordered', async () => {
    const id = await withdrawTo(provider, to, '30.00');
    await read({ amount: '-30.00' }, { amount: '30.00', text: 'in' }, { amount: '-31.00' });
    const [left, came, more] = [
      await lineOf(staff, account, '-30.00'),
      await lineOf(staff, account, '30.00'),
      await lineOf(staff, account, '-31.00'),
    ];
    const code = async (line: { id: string }) =>
      ((await decide(line.id, 'match', { transfers: [id] })).body as { code: string }).code;
    expect(await code(left)).toBe('transfer_state');
    must(201, await staff.api.post('/api/payout_files/', { account }));
    expect(await code(came)).toBe('transfer_state');
    expect(await code(more)).toBe('match_differs');
    must(200, await decide(left.id, 'match', { transfers: [id] }));
    expect(await code(left)).toBe('line_state');
    await expectGreenProof(app);
  });
});
