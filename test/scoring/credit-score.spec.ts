import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, TERMS, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone, type ShownScore } from '../support/scores.js';

/** Three instalments of 300.00, 10, 20 and 30 days after the loan; 3 days of grace, default from 20 days on. */
describe('a credit score', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    ({ staff } = sandbox);
    await makeProvider(app, '999999.00');
    must(200, await staff.api.patch('/api/bank_configuration/', TERMS));
  });
  afterAll(async () => {
    await scoresAreDone(app.database);
    await expectGreenProof(app);
    await app.stop();
  });

  const later = async (days: number) => {
    await sandbox.advance(daysAfter(await sandbox.today(), days));
    await scoresAreDone(app.database);
  };
  const scoreOf = async (customer: Actor): Promise<ShownScore> => {
    await scoresAreDone(app.database);
    return must(200, await customer.api.get('/api/credit_score/')) as ShownScore;
  };
  /** What is not nothing. */
  const pointsOf = async (customer: Actor) => {
    const { score, base, contributions } = await scoreOf(customer);
    expect(contributions.reduce((sum, { points }) => sum + points, base)).toBe(score);
    return Object.fromEntries(
      contributions.filter(({ points }) => points !== 0).map(({ name, points }) => [name, points]),
    );
  };
  const historyOf = async (customer: Actor) => {
    await scoresAreDone(app.database);
    return must(200, await customer.api.get('/api/credit_score/history/')).results as {
      score: number;
      causes: string[];
    }[];
  };
  const enter = (loan: { id: string }, amount: string, value_date: string) =>
    staff.api.post('/api/payments/', { loan: loan.id, amount, value_date });

  it('is neutral for a customer to whom nothing has happened, and says what would raise it', async () => {
    const customer = await makeCustomer(app);
    const shown = await scoreOf(customer);
    expect(shown).toMatchObject({
      customer: customer.id,
      score: 600,
      base: 600,
      scored_on: null,
      band: null,
      may_borrow: true,
      interest_rate: '0',
    });
    expect(shown.contributions.map(({ points }) => points)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(shown.contributions[0]?.reason).toBe('No loan is repaid yet.');
    expect(shown.advice[0]).toMatch(/^A loan repaid on time adds 15 points/);
    expect(await historyOf(customer)).toEqual([]);
  });

  it('falls with what is owed, and rises above where it was when that is repaid on time', async () => {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '900.00');
    expect(await pointsOf(customer)).toEqual({ amount_owed: -40 });
    await pay(customer, loan, '300.00');
    expect(await pointsOf(customer)).toEqual({ amount_owed: -26 });
    const other = await makeLoan(customer, '300.00');
    expect(await pointsOf(customer)).toEqual({ amount_owed: -30, open_loans: -10 });
    await pay(customer, other, '300.00');
    await pay(customer, loan, '600.00');
    // One loan a month counts, and these are of one day.
    const shown = await scoreOf(customer);
    expect(shown).toMatchObject({ score: 615, scored_on: await sandbox.today() });
    expect(shown.contributions[0]).toEqual({
      name: 'repaid_loans',
      points: 15,
      reason: '2 loans are repaid, on time; 1 of them count so far, one a month.',
      inputs: { on_time: 2, late: 0, counted: 1 },
    });
    const history = await historyOf(customer);
    expect(history[0]).toMatchObject({ score: 615, causes: ['payment'] });
    expect(history.at(-1)).toMatchObject({ score: 560, causes: ['loan'] });
  });

  it('falls day by day with what is past due, once the grace days are over, and keeps that for two years', async () => {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '900.00');
    await later(13);
    expect(await pointsOf(customer)).toEqual({ amount_owed: -40 });
    await later(1);
    expect(await pointsOf(customer)).toEqual({ amount_owed: -40, days_late: -8, past_due: -15 });
    expect((await historyOf(customer))[0]).toMatchObject({ causes: ['day_close'] });
    await later(4);
    expect(await pointsOf(customer)).toEqual({ amount_owed: -40, days_late: -16, past_due: -40 });
    // The first instalment, and 1.50 of late interest on it.
    await pay(customer, loan, '301.50');
    const after = await pointsOf(customer);
    expect(after).toMatchObject({ days_late: -16 });
    expect(after).not.toHaveProperty('past_due');
  });

  it('shows a default, and a write-off worse still', async () => {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '900.00');
    await pay(customer, loan, '300.00');
    // The second instalment is 20 days past due.
    await later(40);
    expect(await pointsOf(customer)).toEqual({
      amount_owed: -26,
      days_late: -40,
      past_due: -40,
      defaults: -80,
    });
    must(200, await staff.api.post(`/api/loans/${loan.id}/write_off/`, { reason: 'Gone.' }));
    expect(await pointsOf(customer)).toEqual({ days_late: -40, defaults: -160 });
    expect((await historyOf(customer))[0]).toMatchObject({ score: 400, causes: ['write_off'] });
    const { contributions } = await scoreOf(customer);
    expect(contributions[4]).toMatchObject({
      name: 'defaults',
      reason: '1 loan written off in the last 60 months.',
      inputs: { defaults: 0, written_off: 1 },
    });
    // All that was lost comes back: it was a default, no more a loss.
    const { remaining_balance: claim } = must(200, await staff.api.get(`/api/loans/${loan.id}/`));
    must(201, await staff.api.post('/api/payments/', { loan: loan.id, amount: String(claim) }));
    expect(await pointsOf(customer)).toEqual({ days_late: -40, defaults: -80 });
  });

  it('is what it would be had a reversed payment never been made', async () => {
    const [customer, other] = [await makeCustomer(app), await makeCustomer(app)];
    const [loan] = [await makeLoan(customer, '900.00'), await makeLoan(other, '900.00')];
    const payment = await pay(customer, loan, '900.00');
    expect(await pointsOf(customer)).toEqual({ repaid_loans: 15 });
    await later(16);
    must(
      200,
      await staff.api.post(`/api/payments/${String(payment.id)}/reverse/`, { reason: 'It bounced.' }),
    );
    expect((await historyOf(customer))[0]).toMatchObject({ causes: ['reversal'] });
    const [bounced, never] = [await scoreOf(customer), await scoreOf(other)];
    expect(bounced).toEqual({ ...never, customer: customer.id });
    expect(await pointsOf(customer)).toEqual({ amount_owed: -40, days_late: -12, past_due: -15 });
  });

  it('forgives what was only entered late', async () => {
    const [punctual, recorded] = [await makeCustomer(app), await makeCustomer(app)];
    const [inTime, late] = [await makeLoan(punctual, '900.00'), await makeLoan(recorded, '900.00')];
    await later(10);
    const valueDate = await sandbox.today();
    await pay(punctual, inTime, '300.00');
    await later(9);
    expect(await pointsOf(recorded)).toMatchObject({ past_due: -40, days_late: -18 });
    must(201, await enter(late, '300.00', valueDate));
    // The punctual one was scored on a date before, or when the dates had been gone through: as the worker came to it.
    const whose = { customer: recorded.id, scored_on: await sandbox.today() };
    expect(await scoreOf(recorded)).toEqual({ ...(await scoreOf(punctual)), ...whose });
  });

  it('follows time: a full year, and late days of two years ago', async () => {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '900.00');
    await pay(customer, loan, '900.00');
    await scoresAreDone(app.database);
    const [row] = await app.database.rows(
      `SELECT score_changes_on = scored_on + interval '1 year' AS in_a_year FROM customers WHERE id = $1`,
      [customer.id],
    );
    expect(row).toEqual({ in_a_year: true });
    // A year passes for this customer alone.
    await app.database.tamper(
      `UPDATE loans SET start_on = (start_on - interval '1 year')::date + 3, worst_days_past_due = 9,
              past_due_until = (start_on - interval '2 years')::date + 2 WHERE id = '${loan.id}'`,
    );
    await app.database.tamper(
      `UPDATE customers SET score_changes_on = scored_on + 2 WHERE id = '${customer.id}'`,
    );
    await later(2);
    expect(await pointsOf(customer)).toEqual({ repaid_loans: 5, days_late: -18 });
    expect((await historyOf(customer))[0]).toMatchObject({ causes: ['time'] });
    await later(1);
    expect(await pointsOf(customer)).toEqual({ repaid_loans: 5, relationship: 20 });
    await app.database.tamper(
      `UPDATE loans SET start_on = '${await sandbox.today()}'::date - 3, worst_days_past_due = 0,
              past_due_until = NULL WHERE id = '${loan.id}'`,
    );
    await app.database.rows(`INSERT INTO score_due VALUES ('${customer.id}', 'recomputed')`);
  });

  it("is nobody else's business", async () => {
    const [customer, other] = [await makeCustomer(app), await makeCustomer(app)];
    const provider = await makeProvider(app);
    const loan = await makeLoan(customer, '900.00');
    const shown = await scoreOf(customer);
    for (const path of [`/api/customers/${customer.id}/credit_score/`, `/api/customers/${customer.id}/`]) {
      expect((await other.api.get(path)).status).toBeGreaterThanOrEqual(403);
      expect((await provider.api.get(path)).status).toBe(403);
    }
    expect(must(200, await staff.api.get(`/api/customers/${customer.id}/credit_score/`))).toEqual(shown);
    expect(must(200, await staff.api.get(`/api/customers/${customer.id}/`))).toMatchObject({
      credit_score: shown.score,
      score_band: null,
    });
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/`))).toMatchObject({ credit_score: 600 });
    const lenders = await app.database.rows<{ provider_id: string }>(
      'SELECT provider_id FROM fundings WHERE loan_id = $1',
      [loan.id],
    );
    const lender = app.as({ id: String(lenders[0]?.provider_id), role: 'provider' });
    for (const seen of [
      must(200, await lender.get(`/api/loans/${loan.id}/`)),
      (must(200, await lender.get('/api/loans/')).results as unknown[])[0],
    ]) {
      expect(seen).toMatchObject({ credit_score: null, score_band: null });
    }
    const nobody = '0198c0de-2222-7000-8000-00000000000f';
    for (const path of [
      `/api/customers/${nobody}/credit_score/`,
      `/api/customers/${nobody}/credit_score/history/`,
    ]) {
      expect(await staff.api.get(path)).toMatchObject({ status: 404, body: { code: 'customer_not_found' } });
    }
  });
});
