import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from './support/app.js';
import { makeCustomer, makeProvider, makeStaff, type Actor } from './support/make.js';
import { expectGreenProof } from './support/proof.js';

const SEED = 20261123;

type Step =
  | { kind: 'add_funds' | 'withdraw' | 'reinvest'; actor: number; cents: number }
  | { kind: 'borrow'; actor: number; cents: number }
  | { kind: 'pay'; actor: number; loan: number; cents: number }
  | { kind: 'reverse'; payment: number };

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

describe('for any sequence of deposits, loans, payments, reversals, withdrawals and reinvestments', () => {
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
