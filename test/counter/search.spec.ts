import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';

interface Found {
  loans: { id: string }[];
  customers: { id: string; exact: boolean }[];
  providers: { id: string }[];
  receipts: { receipt_number: string; payment: string | null }[];
  wrong_check_digit: boolean;
  typos: boolean;
}

describe('the search of staff', () => {
  let app: TestApp;
  let staff: Actor;
  let ada: { id: string; number: string };
  let loan: { id: string; number: string };
  let receipt: string;

  const register = async (what: string, person: object) =>
    must(201, await staff.api.post(`/api/${what}/`, person)) as unknown as { id: string; number: string };
  const find = async (q: string, at = app) =>
    must(200, await at.as(staff).get(`/api/search/?q=${encodeURIComponent(q)}`)) as unknown as Found;
  const idsOf = (found: { id: string }[]) => found.map(({ id }) => id);

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '5000.00');
    ada = await register('customers', {
      first_name: 'Adá',
      last_name: 'Okoye',
      email: 'Ada.Okoye@example.org',
      phone: '+234 (0) 803 555-1234',
    });
    await register('customers', { first_name: 'Adam', last_name: 'Smith' });
    await register('providers', { first_name: 'Harbour', last_name: 'Coöperative', username: 'harbour' });
    loan = must(201, await staff.api.post('/api/loans/', { customer: ada.id, amount: '100.00' })) as never;
    const paid = { loan: loan.id, amount: '5.00', method: 'cheque', reference: 'CHQ 42' };
    receipt = String(must(201, await staff.api.post('/api/payments/', paid)).receipt_number);
  });
  afterAll(() => app.stop());

  it.each(['okoye ada', 'ADA OKOYE', 'oko, ad', 'ada.okoye@example', 'Adá', '555 1234', '+2340803', '5551'])(
    'finds a person by %j',
    async (q) => {
      const { customers } = await find(q);
      expect(idsOf(customers)).toContain(ada.id);
      expect(customers.find(({ id }) => id === ada.id)?.exact).toBe(true);
    },
  );

  it.each(['okoyo', 'ada okoyee', 'okyoe'])('forgives %j', async (q) => {
    const { customers, typos } = await find(q);
    expect(typos).toBe(true);
    expect(customers.find(({ id }) => id === ada.id)).toMatchObject({ exact: false });
  });

  it.each(['zzzz', '%%', '__', 'okoye smith'])('finds nobody by %j', async (q) => {
    expect((await find(q)).customers).toEqual([]);
  });

  it('finds the accents of others, and providers apart from customers', async () => {
    const { customers, providers } = await find('harbour cooperative');
    expect(customers).toEqual([]);
    expect(providers).toMatchObject([{ name: 'Harbour Coöperative', username: 'harbour' }]);
  });

  it('finds loans and people by number, and says when a digit is wrong', async () => {
    const spaced = `L ${loan.number.slice(0, 4)} ${loan.number.slice(4, 8)} ${loan.number.slice(8)}`;
    expect(idsOf((await find(spaced)).loans)).toEqual([loan.id]);
    expect(idsOf((await find(ada.number)).customers)).toEqual([ada.id]);
    const wrong = ada.number.slice(0, 9) + String((Number(ada.number.slice(9)) + 1) % 10);
    expect(await find(wrong)).toMatchObject({ wrong_check_digit: true, customers: [], loans: [] });
    expect(idsOf((await find(loan.id)).loans)).toEqual([loan.id]);
  });

  it('finds receipts by number and by reference', async () => {
    for (const q of [receipt, receipt.toLowerCase(), 'CHQ 42']) {
      expect((await find(q)).receipts).toMatchObject([
        { receipt_number: receipt, amount: '5.00', person: ada.id, person_name: 'Adá Okoye' },
      ]);
    }
  });

  it.each(['', 'a', '  ', ' a ', 'x'.repeat(101), 'a\u0000b'])('refuses %j', async (q) => {
    expect(await staff.api.get(`/api/search/?q=${encodeURIComponent(q)}`)).toMatchObject({ status: 400 });
  });

  it('follows a change of the name, and forgets the old one', async () => {
    const person = await register('customers', { first_name: 'Before', last_name: 'Marriage' });
    must(
      200,
      await staff.api.patch(`/api/customers/${person.id}/`, { last_name: 'Wedding', phone: '77 88 99' }),
    );
    expect(idsOf((await find('before wedding')).customers)).toEqual([person.id]);
    expect(idsOf((await find('778899')).customers)).toEqual([person.id]);
    expect(idsOf((await find('marriage')).customers)).toEqual([]);
  });

  it('is kept out of caches and logs', async () => {
    const answer = await staff.api.get('/api/search/?q=confidential');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(app.output()).not.toContain('confidential');
    expect(app.output()).toContain('"action":"search"');
  });

  it('is filled by the command line, and at start where it is missing', async () => {
    await app.database.rows("UPDATE people_search SET words = '', phone = ''");
    expect((await find('okoye')).customers).toEqual([]);
    const { code } = await startCli(app.database.url, 'search rebuild').ended;
    expect(code).toBe(0);
    expect(idsOf((await find('okoye')).customers)).toEqual([ada.id]);
    expect(idsOf((await find('5551')).customers)).toEqual([ada.id]);
  });

  it('is limited to what a person types', async () => {
    const throttled = await startApp({ THROTTLE_DISABLED: 'false' }, app.database);
    try {
      const statuses: number[] = [];
      for (let nr = 0; nr < 31; nr++) {
        statuses.push((await throttled.as(staff).get('/api/search/?q=okoye')).status);
      }
      expect([statuses.slice(0, 30).every((status) => status === 200), statuses[30]]).toEqual([true, 429]);
      const colleague = await makeStaff(app);
      expect((await throttled.as(colleague).get('/api/search/?q=okoye')).status).toBe(200);
    } finally {
      await throttled.stop();
    }
  });

  it('finds whole words and their beginnings where the server has no trigrams, and says so', async () => {
    const { database } = app;
    await database.rows('DROP EXTENSION pg_trgm CASCADE');
    const plain = await startApp({}, database);
    try {
      for (const q of ['okoye ada', 'oko ad', '555 1234']) {
        const found = await find(q, plain);
        expect([q, found.typos, idsOf(found.customers)]).toEqual([q, false, [ada.id]]);
      }
      expect((await find('koye', plain)).customers).toEqual([]);
      expect(await find("o'x:&|!", plain)).toMatchObject({ customers: [] });
    } finally {
      await plain.stop();
    }
  });
});

