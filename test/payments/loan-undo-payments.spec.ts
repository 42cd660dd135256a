import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { makeInstrument, payWith, sayOf, startWithGateway, transferIs } from '../support/gateway.js';
import {
  clearMarket,
  makeCustomer,
  makeProvider,
  makeStaff,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { expectGreenProof, redChecks } from '../support/proof.js';
import { UNDO_TERMS, balancesOf, makeWaitingLoan, tryUndo, undoLoan } from '../support/undo.js';

describe('money on a loan whose pay-out waits', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await clearMarket(app, staff);
    must(200, await staff.api.patch('/api/bank_configuration/', UNDO_TERMS));
    customer = await makeCustomer(app);
  });

  const loanOf = async ({ id }: { id: string }) => must(200, await customer.api.get(`/api/loans/${id}/`));
  const credit = async () => must(200, await customer.api.get(`/api/customers/${customer.id}/`));
  const reverse = async (payment: unknown, money: 'returned' | 'credit') =>
    must(
      200,
      await staff.api.post(`/api/payments/${String(payment)}/reverse/`, { reason: 'Never was.', money }),
    );

  it('keeps it from being undone: it is credit first, and then refunded', async () => {
    const lender = await makeProvider(app, '1000.00');
    const before = await balancesOf(app, lender);
    const loan = await makeWaitingLoan(staff, customer, '200.00');
    const payment = await pay(customer, loan, '52.50');
    const refused = await tryUndo(staff, loan);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'loan_not_undoable', why: 'payments_stand', total_paid: '52.50' },
    });
    await reverse(payment.id, 'credit');
    await undoLoan(staff, loan);
    expect(await credit()).toMatchObject({ credit_amount: '52.50' });
    expect(await balancesOf(app, lender)).toEqual(before);
    const again = await staff.api.post(`/api/payments/${String(payment.id)}/reverse/`, { reason: 'Again.' });
    expect([again.status, again.body.code]).toEqual([409, 'payment_already_reversed']);
    await expectGreenProof(app);
  });

  it('is the credit of its customer once the loan is undone, also what came before', async () => {
    await makeProvider(app, '1000.00');
    const loan = await makeWaitingLoan(staff, customer, '200.00');
    const card = await makeInstrument(customer, 'slow_3d');
    const id = await payWith(customer, card, loan, '30.00');
    const refused = await tryUndo(staff, loan);
    expect(refused.body).toMatchObject({
      code: 'loan_not_undoable',
      why: 'payment_under_way',
      in_transit: '30.00',
    });
    await sayOf(app, staff, id, { state: 'succeeded' });
    const [payment] = await app.database.rows('SELECT id FROM payments WHERE transfer_id = $1', [id]);
    await reverse(payment?.id, 'credit');
    await undoLoan(staff, loan);
    expect(await credit()).toMatchObject({ credit_amount: '30.00' });
    // What the gateway still says of it concerns the credit alone.
    const paid = { fee: '0', settledIn: 'payout_1' };
    await sayOf(app, staff, id, { state: 'settled', ...paid });
    await expectGreenProof(app);
    await sayOf(app, staff, id, { state: 'returned', ...paid, taken: 'payout_2' });
    expect(await credit()).toMatchObject({ credit_amount: '0.00' });
    await sayOf(app, staff, id, { state: 'reinstated', ...paid, taken: 'payout_2' });
    expect(await credit()).toMatchObject({ credit_amount: '30.00' });
    expect(await loanOf(loan)).toMatchObject({ status: 'cancelled', total_paid: '0.00' });
    for (const answer of [
      await customer.api.post('/api/payments/', { loan: loan.id, amount: '10.00' }),
      await staff.api.post('/api/payments/', {
        loan: loan.id,
        amount: '10.00',
        value_date: (await loanOf(loan)).as_of,
      }),
      await staff.api.post(`/api/customers/${customer.id}/credit/apply/`, { loan: loan.id }),
      await customer.api.get(`/api/loans/${loan.id}/payoff/`),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'loan_not_paid_out']);
      expect(answer.body.detail).toContain('was undone on');
    }
    await expectGreenProof(app);
  });

  it('keeps it from being undone, also when it has paid it off', async () => {
    await makeProvider(app, '1000.00');
    const loan = await makeWaitingLoan(staff, customer, '200.00');
    const card = await makeInstrument(customer);
    const id = await payWith(customer, card, loan, '210.00');
    await transferIs(customer, id, 'succeeded');
    expect(await loanOf(loan)).toMatchObject({ status: 'paid' });
    const refused = await tryUndo(staff, loan);
    expect(refused.body).toMatchObject({ why: 'payments_stand', total_paid: '210.00' });
    await expectGreenProof(app);
  });

  it('that comes at the moment of its undoing: one of both happens, once', async () => {
    const lender = await makeProvider(app, '2000.00');
    const before = await balancesOf(app, lender);
    const loans = [];
    for (let nr = 0; nr < 8; nr++) loans.push(await makeWaitingLoan(staff, customer, '200.00'));
    const answers = await Promise.all(
      loans.flatMap((loan) => [
        tryUndo(staff, loan),
        customer.api.post('/api/payments/', { loan: loan.id, amount: '17.50' }),
        tryUndo(staff, loan),
      ]),
    );
    for (const [nr, loan] of loans.entries()) {
      const [one, paid, other] = answers.slice(nr * 3, nr * 3 + 3).map(({ status }) => status);
      const undos = [one, other].filter((status) => status === 200).length;
      expect([undos, paid]).toEqual(paid === 201 ? [0, 201] : [1, 409]);
      expect(await loanOf(loan)).toMatchObject({ status: paid === 201 ? 'active' : 'cancelled' });
      if (paid !== 201) continue;
      const [payment] = await app.database.rows('SELECT id FROM payments WHERE loan_id = $1', [loan.id]);
      await reverse(payment?.id, 'returned');
      await undoLoan(staff, loan);
    }
    expect(await balancesOf(app, lender)).toEqual(before);
    expect(await redChecks(app, 'full')).toEqual([]);
  });
});
