import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { THREE } from '../support/autopay.js';
import { daysLater, makeInstrument, payWith, sayOf, startWithGateway } from '../support/gateway.js';
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
const RETURNED = { ...PAID, state: 'returned', taken: 'payout_2', takenFee: '1500' };

describe('money that a gateway takes back after more has happened', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;
  let loan: { id: string };
  let transfer: string;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', { ...THREE, default_after_days: 5 }));
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await clearMarket(app, staff);
    provider = await makeProvider(app, '900.00');
    customer = await makeCustomer(app);
    loan = await makeLoan(customer, '900.00');
    transfer = await payWith(customer, await makeInstrument(customer, 'slow_3d'), loan, '300.00');
    await sayOf(app, staff, transfer, { state: 'succeeded' });
    await sayOf(app, staff, transfer, { state: 'settled', ...PAID });
  });

  const loanNow = async () => must(200, await customer.api.get(`/api/loans/${loan.id}/`));
  const wallet = async () =>
    must(200, await staff.api.get(`/api/providers/${provider.id}/`)).wallet_amount as string;

  it('leaves a later payment to pay what is due first', async () => {
    await daysLater(staff, app.database, 3);
    await pay(customer, loan, '400.00');
    expect(await loanNow()).toMatchObject({ total_paid: '700.00', next_due_amount: '200.00' });
    await sayOf(app, staff, transfer, RETURNED);
    expect(await loanNow()).toMatchObject({
      total_paid: '400.00',
      remaining_balance: '500.00',
      next_due_amount: '200.00',
      status: 'active',
    });
    expect(await wallet()).toBe('400.00');
    await expectGreenProof(app);
  });

  it('is a greater loss where the loan was written off, and counts again if it comes again', async () => {
    await daysLater(staff, app.database, 27);
    expect(await loanNow()).toMatchObject({ status: 'defaulted', total_paid: '300.00' });
    must(200, await staff.api.post(`/api/loans/${loan.id}/write_off/`, { reason: 'Gone without trace.' }));
    await expectGreenProof(app);
    await sayOf(app, staff, transfer, RETURNED);
    expect(await loanNow()).toMatchObject({ status: 'written_off', total_paid: '0.00' });
    expect(await wallet()).toBe('0.00');
    await expectGreenProof(app);
    await sayOf(app, staff, transfer, { ...RETURNED, state: 'reinstated' });
    expect(await loanNow()).toMatchObject({ status: 'written_off', total_paid: '300.00' });
    expect(await wallet()).toBe('300.00');
    await expectGreenProof(app);
  });
});
