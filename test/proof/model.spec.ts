import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const SEED = 20261124;
const MIN = 100_00n;
const MAX = 10_000_00n;

/** What a provider should have, in cents. */
interface Lender {
  actor: Actor;
  fund: bigint;
  wallet: bigint;
  lent: bigint;
}
/** What should be known of a loan, in cents. */
interface Debt {
  id: string;
  borrower: Actor;
  amount: bigint;
  interest: bigint;
  paidPrincipal: bigint;
  paidInterest: bigint;
  parts: { lender: Lender; amount: bigint; principal: bigint; interest: bigint }[];
}
interface Share {
  provider: string;
  principal: string;
  interest: string;
}

const money = (minor: bigint) => `${String(minor / 100n)}.${String(minor % 100n).padStart(2, '0')}`;
const minor = (text: string) => BigInt(text.replace('.', ''));
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/** Five per cent of an amount, rounded once, half to even. */
function interestOn(amount: bigint): bigint {
  const [whole, rest] = [(amount * 5n) / 100n, (amount * 5n) % 100n];
  return rest > 50n || (rest === 50n && whole % 2n === 1n) ? whole + 1n : whole;
}

/** Smallest fund first, the older provider among equals: who gives how much. */
function allocate(lenders: readonly Lender[], amount: bigint): { lender: Lender; amount: bigint }[] {
  const ranked = lenders
    .filter(({ fund }) => fund > 0n)
    .sort((a, b) => Number(a.fund - b.fund) || (a.actor.id < b.actor.id ? -1 : 1));
  const parts: { lender: Lender; amount: bigint }[] = [];
  for (let missing = amount; missing > 0n; missing -= parts.at(-1)?.amount as bigint) {
    const lender = ranked.shift() as Lender;
    parts.push({ lender, amount: smaller(lender.fund, missing) });
  }
  return parts;
}

