import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALLOCATION_POLICIES } from '../../src/bank-config/bank-configuration.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const SEED = 20261123;

type Step =
  | { kind: 'add_funds' | 'withdraw' | 'reinvest'; actor: number; cents: number }
  | { kind: 'borrow'; actor: number; cents: number }
  | { kind: 'pay'; actor: number; loan: number; cents: number }
  | { kind: 'reverse'; payment: number }
  | { kind: 'mandate'; actor: number; mandate: object }
  | { kind: 'policy'; policy: string };

const cents = (max: number) => fc.integer({ min: 1, max });
const actor = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('add_funds' as const, 'withdraw' as const, 'reinvest' as const),
    actor,
    cents: cents(90_000),
  }),
  fc.record({ kind: fc.constant('borrow' as const), actor, cents: fc.integer({ min: 9_000, max: 150_000 }) }),
  fc.record({ kind: fc.constant('pay' as const), actor, loan: fc.nat({ max: 9 }), cents: cents(60_000) }),
  fc.record({ kind: fc.constant('reverse' as const), payment: fc.nat({ max: 19 }) }),
  fc.record({
    kind: fc.constant('mandate' as const),
    actor,
    mandate: fc.oneof(
      fc.record({ paused: fc.boolean(), auto_reinvest: fc.boolean() }),
      fc.record({
        reserve_amount: fc.constantFrom('0', '100.00'),
        max_per_loan: fc.constantFrom(null, '200.00'),
      }),
      fc.record({
        max_per_borrower: fc.constantFrom(null, '350.00'),
        longest_term_months: fc.constantFrom(null, 6),
      }),
    ),
  }),
  fc.record({ kind: fc.constant('policy' as const), policy: fc.constantFrom(...ALLOCATION_POLICIES) }),
);

interface World {
  staff: Actor;
  customers: Actor[];
  providers: Actor[];
  loans: Map<number, string[]>;
  payments: { id: string; amount: string }[];
}

const money = (minor: number) => (minor / 100).toFixed(2);
const minor = (text: string) => BigInt(text.replace('.', ''));

/** Sends a step; answers the change of the bank's cash that the answer admits to. */
async function take(step: Step, { loans, payments, staff, ...actors }: World): Promise<bigint> {
  if (step.kind === 'reverse') {
    const payment = payments[step.payment % Math.max(payments.length, 1)];
    if (!payment) return 0n;
    const { status } = await staff.api.post(`/api/payments/${payment.id}/reverse/`, {
      reason: 'It bounced.',
    });
    expect([200, 409]).toContain(status);
    return status === 200 ? -minor(payment.amount) : 0n;
  }
  if (step.kind === 'mandate') {
    const provider = actors.providers[step.actor] as Actor;
    expect((await provider.api.patch('/api/providers/mandate/', step.mandate)).status).toBe(200);
    return 0n;
  }
  if (step.kind === 'policy') {
    const change = { allocation_policy: step.policy };
    expect((await staff.api.patch('/api/bank_configuration/', change)).status).toBe(200);
    return 0n;
  }
  const amount = money(step.cents);
  switch (step.kind) {
    case 'borrow': {
      const { status, body } = await (actors.customers[step.actor] as Actor).api.post('/api/loans/', {
        amount,
      });
      expect([201, 422]).toContain(status);
      if (status !== 201) return 0n;
      loans.set(step.actor, [...(loans.get(step.actor) ?? []), body.id as string]);
      return -minor(amount);
    }
    case 'pay': {
      const own = loans.get(step.actor) ?? [];
      const loan = own[step.loan % Math.max(own.length, 1)];
      if (loan === undefined) return 0n;
      const { status, body } = await (actors.customers[step.actor] as Actor).api.post('/api/payments/', {
        loan,
        amount,
      });
      expect([201, 409, 422]).toContain(status);
      if (status === 201) payments.push({ id: body.id as string, amount });
      return status === 201 ? minor(amount) : 0n;
    }
    default: {
      const { status } = await (actors.providers[step.actor] as Actor).api.post(
        `/api/providers/${step.kind}/`,
        { amount },
      );
      expect([200, 422]).toContain(status);
      if (status !== 200 || step.kind === 'reinvest') return 0n;
      return step.kind === 'add_funds' ? minor(amount) : -minor(amount);
    }
  }
}

describe('for any sequence of deposits, loans, payments, reversals, withdrawals, mandates and policies', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  /** Plays the steps, so many at a time, from fresh actors, and checks what must hold afterwards. */
  async function play(steps: readonly Step[], atOnce: number): Promise<void> {
    const four = <T>(make: () => Promise<T>) => Promise.all([make(), make(), make(), make()]);
    const world: World = {
      staff: await makeStaff(app),
      loans: new Map(),
      payments: [],
      customers: await four(() => makeCustomer(app)),
      providers: await four(() => makeProvider(app)),
    };
    const [before] = await totals();
    let cash = 0n;
    for (let index = 0; index < steps.length; index += atOnce) {
      const changes = await Promise.all(steps.slice(index, index + atOnce).map((each) => take(each, world)));
      cash += changes.reduce((sum, change) => sum + change, 0n);
    }
    const [after] = await totals();
    // Nothing lost, nothing made: what the bank holds moved by exactly what the answers said.
    expect(BigInt(after) - BigInt(before)).toBe(cash);
    const negative = await app.database.rows(
      'SELECT id FROM providers WHERE fund_amount < 0 OR wallet_amount < 0 OR lent_amount < 0',
    );
    expect(negative).toEqual([]);
    await expectGreenProof(app);
  }

  async function totals(): Promise<[string]> {
    const [row] = await app.database.rows(
      'SELECT coalesce(sum(fund_amount + wallet_amount - receivable_amount), 0) AS held FROM providers',
    );
    return [row?.held ?? '0'];
  }

  it.each([1, 8, 25])(
    'nothing is lost, nothing negative, shares exact and the proof green, %i at a time',
    async (atOnce) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 50 }), (steps) => play(steps, atOnce)),
        { seed: SEED + atOnce, numRuns: 6, endOnFailure: true },
      );
    },
    120_000,
  );
});
