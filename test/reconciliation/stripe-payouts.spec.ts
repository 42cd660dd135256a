import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf, type FileLine } from '../support/bank.js';
import { payWith, shownTransfer, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from '../support/stripe.js';
import { until } from '../support/until.js';

describe('a payout of Stripe', () => {
  const stripe = new StripeStandIn();
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let card: string;
  let account: string;
  let today: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startApp({
      GATEWAYS: 'stripe',
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      STRIPE_API_BASE: await stripe.listen(),
    });
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', { direct_deposits: true }));
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
    const made = must(
      201,
      await customer.api.post('/api/instruments/setup/', { gateway: 'stripe', kind: 'card' }),
    );
    stripe.confirmSetup(String([...stripe.setups.values()].at(-1)?.id));
    card = String(must(200, await customer.api.post(`/api/instruments/${String(made.id)}/refresh/`)).id);
    ({ id: account, today } = await openBankAccount(app, staff, { gateways: ['stripe'] }));
  });
  afterAll(async () => {
    await app.stop();
    await stripe.close();
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
  const paid = async (amount: string) => {
    const id = await payWith(customer, card, await makeLoan(customer, '500.00'), amount);
    await transferIs(customer, id, 'succeeded');
    return id;
  };
  const intentOf = (transfer: string) =>
    String(
      [...stripe.intents.values()].find(
        ({ metadata }) => (metadata as { transfer: string }).transfer === transfer,
      )?.id,
    );

  it('is settled by the line that names it, less its fees and what a dispute took', async () => {
    const [one, other] = [await paid('87.50'), await paid('100.00')];
    const first = stripe.payOut();
    must(200, await staff.api.post(`/api/transfers/${one}/refresh/`));
    expect(await shownTransfer(staff, one)).toMatchObject({ state: 'succeeded', stands: 'credited' });
    // 2.9 % and 0.30 of each.
    await read({ amount: '181.46', text: `STRIPE PAYMENTS ${first}` });
    expect(await lineOf(staff, account, '181.46')).toMatchObject({ state: 'explained', problem: null });
    for (const id of [one, other]) expect(await shownTransfer(staff, id)).toMatchObject({ state: 'settled' });
    await expectGreenProof(app);
    stripe.dispute(intentOf(one));
    const third = await paid('300.00');
    const second = stripe.payOut();
    await read({ amount: '188.50', text: `STRIPE PAYMENTS ${second}` });
    expect(await lineOf(staff, account, '188.50')).toMatchObject({ state: 'explained', problem: null });
    expect(await shownTransfer(staff, one)).toMatchObject({ state: 'returned', stands: 'nothing' });
    expect(await shownTransfer(staff, third)).toMatchObject({ state: 'settled' });
    await expectGreenProof(app);
  });

  it('is found by the trace number that the bank passes on, if the line speaks of Stripe', async () => {
    const id = await paid('50.00');
    stripe.payOut({ trace_id: { status: 'supported', value: 'TRACE4711' } });
    await read(
      { amount: '48.25', text: 'trace4711 of somebody' },
      { amount: '48.25', text: 'payout TRACE4711', name: 'STRIPE PAYMENTS' },
    );
    const rows = await app.database.rows('SELECT state FROM statement_lines WHERE amount = 4825 ORDER BY nr');
    expect(rows).toEqual([{ state: 'open' }, { state: 'explained' }]);
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'settled', stands: 'settled' });
    await expectGreenProof(app);
  });

  it('with money of another platform is for somebody to look at', async () => {
    const id = await paid('50.00');
    stripe.entry({ amount: 1000, reporting_category: 'charge' });
    const ref = stripe.payOut();
    await read({ amount: '58.25', text: `STRIPE ${ref}` });
    const line = await lineOf(staff, account, '58.25');
    expect(line).toMatchObject({ state: 'open' });
    expect(line.problem).toContain('10.00 USD of no transfer of this platform');
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'succeeded', stands: 'credited' });
    await expectGreenProof(app);
  });

  it('that Stripe charges for is a charge of the line', async () => {
    const id = await paid('20.00');
    stripe.entry({ amount: -200, reporting_category: 'fee' });
    const ref = stripe.payOut();
    await read({ amount: '17.12', text: `STRIPE ${ref}` });
    expect(await lineOf(staff, account, '17.12')).toMatchObject({ state: 'explained', problem: null });
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'settled' });
    await expectGreenProof(app);
  });
});
