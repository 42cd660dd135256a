import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
import { payWith, shownTransfer, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { onPayouts } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from '../support/stripe.js';
import { accountsOf } from '../support/undo.js';
import { until } from '../support/until.js';

describe('credit that goes back to the card it came from, at Stripe', () => {
  const stripe = new StripeStandIn();
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let card: string;

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
    const wish = { gateway: 'stripe', kind: 'card' };
    const made = must(201, await customer.api.post('/api/instruments/setup/', wish));
    stripe.confirmSetup(String([...stripe.setups.values()].at(-1)?.id));
    card = String(must(200, await customer.api.post(`/api/instruments/${String(made.id)}/refresh/`)).id);
  });
  afterAll(async () => {
    await app.stop();
    await stripe.close();
  });

  const refresh = async (id: string) =>
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`)) as { state: string };
  /** A card payment whose money is all in the customer's credit; answers its transfer. */
  const overpaid = async () => {
    const loan = await makeLoan(customer, '200.00');
    const id = await payWith(customer, card, loan, '100.00');
    await transferIs(customer, id, 'succeeded');
    const { results } = must(200, await staff.api.get(`/api/payments/?loan=${loan.id}`));
    const reversal = { reason: 'It was for another loan.', money: 'credit' };
    must(200, await staff.api.post(`/api/payments/${String(results[0]?.id)}/reverse/`, reversal));
    return id;
  };
  const giveBack = async (amount: string) => {
    const answer = await staff.api.post(
      `/api/customers/${customer.id}/credit/refund/`,
      { amount, instrument: card },
      { 'Idempotency-Key': randomUUID() },
    );
    return String(must(202, answer).transfer);
  };
  const credit = async () =>
    String(must(200, await staff.api.get(`/api/customers/${customer.id}/`)).credit_amount);
  const cash = async () => Number((await accountsOf(app)).cash ?? '0');

  it('has left when Stripe has taken it from a payout, and the payment that brought it still counts', async () => {
    const paid = await overpaid();
    stripe.payOut();
    await until(async () => (await refresh(paid)).state === 'settled');
    expect(await credit()).toBe('100.00');
    const [before, promised] = [await cash(), await onPayouts(app)];
    const back = await giveBack('40.00');
    await transferIs(staff, back, 'sent');
    expect(await credit()).toBe('60.00');
    expect((await onPayouts(app)) - promised).toBe(40_00);
    expect(stripe.refunds.map(({ amount }) => amount)).toEqual([4000]);
    expect((await refresh(paid)).state).toBe('settled');
    await expectGreenProof(app);
    stripe.payOut();
    await until(async () => (await refresh(back)).state === 'paid');
    expect((await cash()) - before).toBe(-40_00);
    expect(await onPayouts(app)).toBe(promised);
    expect((await refresh(paid)).state).toBe('settled');
    await expectGreenProof(app);
  });

  it('that its card does not take is credit again', async () => {
    stripe.refundsEnd = 'failed';
    const back = await giveBack('10.00');
    stripe.refundsEnd = 'succeeded';
    expect(await transferIs(staff, back, 'failed')).toMatchObject({
      stands: 'nothing',
      failure_code: 'expired_or_canceled_card',
    });
    expect(await credit()).toBe('60.00');
    await expectGreenProof(app);
  });

  it('leaves by the line of the payout that it is taken from, where those arrive on a bank account', async () => {
    const { id: account, today } = await openBankAccount(app, staff, { gateways: ['stripe'] });
    let balance = 1000;
    const read = async (amount: string, text: string) => {
      must(
        201,
        await importStatement(staff, account, statementOf(today, balance.toFixed(2), [{ amount, text }])),
      );
      balance += Number(amount);
      await until(async () => {
        const due = await app.database.rows('SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL');
        return due.length === 0;
      });
      return lineOf(staff, account, amount);
    };
    const paid = await overpaid();
    // 2.9 % and 0.30 stay at Stripe.
    expect(await read('96.80', `STRIPE ${stripe.payOut()}`)).toMatchObject({ state: 'explained' });
    await transferIs(staff, paid, 'settled');
    const promised = await onPayouts(app);
    const back = await giveBack('100.00');
    const other = await payWith(customer, card, await makeLoan(customer, '500.00'), '300.00');
    await transferIs(customer, other, 'succeeded');
    const payout = stripe.payOut();
    // Stripe has taken it from a payout, and no line has shown that yet.
    expect((await refresh(back)).state).toBe('sent');
    expect((await onPayouts(app)) - promised).toBe(100_00);
    expect(await read('191.00', `STRIPE ${payout}`)).toMatchObject({ state: 'explained', problem: null });
    expect(await shownTransfer(staff, back)).toMatchObject({ state: 'paid', stands: 'gone' });
    expect(await shownTransfer(staff, other)).toMatchObject({ state: 'settled' });
    expect(await onPayouts(app)).toBe(promised);
    expect((await refresh(back)).state).toBe('paid');
    await expectGreenProof(app);
  });
});
