import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { get } from 'node:http';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { scoresAreDone } from '../support/scores.js';

// A hundred thousand rows are made, and read.
jest.setTimeout(120_000);

const LISTS = {
  customers: 'customers',
  providers: 'providers',
  loans: 'loans',
  payments: 'payments',
  fundings: 'fundings',
  funding_queue: 'funding_queue',
  users: 'users',
  'ledger/journal': 'journal',
  day_close: 'day_close',
} as const;

describe('lists as CSV', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    app = await startApp({ DAY_CLOSE_SCHEDULE: 'false' });
    staff = await makeStaff(app);
    [customer] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    provider = await makeProvider(app, '400.00');
    await makeProvider(app, '90000.00');
    await app.database.rows(
      `UPDATE users SET first_name = '=SUM(A1:A9)', last_name = 'O"Neil, the 2nd' WHERE id = $1`,
      [customer.id],
    );
    await app.database.rows(`UPDATE customers SET phone = '+234 800', address = '-1' WHERE id = $1`, [
      customer.id,
    ]);
    const loan = await makeLoan(customer, '500.00');
    for (let nr = 0; nr < 40; nr++) await pay(customer, loan, '1.00');
    must(200, await staff.api.patch('/api/bank_configuration/', { when_unfunded: 'queue' }));
    must(202, await customer.api.post('/api/loans/', { amount: '9999.00', queue: true }).then(queued));
    await app.database.rows(
      `INSERT INTO day_closes (business_date, status, candidates, started_at, finished_at)
       SELECT d::date, 'done', 0, now(), now() FROM generate_series('2020-01-01'::date, '2020-02-10', '1 day') d`,
    );
    // The lists are read more than once, and a score is computed behind them.
    await scoresAreDone(app.database);
  });
  afterAll(() => app.stop());

  /** Uses up the money first, so that the loan waits. */
  async function queued(answer: Awaited<ReturnType<Actor['api']['get']>>): Promise<typeof answer> {
    let last = answer;
    while (last.status === 201)
      last = await customer.api.post('/api/loans/', { amount: '9999.00', queue: true });
    return last;
  }

  const file = async (path: string, who = staff) => {
    const answer = await who.api.get(`/api/${path}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    return { text: String(answer.body), disposition: answer.headers.get('content-disposition') };
  };
  const cells = (text: string) =>
    text
      .split('\r\n')
      .slice(0, -1)
      .map((line) =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
          ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
        ),
      );
  const all = async (path: string, who = staff) => {
    const rows: Record<string, unknown>[] = [];
    for (let next: string | null = `/api/${path}`; next !== null;) {
      const page = must(200, await who.api.get(next)) as { next: string | null; results: typeof rows };
      rows.push(...page.results);
      next = page.next;
    }
    return rows;
  };
  const guarded = (value: unknown) => {
    const text = String((value as string | number | boolean | null) ?? '');
    return /^[=+@-]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  };

  it.each(Object.entries(LISTS))(
    '%s: all rows with the fields of the JSON, in a file',
    async (path, name) => {
      const { text, disposition } = await file(`${path}/?format=csv`);
      expect(disposition).toBe(`attachment; filename="${name}.csv"`);
      const [header = [], ...lines] = cells(text);
      const rows = await all(`${path}/`);
      expect(rows.length).toBeGreaterThan(0);
      expect([...header].sort()).toEqual(Object.keys(rows[0] ?? {}).sort());
      expect(lines).toEqual(rows.map((row) => header.map((column) => guarded(row[column]))));
    },
  );

  it('have their own addresses, which take the filters but no paging parameters', async () => {
    for (const path of Object.keys(LISTS)) {
      const { text, disposition } = await file(`${path}/csv/`);
      const same = await file(`${path}/?format=csv`);
      expect([path, text, disposition]).toEqual([path, same.text, same.disposition]);
    }
    expect(cells((await file('loans/csv?status=queued')).text)).toHaveLength(2);
    for (const name of ['limit=5', 'cursor=x', 'count=exact', 'format=csv', 'format=json', 'offset=1']) {
      expect(await staff.api.get(`/api/loans/csv/?${name}`)).toMatchObject({
        status: 400,
        body: { errors: [{ field: name.split('=')[0] }] },
      });
    }
    expect((await provider.api.get('/api/users/csv/')).status).toBe(403);
  });

  it('give the header of a list without rows', async () => {
    for (const path of Object.keys(LISTS)) {
      const filter = {
        users: 'search=nobody-at-all',
        customers: 'search=nobody-at-all',
        providers: 'search=nobody-at-all',
        day_close: 'status=running',
        funding_queue: 'state=expired',
        'ledger/journal': 'kind=write_off',
        loans: 'status=written_off',
      }[path];
      const who = filter === undefined ? await makeProviderOrCustomer(path) : staff;
      const { text } = await file(`${path}/?format=csv&${filter ?? ''}`, who);
      const { results } = must(200, await staff.api.get(`/api/${path}/?limit=1`));
      const [row = {}] = results as Record<string, unknown>[];
      expect([path, cells(text).map((line) => [...line].sort())]).toEqual([path, [Object.keys(row).sort()]]);
    }
  });
  const makeProviderOrCustomer = (path: string) =>
    path === 'fundings' ? makeProvider(app) : makeCustomer(app);

  it('hold no formula, and quote what needs it', async () => {
    const { text } = await file(`customers/?format=csv&search=neil`);
    expect(text).toContain(`,'=SUM(A1:A9),"O""Neil, the 2nd",`);
    expect(text).toContain(`,'+234 800,-1,`);
  });

  it('are whole and from the first row on, whatever page the client is at, and in its order', async () => {
    const { next } = must(200, await staff.api.get('/api/payments/?limit=5'));
    const { text } = await file(`${String(next).replace('/api/', '')}&format=csv`);
    expect(cells(text)).toHaveLength(41);
    const newestFirst = cells(text).slice(1);
    const oldestFirst = cells(
      (await file('payments/?format=csv&ordering=created_at&count=exact')).text,
    ).slice(1);
    expect(oldestFirst).toEqual(newestFirst.toReversed());
  });

  it('keep filters, and the rows of others to themselves', async () => {
    const lines = async (path: string, who: Actor) => cells((await file(path, who)).text).slice(1);
    const mine = await lines('loans/?format=csv&status=queued', customer);
    expect(mine.map(([, owner]) => owner)).toEqual([customer.id]);
    expect(await lines('loans/?format=csv', await makeCustomer(app))).toEqual([]);
    expect(await lines('fundings/?format=csv', provider)).toHaveLength(1);
    for (const path of ['users', 'ledger/journal', 'day_close']) {
      expect((await customer.api.get(`/api/${path}/?format=csv`)).status).toBe(403);
    }
  });

  it.each([
    ['loans/?format=xml', 'format'],
    ['loans/?format=CSV', 'format'],
    ['loans/?format=csv&limit=0', 'limit'],
    ['loans/?format=csv&status=open', 'status'],
    ['bank_configuration/history/?format=csv', 'format'],
  ])('refuse %s as JSON does', async (path, field) => {
    const answer = await staff.api.get(`/api/${path}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('are refused above a hundred thousand rows, and come in chunks below', async () => {
    const [before] = await app.database.rows('SELECT count(*)::int AS n FROM users');
    const missing = 100_001 - Number(before?.n);
    await app.database.rows(
      `INSERT INTO users (id, username, password_hash, role, created_at)
       SELECT uuidv7(), 'many-' || n, '!', 'staff', now() FROM generate_series(1, $1::int) n`,
      [missing],
    );
    expect(await staff.api.get('/api/users/?format=csv')).toMatchObject({
      status: 422,
      body: { code: 'export_too_large', limit: 100_000 },
    });
    must(200, await staff.api.get('/api/users/'));
    await app.database.tamper("DELETE FROM users WHERE username = 'many-1'");
    const { text } = await file('users/?format=csv');
    const ids = cells(text)
      .slice(1)
      .map(([id]) => id);
    expect(ids).toHaveLength(100_000);
    expect(new Set(ids).size).toBe(100_000);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  it('break off when reading fails half-way, rather than look complete', async () => {
    const request = get(`${app.url}/api/users/?format=csv`, {
      headers: { authorization: `Bearer ${String(staff.api.token)}` },
    });
    const end = await new Promise<string>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (response) => {
        response.once('data', () => {
          // What it has not read yet fails from here on: rows that are no users are no answer.
          void app.database.rows('ALTER TABLE users RENAME COLUMN email TO email_');
          response.resume();
        });
        response.on('end', () => {
          resolve('whole');
        });
        response.on('error', () => {
          resolve('broken');
        });
      });
    });
    await app.database.rows('ALTER TABLE users RENAME COLUMN email_ TO email');
    expect(end).toBe('broken');
    must(200, await staff.api.get('/api/users/?limit=1'));
  });
});
