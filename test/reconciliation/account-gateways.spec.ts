import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
import { makeInstrument, payWith, sayOf, shownTransfer, startWithGateway } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a bank account that gateways pay out to only later', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let account: string;
  let today: string;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
    ({ id: account, today } = await openBankAccount(app, staff));
  });
  afterAll(() => app.stop());

  const change = (body: object) => staff.api.patch(`/api/bank_accounts/${account}/`, body);
  /** A card payment of which the gateway says this. */
  const paid = async (truth: object) => {
    const card = await makeInstrument(customer, 'slow_3d');
    const id = await payWith(customer, card, await makeLoan(customer, '500.00'), '50.00');
    await sayOf(app, staff, id, { state: 'succeeded' });
    await app.database.rows('UPDATE sandbox_charges SET truth = $2 WHERE id = $1', [id, truth]);
    return id;
  };
  const refreshed = async (id: string) => must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));

  it('has their payouts explained from then on, also those whose line was read before', async () => {
    const id = await paid({ state: 'settled', settledIn: 'payout_0', fee: '200' });
    await until(async () => {
      await refreshed(id);
      return (await shownTransfer(staff, id)).state === 'settled';
    });
    const lines = [
      { amount: '48.00', text: 'SANDBOX payout_0' },
      { amount: '7.00', text: 'of somebody' },
    ];
    must(201, await importStatement(staff, account, statementOf(today, '1000.00', lines)));
    expect(await lineOf(staff, account, '48.00')).toMatchObject({ state: 'open', certainty: null });

    expect(must(200, await change({ gateways: ['sandbox'] }))).toMatchObject({ gateways: ['sandbox'] });
    await until(async () => (await lineOf(staff, account, '48.00')).state === 'explained');
    expect(await lineOf(staff, account, '7.00')).toMatchObject({ state: 'open', certainty: null });
    await expectGreenProof(app);
  });

  it('has later ones settle by their line, until no gateway pays out to it', async () => {
    const settled = { state: 'settled', settledIn: 'payout_1', fee: '200' };
    const id = await paid(settled);
    expect(await refreshed(id)).toMatchObject({ state: 'succeeded', stands: 'credited' });
    must(200, await change({ gateways: [] }));
    await until(async () => {
      await refreshed(id);
      return (await shownTransfer(staff, id)).stands === 'settled';
    });
    await expectGreenProof(app);
  });

  it('is called otherwise, and keeps what is left out', async () => {
    must(200, await change({ gateways: ['sandbox'] }));
    expect(must(200, await change({ name: 'Giro' }))).toMatchObject({
      id: account,
      name: 'Giro',
      gateways: ['sandbox'],
    });
    expect(must(200, await staff.api.get('/api/bank_accounts/'))).toMatchObject({
      results: [{ name: 'Giro', gateways: ['sandbox'] }],
    });
  });

  it('is refused a gateway that is not in use: nothing would ever be explained by it', async () => {
    const refusal = {
      status: 400,
      body: {
        code: 'validation_failed',
        errors: [{ field: 'gateways', code: 'not_in_use', message: expect.stringContaining('sandbox') }],
      },
    };
    for (const name of ['strip', 'stripe', 'bank_file']) {
      expect(await change({ gateways: ['sandbox', name] })).toMatchObject(refusal);
    }
    const opened = { name: 'Other', number: '77', opening_balance: '0', gateways: ['strip'] };
    expect(await staff.api.post('/api/bank_accounts/', opened)).toMatchObject(refusal);
    expect((await change({ gateways: null })).body.code).toBe('validation_failed');
    const nobody = '/api/bank_accounts/0198c0de-aaaa-7000-8000-000000000001/';
    expect((await staff.api.patch(nobody, { name: 'x' })).body.code).toBe('bank_account_not_found');
  });
});
