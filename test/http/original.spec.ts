import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { tokenFor } from '../support/tokens.js';
import { until } from '../support/until.js';

const ASKING = 'application/json; profile="original"';

describe('a client of the original platform', () => {
  let app: TestApp;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    app = await startApp();
    [customer, provider] = [await makeCustomer(app), await makeProvider(app)];
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  /** As its HTTP library sends it. */
  const send = async (who: Actor, path: string, body?: Record<string, string>, accept = ASKING) => {
    const response = await fetch(`${app.url}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body) }),
      headers: { Authorization: `Bearer ${tokenFor(who)}`, Accept: accept },
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };

  it('adds funds, borrows and repays by forms and addresses, and reads the original shapes', async () => {
    expect(await send(provider, '/api/providers/add_funds/', { amount: '5000.00' })).toMatchObject({
      status: 200,
      body: { detail: expect.any(String), fund_amount: '5000.00', wallet_amount: '0.00' },
    });
    const loan = must(201, await send(customer, '/api/loans/', { amount: '1000.00' }));
    const url = `/api/loans/${String(loan.id)}/`;
    expect(loan).toMatchObject({
      url,
      customer: `/api/customers/${customer.id}/`,
      amount: '1000.00',
      interest_rate: '0.05',
      duration: '365 00:00:00',
      status: 'pending_repayment',
    });
    for (const address of [`http://old.example:8000${url}`, url.slice(0, -1), url]) {
      const payment = must(201, await send(customer, '/api/payments/', { loan: address, amount: '50.00' }));
      expect(payment).toMatchObject({ loan: url, amount: '50.00', payment_date: payment.created_at });
      expect(must(200, await send(customer, payment.url ?? ''))).toMatchObject({
        url: payment.url,
        loan: url,
      });
    }
    expect(must(200, await send(customer, url))).toMatchObject({ url, status: 'partially_paid' });
    const { results } = must(200, await send(customer, '/api/loans/')) as unknown as { results: unknown[] };
    expect(results).toMatchObject([{ url, status: 'partially_paid', duration: '365 00:00:00' }]);
    expect(must(200, await send(customer, '/api/bank_configuration/'))).toMatchObject({
      duration: '365 00:00:00',
    });
    must(201, await send(customer, '/api/payments/', { loan: url, amount: '900.00' }));
    expect(must(200, await send(customer, url))).toMatchObject({ status: 'paid' });
  });

  it('gets the same answers to a repeat, whichever shape either asked for', async () => {
    const request = (accept?: string) =>
      fetch(`${app.url}/api/loans/`, {
        method: 'POST',
        body: JSON.stringify({ amount: '100.00' }),
        headers: {
          Authorization: `Bearer ${tokenFor(customer)}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': 'original-1',
          ...(accept === undefined ? {} : { Accept: accept }),
        },
      }).then((response) => response.json() as Promise<Record<string, string>>);
    const [shaped, plain] = [await request(ASKING), await request()];
    expect(shaped).toMatchObject({ id: plain.id, url: expect.any(String), status: 'pending_repayment' });
    expect(plain).toMatchObject({ customer: customer.id, status: 'active', duration: 'P365D' });
    expect(plain).not.toHaveProperty('url');
  });

  it('gets refusals as everybody does', async () => {
    expect(await send(customer, '/api/loans/', { amount: '1e3' })).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', detail: expect.any(String) },
    });
    expect(await send(customer, '/api/loans/', { amount: '99999.00' })).toMatchObject({
      status: 422,
      body: { code: 'amount_out_of_range', status: 422 },
    });
    const twice = await fetch(`${app.url}/api/loans/`, {
      method: 'POST',
      body: 'amount=100.00&amount=200.00',
      headers: {
        Authorization: `Bearer ${tokenFor(customer)}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
    });
    expect([twice.status, await twice.json()]).toMatchObject([400, { code: 'malformed_request' }]);
  });

  it.each(['customer', 'provider'] as const)(
    'sends a whole profile of a %s back with a change',
    async (role) => {
      const actor = role === 'customer' ? customer : provider;
      const path = `/api/${role}s/`;
      // A score that is computed in between would differ from what is sent back.
      await until(async () => (await app.database.rows('SELECT FROM score_due')).length === 0);
      const shown = must(200, await send(actor, `${path}${actor.id}/`));
      const changed = must(
        200,
        await actor.api.patch(`${path}update_current/`, { ...shown, first_name: 'Ada', last_name: 'Okoye' }),
      );
      expect(changed).toMatchObject({ id: actor.id, first_name: 'Ada' });
      const field = role === 'customer' ? 'max_loan_amount' : 'fund_amount';
      const { status, body } = await actor.api.patch(`${path}update_current/`, {
        ...changed,
        [field]: '999999.00',
      });
      expect(status).toBe(400);
      expect(body.errors).toEqual([
        { field, code: 'read_only', message: `${field} cannot be changed here.` },
      ]);
    },
  );

  describe('that counts pages', () => {
    const list = async (query: string) => must(200, await customer.api.get(`/api/loans/?limit=1${query}`));
    const idsOf = ({ results }: Record<string, unknown>) => (results as { id: string }[]).map(({ id }) => id);

    it('walks all rows once, forwards and back', async () => {
      await makeLoan(customer, '100.00');
      const all = idsOf(must(200, await customer.api.get('/api/loans/')));
      expect(all.length).toBeGreaterThanOrEqual(3);
      const seen: string[] = [];
      let page = await list('&page=1');
      expect(page).toMatchObject({ count: all.length, previous: null });
      for (;;) {
        seen.push(...idsOf(page));
        if (page.next === null) break;
        page = must(200, await customer.api.get(page.next as string));
      }
      expect(seen).toEqual(all);
      const back = must(200, await customer.api.get(page.previous as string));
      expect(idsOf(back)).toEqual([all.at(-2)]);
      expect(await list('&page=9999')).toMatchObject({ results: [], next: null });
    });

    it.each([
      ['page=0'],
      ['page=-1'],
      ['page=1.5'],
      ['page=last'],
      ['page=1&page=2'],
      ['page=10001'],
      ['page=101&limit=100'],
      ['page=2&cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA'],
    ])('is told what is wrong with %s', async (query) => {
      const { status, body } = await customer.api.get(`/api/loans/?${query}`);
      expect([status, body.code]).toEqual([400, 'validation_failed']);
      expect(JSON.stringify(body.errors)).toContain('page');
    });
  });

  it('needs to ask for nothing where the server is set up for it, and files stay as they are', async () => {
    const old = await startApp({ ORIGINAL_SHAPES: 'true', PUBLIC_URL: 'https://loans.example.org' });
    try {
      await makeProvider(old, '500.00');
      const borrower = await makeCustomer(old);
      const { id } = await makeLoan(borrower, '100.00');
      const staff = await makeStaff(old);
      const { results } = must(200, await staff.api.get('/api/loans/'));
      expect(results).toMatchObject([
        {
          url: `https://loans.example.org/api/loans/${id}/`,
          customer: `https://loans.example.org/api/customers/${borrower.id}/`,
        },
      ]);
      const csv = must(200, await staff.api.get('/api/loans/?format=csv')) as unknown as string;
      expect(csv.split('\n')[0]).not.toContain('url');
    } finally {
      await old.stop();
    }
  });
});
