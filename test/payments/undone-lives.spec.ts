import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app.js';
import { daysLater } from '../support/gateway.js';
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
import { accountsOf, makeWaitingLoan, tryUndo, undoLoan } from '../support/undo.js';

const SEED = 20261127;
/** The loan that is undone; in the other world it never was. */
const DOOMED = 3;

type Step =
  | { kind: 'pay'; loan: number; cents: number; daysBack: number }
  | { kind: 'reverse'; payment: number }
  | { kind: 'write_off'; loan: number }
  | { kind: 'pass'; days: number }
  | { kind: 'deposit'; provider: number; cents: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      loan: fc.nat(DOOMED),
      cents: fc.integer({ min: 1, max: 90_00 }),
      daysBack: fc.nat(6),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), payment: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('write_off' as const), loan: fc.nat(DOOMED) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deposit' as const),
      provider: fc.nat(2),
      cents: fc.integer({ min: 1, max: 500_00 }),
    }),
  },
);
const life = fc.record({
  funds: fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 700_00, max: 2000_00 }))),
  auto: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  amounts: fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 100_00, max: 400_00 }))),
  steps: fc.array(step, { minLength: 6, maxLength: 18 }),
  after: fc.array(step, { maxLength: 6 }),
  lent: fc.integer({ min: 100_00, max: 300_00 }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

const money = (cents: number) => (cents / 100).toFixed(2);
const daysBefore = (date: string, days: number) =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);

/** A bank in which lives are played. */
class World {
  private providers: Actor[] = [];
  private loans: ({ id: string } | undefined)[] = [];
  private payments: ({ id: string; loan: number } | undefined)[] = [];

  private constructor(
    readonly app: TestApp,
    private readonly staff: Actor,
    /** Whether the loan that is undone is ever granted. */
    private readonly grantsIt: boolean,
  ) {}

  static async open(grantsIt: boolean): Promise<World> {
    const app = await startApp({ SANDBOX: 'true', GATEWAYS: 'sandbox' });
    const staff = await makeStaff(app);
    const terms = { installments: 3, every: 10, unit: 'days', late_interest_rate: '0.365' };
    const late = { grace_days: 1, default_after_days: 15, reminder_days: 0, commission_rate: '0.1' };
    must(200, await staff.api.patch('/api/bank_configuration/', { ...terms, ...late }));
    return new World(app, staff, grantsIt);
  }

  async play({ funds, auto, amounts, steps, after, lent }: Life): Promise<void> {
    await clearMarket(this.app, this.staff);
    this.providers = [];
    this.payments = [];
    for (const [nr, fund] of funds.entries()) {
      const provider = await makeProvider(this.app, money(fund));
      must(200, await provider.api.patch('/api/providers/mandate/', { auto_reinvest: auto[nr] }));
      this.providers.push(provider);
    }
    // One customer has the doomed loan and another one, so that what is left of it would show in the score.
    const [one, other] = [await makeCustomer(this.app), await makeCustomer(this.app)];
    this.loans = [];
    for (const [nr, customer] of [one, other, other].entries()) {
      this.loans.push(await makeLoan(customer, money(amounts[nr] ?? 0)));
    }
    this.loans.push(
      this.grantsIt ? await makeWaitingLoan(this.staff, other, money(amounts[DOOMED] ?? 0)) : undefined,
    );
    for (const each of steps) await this.take(each);
    await this.undo();
    for (const each of after) await this.take(each);
    // The money that came back is lent as if it had never been away.
    this.loans.push(await makeLoan(one, money(lent)));
  }

  private async undo(): Promise<void> {
    const loan = this.loans[DOOMED];
    if (!loan) return;
    const standing = await this.app.database.rows<{ id: string }>(
      `SELECT y.id FROM payments y WHERE y.loan_id = $1
         AND NOT EXISTS (SELECT FROM payment_reversals r WHERE r.payment_id = y.id)`,
      [loan.id],
    );
    if (standing.length > 0) expect((await tryUndo(this.staff, loan)).status).toBe(409);
    for (const { id } of standing) {
      must(200, await this.staff.api.post(`/api/payments/${id}/reverse/`, { reason: 'To undo it.' }));
    }
    await undoLoan(this.staff, loan);
  }

