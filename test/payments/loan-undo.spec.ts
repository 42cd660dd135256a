import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { daysLater, startWithGateway } from '../support/gateway.js';
import {
  clearMarket,
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  must,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';
import {
  UNDO_TERMS,
  balancesOf,
  accountsOf,
  makeWaitingLoan,
  payoutsOf,
  payOutBy,
  tryUndo,
  undoLoan,
} from '../support/undo.js';
import { until } from '../support/until.js';

describe('a loan whose pay-out waits', () => {
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

  it('is undone to the last row: its providers have their money back, and nothing of it counts', async () => {
    const lenders = [await makeProvider(app, '600.00'), await makeProvider(app, '900.00')];
    const before = {
      lenders: await Promise.all(lenders.map((lender) => balancesOf(app, lender))),
      accounts: await accountsOf(app),
    };
    const loan = await makeWaitingLoan(staff, customer, '1000.00');
    const [payout] = await payoutsOf(staff, loan);
    expect(payout).toMatchObject({
      purpose: 'disbursement',
      state: 'reserved',
      stands: 'promised',
      amount: '1000.00',
    });
    expect(await loanOf(loan)).toMatchObject({ status: 'active', amount_due: '1050.00' });
    await expectGreenProof(app);

    const undone = await undoLoan(staff, loan);
    expect(undone).toMatchObject({
      loan: loan.id,
      amount: '1000.00',
      transfer: payout?.id,
      reason: 'The borrower wants it no more.',
    });
    expect(undone.returned).toEqual([
      { provider: lenders[0]?.id, amount: '600.00' },
      { provider: lenders[1]?.id, amount: '400.00' },
    ]);
    const shown = await loanOf(loan);
    expect(shown).toMatchObject({
      ...{
        status: 'cancelled',
        undone_on: undone.business_date,
        remaining_balance: '0.00',
        total_paid: '0.00',
      },
      ...{ principal_outstanding: '0.00', next_due_date: null, next_due_amount: '0.00' },
    });
    expect(await Promise.all(lenders.map((lender) => balancesOf(app, lender)))).toEqual(before.lenders);
    expect(await accountsOf(app)).toEqual(before.accounts);
    expect(await payoutsOf(staff, loan)).toMatchObject([{ state: 'cancelled', stands: 'nothing' }]);
    const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/history/?ordering=-created_at`));
    expect((results as object[])[0]).toMatchObject({
      kind: 'undone',
      amount: '1000.00',
      detail: 'The borrower wants it no more.',
      before: { status: 'active', remaining_balance: '1050.00' },
      after: { status: 'cancelled', remaining_balance: '0.00' },
    });
    await expectGreenProof(app);
  });

  it('is left out of what its providers and the reports say, once it is undone', async () => {
    const lender = await makeProvider(app, '2000.00');
    const kept = await makeLoan(customer, '300.00');
    await scoresAreDone(app.database);
    const said = async () => {
      const portfolio = must(200, await lender.api.get('/api/providers/portfolio/'));
      const loans = must(200, await lender.api.get('/api/providers/portfolio/loans/'));
      const idle = must(200, await lender.api.get('/api/providers/idle/'));
      const returns = must(200, await lender.api.get('/api/providers/returns/'));
      const funding = must(200, await staff.api.get('/api/reports/funding/'));
      const concentration = must(200, await staff.api.get('/api/reports/concentration/'));
      const vintages = must(200, await staff.api.get('/api/reports/vintages/'));
      const score = must(200, await customer.api.get('/api/credit_score/'));
      return {
        portfolio,
        loans,
        idle: { ...idle, recent: null },
        returns,
        funding,
        concentration,
        vintages,
        score,
      };
    };
    const before = await said();
    const loan = await makeWaitingLoan(staff, customer, '500.00');
    await scoresAreDone(app.database);
    expect(await said()).not.toEqual(before);
    await undoLoan(staff, loan);
    await scoresAreDone(app.database);
    expect(await said()).toEqual(before);
    expect((before.loans.results as object[]).length).toBe(1);
    const { recent } = must(200, await lender.api.get('/api/providers/idle/')) as { recent: object };
    expect(recent).toMatchObject({ lent: 1 });
    // What happened is still there for those who look.
    const receipt = must(200, await staff.api.get(`/api/loans/${loan.id}/allocation/`));
    expect(receipt).toMatchObject({ taken: 1, undone_on: (await loanOf(loan)).undone_on });
    const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/fundings/`));
    expect(results).toMatchObject([{ amount: '500.00', principal_outstanding: '0.00' }]);
    expect((results as { undone_at?: string }[])[0]?.undone_at).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(must(200, await staff.api.get(`/api/loans/${kept.id}/allocation/`))).not.toHaveProperty(
      'undone_on',
    );
    const { movements } = must(200, await lender.api.get('/api/providers/statement/')) as {
      movements: { kind: string; amount: string; reversal: boolean }[];
    };
    expect(movements.slice(-2)).toMatchObject([
      { kind: 'funding', amount: '500.00', reversal: false },
      { kind: 'funding', amount: '500.00', reversal: true },
    ]);
    await expectGreenProof(app);
  });

  it('frees the room of the mandates that it took', async () => {
    const lender = await makeProvider(app, '5000.00');
    must(200, await lender.api.patch('/api/providers/mandate/', { max_per_borrower: '400.00' }));
    const loan = await makeWaitingLoan(staff, customer, '400.00');
    const full = await customer.api.post('/api/loans/', { amount: '400.00' });
    expect([full.status, full.body.code]).toEqual([422, 'insufficient_funds']);
    await undoLoan(staff, loan);
    await makeLoan(customer, '400.00');
    await expectGreenProof(app);
  });

  it('takes its late interest back, also when it was in default and written off', async () => {
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        ...{ installments: 3, every: 10, unit: 'days', late_interest_rate: '0.365' },
        ...{ grace_days: 1, default_after_days: 15 },
      }),
    );
    const lender = await makeProvider(app, '5000.00');
    const before = await balancesOf(app, lender);
    const { business_date: today } = must(200, await staff.api.get('/api/sandbox/clock/'));
    const month = String(today).slice(0, 7);
    const vintage = async () => {
      const { results } = must(200, await staff.api.get('/api/reports/vintages/'));
      const rows = results as { month: string; loans: number; defaulted_ratio_by_month: string[] }[];
      const row = rows.find((each) => each.month === month);
      return { loans: row?.loans, defaulted: row?.defaulted_ratio_by_month.at(-1) };
    };
    const started = await vintage();
    const late = await makeWaitingLoan(staff, customer, '300.00');
    const lost = await makeWaitingLoan(staff, customer, '300.00');
    await daysLater(staff, app.database, 40);
    expect(await loanOf(late)).toMatchObject({ status: 'defaulted' });
    must(200, await staff.api.post(`/api/loans/${lost.id}/write_off/`, { reason: 'Gone.' }));
    expect((await vintage()).defaulted).not.toBe('0.000000');
    await expectGreenProof(app);
    for (const loan of [late, lost]) {
      await undoLoan(staff, loan);
      expect(await loanOf(loan)).toMatchObject({
        status: 'cancelled',
        late_interest: '0.00',
        days_past_due: 0,
      });
    }
    expect(await balancesOf(app, lender)).toEqual(before);
    expect(await vintage()).toEqual(started);
    await expectGreenProof(app);
    // Neither a close nor the next look brings it back.
    await daysLater(staff, app.database, 3);
    expect(await loanOf(late)).toMatchObject({ status: 'cancelled', remaining_balance: '0.00' });
    await expectGreenProof(app);
  });

  it('that was funded from the queue is undone, and its place there stays', async () => {
    must(200, await staff.api.patch('/api/bank_configuration/', { queue_on_request: true }));
    await payOutBy(staff, 'transfer');
    const { id } = must(202, await customer.api.post('/api/loans/', { amount: '300.00', queue: true }));
    const loan = { id: String(id) };
    const early = await tryUndo(staff, loan);
    expect([early.status, early.body.code]).toEqual([409, 'loan_not_paid_out']);
    await makeProvider(app, '1000.00');
    await until(async () => (await loanOf(loan)).status === 'active');
    await payOutBy(staff, 'instant');
    expect(await payoutsOf(staff, loan)).toMatchObject([{ state: 'reserved', stands: 'promised' }]);
    await expectGreenProof(app);
    await undoLoan(staff, loan);
    const { results } = must(200, await customer.api.get('/api/funding_queue/'));
    expect(results).toMatchObject([{ loan: loan.id, state: 'funded' }]);
    const again = await staff.api.post(`/api/loans/${loan.id}/cancel/`);
    expect([again.status, again.body.code]).toEqual([409, 'loan_not_queued']);
    await expectGreenProof(app);
  });

  it('on a quote runs as quoted, and is undone', async () => {
    await makeProvider(app, '1000.00');
    await payOutBy(staff, 'transfer');
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '200.00', installments: 3 }));
    const loan = must(201, await customer.api.post('/api/loans/', { quote: quote.id })) as { id: string };
    await payOutBy(staff, 'instant');
    expect(await payoutsOf(staff, loan)).toMatchObject([{ state: 'reserved', amount: '200.00' }]);
    await undoLoan(staff, loan);
    await expectGreenProof(app);
  });

  it('that was paid out at once is not undone: nobody knows whether its money would come back', async () => {
    await makeProvider(app, '1000.00');
    const loan = await makeLoan(customer, '200.00');
    const refused = await tryUndo(staff, loan);
    expect(refused).toMatchObject({ status: 409, body: { code: 'loan_not_undoable', why: 'paid_out' } });
    expect(refused.body.detail).toContain('paid out when it was granted');
    const missing = await tryUndo(staff, { id: customer.id });
    expect([missing.status, missing.body.code]).toEqual([404, 'loan_not_found']);
  });

  it('is as before after a preview, which says what would happen', async () => {
    await makeProvider(app, '1000.00');
    const loan = await makeWaitingLoan(staff, customer, '200.00');
    const before = { loan: await loanOf(loan), accounts: await accountsOf(app) };
    for (const rest of ['?dry_run=1', 'preview/']) {
      expect(must(200, await tryUndo(staff, loan, rest))).toMatchObject({
        before: { status: 'active', remaining_balance: '210.00' },
        after: { status: 'cancelled', remaining_balance: '0.00' },
        undo: { amount: '200.00', returned: [{ amount: '200.00' }] },
      });
    }
    expect({ loan: await loanOf(loan), accounts: await accountsOf(app) }).toEqual(before);
    await undoLoan(staff, loan);
  });
});
