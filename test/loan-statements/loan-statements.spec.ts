import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

interface Row {
  nr: number;
  due_date: string;
  state: string;
  interest: string;
  explanation?: { interest: string; segments: { balance: string; days: number; exact: string }[] };
}
interface Schedule {
  as_of: string;
  rows: Row[];
  totals: Record<string, string>;
}

describe("a loan's statements", () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    app = await startApp();
    [staff, customer, provider] = await Promise.all([
      makeStaff(app),
      makeCustomer(app),
      makeProvider(app, '50000.00'),
    ]);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const scheduleOf = async (id: string, query = '', who = customer) =>
    must(200, await who.api.get(`/api/loans/${id}/schedule/${query}`)) as Schedule;
  const payoffOf = async (id: string, query = '') =>
    must(200, await customer.api.get(`/api/loans/${id}/payoff/${query}`)) as Record<string, string>;
  const configure = async (change: unknown) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));

  it('show what each instalment asks for, what was paid, and what is left', async () => {
    const loan = await makeLoan(customer, '1000.00');
    await pay(customer, loan, '100.00');
    const schedule = await scheduleOf(loan.id);
    expect(schedule).toMatchObject({ loan: loan.id, currency: 'USD', status: 'active', days_past_due: 0 });
    expect(schedule.rows).toHaveLength(12);
    expect(schedule.rows[0]).toMatchObject({
      nr: 1,
      principal: '83.33',
      interest: '4.17',
      penalty: '0.00',
      total_due: '87.50',
      paid: '87.50',
      outstanding: '0.00',
      balance: '916.67',
      state: 'paid',
    });
    expect(schedule.rows[1]).toMatchObject({ paid: '12.50', outstanding: '75.00', state: 'partly_paid' });
    expect(schedule.rows[11]).toMatchObject({ balance: '0.00', state: 'upcoming' });
    expect(schedule.totals).toEqual({
      principal: '1000.00',
      interest: '50.00',
      penalty: '0.00',
      total: '1050.00',
      paid: '100.00',
      outstanding: '950.00',
      recovered: '0.00',
      left_to_recover: '0.00',
    });
    for (const who of [staff, provider]) expect(await scheduleOf(loan.id, '', who)).toEqual(schedule);
    const due = schedule.rows[1]?.due_date ?? '';
    const then = await scheduleOf(loan.id, `?as_of=${due}`);
    expect(then.rows.map(({ state }) => state).slice(0, 3)).toEqual(['paid', 'due', 'upcoming']);
    const late = await scheduleOf(loan.id, `?as_of=${schedule.rows[2]?.due_date ?? ''}`);
    expect(late).toMatchObject({ status: 'overdue' });
    expect(late.rows[1]).toMatchObject({ state: 'overdue' });
    const early = await customer.api.get(`/api/loans/${loan.id}/schedule/?as_of=2020-01-01`);
    expect(early).toMatchObject({ status: 400, body: { errors: [{ field: 'as_of', code: 'range' }] } });
  });

  it('explain every interest figure', async () => {
    const loan = await makeLoan(customer, '1000.00');
    const { rows } = await scheduleOf(loan.id, '?explain=1');
    expect(rows[0]?.explanation).toMatchObject({
      rate: '0.05',
      day_count: 'actual/365',
      period_interest: 'equal_periods',
      segments: [{ balance: '1000.00', year_fraction: '1/12', exact: '416.6666666667' }],
      running: { exact: '416.6666666667', before: '0.00' },
      rounded: '4.17',
      interest: '4.17',
      penalty: { rounded: '0.00' },
    });
    // 833.33… less the 4.17 that the first took.
    expect(rows[1]?.explanation).toMatchObject({ running: { exact: '833.3333333333', before: '4.17' } });
    for (const row of rows) expect(row.explanation?.interest).toBe(row.interest);
    expect((await scheduleOf(loan.id)).rows[0]).not.toHaveProperty('explanation');
  });

  it('follow the balance where interest does, and its payoff figure closes the loan at zero', async () => {
    await configure({
      interest_method: 'declining_balance',
      period_interest: 'actual_days',
      interest_rate: '0.365',
      installments: 3,
      every: 30,
      unit: 'days',
    });
    const loan = await makeLoan(customer, '1000.00');
    const { rows, totals } = await scheduleOf(loan.id, '?explain=1');
    // 0.1 % a day: 30 days on 1000.00 are 30.00; three equal instalments of 353.53 (annuity at 3 % a period).
    expect(rows[0]).toMatchObject({ interest: '30.00', principal: '323.53', total_due: '353.53' });
    expect(rows[1]).toMatchObject({ interest: '20.29', principal: '333.24' });
    expect(rows[0]?.explanation?.segments).toMatchObject([
      { balance: '1000.00', days: 30, year_fraction: '30/365', exact: '3000.0000000000' },
    ]);
    expect(totals).toMatchObject({ principal: '1000.00', interest: '60.59' });
    expect(await payoffOf(loan.id)).toMatchObject({
      principal: '1000.00',
      interest: '0.00',
      total: '1000.00',
    });
    expect(await payoffOf(loan.id, `?date=${rows[0]?.due_date ?? ''}`)).toMatchObject({
      principal: '1000.00',
      interest: '30.00',
      total: '1030.00',
    });
    await pay(customer, loan, '400.00');
    const { total } = await payoffOf(loan.id);
    expect(total).toBe('600.00');
    const tooMuch = { loan: loan.id, amount: '600.01' };
    expect(await customer.api.post('/api/payments/', tooMuch)).toMatchObject({
      status: 422,
      body: { code: 'payment_exceeds_balance', payoff: '600.00' },
    });
    expect(await pay(customer, loan, total ?? '')).toMatchObject({
      loan_status: 'paid',
      remaining_balance: '0.00',
    });
    expect(await payoffOf(loan.id)).toMatchObject({ total: '0.00' });
    const past = await customer.api.get(`/api/loans/${loan.id}/payoff/?date=2020-01-01`);
    expect(past).toMatchObject({ status: 400, body: { errors: [{ field: 'date', code: 'range' }] } });
    await configure({ interest_method: 'flat', interest_rate: '0.05', duration: 'P365D', installments: 12 });
  });

  it('tell everything that happened, in order, with before and after', async () => {
    const loan = await makeLoan(customer, '1000.00');
    await pay(customer, loan, '87.50');
    const bounced = await pay(customer, loan, '962.50');
    const reason = 'The cheque bounced.';
    must(200, await staff.api.post(`/api/payments/${String(bounced.id)}/reverse/`, { reason }));
    const path = `/api/loans/${loan.id}/history/`;
    const { count, results } = must(200, await customer.api.get(path)) as {
      count: number;
      results: unknown[];
    };
    expect(count).toBe(4);
    const standing = (status: string, remaining_balance: string) => ({ status, remaining_balance });
    expect(results).toMatchObject([
      { kind: 'disbursed', amount: '1000.00', before: null, after: standing('active', '1050.00') },
      {
        kind: 'payment',
        amount: '87.50',
        before: standing('active', '1050.00'),
        after: standing('active', '962.50'),
      },
      {
        kind: 'payment',
        payment: bounced.id,
        before: standing('active', '962.50'),
        after: standing('paid', '0.00'),
      },
      {
        kind: 'payment_reversed',
        amount: '962.50',
        payment: bounced.id,
        detail: reason,
        actor: null,
        before: standing('paid', '0.00'),
        after: standing('active', '962.50'),
      },
    ]);
    const seen = must(200, await staff.api.get(path)) as { results: { actor: string }[] };
    expect(seen.results[3]).toMatchObject({ actor: staff.id });
    const lender = must(200, await provider.api.get(path)) as { results: { payment: null }[] };
    expect(lender.results.map(({ payment }) => payment)).toEqual([null, null, null, null]);
    const newest = must(200, await customer.api.get(`${path}?ordering=-created_at&limit=3`)) as {
      next: string;
      results: { kind: string }[];
    };
    expect(newest.results.map(({ kind }) => kind)).toEqual(['payment_reversed', 'payment', 'payment']);
    const rest = must(200, await customer.api.get(newest.next)) as { results: { kind: string }[] };
    expect(rest.results.map(({ kind }) => kind)).toEqual(['disbursed']);
  });
});

