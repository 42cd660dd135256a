import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import { believeEverybody } from '../support/bank.js';
import {
  daysLater,
  makeInstrument,
  shownTransfer,
  sayOf,
  startWithGateway,
  transferIs,
} from '../support/gateway.js';
import { hold } from '../support/hold.js';
import { clearMarket, makeCustomer, makeLoan, makeStaff, must, pay, type Actor } from '../support/make.js';
import {
  makePayoutAccount,
  makeProviderWithWallet,
  onPayouts,
  resolveAs,
  unsentWithdrawal,
  walletOf,
  withdrawTo,
} from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';

const GATEWAYS = 'sandbox,bank_file';

describe('a withdrawal to a bank account', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS });
    staff = await makeStaff(app);
    await believeEverybody(staff);
  });
  afterAll(() => app.stop());

  const providerWith = async (wallet: string) => {
    await clearMarket(app, staff);
    return makeProviderWithWallet(app, wallet);
  };
  const rowsOf = (id: string) =>
    app.database.rows(
      `SELECT j.kind, j.debit_account AS debit, j.credit_account AS credit, j.amount, j.reverses_id IS NOT NULL AS back
       FROM journal j WHERE j.cause_id = $1 OR j.cause_id IN (
         SELECT m.id FROM fund_movements m WHERE m.transfer_id = $1) ORDER BY j.entry_no`,
      [id],
    );

  it('leaves the wallet at once, is promised while it is on its way, and gone when it is there', async () => {
    const provider = await providerWith('500.00');
    const account = await makePayoutAccount(provider);
    const before = await onPayouts(app);
    const key = { 'Idempotency-Key': randomUUID() };
    const wish = { amount: '200.00', instrument: account };
    const answer = await provider.api.post('/api/providers/withdrawals/', wish, key);
    const { transfer: id, ...said } = must(202, answer);
    expect(said).toMatchObject({ state: 'sent', gateway: 'sandbox' });
    expect(await shownTransfer(provider, id)).toMatchObject({
      state: 'sent',
      stands: 'promised',
      direction: 'out',
    });
    expect(await walletOf(provider)).toBe('325.00');
    expect((await onPayouts(app)) - before).toBe(20000);
    await expectGreenProof(app);

    await daysLater(staff, app.database, 1);
    const paid = await transferIs(provider, id, 'paid');
    expect(paid.stands).toBe('gone');
    expect(paid.steps.map(({ to }) => to)).toEqual(['reserved', 'submitted', 'sent', 'paid']);
    expect(await onPayouts(app)).toBe(before);
    expect(await rowsOf(id)).toEqual([
      { kind: 'withdrawal', debit: 'provider_wallet', credit: 'payouts', amount: '20000', back: false },
      { kind: 'payout', debit: 'payouts', credit: 'cash', amount: '20000', back: false },
    ]);
    await expectGreenProof(app);
    // The answer of then; the transfer says what it is now.
    const again = await provider.api.post('/api/providers/withdrawals/', wish, key);
    expect(must(202, again)).toMatchObject({ transfer: id, state: 'reserved' });
    expect(await walletOf(provider)).toBe('325.00');
  });

  it('that fails for good is undone to the last row', async () => {
    const provider = await providerWith('100.00');
    /** All that the provider brought and took, and what it has: its cash flows without their dates. */
    const flows = async () => {
      const { all_money: returns } = must(200, await provider.api.get('/api/providers/returns/')) as {
        all_money: { cash_flows: { amount: string }[] };
      };
      return returns.cash_flows.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    };
    const earned = await flows();
    const id = await withdrawTo(provider, await makePayoutAccount(provider, 'closed_account'), '60.00');
    expect(await walletOf(provider)).toBe('45.00');
    await daysLater(staff, app.database, 1);
    const failed = await transferIs(provider, id, 'failed');
    expect(failed).toMatchObject({ stands: 'nothing', failure_code: 'account_closed' });
    expect(await walletOf(provider)).toBe('105.00');
    expect([earned, await flows()]).toEqual([500, 500]);
    expect(await rowsOf(id)).toEqual([
      { kind: 'withdrawal', debit: 'provider_wallet', credit: 'payouts', amount: '6000', back: false },
      { kind: 'withdrawal_return', debit: 'payouts', credit: 'provider_wallet', amount: '6000', back: false },
    ]);
    await expectGreenProof(app);
  });

  it('that comes back days after it was paid first undoes its leaving', async () => {
    const provider = await providerWith('100.00');
    const id = await withdrawTo(provider, await makePayoutAccount(provider, 'return_after_5d'), '60.00');
    await daysLater(staff, app.database, 1);
    await transferIs(provider, id, 'paid');
    await expectGreenProof(app);
    await daysLater(staff, app.database, 5);
    expect(await transferIs(provider, id, 'returned')).toMatchObject({ stands: 'nothing' });
    expect(await rowsOf(id)).toEqual([
      { kind: 'withdrawal', debit: 'provider_wallet', credit: 'payouts', amount: '6000', back: false },
      { kind: 'payout', debit: 'payouts', credit: 'cash', amount: '6000', back: false },
      { kind: 'payout', debit: 'cash', credit: 'payouts', amount: '6000', back: true },
      { kind: 'withdrawal_return', debit: 'payouts', credit: 'provider_wallet', amount: '6000', back: false },
    ]);
    expect(await walletOf(provider)).toBe('105.00');
    await expectGreenProof(app);
  });

  it('that comes back pays first what the provider owes by then', async () => {
    await clearMarket(app, staff);
    const borrower = await makeCustomer(app);
    const provider = await makeProviderWithWallet(app, '100.00');
    must(200, await provider.api.post('/api/providers/reinvest/', { amount: '100.00' }));
    const loan = await makeLoan(borrower, '100.00');
    const { id: payment } = (await pay(borrower, loan, '30.00')) as { id: string };
    const wallet = await walletOf(provider);
    const id = await withdrawTo(provider, await makePayoutAccount(provider), wallet);
    must(200, await staff.api.post(`/api/payments/${payment}/reverse/`, { reason: 'The cheque bounced.' }));
    const owing = must(200, await provider.api.get(`/api/providers/${provider.id}/`));
    expect(owing).toMatchObject({ wallet_amount: '0.00', receivable_amount: '30.00' });
    await expectGreenProof(app);
    await sayOf(app, staff, id, { state: 'failed', failure: { code: 'closed', text: 'Closed.' } });
    const paid = must(200, await provider.api.get(`/api/providers/${provider.id}/`));
    expect(paid).toMatchObject({ wallet_amount: '5.00', receivable_amount: '0.00' });
    await expectGreenProof(app);
  });

  it('whose answer was lost is looked at, and never sent under another key', async () => {
    const provider = await providerWith('100.00');
    const [lost, gone] = [
      await withdrawTo(provider, await makePayoutAccount(provider, 'timeout_then_ok'), '10.00'),
      await withdrawTo(provider, await makePayoutAccount(provider, 'timeout_then_gone'), '20.00'),
    ];
    for (const id of [lost, gone]) {
      expect((await shownTransfer(provider, id)).steps).toContainEqual(
        expect.objectContaining({ to: 'unknown', stands: 'promised' }),
      );
    }
    await expectGreenProof(app);
    for (const id of [lost, gone]) must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    await transferIs(provider, lost, 'sent');
    await transferIs(provider, gone, 'failed');
    expect(await walletOf(provider)).toBe('95.00');
    expect(
      await app.database.rows('SELECT requests FROM sandbox_charges WHERE id = ANY ($1)', [[lost, gone]]),
    ).toEqual([{ requests: 1 }]);
    await expectGreenProof(app);
  });

  it('to somebody who was disabled meanwhile, or to an account that is gone, is for staff, still promised', async () => {
    const provider = await providerWith('200.00');
    const unsent = async (then: (account: string) => Promise<unknown>) => {
      const { id, account } = await unsentWithdrawal(app, provider, '10.00');
      await then(account);
      must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
      return transferIs(staff, id, 'review');
    };
    const goneAccount = await unsent((account) =>
      provider.api.send('DELETE', `/api/instruments/${account}/`),
    );
    expect(goneAccount).toMatchObject({ stands: 'promised', failure_code: 'account_gone' });
    const disabled = await unsent(() =>
      app.database.rows('UPDATE users SET is_active = false WHERE id = $1 RETURNING id', [provider.id]),
    );
    expect(disabled).toMatchObject({ stands: 'promised', failure_code: 'party_disabled' });
    await app.database.rows('UPDATE users SET is_active = true WHERE id = $1 RETURNING id', [provider.id]);
    for (const { id } of [goneAccount, disabled]) {
      await resolveAs(app, id, 'failed');
    }
    expect(await walletOf(provider)).toBe('210.00');
    await expectGreenProof(app);
  });

  it('that the gateway paid after it had said that it failed is for staff, and leaves the wallet again', async () => {
    const provider = await providerWith('100.00');
    const id = await withdrawTo(provider, await makePayoutAccount(provider), '60.00');
    await sayOf(app, staff, id, { state: 'failed', failure: { code: 'closed', text: 'Closed.' } });
    must(200, await provider.api.post('/api/providers/withdraw/', { amount: '85.00' }));
    const inReview = await sayOf(app, staff, id, { state: 'settled' });
    expect(inReview).toMatchObject({ state: 'review', stands: 'nothing' });
    await expectGreenProof(app);
    const wrong = { outcome: 'settled', reason: 'It is there.' };
    const refused = await staff.api.post(`/api/transfers/${id}/resolve/`, wrong);
    expect([refused.status, refused.body.code]).toEqual([409, 'transfer_state']);
    expect(await resolveAs(app, id, 'paid')).toMatchObject({ state: 'paid', stands: 'gone' });
    const owing = must(200, await provider.api.get(`/api/providers/${provider.id}/`));
    expect(owing).toMatchObject({ wallet_amount: '0.00', receivable_amount: '40.00' });
    await expectGreenProof(app);
  });

  it('is refused in words: too much, to a card, to what is not theirs, without a key, and by whom it is not', async () => {
    const provider = await providerWith('100.00');
    const account = await makePayoutAccount(provider);
    const card = await makeInstrument(provider);
    const other = await makePayoutAccount(await makeProviderWithWallet(app, '100.00'));
    const ask = async (amount: string, instrument: string, headers: Record<string, string> = {}) => {
      const { status, body } = await provider.api.post(
        '/api/providers/withdraw/',
        { amount, instrument },
        headers,
      );
      return [status, body.code];
    };
    const key = () => ({ 'Idempotency-Key': randomUUID() });
    expect(await ask('105.01', account, key())).toEqual([422, 'insufficient_wallet']);
    expect(await ask('1.00', card, key())).toEqual([422, 'payout_account_needed']);
    expect(await ask('1.00', other, key())).toEqual([404, 'instrument_not_found']);
    expect(await ask('1.00', account)).toEqual([400, 'validation_failed']);
    must(200, await provider.api.send('DELETE', `/api/instruments/${account}/`));
    expect(await ask('1.00', account, key())).toEqual([409, 'instrument_not_usable']);
    expect(await walletOf(provider)).toBe('105.00');
  });

  it('is cancelled or sent, never both, when another instance is about to send it', async () => {
    const provider = await providerWith('100.00');
    const other = await startWithGateway(app.database, { GATEWAYS });
    try {
      for (const first of ['send', 'cancel'] as const) {
        const { id } = await unsentWithdrawal(app, provider, '10.00');
        const held = await hold(app.database, 'SELECT FROM transfers WHERE id = $1 FOR UPDATE', [id]);
        const acts = {
          send: () => staff.api.post(`/api/transfers/${id}/refresh/`),
          cancel: () => other.as(provider).post(`/api/transfers/${id}/cancel/`),
        };
        const begun = acts[first]();
        await held.waitedFor(1);
        const then = acts[first === 'send' ? 'cancel' : 'send']();
        await held.waitedFor(2);
        await held.release();
        const cancelled = await (first === 'cancel' ? begun : then);
        await Promise.all([begun, then]);
        const { state, stands } = await shownTransfer(provider, id);
        const charges = await app.database.rows('SELECT FROM sandbox_charges WHERE id = $1', [id]);
        const sent = { state: 'sent', stands: 'promised', charges: 1 };
        const not = { state: 'cancelled', stands: 'nothing', charges: 0 };
        expect({ state, stands, charges: charges.length }).toEqual(cancelled.status === 200 ? not : sent);
      }
    } finally {
      await other.stop();
    }
    await expectGreenProof(app);
  });
});
