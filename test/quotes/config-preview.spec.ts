import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';

const PATH = '/api/bank_configuration/';

describe('a preview of a changed bank configuration', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
  });
  afterAll(() => app.stop());

  const preview = (body: unknown) => staff.api.post(`${PATH}preview/`, body);
  const inForce = async () => must(200, await staff.api.get(PATH));

  it('shows the same amount in a currency of other decimals', async () => {
    expect(must(200, await preview({ currency: 'JPY', sample_amount: '999.01' }))).toMatchObject({
      before: { sample: { amount: '999.01', currency: 'USD' } },
      after: { sample: { amount: '1000', currency: 'JPY' } },
    });
  });

  it('shows what a loan costs before and after, names what differs, and changes nothing', async () => {
    const before = await inForce();
    const change = { interest_rate: '0.12', installments: 6 };
    const shown = must(200, await preview(change));
    expect(shown).toMatchObject({
      before: {
        configuration: before,
        sample: { amount: '1000.00', interest_rate: '0.05', total_interest: '50.00', installments: 12 },
      },
      after: {
        configuration: { version: 2, interest_rate: '0.12', installments: 6, every: 2, created_by: staff.id },
        sample: { amount: '1000.00', interest_rate: '0.12', total_interest: '120.00', installments: 6 },
      },
      changed: ['interest_rate', 'installments', 'every'],
    });
    expect(must(200, await preview(change))).toMatchObject({ before: { configuration: before } });
    expect(await inForce()).toEqual(before);
  });

  it('shows just what the change then does, and what a quote on it then costs', async () => {
    const change = { interest_method: 'declining_balance', interest_rate: '0.18', day_count: '30/360' };
    const { after } = must(200, await preview({ ...change, sample_amount: '2500.50' })) as {
      after: { configuration: Record<string, unknown>; sample: Record<string, unknown> };
    };
    const changed = must(200, await staff.api.patch(PATH, change));
    expect({ ...after.configuration, created_at: changed.created_at }).toEqual(changed);
    await makeProvider(app, '5000.00');
    expect(must(201, await customer.api.post('/api/quotes/', { amount: '2500.50' }))).toMatchObject(
      after.sample,
    );
  });

  it.each([{}, { interest_rate: '0.18' }])('names no field for a change of nothing: %j', async (change) => {
    const { before, after, changed } = must(200, await preview(change)) as {
      before: { sample: unknown };
      after: { sample: unknown };
      changed: string[];
    };
    expect(changed).toEqual([]);
    expect(after.sample).toEqual(before.sample);
  });

  it.each([
    [{ interest_rate: '5%' }, 'interest_rate'],
    [{ interest: '0.05' }, 'interest'],
    [{ min_loan_amount: '20000.00' }, 'min_loan_amount'],
    [{ installments: 7 }, 'installments'],
    [{ sample_amount: '1.001' }, 'sample_amount'],
    [{ sample_amount: '0' }, 'sample_amount'],
  ])('refuses %j by the name of the field', async (body, field) => {
    expect(await preview(body)).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ field }] },
    });
  });

  it('refuses another currency once money has moved, as the change does', async () => {
    expect(await preview({ currency: 'JPY' })).toMatchObject({
      status: 409,
      body: { code: 'currency_in_use' },
    });
  });
});
