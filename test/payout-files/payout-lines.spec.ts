import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
import { shownTransfer, startWithGateway, transferIs } from '../support/gateway.js';
import { clearMarket, makeStaff, must, type Actor } from '../support/make.js';
import { makePayoutAccount, makeProviderWithWallet, walletOf, withdrawTo } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a payout that a line of a statement shows', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let account: { id: string; today: string };
  let balance = 1000;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'bank_file' });
    staff = await makeStaff(app);
    account = await openBankAccount(app, staff);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await clearMarket(app, staff);
    provider = await makeProviderWithWallet(app, '100.00');
  });

  /** A payout that the bank was told to make, and how its statement will name it. */
  const ordered = async (amount: string) => {
    const to = await makePayoutAccount(provider, undefined, { gateway: 'bank_file' });
    const id = await withdrawTo(provider, to, amount);
    must(201, await staff.api.post('/api/payout_files/', { account: account.id }));
    return { id, endToEndId: id.replaceAll('-', '').toUpperCase() };
  };
  /** The next statement of the bank has this line. */
  const read = async (amount: string, more: { endToEndId?: string } = {}) => {
    const file = statementOf(account.today, balance.toFixed(2), [{ amount, ...more }]);
    balance += Number(amount);
    must(201, await importStatement(staff, account.id, file));
    return lineOf(staff, account.id, amount);
  };

  it('is paid by the line that names it, and comes back by another', async () => {
    const { id, endToEndId } = await ordered('60.00');
    const { id: line } = await read('-60.00', { endToEndId });
    const paid = await transferIs(provider, id, 'paid');
    expect(paid).toMatchObject({ stands: 'gone' });
    expect(paid.steps.at(-1)).toMatchObject({ source: 'statement' });
    expect(must(200, await staff.api.get(`/api/statement_lines/${line}/`))).toMatchObject({
      state: 'explained',
    });
    await expectGreenProof(app);
    await read('60.00', { endToEndId });
    expect(await transferIs(provider, id, 'returned')).toMatchObject({ stands: 'nothing' });
    expect(await walletOf(provider)).toBe('105.00');
    await expectGreenProof(app);
  });

  it('waits again when the line was another one, and is paid by the one that staff match', async () => {
    const { id, endToEndId } = await ordered('31.00');
    const { id: line } = await read('-31.00', { endToEndId });
    await transferIs(provider, id, 'paid');
    must(200, await staff.api.post(`/api/statement_lines/${line}/undo/`));
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'sent', stands: 'promised' });
    await expectGreenProof(app);
    must(200, await staff.api.post(`/api/statement_lines/${line}/match/`, { transfers: [id] }));
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'paid', stands: 'gone' });
    await expectGreenProof(app);
  });

  it('is not paid by a line of another amount, nor before the bank was told', async () => {
    const { id, endToEndId } = await ordered('20.00');
    const { id: line } = await read('-20.01', { endToEndId });
    const match = await staff.api.post(`/api/statement_lines/${line}/match/`, { transfers: [id] });
    expect([match.status, match.body.code]).toEqual([422, 'match_differs']);
    const to = await makePayoutAccount(provider, undefined, { gateway: 'bank_file' });
    const reserved = await withdrawTo(provider, to, '20.01');
    const early = await staff.api.post(`/api/statement_lines/${line}/match/`, { transfers: [reserved] });
    expect([early.status, early.body.code]).toEqual([409, 'transfer_state']);
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'sent', stands: 'promised' });
    await expectGreenProof(app);
  });

  it('that was given up for want of a line is paid by the line that comes late', async () => {
    const { id, endToEndId } = await ordered('15.00');
    await app.database.rows(
      "UPDATE transfers SET state_since = state_since - interval '11 days' WHERE id = $1 RETURNING id",
      [id],
    );
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    await transferIs(staff, id, 'review');
    await read('-15.00', { endToEndId });
    await until(async () => (await shownTransfer(staff, id)).state === 'paid');
    await expectGreenProof(app);
  });
});
