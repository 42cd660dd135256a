import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { scoresAreDone } from '../support/scores.js';

interface List {
  count: number | null;
  next: string | null;
  previous: string | null;
  results: { id: string; status?: string; customer?: string; created_at: string }[];
}

const LOANS = 47;

describe('lists', () => {
  let app: TestApp;
  let customer: Actor;
  let other: Actor;
  let staff: Actor;
  /** The customer's loans, oldest first. */
  const loans: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    [customer, other, staff] = await Promise.all([makeCustomer(app), makeCustomer(app), makeStaff(app)]);
    await makeProvider(app, '900000.00');
    for (let nr = 0; nr < LOANS; nr++) {
      loans.push((await makeLoan(customer, `${String(100 + nr)}.00`)).id);
      if (nr % 10 === 0) await makeLoan(other, '100.00');
    }
  });
  afterAll(() => app.stop());

  const read = async (path: string, who = customer) => must(200, await who.api.get(path)) as List;
  const ids = ({ results }: List) => results.map(({ id }) => id);
  const newestFirst = () => loans.toReversed();

  /** Follows `next` (or `previous`) to the end; answers every page. */
  const follow = async (start: string, towards: 'next' | 'previous' = 'next', who = customer) => {
    const pages: List[] = [];
    for (let url: string | null = start; url !== null; url = pages.at(-1)?.[towards] ?? null) {
      expect(pages.length).toBeLessThan(100);
      pages.push(await read(url, who));
    }
    return pages;
  };

  it('give thirty rows, newest first, and how many there are', async () => {
    const page = await read('/api/loans/');
    expect(ids(page)).toEqual(newestFirst().slice(0, 30));
    expect(page).toMatchObject({ count: LOANS, previous: null });
    expect(page.next).toMatch(/^\/api\/loans\/\?cursor=/);
  });

  it.each([1, 2, 7, 46, 47, 48, 100])(
    'lead through every row once, %i at a time, and back',
    async (limit) => {
      const pages = await follow(`/api/loans/?limit=${String(limit)}`);
      expect(pages.flatMap(ids)).toEqual(newestFirst());
      expect(pages.map(({ results }) => results.length).slice(0, -1)).toEqual(
        pages.slice(0, -1).map(() => limit),
      );
      const back = pages.at(-1)?.previous;
      if (pages.length === 1) {
        expect(back).toBeNull();
        return;
      }
      const earlier = await follow(back as string, 'previous');
      expect(earlier.toReversed().flatMap(ids)).toEqual(pages.slice(0, -1).flatMap(ids));
      expect(earlier.at(-1)?.previous).toBeNull();
      // Turning round on the way leads to the page one came from.
      const [first, second] = pages as [List, List];
      expect(ids(await read(second.previous as string))).toEqual(ids(first));
      expect(ids(await read((await read(second.previous as string)).next as string))).toEqual(ids(second));
    },
  );

  it('give the oldest first when asked to', async () => {
    const pages = await follow('/api/loans/?ordering=created_at&limit=20');
    expect(pages.flatMap(ids)).toEqual(loans);
    expect(ids(await read('/api/loans/?ordering=-created_at'))).toEqual(newestFirst().slice(0, 30));
  });

  it('lose and repeat nothing when rows are added while somebody reads', async () => {
    const page = await read('/api/loans/?limit=10');
    const added = (await makeLoan(customer, '100.00')).id;
    const rest = await follow(page.next as string);
    expect([...ids(page), ...rest.flatMap(ids)]).toEqual(newestFirst());
    loans.push(added);
    expect(ids(await read('/api/loans/?limit=1'))).toEqual([added]);
  });

  it('keep filters and limits on every page', async () => {
    for (const id of loans.slice(0, 5)) {
      const { amount_due: due } = must(200, await customer.api.get(`/api/loans/${id}/`));
      await pay(customer, { id }, due as string);
    }
    const pages = await follow('/api/loans/?status=paid&limit=2');
    expect(pages.flatMap(ids)).toEqual(loans.slice(0, 5).toReversed());
    expect(pages.map(({ count }) => count)).toEqual([5, 5, 5]);
    expect(new URL(pages[0]?.next as string, app.url).searchParams.get('status')).toBe('paid');
    const active = await follow(`/api/loans/?status=active&customer=${customer.id}&limit=100`, 'next', staff);
    expect(active.flatMap(ids)).toEqual(loans.slice(5).toReversed());
    expect(ids(await read('/api/loans/?status=written_off'))).toEqual([]);
  });

  it('filter payments by loan and by customer', async () => {
    const [loan = ''] = loans;
    const page = await read(`/api/payments/?loan=${loan}`);
    expect(page).toMatchObject({
      count: 1,
      next: null,
      previous: null,
      results: [{ loan, customer: customer.id }],
    });
    expect((await read(`/api/payments/?customer=${customer.id}&count=exact`, staff)).count).toBe(5);
    expect((await read(`/api/payments/?customer=${other.id}&count=exact`, staff)).count).toBe(0);
  });

  it.each(['loans', 'payments', 'customers', 'providers', 'fundings'])(
    'count %s for staff only when asked to',
    async (resource) => {
      await scoresAreDone(app.database);
      const uncounted = await read(`/api/${resource}/`, staff);
      expect(uncounted.count).toBeNull();
      const [row] = await app.database.rows(`SELECT count(*) FROM ${resource}`);
      const counted = await read(`/api/${resource}/?count=exact&limit=2`, staff);
      expect(counted.count).toBe(Number(row?.count));
      expect(counted.results).toEqual(uncounted.results.slice(0, 2));
    },
  );

  it('are never without an end', async () => {
    const last = (await follow('/api/loans/?limit=48')).at(-1);
    expect(last?.next).toBeNull();
    expect(await read('/api/payments/', other)).toEqual({
      count: 0,
      next: null,
      previous: null,
      results: [],
    });
  });

  it.each([
    ['offset=10', 'offset'],
    ['page=two', 'page'],
    ['search=x', 'search'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1.5', 'limit'],
    ['ordering=principal', 'ordering'],
    ['ordering=-id', 'ordering'],
    ['count=true', 'count'],
    ['status=open', 'status'],
    ['customer=me', 'customer'],
    ['cursor=', 'cursor'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=bjowMTk4', 'cursor'],
    [`cursor=${Buffer.from("n:' OR 1=1").toString('base64url')}`, 'cursor'],
  ])('refuse ?%s, and say which parameter', async (query, field) => {
    const answer = await customer.api.get(`/api/loans/?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const fields = (answer.body.errors as { field: string }[]).map((error) => error.field);
    expect(new Set(fields)).toEqual(new Set([field]));
  });

  it('cannot be followed into rows of somebody else', async () => {
    const { next } = await read('/api/loans/?limit=1');
    const foreign = await read(next as string, other);
    const own = new Set(
      (await app.database.rows('SELECT id FROM loans WHERE customer_id = $1', [other.id])).map(
        ({ id }) => id,
      ),
    );
    expect(foreign.results.length).toBeGreaterThan(0);
    expect(ids(foreign).filter((id) => !own.has(id))).toEqual([]);
  });

  it('address their pages without a host, and believe no header of strangers', async () => {
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const { next } = must(200, await customer.api.get('/api/loans?limit=1', headers)) as List;
    expect(next).toMatch(/^\/api\/loans\?limit=1&cursor=/);
  });
});