describe('the payoff figure of a later day', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let customer: Actor;
  let start: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    customer = await makeCustomer(app);
    await makeProvider(app, '5000.00');
    start = await sandbox.today();
  });
  afterAll(() => app.stop());

  const payoffOf = async (loan: { id: string }, query = '') =>
    must(200, await customer.api.get(`/api/loans/${loan.id}/payoff/${query}`)) as Record<string, string>;

  it('has the interest and late interest of its days, said in advance, and closes the loan at zero', async () => {
    // 0.1 % a day, and 0.1 % a day late from the sixth day past due on.
    const terms = {
      interest_method: 'declining_balance',
      period_interest: 'actual_days',
      interest_rate: '0.365',
      installments: 3,
      every: 30,
      unit: 'days',
      late_interest_rate: '0.365',
      grace_days: 5,
    };
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', terms));
    const [early, late] = [await makeLoan(customer, '1000.00'), await makeLoan(customer, '1000.00')];
    // Ten days on 1000.00.
    const afterTen = { principal: '1000.00', interest: '10.00', penalty: '0.00', total: '1010.00' };
    const tenth = daysAfter(start, 10);
    expect(await payoffOf(early, `?date=${tenth}`)).toMatchObject(afterTen);
    // 45 days on 1000.00 are 45.00; the 353.53 of the first are late for ten days: 3.5353.
    const fortyFifth = daysAfter(start, 45);
    const afterFortyFive = { principal: '1000.00', interest: '45.00', penalty: '3.54', total: '1048.54' };
    expect(await payoffOf(late, `?date=${fortyFifth}`)).toMatchObject(afterFortyFive);

    await sandbox.advance(tenth);
    expect(await payoffOf(early)).toMatchObject({ date: tenth, ...afterTen });
    const oneTooMuch = { loan: early.id, amount: '1010.01' };
    expect(await customer.api.post('/api/payments/', oneTooMuch)).toMatchObject({
      status: 422,
      body: { code: 'payment_exceeds_balance', payoff: '1010.00' },
    });
    expect(await pay(customer, early, '1010.00')).toMatchObject({
      principal: '1000.00',
      interest: '10.00',
      loan_status: 'paid',
      remaining_balance: '0.00',
    });
    await expectGreenProof(app);

    await sandbox.advance(fortyFifth);
    expect(await payoffOf(late)).toMatchObject({ date: fortyFifth, ...afterFortyFive });
    expect(await pay(customer, late, '1048.54')).toMatchObject({ penalty: '3.54', loan_status: 'paid' });
    const schedule = must(200, await customer.api.get(`/api/loans/${late.id}/schedule/`));
    expect(schedule).toMatchObject({ status: 'paid', totals: { total: '1048.54', outstanding: '0.00' } });
    // What was is still told: on the 45th day's eve it was overdue, with nothing paid.
    const eve = must(
      200,
      await customer.api.get(`/api/loans/${late.id}/schedule/?as_of=${daysAfter(start, 44)}`),
    );
    expect(eve).toMatchObject({ status: 'overdue', days_past_due: 14, totals: { paid: '0.00' } });
    await expectGreenProof(app);
  });
});
