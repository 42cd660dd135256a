import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

type Body = Record<string, string>;

/** The bank lends 1200.00 flat for 4 instalments every 30 days at 36.5 %: 1200 + 144 = 4 × 336.00. */
const TERMS = {
  interest_rate: '0.365',
  installments: 4,
  every: 30,
  unit: 'days',
  period_interest: 'actual_days',
  grace_days: 5,
  late_interest_rate: '0.365',
  default_after_days: 60,
};

describe('the life of a loan that is not paid on time', () => {
  let app: TestApp;
  let staff: Actor;
  let lenders: Actor[];
  let day = 0;
  let today: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    staff = await makeStaff(app);
    lenders = [await makeProvider(app, '900.00'), await makeProvider(app, '100000.00')];
    must(200, await staff.api.patch('/api/bank_configuration/', TERMS));
    today = await businessDate();
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const businessDate = async () =>
    (must(200, await staff.api.get('/api/sandbox/clock/')) as Body).business_date as string;
  const plus = (date: string, days: number) =>
    new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
  const advance = async (days: number) => {
    day += days;
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to: plus(today, day) }));
  };
  const loanOf = async (customer: Actor, id: string) =>
    must(200, await customer.api.get(`/api/loans/${id}/`)) as Body;
  const balances = async () => {
    const all = await Promise.all(lenders.map(({ api, id }) => api.get(`/api/providers/${id}/`)));
    return all.map((answer) => {
      const { wallet_amount, lent_amount } = must(200, answer) as Body;
      return [wallet_amount, lent_amount];
    });
  };
  const enter = (loan: { id: string }, amount: string, value_date: string) =>
    staff.api.post('/api/payments/', { loan: loan.id, amount, value_date });

  it('a payment entered late leaves the loan as one that came in time', async () => {
    const [punctual, recorded] = [await makeCustomer(app), await makeCustomer(app)];
    const inTime = await makeLoan(punctual, '1200.00');
    const late = await makeLoan(recorded, '1200.00');
    expect(inTime.amount_due).toBe('1344.00');
    await advance(30);
    await pay(punctual, inTime, '336.00');
    const valueDate = await businessDate();
    await advance(20);
    // Five days of grace, then 15 days on 336.00 at 0.1 % a day, today among them.
    expect(await loanOf(recorded, late.id)).toMatchObject({
      status: 'overdue',
      late_interest: '5.04',
      days_past_due: 20,
    });
    const made = must(201, await enter(late, '336.00', valueDate)) as Body;
    expect(made).toMatchObject({ value_date: valueDate, interest: '36.00', penalty: '0.00' });
    const same = (shown: Body) => ({ ...shown, id: '', number: '', customer: '', created_at: '' });
    expect(same(await loanOf(recorded, late.id))).toEqual(same(await loanOf(punctual, inTime.id)));
    await expectGreenProof(app);
    const shown = must(200, await recorded.api.get(`/api/loans/${late.id}/history/`)) as {
      results: { kind: string; after: Body }[];
    };
    const kinds = shown.results.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['disbursed', 'reminder']);
    expect(kinds).toEqual(expect.arrayContaining(['overdue', 'late_interest', 'overdue_notice']));
    expect(shown.results.at(-1)).toMatchObject({ kind: 'payment', after: { status: 'active' } });
    for (const [customer, loan] of [
      [punctual, inTime],
      [recorded, late],
    ] as const) {
      await pay(customer, loan, '1008.00');
    }
  });

  it('a reversal brings the arrears back, with the late interest that would have run', async () => {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '1200.00');
    await advance(30);
    const bounced = await pay(customer, loan, '336.00');
    await advance(15);
    const before = await loanOf(customer, loan.id);
    expect(before).toMatchObject({ status: 'active', late_interest: '0.00' });
    const path = `/api/payments/${String(bounced.id)}/reverse/`;
    must(200, await staff.api.post(path, { reason: 'The cheque bounced.' }));
    // 15 days past due: 10 days past the grace days, today among them.
    expect(await loanOf(customer, loan.id)).toMatchObject({
      status: 'overdue',
      late_interest: '3.36',
      remaining_balance: '1347.36',
    });
    await expectGreenProof(app);
    const paid = await pay(customer, loan, '339.36');
    expect(paid).toMatchObject({
      penalty: '3.36',
      interest: '36.00',
      principal: '300.00',
      loan_status: 'active',
    });
    await expectGreenProof(app);
    await pay(customer, loan, '1008.00');
  });

  it('a loan in default is written off by share, and what still comes is recovered by share', async () => {
    const customer = await makeCustomer(app);
    const [walletsBefore] = [await balances()];
    const loan = await makeLoan(customer, '1200.00');
    await advance(30);
    await pay(customer, loan, '336.00');
    const path = `/api/loans/${loan.id}/write_off/`;
    const body = { reason: 'The borrower has left the country.' };
    expect(await staff.api.post(path, body)).toMatchObject({
      status: 409,
      body: { code: 'loan_not_defaulted', loan_status: 'active' },
    });
    await advance(30 + 60);
    // Past due since day 60; default after 60 days past due.
    expect(await loanOf(customer, loan.id)).toMatchObject({ status: 'overdue', days_past_due: 60 });
    const preview = must(200, await staff.api.post(`${path}?dry_run=1`, body)) as Record<string, unknown>;
    expect(preview).toMatchObject({
      before: { status: 'overdue' },
      after: { status: 'written_off', principal_outstanding: '0.00' },
      write_off: { loss: '900.00' },
    });
    expect(await loanOf(customer, loan.id)).toMatchObject({ status: 'overdue' });
    const written = must(200, await staff.api.post(path, body)) as {
      loss: string;
      losses: { amount: string }[];
      remaining_balance: string;
    };
    expect(written).toMatchObject({ loan: loan.id, loss: '900.00' });
    const lost = written.losses.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
    expect(lost).toBe(90000n);
    await expectGreenProof(app);
    expect(await staff.api.post(path, body)).toMatchObject({
      status: 409,
      body: { code: 'loan_not_defaulted', loan_status: 'written_off' },
    });
    await advance(10);
    // Nothing runs on after the write-off.
    expect(await loanOf(customer, loan.id)).toMatchObject({
      status: 'written_off',
      remaining_balance: written.remaining_balance,
      next_due_date: null,
    });
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/payoff/`))).toMatchObject({
      recovery: written.remaining_balance,
      total: written.remaining_balance,
    });
    const recovery = await pay(customer, loan, '200.00');
    expect(recovery).toMatchObject({ recovery: '200.00', principal: '0.00', loan_status: 'written_off' });
    const writtenOffOn = plus(today, day - 10);
    const statement = async (asOf: string) =>
      must(200, await customer.api.get(`/api/loans/${loan.id}/schedule/?as_of=${asOf}`)) as {
        status: string;
        as_of: string;
        rows: Body[];
        totals: Body;
      };
    // The instalments stay as they were; what came in since stands beside them.
    const since = await statement(plus(today, day));
    const left = (BigInt(written.remaining_balance.replace('.', '')) - 20000n).toString();
    expect(since).toMatchObject({
      status: 'written_off',
      as_of: writtenOffOn,
      totals: {
        paid: '336.00',
        recovered: '200.00',
        left_to_recover: left.replace(/..$/, '.$&'),
      },
    });
    expect(await statement(plus(today, day - 1))).toMatchObject({
      rows: since.rows,
      totals: { recovered: '0.00', left_to_recover: written.remaining_balance },
    });
    expect(await statement(plus(writtenOffOn, -1))).toMatchObject({
      status: 'overdue',
      totals: { paid: '336.00', recovered: '0.00', left_to_recover: '0.00' },
    });
    const parts = must(200, await staff.api.get(`/api/loans/${loan.id}/fundings/`)) as { results: Body[] };
    const recovered = parts.results.map((part) => part.recovered ?? '');
    expect(recovered.reduce((sum, part) => sum + BigInt(part.replace('.', '')), 0n)).toBe(20000n);
    for (const part of parts.results) {
      const due = (BigInt(part.amount?.replace('.', '') ?? '0') * 20000n) / 120000n;
      const got = BigInt(part.recovered?.replace('.', '') ?? '0');
      expect(got - due >= 0n && got - due <= 1n).toBe(true);
      expect(part.principal_outstanding).toBe('0.00');
    }
    await expectGreenProof(app);
    must(
      200,
      await staff.api.post(`/api/payments/${String(recovery.id)}/reverse/`, { reason: 'Bounced too.' }),
    );
    expect(await loanOf(customer, loan.id)).toMatchObject({ remaining_balance: written.remaining_balance });
    const lentAfter = (await balances()).map(([, lent]) => lent);
    expect(lentAfter).toEqual(walletsBefore.map(([, lent]) => lent));
    await expectGreenProof(app);
    const schedule = must(200, await customer.api.get(`/api/loans/${loan.id}/schedule/`)) as {
      status: string;
    };
    expect(schedule.status).toBe('written_off');
  });

  it('a loan that was never paid out is not written off, however long ago it was asked for', async () => {
    const lend = async (paused: boolean) => {
      for (const { api } of lenders) must(200, await api.patch('/api/providers/mandate/', { paused }));
    };
    const change = { when_unfunded: 'queue', queue_days: 365 };
    must(200, await staff.api.patch('/api/bank_configuration/', change));
    await lend(true);
    const customer = await makeCustomer(app);
    const ask = async () => must(202, await customer.api.post('/api/loans/', { amount: '500.00' })) as Body;
    const [waiting, cancelled] = [await ask(), await ask()];
    must(200, await customer.api.post(`/api/loans/${String(cancelled.id)}/cancel/`));
    await advance(120);
    for (const { id } of [waiting, cancelled]) {
      for (const query of ['', '?dry_run=1']) {
        const path = `/api/loans/${String(id)}/write_off/${query}`;
        expect(await staff.api.post(path, { reason: 'Nobody has paid.' })).toMatchObject({
          status: 409,
          body: { code: 'loan_not_paid_out' },
        });
      }
    }
    await lend(false);
  });
});
