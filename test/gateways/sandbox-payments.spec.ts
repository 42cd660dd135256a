import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import {
  daysLater,
  makeInstrument,
  payWith,
  shownTransfer,
  startWithGateway,
  transferIs,
} from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { unsentLike } from '../support/money-on-its-way.js';
import { expectGreenProof } from '../support/proof.js';

const DEFAULT_TERMS = {
  interest_method: 'flat',
  prepayment_rebate: false,
  interest_rate: '0.05',
  installments: 12,
};

describe('a payment with the sandbox gateway', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  const loanOf = async (id: string) => must(200, await customer.api.get(`/api/loans/${id}/`));
  const accounts = async (id: string) =>
    app.database.rows(
      `SELECT j.kind, j.debit_account AS debit, j.credit_account AS credit, j.amount FROM journal j
       LEFT JOIN payments y ON y.id = j.payment_id
       WHERE (j.cause_id = $1 OR y.transfer_id = $1)
         AND 'clearing' IN (j.debit_account, j.credit_account) ORDER BY j.entry_no`,
      [id],
    );

  it('is opened, sent and counted from the day of the wish; two days later its money is in the bank', async () => {
    const loan = await makeLoan(customer, '1000.00');
    const card = await makeInstrument(customer);
    const answer = await customer.api.post(
      '/api/payments/',
      { loan: loan.id, amount: '87.50', instrument: card },
      { 'Idempotency-Key': randomUUID() },
    );
    const started = must(202, answer);
    expect(started).toMatchObject({ state: 'pending', gateway: 'sandbox' });
    const id = String(started.transfer);
    const succeeded = await transferIs(customer, id, 'succeeded');
    expect(succeeded).toMatchObject({ stands: 'credited', fee: '0.00' });
    expect(await loanOf(loan.id)).toMatchObject({ total_paid: '87.50', in_transit: '0.00' });
    expect(
      await app.database.rows('SELECT received_in, amount FROM payments WHERE transfer_id = $1', [id]),
    ).toEqual([{ received_in: 'clearing', amount: '8750' }]);
    await expectGreenProof(app);
    await daysLater(staff, app.database, 2);
    const settled = await transferIs(customer, id, 'settled');
    expect(settled.steps.map(({ from, to, stands }) => [from, to, stands])).toEqual([
      [null, 'created', 'nothing'],
      ['created', 'submitted', 'nothing'],
      ['submitted', 'pending', 'nothing'],
      ['pending', 'succeeded', 'credited'],
      ['succeeded', 'settled', 'settled'],
    ]);
    expect((await accounts(id)).at(-1)).toEqual({
      kind: 'settlement',
      debit: 'cash',
      credit: 'clearing',
      amount: '8750',
    });
    await expectGreenProof(app);
  });

  it('is refused without an Idempotency-Key, and sent once for a key that is repeated', async () => {
    const loan = await makeLoan(customer, '500.00');
    const instrument = await makeInstrument(customer);
    const body = { loan: loan.id, amount: '20.00', instrument };
    const without = await customer.api.post('/api/payments/', body);
    expect([without.status, without.body.errors[0].field]).toEqual([400, 'Idempotency-Key']);
    const key = { 'Idempotency-Key': randomUUID() };
    const first = must(202, await customer.api.post('/api/payments/', body, key));
    const second = await customer.api.post('/api/payments/', body, key);
    expect([second.status, second.body.transfer, second.body.state]).toEqual([
      202,
      first.transfer,
      'created',
    ]);
    await transferIs(customer, String(first.transfer), 'succeeded');
    expect(await app.database.rows('SELECT FROM sandbox_charges WHERE amount = 2000')).toHaveLength(1);
  });

  it.each([
    ['declining', { interest_method: 'declining_balance', prepayment_rebate: false }],
    ['flat with a rebate', { interest_method: 'flat', prepayment_rebate: true }],
  ])('asks for no more than a %s loan takes, whatever it would owe to the end', async (_, terms) => {
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', { ...terms, interest_rate: '0.24', installments: 6 }),
    );
    const loan = await makeLoan(customer, '600.00');
    const card = await makeInstrument(customer, 'slow_3d');
    const collect = (amount: string) =>
      customer.api.post(
        '/api/payments/collect/',
        { loan: loan.id, amount, instrument: card },
        { 'Idempotency-Key': randomUUID() },
      );
    const { remaining_balance: balance } = await loanOf(loan.id);
    const { total: payoff } = must(200, await customer.api.get(`/api/loans/${loan.id}/payoff/`));
    expect(payoff).toBe('600.00');
    expect(balance).not.toBe(payoff);
    const refused = await collect(String(balance));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'payment_exceeds_balance', payoff, most_payable: payoff, remaining_balance: balance },
    });
    must(202, await collect('250.00'));
    const second = await collect(String(payoff));
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'loan_has_transfer_pending', in_transit: '250.00', most_payable: '350.00' },
    });
    expect((await collect('350.01')).status).toBe(409);
    // What the refusal says can be paid can be, and then there is no room at all.
    must(202, await collect(String(second.body.most_payable)));
    expect(await collect('0.01')).toMatchObject({ status: 409, body: { most_payable: '0.00' } });
    must(200, await staff.api.patch('/api/bank_configuration/', DEFAULT_TERMS));
  });

  it('is counted for operators while it is under way', async () => {
    const text = String(must(200, await app.as().get('/metrics')));
    expect(text).toMatch(/^transfers_waiting \d+$/m);
    expect(text).toMatch(/^transfers_oldest_seconds \d/m);
  });

  it('that was not sent yet can be cancelled, and then never is', async () => {
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, await makeInstrument(customer), loan, '11.00');
    await transferIs(customer, id, 'succeeded');
    const late = await customer.api.post(`/api/transfers/${id}/cancel/`);
    expect([late.status, late.body.code]).toEqual([409, 'transfer_state']);
    // One that nobody has sent, as after the death of a server.
    const unsent = await unsentLike(app, id);
    const stranger = await makeCustomer(app);
    expect((await stranger.api.post(`/api/transfers/${unsent}/cancel/`)).status).toBe(404);
    must(200, await customer.api.post(`/api/transfers/${unsent}/cancel/`));
    expect(await shownTransfer(customer, unsent)).toMatchObject({ state: 'cancelled', stands: 'nothing' });
  });

  it('that is refused leaves nothing in the books', async () => {
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, await makeInstrument(customer, 'insufficient'), loan, '20.00');
    const failed = await transferIs(customer, id, 'failed');
    expect(failed).toMatchObject({ stands: 'nothing', failure_code: 'insufficient_funds' });
    expect(await accounts(id)).toEqual([]);
    expect(await loanOf(loan.id)).toMatchObject({ total_paid: '0.00', in_transit: '0.00' });
  });

  it('whose request was lost is looked at, not sent again: it arrived, or it did not', async () => {
    const loan = await makeLoan(customer, '500.00');
    const [arrived, gone] = [
      await payWith(customer, await makeInstrument(customer, 'timeout_then_ok'), loan, '20.00'),
      await payWith(customer, await makeInstrument(customer, 'timeout_then_gone'), loan, '30.00'),
    ];
    const shown = await transferIs(customer, arrived, 'succeeded');
    expect(shown.steps.map(({ to }) => to)).toEqual(['created', 'submitted', 'unknown', 'succeeded']);
    expect((await shownTransfer(customer, gone)).state).toBe('unknown');
    must(200, await staff.api.post(`/api/transfers/${gone}/refresh/`));
    expect(await shownTransfer(customer, gone)).toMatchObject({
      state: 'failed',
      failure_code: 'never_arrived',
    });
    expect(await app.database.rows('SELECT requests FROM sandbox_charges WHERE id = $1', [arrived])).toEqual([
      { requests: 1 },
    ]);
    await expectGreenProof(app);
  });

  it('from a bank account counts when it has settled, from the day of the wish', async () => {
    const loan = await makeLoan(customer, '500.00');
    const wished = (await loanOf(loan.id)).as_of as string;
    const id = await payWith(customer, await makeInstrument(customer, 'ok', 'bank_debit'), loan, '40.00');
    expect(await loanOf(loan.id)).toMatchObject({ total_paid: '0.00', in_transit: '40.00' });
    await daysLater(staff, app.database, 2);
    await transferIs(customer, id, 'succeeded');
    expect(await loanOf(loan.id)).toMatchObject({ total_paid: '0.00', in_transit: '40.00' });
    await daysLater(staff, app.database, 3);
    await transferIs(customer, id, 'settled');
    expect(await loanOf(loan.id)).toMatchObject({ total_paid: '40.00', in_transit: '0.00' });
    const [payment] = await app.database.rows(
      'SELECT value_date::text AS on FROM payments WHERE transfer_id = $1',
      [id],
    );
    expect(payment?.on).toBe(wished);
    await expectGreenProof(app);
  });

  it.each(['twice', 'out_of_order', 'fee_2_9'])(
    'counts once, to the cent, with the card %s',
    async (token) => {
      const loan = await makeLoan(customer, '500.00');
      const id = await payWith(customer, await makeInstrument(customer, token), loan, '33.33');
      await transferIs(customer, id, 'succeeded');
      await daysLater(staff, app.database, 2);
      const settled = await transferIs(customer, id, 'settled');
      expect(settled.fee).toBe(token === 'fee_2_9' ? '0.97' : '0.00');
      expect(await loanOf(loan.id)).toMatchObject({ total_paid: '33.33' });
      await expectGreenProof(app);
    },
  );
});
