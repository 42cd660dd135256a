import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  must,
  pauseProviders,
  pay,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

interface Row {
  rank: number | null;
  provider: string;
  ranking_key: string | null;
  free_amount: string;
  room: string;
  outcome: string;
  amount: string;
  reason: string | null;
  remainder_unit: boolean;
}

describe('the allocation receipt', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const receipt = async (loan: { id: string }, query = '?limit=100') =>
    must(200, await staff.api.get(`/api/loans/${loan.id}/allocation/${query}`)) as {
      results: Row[];
      next: string | null;
      taken: number;
      ranked: number;
    };
  const mandate = (provider: Actor, change: object) => provider.api.patch('/api/providers/mandate/', change);
  const policy = async (allocation_policy: string, other = {}) =>
    must(200, await staff.api.patch('/api/bank_configuration/', { allocation_policy, ...other }));
  const fundings = async (loan: { id: string }) => {
    const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/fundings/?limit=100`));
    return new Map(
      (results as { provider: string; amount: string }[]).map((row) => [row.provider, row.amount]),
    );
  };

  it('tells for every provider why it lent or why not, and the same later on', async () => {
    const names = ['capped', 'whole', 'last', 'spare', 'short', 'paused', 'kept', 'empty', 'full'] as const;
    const funds = ['300.00', '400.00', '500.00', '600.00', '700.00', '50.00', '60.00', undefined, '80.00'];
    const made = await Promise.all(names.map((_, index) => makeProvider(app, funds[index])));
    const who = Object.fromEntries(names.map((name, index) => [name, made[index] as Actor])) as Record<
      (typeof names)[number],
      Actor
    >;
    await mandate(who.full, { max_per_borrower: '75.00' });
    await mandate(who.paused, { paused: true });
    await mandate(who.kept, { reserve_amount: '60.00' });
    const first = await makeLoan(customer, '100.00');
    expect((await fundings(first)).get(who.full.id)).toBe('75.00');
    await mandate(who.capped, { max_per_loan: '250.00' });
    await mandate(who.short, { longest_term_months: 6 });
    await mandate(who.kept, { reserve_amount: '25.00' });

    const loan = await makeLoan(customer, '1000.00');
    const before = await receipt(loan);
    const rows = new Map(before.results.map((row) => [row.provider, row]));
    const shown = Object.fromEntries(
      names.map((name) => {
        const row = rows.get(who[name].id);
        return [name, row && [row.rank, row.free_amount, row.outcome, row.amount, row.reason]];
      }),
    );
    expect(shown).toEqual({
      capped: [2, '275.00', 'taken', '250.00', 'cap_per_loan'],
      whole: [3, '400.00', 'taken', '400.00', null],
      last: [4, '500.00', 'taken', '315.00', null],
      spare: [5, '600.00', 'skipped', '0.00', 'not_needed'],
      short: [null, '700.00', 'skipped', '0.00', 'longest_term'],
      paused: [null, '0.00', 'skipped', '0.00', 'paused'],
      kept: [1, '35.00', 'taken', '35.00', null],
      empty: [null, '0.00', 'skipped', '0.00', 'no_free_funds'],
      full: [null, '5.00', 'skipped', '0.00', 'cap_per_borrower'],
    });
    expect(before).toMatchObject({
      policy: 'smallest_first',
      minimum_share: null,
      ranked: 5,
      taken: 4,
      next: null,
    });

    await mandate(who.paused, { paused: false });
    await mandate(who.full, { max_per_borrower: null });
    await mandate(who.capped, { max_per_loan: null, paused: true });
    must(200, await who.empty.api.post('/api/providers/add_funds/', { amount: '900.00' }));
    await pay(customer, loan, '300.00');
    await makeLoan(customer, '700.00');
    await makeProvider(app, '20.00');
    expect(await receipt(loan)).toEqual(before);
  });

  it('says with what kept in reserve', async () => {
    await pauseProviders(app, staff);
    const [kept, other] = await Promise.all([makeProvider(app, '40.00'), makeProvider(app, '500.00')]);
    await mandate(kept, { reserve_amount: '40.00' });
    const { results } = await receipt(await makeLoan(customer, '100.00'));
    const reasonOf = (actor: Actor) => results.find(({ provider }) => provider === actor.id)?.reason;
    expect([reasonOf(kept), reasonOf(other)]).toEqual(['below_reserve', null]);
  });

  it('ranks by idle share, and shows it', async () => {
    await pauseProviders(app, staff);
    await policy('idle_share');
    const [lent, idle] = await Promise.all([makeProvider(app, '300.00'), makeProvider(app)]);
    await makeLoan(customer, '100.00');
    must(200, await idle.api.post('/api/providers/add_funds/', { amount: '200.00' }));
    const loan = await makeLoan(customer, '250.00');
    const rows = (await receipt(loan)).results.filter(({ rank }) => rank !== null);
    expect(rows.map(({ provider, ranking_key, amount }) => [provider, ranking_key, amount])).toEqual([
      [idle.id, '1.000000', '200.00'],
      [lent.id, '0.666666', '50.00'],
    ]);
  });

  it('splits in proportion, and names who got the left-over unit', async () => {
    await pauseProviders(app, staff);
    await policy('pro_rata', { minimum_share: '100.00' });
    const [a, b, c, d] = (await Promise.all(
      ['700.00', '300.00', '1000.00', '20.00'].map((fund) => makeProvider(app, fund)),
    )) as [Actor, Actor, Actor, Actor];
    const loan = await makeLoan(customer, '1000.01');
    const answer = await receipt(loan);
    const rows = answer.results.filter(({ rank }) => rank !== null);
    expect(
      rows.map(({ provider, amount, outcome, remainder_unit }) => [
        provider,
        amount,
        outcome,
        remainder_unit,
      ]),
    ).toEqual([
      [c.id, '500.01', 'taken', true],
      [a.id, '350.00', 'taken', false],
      [b.id, '150.00', 'taken', false],
      [d.id, '0.00', 'skipped', false],
    ]);
    expect(answer).toMatchObject({ policy: 'pro_rata', minimum_share: '100.00', ranked: 4, taken: 3 });
    await policy('smallest_first');
  });

  it('shows a provider its own row, where it was ranked', async () => {
    await pauseProviders(app, staff);
    const [own, other, paused] = await Promise.all([
      makeProvider(app, '150.00'),
      makeProvider(app, '900.00'),
      makeProvider(app, '900.00'),
    ]);
    await mandate(paused, { paused: true });
    const loan = await makeLoan(await makeCustomer(app), '100.00');
    const path = `/api/loans/${loan.id}/allocation/`;
    const mine = must(200, await own.api.get(path));
    expect(mine.results).toEqual([
      expect.objectContaining({ provider: own.id, rank: 1, outcome: 'taken', amount: '100.00' }),
    ]);
    expect(must(200, await other.api.get(path)).results).toEqual([
      expect.objectContaining({ provider: other.id, rank: 2, reason: 'not_needed' }),
    ]);
    expect(await paused.api.get(path)).toMatchObject({ status: 404, body: { code: 'loan_not_found' } });
  });

  it('is paged through everybody, once', async () => {
    const made = await Promise.all(Array.from({ length: 100 }, () => makeProvider(app, '10.00')));
    const loan = await makeLoan(customer, '300.00');
    const { ranked } = await receipt(loan);
    expect(ranked).toBeGreaterThanOrEqual(30);
    const all: Row[] = [];
    for (let query: string | null = '?limit=7'; query !== null;) {
      const page = await receipt(loan, query);
      expect(page.results.length).toBeLessThanOrEqual(7);
      all.push(...page.results);
      query = page.next === null ? null : new URL(page.next, app.url).search;
    }
    const [count] = await app.database.rows('SELECT count(*) FROM providers');
    expect(new Set(all.map(({ provider }) => provider)).size).toBe(all.length);
    expect(all.length).toBe(Number(count?.count));
    // Nobody looked at these; without a mandate all of their fund is free.
    const ids = new Set(made.map(({ id }) => id));
    const beyond = all.filter(({ provider, rank }) => rank === null && ids.has(provider));
    expect(beyond.length).toBeGreaterThan(0);
    expect(new Set(beyond.map(({ free_amount }) => free_amount))).toEqual(new Set(['10.00']));
    const parts = await fundings(loan);
    expect(
      new Map(all.flatMap((row) => (row.outcome === 'taken' ? [[row.provider, row.amount]] : []))),
    ).toEqual(parts);
    expect(all.map(({ rank }) => rank).filter((rank) => rank !== null)).toEqual(
      Array.from({ length: ranked }, (_, index) => index + 1),
    );
  });

  it('refuses a cursor of its own making, and a loan that has none', async () => {
    const loan = await makeLoan(customer, '100.00');
    const path = `/api/loans/${loan.id}/allocation/`;
    expect(await staff.api.get(`${path}?cursor=nonsense`)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'cursor' }] },
    });
    const unknown = '0198c0de-0000-7000-8000-000000000000';
    expect(await staff.api.get(`/api/loans/${unknown}/allocation/`)).toMatchObject({
      status: 404,
      body: { code: 'loan_not_found' },
    });
  });
});
