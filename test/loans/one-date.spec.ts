import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';

type Body = Record<string, string>;
interface Shown extends Body {
  id: string;
}

describe('every figure of a loan on one business date', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    customer = await makeCustomer(app);
    await makeProvider(app, '50000.00');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const get = async <T = Body>(path: string, who = sandbox.staff) =>
    must(200, await who.api.get(`/api/${path}`)) as T;

  /** What the loan, the lists, the schedule and the payoff say of what is left, and the date they say it for. */
  async function expectToAgree(id: string): Promise<string> {
    const today = await sandbox.today();
    const loan = await get(`loans/${id}/`);
    const [schedule, payoff, mine, all, late] = await Promise.all([
      get<{ as_of: string; status: string; totals: Body; rows: Body[] }>(`loans/${id}/schedule/`),
      get(`loans/${id}/payoff/`),
      get<{ results: Shown[] }>('loans/', customer),
      get<{ results: Shown[] }>('loans/'),
      get<{ results: Body[] }>('reports/collections/?limit=100'),
    ]);
    expect(loan).toMatchObject({
      as_of: today,
      amount_due: schedule.totals.total,
      total_paid: schedule.totals.paid,
      remaining_balance: schedule.totals.outstanding,
      late_interest: schedule.totals.penalty,
      next_due_amount: schedule.rows.find(({ outstanding }) => outstanding !== '0.00')?.outstanding,
    });
    expect(schedule).toMatchObject({ as_of: today, status: loan.status });
    const row = late.results.find((each) => each.loan === id);
    expect(row !== undefined).toBe(Number(loan.days_past_due) > 3);
    if (row) {
      expect(row).toMatchObject({
        status: loan.status,
        days_past_due: loan.days_past_due,
        overdue_amount: loan.next_due_amount,
        remaining_balance: loan.remaining_balance,
      });
    }
    expect(payoff).toMatchObject({ date: today, principal: loan.principal_outstanding });
    for (const { results } of [mine, all]) {
      const listed = results.find((each) => each.id === id) as Shown;
      // Only staff are told the customer's name.
      expect({ ...listed, customer_name: loan.customer_name }).toEqual(loan);
    }
    const tooMuch = await sandbox.staff.api.post('/api/payments/', { loan: id, amount: '9999.00' });
    expect(tooMuch.body).toMatchObject({
      code: 'payment_exceeds_balance',
      as_of: today,
      remaining_balance: loan.remaining_balance,
      payoff: payoff.total,
    });
    return payoff.total as string;
  }

  it.each([
    ['declining and overdue', { interest_method: 'declining_balance', late_interest_rate: '0' }],
    ['declining with late interest', { interest_method: 'declining_balance', late_interest_rate: '0.365' }],
    ['flat with late interest', { interest_method: 'flat', late_interest_rate: '0.365' }],
  ])('agrees where it is %s, before the day-close and after it, and in a dry run', async (_, terms) => {
    must(
      200,
      await sandbox.staff.api.patch('/api/bank_configuration/', {
        ...terms,
        interest_rate: '0.24',
        period_interest: 'actual_days',
        installments: 6,
        every: 1,
        unit: 'months',
        grace_days: 3,
      }),
    );
    const { id } = await makeLoan(customer, '1000.00');
    const began = await sandbox.today();
    for (const days of [0, 20, 45, 46, 62]) {
      if (days > 0) await sandbox.advance(daysAfter(began, days));
      await expectToAgree(id);
    }
    const before = await get(`loans/${id}/`);
    const dryRun = must(
      200,
      await sandbox.staff.api.post('/api/payments/?dry_run=1', { loan: id, amount: '50.00' }),
    ) as {
      before: Body;
      after: Body;
      payment: Body;
    };
    expect(dryRun.before).toMatchObject({ as_of: before.as_of, remaining_balance: before.remaining_balance });
    const made = await pay(customer, { id }, '50.00');
    expect(made).toMatchObject({ remaining_balance: dryRun.after.remaining_balance });
    const { results } = await get<{ results: { kind: string; before: Body; after: Body }[] }>(
      `loans/${id}/history/?ordering=-created_at`,
    );
    expect(results[0]).toMatchObject({
      kind: 'payment',
      before: { remaining_balance: before.remaining_balance },
      after: { remaining_balance: made.remaining_balance },
    });
    // What the refusal says pays it off does.
    const payoff = await expectToAgree(id);
    expect(await pay(customer, { id }, payoff)).toMatchObject({
      loan_status: 'paid',
      remaining_balance: '0.00',
    });
  });

  it('a figure in a refusal, tried, works: also of a payment that counts from the past', async () => {
    const terms = {
      interest_method: 'declining_balance',
      late_interest_rate: '0',
      period_interest: 'equal_periods',
      interest_rate: '0.24',
      installments: 6,
    };
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', terms));
    const { id } = await makeLoan(customer, '1000.00');
    const began = await sandbox.today();
    const { next_due_date: due } = await get(`loans/${id}/`);
    await sandbox.advance(due as string);
    await pay(customer, { id }, '500.00');
    const enter = (amount: string) =>
      sandbox.staff.api.post('/api/payments/', { loan: id, amount, value_date: began });
    const { status, body } = await enter('900.00');
    expect(status).toBe(422);
    const most = (body as Body).most_payable as string;
    expect((body as Body).detail).toContain(most);
    const more = (BigInt(most.replace('.', '')) + 1n).toString().replace(/(..)$/, '.$1');
    expect(await enter(more)).toMatchObject({ status: 422, body: { most_payable: most } });
    const paid = must(201, await enter(most)) as Body;
    expect((body as Body).payoff === most).toBe(paid.remaining_balance === '0.00');
    expect(paid).toMatchObject({ loan_status: 'paid', remaining_balance: '0.00' });
  });
});
