import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { believeEverybody } from '../support/bank.js';
import { makeInstrument, sayOf, shownTransfer, startWithGateway, transferIs } from '../support/gateway.js';
import { clearMarket, makeStaff, must, type Actor } from '../support/make.js';
import {
  makePayoutAccount,
  makeProviderWithWallet,
  unsentWithdrawal,
  walletOf,
  withdrawTo,
} from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';

const CLOSED = { state: 'failed', failure: { code: 'closed', text: 'Closed.' } };

describe('a payout that is sent to another account', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'sandbox,bank_file' });
    staff = await makeStaff(app);
    await believeEverybody(staff);
  });
  afterAll(() => app.stop());

  const begin = async () => {
    await clearMarket(app, staff);
    const provider = await makeProviderWithWallet(app, '100.00');
    return { provider, another: await makePayoutAccount(provider) };
  };
  const sent = async () => {
    const { provider, another } = await begin();
    return { provider, another, id: await withdrawTo(provider, await makePayoutAccount(provider), '60.00') };
  };
  const unsent = async () => {
    const { provider, another } = await begin();
    return { provider, another, ...(await unsentWithdrawal(app, provider, '60.00')) };
  };
  const resend = (id: string, instrument: string) =>
    staff.api.post(`/api/transfers/${id}/resend/`, { instrument });

  it('after it failed is taken from the wallet again, once', async () => {
    const { provider, another, id } = await sent();
    await sayOf(app, staff, id, CLOSED);
    expect(await walletOf(provider)).toBe('105.00');
    const { transfer } = must(202, await resend(id, another)) as { transfer: string };
    expect(await walletOf(provider)).toBe('45.00');
    expect(await shownTransfer(provider, transfer)).toMatchObject({ replaces: id, state: 'sent' });
    const again = await resend(id, another);
    expect([again.status, again.body.code, again.body.successor]).toEqual([409, 'transfer_state', transfer]);
    expect(await walletOf(provider)).toBe('45.00');
    await expectGreenProof(app);
  });

  it('before it was sent keeps its promise', async () => {
    const { provider, another, id } = await unsent();
    const { transfer } = must(202, await resend(id, another)) as { transfer: string };
    expect(await shownTransfer(provider, id)).toMatchObject({ state: 'cancelled', stands: 'nothing' });
    await transferIs(provider, transfer, 'sent');
    expect(await walletOf(provider)).toBe('45.00');
    await expectGreenProof(app);
  });

  it('after its account was gone keeps its promise too', async () => {
    const { provider, another, id, account } = await unsent();
    must(200, await provider.api.send('DELETE', `/api/instruments/${account}/`));
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    await transferIs(staff, id, 'review');
    const { transfer } = must(202, await resend(id, another)) as { transfer: string };
    expect(await shownTransfer(provider, id)).toMatchObject({ state: 'failed', stands: 'nothing' });
    await transferIs(provider, transfer, 'sent');
    expect(await walletOf(provider)).toBe('45.00');
    await expectGreenProof(app);
  });

  it('is refused while it is on its way, when the money was spent, and to what is no account', async () => {
    const { provider, another, id } = await sent();
    const code = async (instrument: string) => {
      const { status, body } = await resend(id, instrument);
      return [status, body.code];
    };
    expect(await code(another)).toEqual([409, 'transfer_state']);
    await sayOf(app, staff, id, CLOSED);
    expect(await code(await makeInstrument(provider))).toEqual([422, 'payout_account_needed']);
    must(200, await provider.api.post('/api/providers/withdraw/', { amount: '100.00' }));
    expect(await code(another)).toEqual([422, 'insufficient_wallet']);
    expect(await walletOf(provider)).toBe('5.00');
    await expectGreenProof(app);
  });
});
