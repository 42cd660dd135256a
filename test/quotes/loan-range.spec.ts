import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';

describe("a customer's borrowing range", () => {
  let app: TestApp;
  let customer: Actor;
  let other: Actor;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    [customer, other, staff] = await Promise.all([makeCustomer(app), makeCustomer(app), makeStaff(app)]);
    await makeProvider(app, '900000.00');
  });
  afterAll(() => app.stop());

  const setRange = (range: Record<string, unknown>, who = customer) =>
    staff.api.patch(`/api/customers/${who.id}/`, range);
  const shownRange = async (who: Actor) => {
    const shown = must(200, await who.api.get(`/api/customers/${who.id}/`));
    return [shown.min_loan_amount, shown.max_loan_amount, shown.has_own_range] as unknown[];
  };
  const expectOutOfRange = async (who: Actor, amount: string, [min, max]: [string, string]) => {
    expect(await who.api.post('/api/loans/', { amount })).toMatchObject({
      status: 422,
      body: {
        code: 'amount_out_of_range',
        requested: amount,
        min_loan_amount: min,
        max_loan_amount: max,
        currency: 'USD',
      },
    });
  };

  it("is the bank's to begin with, and both its ends belong to it", async () => {
    expect(await shownRange(customer)).toEqual(['100.00', '10000.00', false]);
    await expectOutOfRange(customer, '99.99', ['100.00', '10000.00']);
    await expectOutOfRange(customer, '10000.01', ['100.00', '10000.00']);
    await makeLoan(customer, '100.00');
    await makeLoan(customer, '10000.00');
  });

  it('can be set by staff for one customer alone', async () => {
    must(200, await setRange({ min_loan_amount: '50.00', max_loan_amount: '20000.00' }));
    expect(await shownRange(customer)).toEqual(['50.00', '20000.00', true]);
    await makeLoan(customer, '50.00');
    await makeLoan(customer, '20000.00');
    await expectOutOfRange(customer, '49.99', ['50.00', '20000.00']);
    await expectOutOfRange(other, '50.00', ['100.00', '10000.00']);
  });

  it("keeps the end that is left out, and goes back to the bank's with null", async () => {
    must(200, await setRange({ max_loan_amount: '300.00' }));
    expect(await shownRange(customer)).toEqual(['50.00', '300.00', true]);
    must(200, await setRange({ min_loan_amount: null }));
    expect(await shownRange(customer)).toEqual(['100.00', '300.00', true]);
    must(200, await setRange({ max_loan_amount: null }));
    expect(await shownRange(customer)).toEqual(['100.00', '10000.00', false]);
  });

  it('never has its minimum above its maximum, whether set or inherited', async () => {
    for (const range of [
      { min_loan_amount: '200.00', max_loan_amount: '199.99' },
      { min_loan_amount: '10000.01' },
      { max_loan_amount: '99.99' },
    ]) {
      const answer = await setRange(range);
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
      expect(answer.body.errors).toMatchObject([{ field: 'min_loan_amount', code: 'range' }]);
    }
    expect(await shownRange(customer)).toEqual(['100.00', '10000.00', false]);
  });

  it("follows the bank's configuration as long as it is not an own one", async () => {
    must(200, await setRange({ min_loan_amount: '60.00' }));
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        min_loan_amount: '500.00',
        max_loan_amount: '600.00',
      }),
    );
    expect(await shownRange(customer)).toEqual(['60.00', '600.00', true]);
    await makeLoan(customer, '60.00');
    await expectOutOfRange(customer, '600.01', ['60.00', '600.00']);
    await expectOutOfRange(other, '499.99', ['500.00', '600.00']);
    await makeLoan(other, '500.00');
  });

  it('is not told as a range where versions that allowed it left nothing between its ends', async () => {
    must(200, await setRange({ min_loan_amount: null, max_loan_amount: '550.00' }));
    // The bank's least is 500.00: today neither side may be changed so that the ends cross.
    await app.database.rows('UPDATE customers SET max_loan_amount = 45000 WHERE id = $1', [customer.id]);
    for (const amount of ['450.00', '475.00', '500.00']) {
      expect(await customer.api.post('/api/loans/', { amount })).toMatchObject({
        status: 422,
        body: {
          code: 'amount_out_of_range',
          detail: 'You cannot borrow now: your minimum, 500.00 USD, is above your maximum, 450.00.',
        },
      });
    }
    must(200, await setRange({ max_loan_amount: null }));
  });

  it('is found whatever the case of the id in the address', async () => {
    const path = `/api/customers/${customer.id.toUpperCase()}/`;
    expect(must(200, await staff.api.get(path)).id).toBe(customer.id);
    expect(must(200, await customer.api.get(path)).id).toBe(customer.id);
    expect(must(200, await staff.api.patch(path, { min_loan_amount: '70.00' }))).toMatchObject({
      id: customer.id,
      min_loan_amount: '70.00',
    });
  });
});
