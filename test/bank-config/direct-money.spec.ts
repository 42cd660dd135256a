import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { statementOf, importStatement, lineOf, NUMBER, openAccount } from '../support/bank.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeInstrument, payWith, startWithGateway, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { STRIPE_KEY, WEBHOOK_SECRET } from '../support/stripe.js';

const PATH = '/api/bank_configuration/';
const STRIPE = {
  GATEWAYS: 'stripe',
  STRIPE_SECRET_KEY: STRIPE_KEY,
  STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
  STRIPE_API_BASE: 'http://127.0.0.1:9',
};

describe('what the bank takes on somebody’s own word', () => {
  let database: TestDatabase;
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let customer: Actor;
  let loan: { id: string };

  beforeEach(async () => {
    database = await cloneDatabase();
    app = await startWithGateway(database);
    staff = await makeStaff(app);
    provider = await makeProvider(app, '9000.00');
    customer = await makeCustomer(app);
    loan = await makeLoan(customer, '500.00');
  });
  afterEach(async () => {
    await app.stop();
    await database.drop();
  });

  const inForce = async (who = staff) => must(200, await who.api.get(PATH));
  const change = (body: object) => staff.api.patch(PATH, body);
  const statePayment = (who = customer, more = '') =>
    who.api.post(`/api/payments/${more}`, { loan: loan.id, amount: '1.00' });
  const stateDeposit = (who = provider) => who.api.post('/api/providers/add_funds/', { amount: '1.00' });

  it('is everybody’s, with the sandbox too, and staff’s alone from the first bank account on', async () => {
    expect(await inForce()).toMatchObject({ direct_payments: 'everyone', direct_deposits: true });
    await pay(customer, loan, '1.00');
    must(200, await stateDeposit());
    await openAccount(app, staff);
    expect(await inForce(customer)).toMatchObject({ direct_payments: 'staff', direct_deposits: false });
    const [{ number } = { number: '' }] = await database.rows<{ number: string }>(
      "SELECT lpad(number::text, 9, '0') AS number FROM loans",
    );
    for (const more of ['', '?dry_run=1', 'preview/']) {
      const refused = await statePayment(customer, more);
      expect([refused.status, refused.body.code]).toEqual([409, 'direct_payment_off']);
      expect(refused.body.reference).toMatch(new RegExp(`^${number}\\d$`));
      expect(refused.body.detail).toContain(refused.body.reference);
      expect(refused.body.detail).toContain('with an instrument');
    }
    const refused = await stateDeposit();
    expect([refused.status, refused.body.code]).toEqual([409, 'direct_payment_off']);
    must(201, await statePayment(staff));
    must(200, await provider.api.post('/api/providers/withdraw/', { amount: '0.50' }));
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/`)).total_paid).toBe('2.00');
    await expectGreenProof(app);
  });

  it('is not asked where money comes another way: by card, and by a line with the number of the refusal', async () => {
    const { id: account, today } = await openAccount(app, staff);
    const card = await makeInstrument(customer);
    const body = { loan: loan.id, amount: '2.00', instrument: card };
    must(200, await customer.api.post('/api/payments/?dry_run=1', body));
    await transferIs(customer, await payWith(customer, card, loan, '2.00'), 'succeeded');
    const { reference } = (await statePayment()).body as { reference: string };
    const file = statementOf(today, '1000.00', [{ amount: '40.00', text: `Thanks ${reference}` }], NUMBER);
    must(201, await importStatement(staff, account, file));
    expect((await lineOf(staff, account, '40.00')).proposed).toMatchObject([{ kind: 'loan', id: loan.id }]);
  });

  it('goes on as it was where the bank says so, before or after, and whoever starts it is warned', async () => {
    must(200, await change({ direct_payments: 'everyone' }));
    await openAccount(app, staff);
    expect(await inForce()).toMatchObject({ direct_payments: 'everyone', direct_deposits: false });
    await pay(customer, loan, '1.00');
    expect((await stateDeposit()).status).toBe(409);
    expect(must(200, await change({ direct_deposits: true }))).toMatchObject({ direct_deposits: true });
    must(200, await stateDeposit());
    expect(app.output()).not.toContain('on their own word');
    await app.end();
    app = await startWithGateway(database);
    expect(app.output()).toContain('may still book money on their own word');
    await app.end();
    const cli = await startCli(
      database.url,
      'config set direct_payments=staff direct_deposits=false --yes --json',
    ).ended;
    expect(cli.json()).toMatchObject({ direct_payments: 'staff', direct_deposits: false });
    app = await startWithGateway(database);
    expect(app.output()).not.toContain('on their own word');
  });

  it('is the same at all instances once one of them uses a real gateway', async () => {
    const other = await startApp(STRIPE, database);
    try {
      for (const at of [app, other]) {
        const [payer, lender] = [customer, provider].map((who) => ({ ...who, api: at.as(who) }));
        expect((await statePayment(payer)).body.code).toBe('direct_payment_off');
        expect((await stateDeposit(lender)).body.code).toBe('direct_payment_off');
        expect(await inForce({ ...staff, api: at.as(staff) })).toMatchObject({
          direct_payments: 'staff',
          direct_deposits: false,
        });
      }
    } finally {
      await other.stop();
    }
    // A gateway that was in use once has open instruments and transfers, so it goes on.
    await app.end();
    app = await startWithGateway(database);
    expect((await statePayment({ ...customer, api: app.as(customer) })).body.code).toBe('direct_payment_off');
  });

  it('is in the versions of the configuration, with the days for which other money is held', async () => {
    const none = { card: null, bank_debit: null, wallet: null };
    expect(await inForce()).toMatchObject({ hold_days: none });
    expect(must(200, await change({ hold_days: { bank_debit: 5 } })).hold_days).toEqual({
      ...none,
      bank_debit: 5,
    });
    expect(must(200, await change({ hold_days: { card: 0 } })).hold_days).toEqual({
      ...none,
      card: 0,
      bank_debit: 5,
    });
    const { version } = await inForce();
    expect(must(200, await change({ hold_days: { card: 0 } })).version).toBe(version);
    expect(must(200, await change({ hold_days: { bank_debit: null } })).hold_days).toEqual({
      ...none,
      card: 0,
    });
    const preview = must(200, await staff.api.post(`${PATH}preview/`, { direct_payments: 'staff' }));
    expect(preview.changed).toEqual(['direct_payments']);
    const refusals = [
      [{ hold_days: { card: 91 } }, 'hold_days.card'],
      [{ hold_days: { card: 1.5 } }, 'hold_days.card'],
      [{ hold_days: { cash: 1 } }, 'hold_days.cash'],
      [{ hold_days: [] }, 'hold_days'],
      [{ hold_days: null }, 'hold_days'],
      [{ direct_payments: 'nobody' }, 'direct_payments'],
      [{ direct_payments: null }, 'direct_payments'],
      [{ direct_deposits: 'yes' }, 'direct_deposits'],
    ] as const;
    for (const [body, field] of refusals) {
      const refused = await change(body);
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, field]);
    }
    const cli = await startCli(database.url, 'config set hold_days={"wallet":1} --yes --json').ended;
    expect(cli.json()).toMatchObject({ hold_days: { card: 0, bank_debit: null, wallet: 1 } });
  });
});