describe('lists by what staff look for', () => {
  let app: TestApp;
  let staff: Actor;
  let loans: { id: string; number: string; customer: string; amount: string }[];

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '50000.00');
    loans = [];
    for (const amount of ['300.00', '100.00', '200.00']) {
      loans.push((await makeLoan(await makeCustomer(app), amount)) as never);
    }
  });
  afterAll(() => app.stop());

  interface List {
    results: { id: string; amount: string }[];
    count: number | null;
    count_is_estimate?: boolean;
    next: string | null;
    previous: string | null;
  }
  const list = async (query: string, what = 'loans') =>
    must(200, await staff.api.get(`/api/${what}/?${query}`)) as unknown as List;
  const amounts = ({ results }: List) => results.map(({ amount }) => amount);

  it('are found by the numbers of loans and customers', async () => {
    const [first] = loans;
    const customer = must(200, await staff.api.get(`/api/customers/${first?.customer ?? ''}/`));
    for (const number of [first?.number, customer.number]) {
      expect((await list(`search=${String(number)}`)).results).toMatchObject([{ id: first?.id }]);
    }
    expect((await list(`search=C${String(customer.number)}`, 'customers')).results).toMatchObject([
      { id: first?.customer },
    ]);
  });

  it('are sorted by amounts, dates and names, page by page', async () => {
    expect(amounts(await list('ordering=amount'))).toEqual(['100.00', '200.00', '300.00']);
    const first = await list('ordering=-amount&limit=2');
    expect([amounts(first), first.count, first.previous]).toEqual([['300.00', '200.00'], 3, null]);
    const second = must(200, await staff.api.get(first.next ?? '')) as unknown as List;
    expect([amounts(second), second.next]).toEqual([['100.00'], null]);
    const back = must(200, await staff.api.get(second.previous ?? '')) as unknown as List;
    expect(amounts(back)).toEqual(amounts(first));
    for (const ordering of ['next_due_date', '-days_past_due', 'remaining_balance', '-customer_name']) {
      expect((await list(`ordering=${ordering}`)).results).toHaveLength(3);
    }
    expect(amounts(await list('ordering=amount&page=2&limit=1'))).toEqual(['200.00']);
  });

  it('keep a cursor to its order', async () => {
    const { next } = await list('ordering=amount&limit=1');
    const cursor = new URL(next ?? '', 'http://x').searchParams.get('cursor') ?? '';
    for (const query of ['ordering=-amount', 'ordering=created_at', 'ordering=remaining_balance']) {
      expect(await staff.api.get(`/api/loans/?${query}&cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'cursor' }] },
      });
    }
  });

  it('are sorted by name for staff only', async () => {
    const customer = await makeCustomer(app);
    expect(await customer.api.get('/api/loans/?ordering=customer_name')).toMatchObject({ status: 400 });
    expect((await customer.api.get('/api/loans/?ordering=-amount')).status).toBe(200);
  });

  it('show what is due today and within a week', async () => {
    const [one, two] = loans;
    const dueIn = (id: string | undefined, days: number) =>
      app.database.tamper(
        'UPDATE loans SET next_due_on = (SELECT max(business_date) FROM business_dates) + $2::int WHERE id = $1',
        [id, days],
      );
    await dueIn(one?.id, 0);
    await dueIn(two?.id, 6);
    expect((await list('due=today')).results).toMatchObject([{ id: one?.id }]);
    expect((await list('due=week&ordering=next_due_date')).results).toMatchObject([
      { id: one?.id },
      { id: two?.id },
    ]);
  });

  it('are counted, or estimated where they are long', async () => {
    expect(await list('count=estimate')).toMatchObject({ count: 3, count_is_estimate: false });
    expect(await list('count=exact')).not.toHaveProperty('count_is_estimate');
    await app.database.tamper(
      `INSERT INTO users (id, username, password_hash, role, created_at)
       SELECT gen_random_uuid(), 'many' || n, '!', 'customer', now() FROM generate_series(1, 10001) n;
       INSERT INTO customers (id, created_at) SELECT id, now() FROM users WHERE username LIKE 'many%';
       ANALYZE users; ANALYZE customers`,
    );
    const many = await list('count=estimate', 'customers');
    expect(many.count_is_estimate).toBe(true);
    expect(many.count).toBeGreaterThan(10_000);
    expect(many.count).toBeLessThan(11_000);
    expect(await staff.api.get('/api/customers/?ordering=name')).toMatchObject({
      status: 422,
      body: { code: 'too_many_to_sort', limit: 10_000 },
    });
    expect((await list('ordering=name&search=many9999', 'customers')).results).toHaveLength(1);
  });
});