  private async take(step: Step): Promise<void> {
    const { api } = this.staff;
    if (step.kind === 'pass') {
      await daysLater(this.staff, this.app.database, step.days);
    } else if (step.kind === 'deposit') {
      const provider = this.providers[step.provider];
      must(
        200,
        await (provider as Actor).api.post('/api/providers/add_funds/', { amount: money(step.cents) }),
      );
    } else if (step.kind === 'reverse') {
      const payment = this.payments[step.payment];
      if (payment) await api.post(`/api/payments/${payment.id}/reverse/`, { reason: 'It bounced.' });
    } else if (step.kind === 'write_off') {
      const loan = this.loans[step.loan];
      if (loan) await api.post(`/api/loans/${loan.id}/write_off/`, { reason: 'Gone.' });
    } else {
      const loan = this.loans[step.loan];
      const [row] = await this.app.database.rows<{ date: string }>(
        'SELECT max(business_date)::text AS date FROM business_dates',
      );
      const value_date = daysBefore(row?.date ?? '', step.daysBack);
      const answer =
        loan && (await api.post('/api/payments/', { loan: loan.id, amount: money(step.cents), value_date }));
      const made = answer?.status === 201 ? { id: String(answer.body.id), loan: step.loan } : undefined;
      this.payments.push(made);
    }
  }

  /** All that is there, but for ids and times, and for the loan that was undone. */
  async state(): Promise<unknown> {
    await scoresAreDone(this.app.database);
    const rows = <T = Record<string, string>>(sql: string, values: unknown[] = []) =>
      this.app.database.rows<T>(sql, values);
    const places = new Map(this.providers.map(({ id }, nr) => [id, nr]));
    const providers = await rows(
      `SELECT fund_amount, wallet_amount, lent_amount, receivable_amount, free_amount FROM providers ORDER BY id`,
    );
    const loans = await rows(
      `SELECT status, amount, amount_due, total_paid, principal_outstanding, late_interest, next_due_on::text, next_due_amount,
         worst_days_past_due, past_due_until::text FROM loans WHERE undone_on IS NULL ORDER BY id`,
    );
    const fundings = await rows<{ provider_id: string }>(
      `SELECT provider_id, amount, principal_returned, interest_earned, penalty_earned, principal_lost, recovered
       FROM fundings WHERE undone_at IS NULL AND loan_id = ANY ($1) ORDER BY loan_id, provider_id`,
      [this.loans.flatMap((loan) => loan?.id ?? [])],
    );
    const scores = await rows('SELECT credit_score, score_changes_on::text FROM customers ORDER BY id');
    const report = async (what: string) => must(200, await this.staff.api.get(`/api/reports/${what}`));
    const { by_status: statuses, ...portfolio } = await report('portfolio/');
    const { borrowers, providers: largest } = await report('concentration/');
    const figures = (some: unknown) =>
      (some as { loans: number; principal_outstanding: string }[]).map((row) => [
        row.loans,
        row.principal_outstanding,
      ]);
    const returns = [];
    for (const provider of this.providers) {
      returns.push({ ...must(200, await provider.api.get('/api/providers/returns/')), provider: null });
    }
    return {
      accounts: await accountsOf(this.app),
      providers,
      loans,
      fundings: fundings.map(({ provider_id: id, ...rest }) => ({ provider: places.get(id), ...rest })),
      scores,
      portfolio,
      statuses: (statuses as { status: string }[]).filter(({ status }) => status !== 'cancelled'),
      concentration: [figures(borrowers), figures(largest)],
      vintages: await report('vintages/'),
      returns,
    };
  }
}

describe('a bank in which a loan is undone', () => {
  let worlds: [undone: World, never: World];
  beforeAll(async () => {
    worlds = [await World.open(true), await World.open(false)];
  });
  afterAll(async () => {
    for (const { app } of worlds) await app.stop();
  });

  it('is, whatever was paid, reversed, lost or late, as if the loan had never been', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (each) => {
        for (const world of worlds) await world.play(each);
        const [undone, never] = await Promise.all(worlds.map((world) => world.state()));
        expect(undone).toEqual(never);
        await expectGreenProof(worlds[0].app);
      }),
      { seed: SEED, numRuns: 8, endOnFailure: true },
    );
    const [row] = await worlds[0].app.database.rows<{ undone: number; lost: number; late: number }>(
      `SELECT (SELECT count(*)::int FROM loans WHERE undone_on IS NOT NULL) AS undone,
         (SELECT count(*)::int FROM loan_events e JOIN loans l ON l.id = e.loan_id
          WHERE l.undone_on IS NOT NULL AND e.kind = 'late_interest') AS late,
         (SELECT count(*)::int FROM payment_reversals r JOIN payments y ON y.id = r.payment_id
          JOIN loans l ON l.id = y.loan_id WHERE l.undone_on IS NOT NULL) AS lost`,
    );
    // They had lives worth undoing.
    expect(row?.undone).toBe(8);
    expect(row?.late).toBeGreaterThan(3);
    expect(row?.lost).toBeGreaterThan(3);
  }, 240_000);
});
