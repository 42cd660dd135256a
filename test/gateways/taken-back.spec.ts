import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import {
  daysLater,
  makeInstrument,
  payWith,
  sayOf,
  shownTransfer,
  startWithGateway,
  transferIs,
} from '../support/gateway.js';
import {
  clearMarket,
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const PAID = { fee: '0', settledIn: 'payout_1' };

describe('money that a gateway takes back', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let card: string;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await clearMarket(app, staff);
    customer = await makeCustomer(app);
    card = await makeInstrument(customer, 'slow_3d');
  });

  const loanOf = async ({ id }: { id: string }) => must(200, await customer.api.get(`/api/loans/${id}/`));
  const credit = async () => must(200, await customer.api.get(`/api/customers/${customer.id}/`));
  const provided = async ({ id }: Actor) => must(200, await staff.api.get(`/api/providers/${id}/`));
  const succeeded = async (loan: { id: string }, amount: string) => {
    const id = await payWith(customer, card, loan, amount);
    await sayOf(app, staff, id, { state: 'succeeded' });
    return id;
  };

  it('after its providers have withdrawn everything leaves them owing their shares, to the cent', async () => {
    const [one, other] = [await makeProvider(app, '600.00'), await makeProvider(app, '400.00')];
    const loan = await makeLoan(customer, '1000.00');
    const id = await succeeded(loan, '87.50');
    await sayOf(app, staff, id, { state: 'settled', ...PAID });
    const shares = await Promise.all([one, other].map(provided));
    expect(shares.map(({ wallet_amount: wallet }) => wallet)).toEqual(['52.50', '35.00']);
    for (const provider of [one, other]) {
      const { wallet_amount: amount } = await provided(provider);
      must(200, await provider.api.post('/api/providers/withdraw/', { amount }));
    }
    const returned = await sayOf(app, staff, id, { state: 'returned', ...PAID });
    expect(returned).toMatchObject({ state: 'returned', stands: 'owed_back' });
    expect(await Promise.all([one, other].map(provided))).toMatchObject([
      { wallet_amount: '0.00', receivable_amount: '52.50' },
      { wallet_amount: '0.00', receivable_amount: '35.00' },
    ]);
    expect(await loanOf(loan)).toMatchObject({ total_paid: '0.00', remaining_balance: '1050.00' });
    await expectGreenProof(app);
    const taken = await sayOf(app, staff, id, {
      state: 'returned',
      ...PAID,
      taken: 'payout_2',
      takenFee: '1500',
    });
    expect(taken.stands).toBe('nothing');
    await expectGreenProof(app);
    // The payer wins: the money counts again, and what the providers owed is paid with it.
    await sayOf(app, staff, id, { state: 'reinstated', ...PAID, taken: 'payout_2', takenFee: '1500' });
    expect(await loanOf(loan)).toMatchObject({ total_paid: '87.50' });
    expect(await provided(one)).toMatchObject({ wallet_amount: '0.00', receivable_amount: '0.00' });
    expect(await app.database.rows('SELECT FROM payments WHERE transfer_id = $1', [id])).toHaveLength(2);
    await expectGreenProof(app);
  });

  it('of which a part was credit is taken from the credit; what is spent of it, the customer owes', async () => {
    await makeProvider(app, '5000.00');
    const [loan, other] = [await makeLoan(customer, '200.00'), await makeLoan(customer, '200.00')];
    const id = await payWith(customer, card, loan, '210.00');
    await pay(customer, loan, '60.00');
    await sayOf(app, staff, id, { state: 'succeeded' });
    expect(await loanOf(loan)).toMatchObject({ status: 'paid', total_paid: '210.00' });
    expect(await credit()).toMatchObject({ credit_amount: '60.00', receivable_amount: '0.00' });
    await pay(customer, other, '190.00');
    const apply = `/api/customers/${customer.id}/credit/apply/`;
    const applied = must(201, await staff.api.post(apply, { loan: other.id }));
    expect(applied).toMatchObject({ amount: '20.00', loan_status: 'paid', credit_amount: '40.00' });
    await expectGreenProof(app);
    await sayOf(app, staff, id, { state: 'returned' });
    expect(await credit()).toMatchObject({ credit_amount: '0.00', receivable_amount: '20.00' });
    expect(await loanOf(loan)).toMatchObject({ status: 'active', total_paid: '60.00' });
    await expectGreenProof(app);
    // The next money that no loan takes pays the debt first.
    const again = await payWith(customer, card, loan, '150.00');
    await pay(customer, loan, '30.00');
    await sayOf(app, staff, again, { state: 'succeeded' });
    expect(await credit()).toMatchObject({ credit_amount: '10.00', receivable_amount: '0.00' });
    const refused = await staff.api.post(apply, { loan: (await makeLoan(customer, '200.00')).id });
    expect(must(201, refused)).toMatchObject({ amount: '10.00', credit_amount: '0.00' });
    const none = await staff.api.post(apply, { loan: (await makeLoan(customer, '200.00')).id });
    expect([none.status, none.body.code]).toEqual([422, 'insufficient_credit']);
    await expectGreenProof(app);
  });

  it('after staff have kept it as credit is taken from there', async () => {
    await makeProvider(app, '5000.00');
    const loan = await makeLoan(customer, '200.00');
    const id = await succeeded(loan, '50.00');
    const [payment] = await app.database.rows('SELECT id FROM payments WHERE transfer_id = $1', [id]);
    const reverse = `/api/payments/${payment?.id ?? ''}/reverse/`;
    const returned = await staff.api.post(reverse, { reason: 'Paid on the wrong loan.' });
    expect([returned.status, returned.body.code]).toEqual([409, 'payment_has_transfer']);
    must(200, await staff.api.post(reverse, { reason: 'Paid on the wrong loan.', money: 'credit' }));
    expect(await credit()).toMatchObject({ credit_amount: '50.00' });
    expect(await loanOf(loan)).toMatchObject({ total_paid: '0.00' });
    await expectGreenProof(app);
    await sayOf(app, staff, id, { state: 'returned' });
    expect(await credit()).toMatchObject({ credit_amount: '0.00', receivable_amount: '0.00' });
    await expectGreenProof(app);
  });

  it('of a deposit comes from fund and wallet; it could not be lent before it had settled', async () => {
    const provider = await makeProvider(app);
    const instrument = await makeInstrument(provider, 'slow_3d');
    const deposit = { amount: '300.00', instrument };
    expect((await provider.api.post('/api/providers/deposits/', deposit)).status).toBe(400);
    const key = { 'Idempotency-Key': randomUUID() };
    const id = String(must(202, await provider.api.post('/api/providers/deposits/', deposit, key)).transfer);
    expect(await sayOf(app, staff, id, { state: 'succeeded' })).toMatchObject({ stands: 'nothing' });
    expect(await provided(provider)).toMatchObject({ fund_amount: '0.00' });
    await sayOf(app, staff, id, { state: 'settled', ...PAID });
    expect(await provided(provider)).toMatchObject({ fund_amount: '300.00' });
    await expectGreenProof(app);
    const loan = await makeLoan(customer, '200.00');
    await pay(customer, loan, '21.00');
    must(200, await provider.api.post('/api/providers/withdraw/', { amount: '1.00' }));
    await sayOf(app, staff, id, { state: 'returned', ...PAID });
    expect(await provided(provider)).toMatchObject({
      fund_amount: '0.00',
      wallet_amount: '0.00',
      receivable_amount: '180.00',
    });
    await expectGreenProof(app);
  });

  it('that does not fit what was known goes to review, and the books stay until staff say', async () => {
    await makeProvider(app, '5000.00');
    const loan = await makeLoan(customer, '200.00');
    const id = await succeeded(loan, '50.00');
    const review = await sayOf(app, staff, id, { state: 'failed', failure: { code: 'odd', text: 'Odd.' } });
    expect(review).toMatchObject({ state: 'review', stands: 'credited', failure_code: 'unexpected_state' });
    expect(await loanOf(loan)).toMatchObject({ total_paid: '50.00' });
    const resolve = (outcome: string, by = staff) =>
      by.api.post(`/api/transfers/${id}/resolve/`, {
        outcome,
        reason: 'The page of the gateway says so.',
      });
    must(200, await resolve('failed'));
    expect(await loanOf(loan)).toMatchObject({ total_paid: '50.00' });
    must(200, await resolve('failed', await makeStaff(app)));
    expect(await shownTransfer(customer, id)).toMatchObject({ state: 'failed', stands: 'nothing' });
    expect(await loanOf(loan)).toMatchObject({ total_paid: '0.00' });
    expect((await resolve('settled')).body.code).toBe('transfer_state');
    await expectGreenProof(app);
  });

  it('or is still on its way stops a write-off and a second payment of the same, and reminds nobody', async () => {
    await makeProvider(app, '5000.00');
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        duration: 'P3D',
        installments: 1,
        reminder_days: 3,
      }),
    );
    const [loan, other] = [await makeLoan(customer, '200.00'), await makeLoan(customer, '200.00')];
    const id = await payWith(
      customer,
      await makeInstrument(customer, 'ok', 'bank_debit'),
      loan,
      loan.amount_due,
    );
    const second = await customer.api.post(
      '/api/payments/collect/',
      { loan: loan.id, amount: '1.00', instrument: card },
      { 'Idempotency-Key': randomUUID() },
    );
    expect([second.status, second.body.code]).toEqual([409, 'loan_has_transfer_pending']);
    const writeOff = await staff.api.post(`/api/loans/${loan.id}/write_off/`, { reason: 'Gone.' });
    expect([writeOff.status, writeOff.body.code]).toEqual([409, 'loan_has_transfer_pending']);
    await daysLater(staff, app.database, 2);
    const reminded = await app.database.rows(
      "SELECT loan_id FROM loan_events WHERE kind = 'reminder' AND loan_id = ANY ($1)",
      [[loan.id, other.id]],
    );
    expect(reminded).toEqual([{ loan_id: other.id }]);
    await daysLater(staff, app.database, 3);
    await transferIs(customer, id, 'settled');
    expect(await loanOf(loan)).toMatchObject({ status: 'paid', late_interest: '0.00' });
    await expectGreenProof(app);
  });
});
