import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { THREE } from '../support/autopay.js';
import {
  daysLater,
  makeInstrument,
  payWith,
  sayOf,
  startWithGateway,
  transferIs,
} from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('money that could still be refused', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', THREE));
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  const later = (days: number) => daysLater(staff, app.database, days);
  const hold = async (days: Record<string, number | null>) => {
    must(200, await staff.api.patch('/api/bank_configuration/', { hold_days: days }));
  };
  const loanNow = async (id: string) => must(200, await customer.api.get(`/api/loans/${id}/`));
  const holdUntil = async (id: string) => {
    const [row] = await app.database.rows<{ day: number }>(
      'SELECT hold_until - (SELECT max(business_date) FROM business_dates) AS day FROM transfers WHERE id = $1',
      [id],
    );
    return row?.day ?? null;
  };

  it('was wished on the due date, is settled five days later, and bears no late interest', async () => {
    const loan = await makeLoan(customer, '900.00');
    const debit = await makeInstrument(customer, 'ok', 'bank_debit');
    await later(10);
    const id = await payWith(customer, debit, loan, '300.00');
    await later(4);
    await transferIs(customer, id, 'succeeded');
    // One day is past the grace days by now: until the bank has the money, the loan is late.
    expect(await loanNow(loan.id)).toMatchObject({
      total_paid: '0.00',
      late_interest: '0.30',
      days_past_due: 4,
    });
    expect(await holdUntil(id)).toBeNull();
    await later(1);
    await transferIs(customer, id, 'settled');
    expect(await loanNow(loan.id)).toMatchObject({
      total_paid: '300.00',
      late_interest: '0.00',
      status: 'active',
      days_past_due: 0,
      next_due_amount: '300.00',
    });
    await expectGreenProof(app);
  });

  it('counts before it has settled, at the close of the last day for which the bank holds it', async () => {
    await hold({ bank_debit: 2 });
    const loan = await makeLoan(customer, '900.00');
    const id = await payWith(customer, await makeInstrument(customer, 'ok', 'bank_debit'), loan, '50.00');
    await later(2);
    expect(await transferIs(customer, id, 'succeeded')).toMatchObject({ stands: 'nothing' });
    expect(await holdUntil(id)).toBe(2);
    await later(1);
    expect(await loanNow(loan.id)).toMatchObject({ total_paid: '0.00', in_transit: '50.00' });
    await later(1);
    await until(async () => (await loanNow(loan.id)).total_paid === '50.00');
    const counted = await transferIs(customer, id, 'succeeded');
    expect(counted).toMatchObject({ stands: 'credited' });
    expect(counted.steps.at(-1)).toMatchObject({ from: 'succeeded', to: 'succeeded', stands: 'credited' });
    expect(await loanNow(loan.id)).toMatchObject({ in_transit: '0.00' });
    await expectGreenProof(app);
    await later(1);
    await transferIs(customer, id, 'settled');
    expect(await loanNow(loan.id)).toMatchObject({ total_paid: '50.00' });
    await expectGreenProof(app);
    await hold({ bank_debit: null });
  });

  it('is refused while it is held, and never counts', async () => {
    await hold({ bank_debit: 2 });
    const loan = await makeLoan(customer, '900.00');
    const id = await payWith(customer, await makeInstrument(customer, 'ok', 'bank_debit'), loan, '50.00');
    await later(2);
    await transferIs(customer, id, 'succeeded');
    await sayOf(app, staff, id, { state: 'returned', failure: { code: 'no_funds', text: 'No money.' } });
    await later(3);
    expect(await transferIs(customer, id, 'returned')).toMatchObject({ stands: 'nothing' });
    expect(await loanNow(loan.id)).toMatchObject({ total_paid: '0.00', in_transit: '0.00' });
    await expectGreenProof(app);
    await hold({ bank_debit: null });
  });

  it('is lent when it has settled, or after its hold', async () => {
    const lender = await makeProvider(app);
    const card = await makeInstrument(lender);
    const deposit = async () =>
      String(
        must(
          202,
          await lender.api.post(
            '/api/providers/deposits/',
            { amount: '100.00', instrument: card },
            { 'Idempotency-Key': randomUUID() },
          ),
        ).transfer,
      );
    const fund = async () => must(200, await lender.api.get(`/api/providers/${lender.id}/`)).fund_amount;
    const first = await deposit();
    await transferIs(lender, first, 'succeeded');
    await later(1);
    expect(await fund()).toBe('0.00');
    await later(1);
    await transferIs(lender, first, 'settled');
    expect(await fund()).toBe('100.00');
    await hold({ card: 1 });
    const second = await deposit();
    expect(await transferIs(lender, second, 'succeeded')).toMatchObject({ stands: 'nothing' });
    await later(1);
    await until(async () => (await fund()) === '200.00');
    expect(await transferIs(lender, second, 'succeeded')).toMatchObject({ stands: 'credited' });
    await expectGreenProof(app);
    await hold({ card: null });
  });
});
