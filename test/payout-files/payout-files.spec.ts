import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRETS_KEY, type TestApp } from '../support/app.js';
import { openBankAccount } from '../support/bank.js';
import { startCli } from '../support/cli.js';
import { shownTransfer, startWithGateway, transferIs } from '../support/gateway.js';
import { hold } from '../support/hold.js';
import { clearMarket, makeStaff, must, type Actor } from '../support/make.js';
import { makePayoutAccount, makeProviderWithWallet, walletOf, withdrawTo } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';

const SETTINGS = { GATEWAYS: 'bank_file' };

describe('a file of payouts for the bank', () => {
  let app: TestApp;
  let other: TestApp;
  let staff: Actor;
  let provider: Actor;
  let account: string;
  let to: string;

  beforeAll(async () => {
    app = await startWithGateway(undefined, SETTINGS);
    other = await startWithGateway(app.database, SETTINGS);
    staff = await makeStaff(app);
    account = (await openBankAccount(app, staff)).id;
  });
  afterAll(async () => {
    await other.stop();
    await app.stop();
  });
  beforeEach(async () => {
    await clearMarket(app, staff);
    provider = await makeProviderWithWallet(app, '100.00');
    to = await makePayoutAccount(provider, undefined, { gateway: 'bank_file', token: undefined });
  });

  const make = (from = app, body: object = { account }) => from.as(staff).post('/api/payout_files/', body);
  const fetched = async (id: string) => must(200, await staff.api.get(`/api/payout_files/${id}/`)) as string;
  const fileOf = async (id: string) =>
    ((await shownTransfer(staff, id)) as unknown as { payout_file: string | null }).payout_file;

  it('orders what waits, and is the same to the byte whenever it is fetched', async () => {
    const ids = [await withdrawTo(provider, to, '10.00'), await withdrawTo(provider, to, '20.50')];
    for (const id of ids) {
      expect(await shownTransfer(provider, id)).toMatchObject({ state: 'reserved', stands: 'promised' });
    }
    const made = must(201, await make(app, { account, execute_on: '2027-01-04' }));
    expect(made).toMatchObject({ payments: 2, total: '30.50', execute_on: '2027-01-04', in_review: 0 });
    const xml = await fetched(made.id);
    expect(createHash('sha256').update(xml).digest('hex')).toBe(made.sha256);
    expect(await fetched(made.id)).toBe(xml);
    expect(await (await other.as(staff).get(`/api/payout_files/${String(made.id)}/`)).body).toBe(xml);
    for (const id of ids) {
      expect(xml).toContain(`<EndToEndId>${id.replaceAll('-', '')}</EndToEndId>`);
      const { state, steps } = await shownTransfer(provider, id);
      expect([state, ...steps.map((step) => step.to)]).toEqual(['sent', 'reserved', 'submitted', 'sent']);
      expect(await fileOf(id)).toBe(made.id);
    }
    expect(xml).toContain('<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id>');
    expect(xml).toContain('<Nm>Ada Okoye</Nm>');
    expect(must(200, await staff.api.get('/api/payout_files/?limit=1'))).toMatchObject({
      results: [{ id: made.id, total: '30.50' }],
    });
    await expectGreenProof(app);
  });

  it('names as the payer what people read as the name of the bank, or else the account', async () => {
    const payer = async () => {
      await withdrawTo(provider, to, '10.00');
      const xml = await fetched(must(201, await make()).id as string);
      return [/<InitgPty><Nm>([^<]*)</.exec(xml)?.[1], /<Dbtr><Nm>([^<]*)</.exec(xml)?.[1]];
    };
    expect(await payer()).toEqual(['Current account', 'Current account']);
    must(200, await staff.api.patch('/api/bank_configuration/', { bank_name: 'Harbour Credit Union' }));
    expect(await payer()).toEqual(['Harbour Credit Union', 'Harbour Credit Union']);
    must(200, await staff.api.patch('/api/bank_configuration/', { bank_name: '' }));
  });

  it('holds names and numbers nowhere in the clear', async () => {
    await withdrawTo(provider, to, '10.00');
    const { id } = must(201, await make());
    const [row] = await app.database.rows('SELECT * FROM payout_files WHERE id = $1', [id]);
    expect(JSON.stringify(row)).not.toMatch(/Okoye|370400/);
    expect(app.output()).not.toMatch(/Okoye|370400/);
  });

  it('has each payout once, when two are asked for at once', async () => {
    const id = await withdrawTo(provider, to, '10.00');
    const held = await hold(app.database, 'SELECT FROM transfers WHERE id = $1 FOR UPDATE', [id]);
    const files = [make(), make(other)];
    await held.waitedFor(2);
    await held.release();
    const answers = await Promise.all(files);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('nothing_to_pay');
    expect(answers.find(({ status }) => status === 201)?.body).toMatchObject({ payments: 1, total: '10.00' });
    expect((await shownTransfer(staff, id)).steps.filter((step) => step.to === 'sent')).toHaveLength(1);
    expect((await make()).body.code).toBe('nothing_to_pay');
  });

  it('has no payout that was cancelled, which can be until it is in one', async () => {
    const [kept, cancelled] = [
      await withdrawTo(provider, to, '10.00'),
      await withdrawTo(provider, to, '20.00'),
    ];
    must(200, await provider.api.post(`/api/transfers/${cancelled}/cancel/`));
    expect(await walletOf(provider)).toBe('95.00');
    expect(must(201, await make())).toMatchObject({ payments: 1, total: '10.00' });
    const late = await provider.api.post(`/api/transfers/${kept}/cancel/`);
    expect([late.status, late.body.code]).toEqual([409, 'transfer_state']);
    expect(await shownTransfer(provider, cancelled)).toMatchObject({ state: 'cancelled', stands: 'nothing' });
    await expectGreenProof(app);
  });

  it('leaves to staff what nobody may get any more or no bank would pay; another account ends that', async () => {
    const gone = await withdrawTo(provider, to, '10.00');
    must(200, await provider.api.send('DELETE', `/api/instruments/${to}/`));
    const nothing = await make();
    expect([nothing.status, nothing.body.code, nothing.body.in_review]).toEqual([409, 'nothing_to_pay', 1]);
    expect(await shownTransfer(staff, gone)).toMatchObject({
      state: 'review',
      stands: 'promised',
      failure_code: 'account_gone',
    });
    const instrument = await makePayoutAccount(provider, undefined, {
      gateway: 'bank_file',
      token: undefined,
    });
    const { transfer, state } = must(
      202,
      await staff.api.post(`/api/transfers/${gone}/resend/`, { instrument }),
    ) as { transfer: string; state: string };
    expect(state).toBe('reserved');
    expect(await shownTransfer(staff, gone)).toMatchObject({ state: 'failed', stands: 'nothing' });
    expect(await walletOf(provider)).toBe('95.00');
    expect(must(201, await make())).toMatchObject({ payments: 1, in_review: 0 });
    await transferIs(staff, transfer, 'sent');
    await expectGreenProof(app);
  });

  it('that no line has shown for ten days is for staff', async () => {
    const id = await withdrawTo(provider, to, '10.00');
    must(201, await make());
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'sent' });
    await app.database.rows(
      "UPDATE transfers SET state_since = state_since - interval '11 days' WHERE id = $1 RETURNING id",
      [id],
    );
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    const shown = await transferIs(staff, id, 'review');
    expect(shown).toMatchObject({ stands: 'promised', failure_code: 'no_line' });
    await expectGreenProof(app);
  });

  it('is waited for as long as the bank says', async () => {
    must(200, await staff.api.patch('/api/bank_configuration/', { bank_wait_days: 20 }));
    const id = await withdrawTo(provider, to, '10.00');
    must(201, await make());
    await app.database.rows(
      "UPDATE transfers SET state_since = state_since - interval '11 days' WHERE id = $1 RETURNING id",
      [id],
    );
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'sent' });
    must(200, await staff.api.patch('/api/bank_configuration/', { bank_wait_days: 10 }));
  });

  it('is of an account that there is, and made by a command too', async () => {
    const nobody = await make(app, { account: randomUUID() });
    expect([nobody.status, nobody.body.code]).toEqual([404, 'bank_account_not_found']);
    const folder = mkdtempSync(join(tmpdir(), 'payouts-'));
    const path = join(folder, 'pay.xml');
    const cli = (args: string) =>
      startCli(app.database.url, args, { env: { ...SETTINGS, SECRETS_KEY } }).ended;
    try {
      const id = await withdrawTo(provider, to, '10.00');
      const done = await cli(`payout-file DE89370400440532013000 ${path} --json`);
      expect(done.code).toBe(0);
      const made = done.json() as { id: string; payments: number };
      expect(made.payments).toBeGreaterThanOrEqual(1);
      expect(await fileOf(id)).toBe(made.id);
      expect(readFileSync(path, 'utf8')).toBe(await fetched(made.id));
      const over = await cli(`payout-file ${account} ${path}`);
      expect(over.code).toBe(2);
      const empty = await cli(`payout-file ${account} ${join(folder, 'none.xml')}`);
      expect([empty.code, empty.err]).toEqual([2, 'error: No payout waits for a file.\n']);
      expect(existsSync(join(folder, 'none.xml'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
