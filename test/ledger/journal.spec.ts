import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';

interface Entry {
  id: string;
  business_date: string;
  kind: string;
  debit_account: string;
  credit_account: string;
  amount: string;
  loan: string | null;
  payment: string | null;
  reverses: string | null;
}

describe('the journal', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let loan: string;
  let payment: string;
  /** All entries as SQL has them, newest first. */
  let all: Entry[];
  let today: string;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    provider = await makeProvider(app, '1000.00');
    await makeProvider(app, '5000.00');
    const customer = await makeCustomer(app);
    const made = await makeLoan(customer, '1500.00');
    await makeLoan(customer, '200.00');
    loan = made.id;
    payment = String((await pay(customer, made, '87.50')).id);
    const bounced = await pay(customer, made, '10.00');
    must(200, await staff.api.post(`/api/payments/${String(bounced.id)}/reverse/`, { reason: 'Bounced.' }));
    all = (await app.database.rows(
      `SELECT id, business_date::text, kind, debit_account, credit_account, loan_id AS loan, payment_id AS payment,
         reverses_id AS reverses, amount, debit_owner, credit_owner, posted_at FROM journal ORDER BY id DESC`,
    )) as unknown as Entry[];
    today = all[0]?.business_date ?? '';
  });
  afterAll(() => app.stop());

  const read = async (query = '') => {
    const entries: Entry[] = [];
    let next: string | null = `/api/ledger/journal/?limit=4&${query}`;
    while (next !== null) {
      const page = must(200, await staff.api.get(next)) as { next: string | null; results: Entry[] };
      entries.push(...page.results);
      next = page.next;
    }
    return entries;
  };
  const ids = (entries: Entry[]) => entries.map(({ id }) => id);
  const idsWhere = (has: (entry: Entry) => boolean) => ids(all.filter(has));

  it('shows every movement, newest first', async () => {
    const entries = await read();
    expect(ids(entries)).toEqual(ids(all));
    expect(entries.at(-1)).toEqual({
      id: all.at(-1)?.id,
      posted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      business_date: today,
      kind: 'deposit',
      debit_account: 'cash',
      debit_owner: null,
      debit_owner_name: null,
      credit_account: 'provider_fund',
      credit_owner: provider.id,
      credit_owner_name: expect.stringMatching(/^provider-/),
      amount: '1000.00',
      currency: 'USD',
      loan: null,
      loan_number: null,
      payment: null,
      reverses: null,
    });
    const counted = must(200, await staff.api.get('/api/ledger/journal/?count=exact&limit=1'));
    expect(counted.count).toBe(all.length);
  });

  it('shows which entries take others back', async () => {
    const entries = await read();
    const reversals = entries.filter(({ reverses }) => reverses !== null);
    expect(reversals.length).toBeGreaterThan(2);
    for (const { reverses, amount, debit_account: debit, credit_account: credit } of reversals) {
      const first = entries.find(({ id }) => id === reverses);
      expect(first).toMatchObject({ amount, debit_account: credit, credit_account: debit });
    }
  });

  it('is read by loan, payment, provider, kind and account', async () => {
    expect(ids(await read(`loan=${loan}`))).toEqual(idsWhere((entry) => entry.loan === loan));
    expect(ids(await read(`payment=${payment}`))).toEqual(idsWhere((entry) => entry.payment === payment));
    const owners = (entry: object) => Object.values(entry).includes(provider.id);
    expect(ids(await read(`provider=${provider.id}`))).toEqual(idsWhere(owners));
    expect(ids(await read('kind=disbursement'))).toEqual(idsWhere(({ kind }) => kind === 'disbursement'));
    expect(ids(await read('account=cash'))).toEqual(
      idsWhere((entry) => entry.debit_account === 'cash' || entry.credit_account === 'cash'),
    );
    expect(ids(await read(`loan=${loan}&kind=funding&provider=${provider.id}&from=${today}`))).toEqual(
      idsWhere((entry) => entry.loan === loan && entry.kind === 'funding' && owners(entry)),
    );
    expect(idsWhere((entry) => entry.loan === loan).length).toBeGreaterThan(5);
  });

  it('is read by business dates, of any range', async () => {
    for (const [query, found] of [
      [`from=${today}&to=${today}`, true],
      [`from=${today}`, true],
      [`to=${today}&kind=funding`, true],
      [`from=2020-01-01&to=${today}`, true],
      ['from=2020-01-01&to=2020-01-31', false],
      ['to=2020-01-01', false],
      [`from=2999-12-31&to=2999-12-31`, false],
    ] as const) {
      const kind = query.includes('kind=funding') ? 'funding' : null;
      const expected = idsWhere((entry) => found && (kind === null || entry.kind === kind));
      expect([query, ids(await read(query))]).toEqual([query, expected]);
    }
  });

  it.each([
    ['kind=gift', 'kind'],
    ['account=pocket', 'account'],
    ['loan=7', 'loan'],
    ['from=2026-02-30', 'from'],
    ['from=2026-02-02&to=2026-02-01', 'from'],
    ['search=x', 'search'],
  ])('refuses ?%s', async (query, field) => {
    const answer = await staff.api.get(`/api/ledger/journal/?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed', errors: [{ field }] } });
  });
});
