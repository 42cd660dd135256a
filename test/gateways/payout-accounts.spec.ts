import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { Sealer } from '../../src/runtime/sealed.js';
import { SECRETS_KEY, type TestApp } from '../support/app.js';
import { believeEverybody } from '../support/bank.js';
import { startWithGateway, transferIs } from '../support/gateway.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { IBAN, makePayoutAccount, makeProviderWithWallet, withdrawTo } from '../support/payouts.js';
import { until } from '../support/until.js';

const PRINTED = 'DE89370400440532013000';

describe('an account to be paid to', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'sandbox,bank_file' });
    staff = await makeStaff(app);
    await believeEverybody(staff);
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  const register = (by: Actor, body: object) =>
    by.api.post('/api/instruments/payout_accounts/', { gateway: 'sandbox', holder: 'Ada Okoye', ...body });
  const stored = async (id: string) => {
    const rows = await app.database.rows<Record<string, string | null>>(
      'SELECT * FROM instruments WHERE id = $1',
      [id],
    );
    return rows[0] ?? {};
  };

  it('is stored encrypted and shown by its last four', async () => {
    const made = must(201, await register(customer, { iban: IBAN }));
    expect(made).toMatchObject({ kind: 'bank_account', label: 'Account •••• 3000', state: 'usable' });
    expect(JSON.stringify(must(200, await customer.api.get('/api/instruments/')))).not.toContain('0532');
    const row = await stored(made.id);
    expect(JSON.stringify(row)).not.toMatch(/370400|Okoye/);
    const place = `instruments.sealed_account ${String(made.id)}`;
    expect(JSON.parse(new Sealer(SECRETS_KEY).open(row.sealed_account ?? '', place))).toEqual({
      name: 'Ada Okoye',
      account: { iban: PRINTED },
    });
    expect(app.output()).not.toContain('370400');
  });

  it('may be a number and its bank where there are no IBANs', async () => {
    const gateway = 'bank_file';
    const { id, label } = must(
      201,
      await register(customer, { gateway, number: '0110 0029 1234', bank: 'EQBLKENA' }),
    );
    expect(label).toBe('Account •••• 1234');
    const sealed = (await stored(id)).sealed_account ?? '';
    const opened = new Sealer(SECRETS_KEY).open(sealed, `instruments.sealed_account ${String(id)}`);
    expect(JSON.parse(opened)).toMatchObject({
      account: { number: '011000291234' },
      bank: { bic: 'EQBLKENA' },
    });
  });

  it('is registered by staff for whom they serve, and that is in the audit log', async () => {
    const { id } = must(201, await register(staff, { iban: IBAN, party: customer.id }));
    expect((await stored(id)).user_id).toBe(customer.id);
    const own = must(200, await staff.api.get(`/api/instruments/?party=${customer.id}`)) as {
      results: { id: string }[];
    };
    expect(own.results.map((one) => one.id)).toContain(id);
    expect(app.output()).toContain('"action":"payout_account.register"');
  });

  it.each([
    ['a wrong digit', { iban: 'DE88 3704 0044 0532 0130 00' }, 400, 'validation_failed'],
    ['neither IBAN nor number', {}, 400, 'validation_failed'],
    ['both', { iban: IBAN, number: '1234', bank: 'EQBLKENA' }, 400, 'validation_failed'],
    ['a number without its bank', { number: '1234' }, 400, 'validation_failed'],
    ['a name that no bank reads', { iban: IBAN, holder: '王小明' }, 400, 'validation_failed'],
    ['a gateway that is not in use', { iban: IBAN, gateway: 'stripe' }, 409, 'gateway_off'],
    ['a token that there is not', { iban: IBAN, token: 'slow_3d' }, 422, 'gateway_refused'],
    ['another party', { iban: IBAN, party: randomUUID() }, 400, 'validation_failed'],
  ])('with %s is refused', async (_, body, status, code) => {
    const answer = await register(customer, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is refused for whom staff do not name, or who is paid nothing', async () => {
    const nobody = await register(staff, { iban: IBAN });
    expect([nobody.status, nobody.body.code]).toEqual([400, 'validation_failed']);
    for (const party of [randomUUID(), staff.id]) {
      const answer = await register(staff, { iban: IBAN, party });
      expect([answer.status, answer.body.code]).toEqual([404, 'user_not_found']);
    }
    const list = await staff.api.get('/api/instruments/');
    expect(list.status).toBe(400);
  });

  it('is forgotten when its owner takes it back', async () => {
    const provider = await makeProvider(app);
    const id = await makePayoutAccount(provider);
    must(200, await provider.api.send('DELETE', `/api/instruments/${id}/`));
    expect((await stored(id)).sealed_account).toBeNull();
  });

  it('is readable after the key was exchanged, and sealed with the new one then', async () => {
    const provider = await makeProviderWithWallet(app, '100.00');
    const id = await makePayoutAccount(provider);
    const before = (await stored(id)).sealed_account ?? '';
    const [fresh, place] = [randomBytes(32).toString('base64'), `instruments.sealed_account ${id}`];
    const rotated = await startWithGateway(app.database, {
      GATEWAYS: 'sandbox,bank_file',
      SECRETS_KEY: fresh,
      SECRETS_KEY_OLD: SECRETS_KEY,
    });
    try {
      const transfer = await withdrawTo({ ...provider, api: rotated.as(provider) }, id, '1.00');
      await transferIs(provider, transfer, 'sent');
      await until(async () => (await stored(id)).sealed_account !== before);
      const now = (await stored(id)).sealed_account ?? '';
      expect(new Sealer(fresh).open(now, place)).toBe(new Sealer(SECRETS_KEY).open(before, place));
    } finally {
      await rotated.stop();
    }
  });
});
