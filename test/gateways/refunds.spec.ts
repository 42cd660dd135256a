import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import { makeInstrument, payWith, sayOf, shownTransfer, startWithGateway } from '../support/gateway.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { makePayoutAccount, resolveAs } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';

const SETTLED = { state: 'settled', fee: '0', settledIn: 'payout_1' };

describe('credit that is paid out', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    await makeProvider(app, '100000.00');
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    customer = await makeCustomer(app);
  });

  /** Credit of a counter payment that was reversed: no transfer brought it. */
  const creditOfCounter = async (amount: string) => {
    const loan = await makeLoan(customer, '200.00');
    const { id } = (await pay(customer, loan, amount)) as { id: string };
    const reversal = { reason: 'It was for another loan.', money: 'credit' };
    must(200, await staff.api.post(`/api/payments/${id}/reverse/`, reversal));
    return loan;
  };
  /** Credit of a card payment of more than its loan took; answers the card and the transfer. */
  const creditByCard = async (excess: string, state: object = SETTLED) => {
    const card = await makeInstrument(customer, 'slow_3d');
    const loan = await makeLoan(customer, '200.00');
    const transfer = await payWith(customer, card, loan, loan.amount_due);
    await pay(customer, loan, excess);
    await sayOf(app, staff, transfer, { state: 'succeeded' });
    if (state === SETTLED) await sayOf(app, staff, transfer, SETTLED);
    return { card, transfer };
  };
  const credit = async () =>
    String(must(200, await customer.api.get(`/api/customers/${customer.id}/`)).credit_amount);
  const path = (what = '') => `/api/customers/${customer.id}/credit/refund/${what}`;
  const ask = (amount: string, instrument: string) =>
    staff.api.post(path(), { amount, instrument }, { 'Idempotency-Key': randomUUID() });
  const refused = async (amount: string, instrument: string) => {
    const { status, body } = await ask(amount, instrument);
    return [status, body.code];
  };

  it('leaves the credit at once, and comes back to the last row when it fails', async () => {
    await creditOfCounter('80.00');
    const account = await makePayoutAccount(customer);
    const tried = must(200, await staff.api.post(path('preview/'), { amount: '50.00', instrument: account }));
    expect(tried).toMatchObject({
      credit_before: '80.00',
      credit_after: '30.00',
      refundable: '80.00',
      to_card: false,
    });
    expect(await credit()).toBe('80.00');
    const { transfer } = must(202, await ask('50.00', account)) as { transfer: string };
    expect(await credit()).toBe('30.00');
    expect(await shownTransfer(customer, transfer)).toMatchObject({
      purpose: 'credit_refund',
      stands: 'promised',
    });
    await expectGreenProof(app);
    await sayOf(app, staff, transfer, { state: 'failed', failure: { code: 'closed', text: 'Closed.' } });
    expect(await credit()).toBe('80.00');
    const rows = await app.database.rows(
      'SELECT kind, amount, reverses_id IS NOT NULL AS back FROM journal WHERE cause_id = $1 ORDER BY entry_no',
      [transfer],
    );
    expect(rows).toEqual([
      { kind: 'credit_refund', amount: '5000', back: false },
      { kind: 'credit_refund', amount: '5000', back: true },
    ]);
    await expectGreenProof(app);
  });

  it('of a card goes back to that card only, by its gateway', async () => {
    const { card, transfer: paid } = await creditByCard('40.00');
    await creditOfCounter('30.00');
    const account = await makePayoutAccount(customer);
    expect(await credit()).toBe('70.00');
    expect(await refused('30.01', account)).toEqual([422, 'insufficient_credit']);
    expect(await refused('40.01', card)).toEqual([422, 'insufficient_credit']);
    const { transfer } = must(202, await ask('40.00', card)) as { transfer: string };
    const [row] = await app.database.rows('SELECT refund_of_id, instrument_id FROM transfers WHERE id = $1', [
      transfer,
    ]);
    expect(row).toEqual({ refund_of_id: paid, instrument_id: card });
    expect(await refused('0.01', card)).toEqual([422, 'insufficient_credit']);
    must(202, await ask('30.00', account));
    expect(await credit()).toBe('0.00');
    await sayOf(app, staff, transfer, { state: 'settled' });
    expect(await shownTransfer(staff, transfer)).toMatchObject({ state: 'paid', stands: 'gone' });
    await expectGreenProof(app);
  });

  it('that a card could not take back may go to a bank account', async () => {
    const { card } = await creditByCard('40.00');
    const account = await makePayoutAccount(customer);
    expect(await refused('10.00', account)).toEqual([422, 'insufficient_credit']);
    const { transfer } = must(202, await ask('40.00', card)) as { transfer: string };
    await sayOf(app, staff, transfer, { state: 'failed', failure: { code: 'expired', text: 'It expired.' } });
    const other = must(
      202,
      await staff.api.post(`/api/transfers/${transfer}/resend/`, { instrument: account }),
    );
    expect(await shownTransfer(staff, other.transfer)).toMatchObject({
      replaces: transfer,
      stands: 'promised',
    });
    expect(await credit()).toBe('0.00');
    await expectGreenProof(app);
  });

  it('is on hold while a transfer that brought it can still be taken back', async () => {
    const { card } = await creditByCard('40.00', {});
    await creditOfCounter('30.00');
    const account = await makePayoutAccount(customer);
    const held = await ask('30.01', account);
    expect([held.status, held.body.code]).toEqual([409, 'credit_on_hold']);
    expect(held.body).toMatchObject({ on_hold: '40.00', credit_amount: '70.00' });
    expect(await refused('70.01', account)).toEqual([422, 'insufficient_credit']);
    expect(await refused('30.00', card)).toEqual([422, 'insufficient_credit']);
    must(202, await ask('30.00', account));
    expect(await credit()).toBe('40.00');
    await expectGreenProof(app);
  });

  it('is paid out or applied to a loan, never both, when both are asked for at once', async () => {
    const loan = await creditOfCounter('80.00');
    const account = await makePayoutAccount(customer);
    const apply = () => staff.api.post(`/api/customers/${customer.id}/credit/apply/`, { loan: loan.id });
    for (const first of ['apply', 'refund'] as const) {
      const held = await hold(app.database, 'SELECT FROM customers WHERE id = $1 FOR UPDATE', [customer.id]);
      const acts = { apply, refund: () => ask('80.00', account) };
      const one = acts[first]();
      await held.waitedFor(1);
      const other = acts[first === 'apply' ? 'refund' : 'apply']();
      await held.waitedFor(2);
      await held.release();
      const answers = await Promise.all([one, other]);
      expect(answers.map(({ status }) => status)).toEqual([first === 'apply' ? 201 : 202, 422]);
      expect(answers[1].body.code).toBe('insufficient_credit');
      expect(await credit()).toBe('0.00');
      await expectGreenProof(app);
      if (first === 'apply') {
        const { id } = answers[0].body as { id: string };
        const reversal = { reason: 'Not this loan.', money: 'credit' };
        must(200, await staff.api.post(`/api/payments/${id}/reverse/`, reversal));
      }
    }
  });

  it('was spent meanwhile, when the gateway paid after all: the customer owes it, and is paid up by new credit', async () => {
    const loan = await creditOfCounter('80.00');
    const { transfer } = must(202, await ask('50.00', await makePayoutAccount(customer))) as {
      transfer: string;
    };
    await sayOf(app, staff, transfer, { state: 'failed', failure: { code: 'closed', text: 'Closed.' } });
    must(201, await staff.api.post(`/api/customers/${customer.id}/credit/apply/`, { loan: loan.id }));
    await sayOf(app, staff, transfer, { state: 'settled' });
    await resolveAs(app, transfer, 'paid');
    const shown = async () => must(200, await customer.api.get(`/api/customers/${customer.id}/`));
    expect(await shown()).toMatchObject({ credit_amount: '0.00', receivable_amount: '50.00' });
    await expectGreenProof(app);
    await creditOfCounter('60.00');
    expect(await shown()).toMatchObject({ credit_amount: '10.00', receivable_amount: '0.00' });
    await expectGreenProof(app);
  });

  it('is refused without a key, for a customer that is none, and to an account that is not theirs', async () => {
    await creditOfCounter('20.00');
    const account = await makePayoutAccount(customer);
    const body = { amount: '1.00', instrument: account };
    expect((await staff.api.post(path(), body)).status).toBe(400);
    const other = await makePayoutAccount(await makeCustomer(app));
    expect(await refused('1.00', other)).toEqual([404, 'instrument_not_found']);
    const debit = await makeInstrument(customer, 'ok', 'bank_debit');
    expect(await refused('1.00', debit)).toEqual([422, 'payout_account_needed']);
    const nobody = await staff.api.post(`/api/customers/${randomUUID()}/credit/refund/preview/`, body);
    expect([nobody.status, nobody.body.code]).toEqual([404, 'customer_not_found']);
    expect(await credit()).toBe('20.00');
  });
});