describe('one after the other, every request does what a model of it says', () => {
  let app: TestApp;
  let staff: Actor;
  const lenders: Lender[] = [];
  const customers: Actor[] = [];
  const debts: Debt[] = [];

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    for (let nr = 0; nr < 5; nr++) {
      lenders.push({ actor: await makeProvider(app), fund: 0n, wallet: 0n, lent: 0n });
      customers.push(await makeCustomer(app));
    }
  });
  afterAll(() => app.stop());

  async function move(kind: 'add_funds' | 'withdraw' | 'reinvest', lender: Lender, amount: bigint) {
    const answer = await lender.actor.api.post(`/api/providers/${kind}/`, { amount: money(amount) });
    if (kind !== 'add_funds' && amount > lender.wallet) {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'insufficient_wallet', wallet_amount: money(lender.wallet) },
      });
      return;
    }
    if (kind !== 'withdraw') lender.fund += amount;
    if (kind !== 'add_funds') lender.wallet -= amount;
    expect(must(200, answer)).toMatchObject({
      fund_amount: money(lender.fund),
      wallet_amount: money(lender.wallet),
    });
  }

  async function borrow(borrower: Actor, amount: bigint) {
    const answer = await borrower.api.post('/api/loans/', { amount: money(amount) });
    const available = lenders.reduce((sum, { fund }) => sum + fund, 0n);
    if (amount < MIN || amount > MAX) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'amount_out_of_range' } });
    } else if (amount > available) {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'insufficient_funds', available: money(available) },
      });
    } else {
      const interest = interestOn(amount);
      const { id } = must(201, answer) as { id: string };
      expect(answer.body).toMatchObject({ status: 'active', amount_due: money(amount + interest) });
      const parts = allocate(lenders, amount).map((part) => ({ ...part, principal: 0n, interest: 0n }));
      for (const part of parts) {
        part.lender.fund -= part.amount;
        part.lender.lent += part.amount;
      }
      const { results } = must(200, await staff.api.get(`/api/loans/${id}/fundings/`));
      const shown = (results as { provider: string; amount: string }[]).map((row) => [
        row.provider,
        row.amount,
      ]);
      const expected = parts.map((part) => [part.lender.actor.id, money(part.amount)]);
      expect(shown.sort()).toEqual(expected.sort());
      debts.push({ id, borrower, amount, interest, paidPrincipal: 0n, paidInterest: 0n, parts });
    }
  }

  async function repay(debt: Debt, amount: bigint) {
    const { id, borrower } = debt;
    const balance = debt.amount + debt.interest - debt.paidPrincipal - debt.paidInterest;
    const answer = await borrower.api.post('/api/payments/', { loan: id, amount: money(amount) });
    if (balance === 0n) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'loan_already_paid' } });
      return;
    }
    if (amount > balance) {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'payment_exceeds_balance', remaining_balance: money(balance) },
      });
      return;
    }
    const { principal, interest } = must(201, answer) as { principal: string; interest: string };
    expect(minor(principal) + minor(interest)).toBe(amount);
    debt.paidPrincipal += minor(principal);
    debt.paidInterest += minor(interest);
    expect(answer.body).toMatchObject({
      remaining_balance: money(balance - amount),
      loan_status: balance === amount ? 'paid' : 'active',
    });
    expectShares(debt, must(200, await staff.api.get(`/api/payments/${String(answer.body.id)}/`)).shares);
    if (balance === amount) {
      expect([debt.paidPrincipal, debt.paidInterest]).toEqual([debt.amount, debt.interest]);
      for (const part of debt.parts) expect(part.principal).toBe(part.amount);
    }
  }

  /** All of the payment is split, and each lender is within one cent of what it is entitled to, of each component. */
  function expectShares(debt: Debt, shares: Share[]) {
    const given = new Map(shares.map((share) => [share.provider, share]));
    for (const part of debt.parts) {
      const share = given.get(part.lender.actor.id) ?? { principal: '0.00', interest: '0.00' };
      part.principal += minor(share.principal);
      part.interest += minor(share.interest);
      part.lender.wallet += minor(share.principal) + minor(share.interest);
      part.lender.lent -= minor(share.principal);
      for (const [got, paid] of [
        [part.principal, debt.paidPrincipal],
        [part.interest, debt.paidInterest],
      ] as const) {
        const apart = got * debt.amount - paid * part.amount;
        expect(apart < debt.amount && apart > -debt.amount).toBe(true);
      }
    }
    const total = (of: 'principal' | 'interest') => debt.parts.reduce((sum, part) => sum + part[of], 0n);
    expect([total('principal'), total('interest')]).toEqual([debt.paidPrincipal, debt.paidInterest]);
  }

  async function expectBalances() {
    const rows = await app.database.rows('SELECT id, fund_amount, wallet_amount, lent_amount FROM providers');
    const held = rows.map((row) => [row.id, row.fund_amount, row.wallet_amount, row.lent_amount]);
    const expected = lenders.map(({ actor, ...cents }) => [
      actor.id,
      ...[cents.fund, cents.wallet, cents.lent].map(String),
    ]);
    expect(held.sort()).toEqual(expected.sort());
  }

  const cents = (max: number) => fc.bigInt({ min: 1n, max: BigInt(max) });
  const who = fc.nat({ max: 4 });
  const step = fc.oneof(
    fc.record({
      kind: fc.constantFrom('add_funds' as const, 'withdraw' as const, 'reinvest' as const),
      who,
      amount: cents(400_00),
    }),
    fc.record({ kind: fc.constant('borrow' as const), who, amount: cents(1_200_00) }),
    fc.record({ kind: fc.constant('repay' as const), who: fc.nat({ max: 30 }), amount: cents(300_00) }),
    fc.record({ kind: fc.constant('settle' as const), who: fc.nat({ max: 30 }), amount: cents(1) }),
  );

  it('to the cent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
        for (const { kind, who: nr, amount } of steps) {
          const debt = debts.length === 0 ? undefined : debts[debts.length - 1 - (nr % debts.length)];
          if (kind === 'borrow') await borrow(customers[nr] as Actor, amount);
          else if (kind === 'repay') await (debt && repay(debt, amount));
          else if (kind === 'settle')
            await (debt &&
              repay(
                debt,
                smaller(MAX, debt.amount + debt.interest - debt.paidPrincipal - debt.paidInterest) || 1n,
              ));
          else await move(kind, lenders[nr] as Lender, amount);
        }
        await expectBalances();
        await expectGreenProof(app);
      }),
      { seed: SEED, numRuns: 12, endOnFailure: true },
    );
    // The model was put to the test: loans were granted, paid in part and paid off.
    const paid = debts.map((debt) => debt.paidPrincipal + debt.paidInterest);
    expect(debts.length).toBeGreaterThan(20);
    expect(debts.filter((debt, nr) => paid[nr] === debt.amount + debt.interest).length).toBeGreaterThan(10);
    expect(debts.filter(({ parts }) => parts.length > 2).length).toBeGreaterThan(10);
  }, 120_000);
});
