import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { rowsRead } from '../support/rows-read.js';
import { until } from '../support/until.js';

const LOANS = 24;
const SEED = 20261128;

/** What a loan is made to be: due so many days ago (or to come), with an amount in cents. */
interface Late {
  daysAgo: number;
  cents: number;
  isAssigned: boolean;
}

/**
 * The report takes the first of each date by an index instead of all late loans. These are real loans whose summaries are
 * rewritten, so that dates, amounts and ties are of every kind.
 */
describe('the order of late loans, page by page', () => {
  let app: TestApp;
  let staff: Actor;
  let ids: string[];
  let today: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    staff = await makeStaff(app);
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', { interest_rate: '0', late_interest_rate: '0' }),
    );
    await makeProvider(app, '90000.00');
    const customer = await makeCustomer(app);
    ids = [];
    while (ids.length < LOANS) ids.push((await makeLoan(customer, '900.00')).id);
    today = must(200, await staff.api.get('/api/sandbox/clock/')).business_date as string;
  });
  afterAll(() => app.stop());

  /** Makes the first loans so late, and no others. One due today or later is in default; one in five is not marked yet. */
  const make = async (late: readonly Late[]): Promise<void> => {
    const owner = await app.database.connect();
    try {
      await owner.query(`UPDATE loans SET status = 'active', next_due_on = $1::date + 30`, [today]);
      await owner.query('DELETE FROM collection_cases');
      for (const [nr, { daysAgo, cents, isAssigned }] of late.entries()) {
        const status = daysAgo <= 0 ? 'defaulted' : nr % 5 === 4 ? 'active' : 'overdue';
        await owner.query(
          `UPDATE loans SET status = $2, next_due_on = $3, next_due_amount = $4, grace_days = 0 WHERE id = $1`,
          [ids[nr], status, daysAfter(today, -daysAgo), cents],
        );
        await owner.query(
          'INSERT INTO collection_cases (loan_id, opened_on, assigned_to) VALUES ($1, $2, $3)',
          [ids[nr], today, isAssigned ? staff.id : null],
        );
      }
    } finally {
      await owner.end();
    }
  };

  /** The ids in the order that the description of the report promises. */
  const expected = (late: readonly Late[], isWanted: (one: Late) => boolean = () => true): string[] =>
    late
      .map((one, nr) => ({ ...one, id: ids[nr] ?? '', priority: one.cents * Math.max(one.daysAgo, 0) }))
      .filter(isWanted)
      .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);

  const pages = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let next: string | null = `/api/reports/collections/?${query}`; next !== null;) {
      const page = must(200, await staff.api.get(next)) as {
        results: { loan: string }[];
        next: string | null;
      };
      found.push(...page.results.map(({ loan }) => loan));
      next = page.next;
    }
    return found;
  };

  const file = async (): Promise<string[]> =>
    String((await staff.api.get('/api/reports/collections/csv/')).body)
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '');

  // Few dates and few amounts, so that ties and full pages of one date happen.
  const late = fc.record({
    daysAgo: fc.integer({ min: -3, max: 9 }),
    cents: fc.constantFrom(100, 200, 300, 600, 1200, 90_000),
    isAssigned: fc.boolean(),
  });

  it('is that of priority, then of id, whatever the dates and amounts and the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(late, { maxLength: LOANS }),
        fc.constantFrom(1, 2, 3, 5, 20),
        async (loans, limit) => {
          await make(loans);
          const page = `limit=${String(limit)}`;
          expect(await pages(page)).toEqual(expected(loans));
          expect(await pages(`${page}&assigned_to=nobody`)).toEqual(
            expected(loans, (one) => !one.isAssigned),
          );
          expect(await pages(`${page}&assigned_to=me`)).toEqual(expected(loans, (one) => one.isAssigned));
          expect(await pages(`${page}&promise=broken,none&no_contact_days=7`)).toEqual(expected(loans));
          expect(await pages(`${page}&promise=open`)).toEqual([]);
        },
      ),
      { numRuns: 25, seed: SEED, endOnFailure: true },
    );
  });

  it('is by id where loans of several dates are alike', async () => {
    const loans = [1, 2, 3, 6].map((daysAgo) => ({ daysAgo, cents: 600 / daysAgo, isAssigned: false }));
    await make(loans);
    expect(await pages('limit=1')).toEqual(ids.slice(0, 4));
  });

  it('is the same in the file', async () => {
    const loans = Array.from({ length: LOANS }, (_, nr) => ({
      daysAgo: (nr * 5) % 9,
      cents: 100 * (1 + ((nr * 7) % 4)),
      isAssigned: nr % 2 === 0,
    }));
    await make(loans);
    expect(await file()).toEqual(expected(loans));
  });

  it('goes on from any place, however large its priority', async () => {
    const loans = [3, 2, 1].map((daysAgo) => ({ daysAgo, cents: 500, isAssigned: false }));
    await make(loans);
    const from = (priority: string, id = ids[0] ?? '') =>
      pages(`limit=2&cursor=${Buffer.from(`n:${priority}:${id}`).toString('base64url')}`);
    expect(await from('9'.repeat(30))).toEqual(expected(loans));
    expect(await from('1000', 'ffffffff-ffff-ffff-ffff-ffffffffffff')).toEqual(expected(loans).slice(2));
    expect(await from('1000', '00000000-0000-0000-0000-000000000000')).toEqual(expected(loans).slice(1));
    expect(await from('0', 'ffffffff-ffff-ffff-ffff-ffffffffffff')).toEqual([]);
  });

  it('reads the first of each date, not all late loans', async () => {
    await make([]);
    const owner = await app.database.connect();
    await owner.query(`INSERT INTO late_loans (loan_id, customer_id, status, next_due_on, next_due_amount, balance)
      SELECT uuidv7(), uuidv7(), 'overdue', current_date - n % 50, n, n FROM generate_series(1, 50000) n`);
    await owner.query('ANALYZE late_loans');
    await owner.query('SELECT pg_stat_reset()');
    await owner.end();
    await pages('limit=20');
    expect(await readOf(app)).toBeLessThan(5000);
  });
});

/** How many rows of late loans were read, once PostgreSQL tells of any. */
async function readOf(app: TestApp): Promise<number> {
  let read = 0;
  await until(async () => {
    read = await rowsRead(app.database, 'late_loans');
    return read > 0;
  });
  return read;
}
