import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startApp, type TestApp } from '../support/app.js';
import type { Answer } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';

describe("other people's objects", () => {
  let app: TestApp;
  let customer: Actor;
  let otherCustomer: Actor;
  let provider: Actor;
  let otherProvider: Actor;
  let loan: string;
  let payment: string;
  let quote: string;

  beforeAll(async () => {
    app = await startApp();
    provider = await makeProvider(app, '1000.00');
    otherProvider = await makeProvider(app, '50000.00');
    [customer, otherCustomer] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    const made = await makeLoan(customer, '1000.00');
    loan = made.id;
    payment = String((await pay(customer, made, '87.50')).id);
    quote = String(must(201, await customer.api.post('/api/quotes/', { amount: '100.00' })).id);
  });
  afterAll(() => app.stop());

  it('cannot be told apart from those that do not exist', async () => {
    for (const [actor, path, id] of [
      [otherCustomer, '/api/loans/', loan],
      [otherCustomer, '/api/quotes/', quote],
      [otherCustomer, '/api/payments/', payment],
      [otherCustomer, '/api/customers/', customer.id],
      [otherProvider, '/api/loans/', loan],
      [otherProvider, '/api/providers/', provider.id],
    ] as const) {
      const missing = uuidv7();
      const [theirs, nobodys] = await Promise.all([
        actor.api.get(`${path}${id}/`),
        actor.api.get(`${path}${missing}/`),
      ]);
      const shown = ({ status, body }: Answer, asked: string) =>
        JSON.stringify({ status, ...body, request_id: '' }).replaceAll(asked, '<id>');
      expect(shown(theirs, id)).toBe(shown(nobodys, missing));
    }
  });

  it('are in no list, whatever the filters', async () => {
    const ids = async (actor: Actor, path: string): Promise<string[]> =>
      (must(200, await actor.api.get(path)).results as { id: string; loan?: string }[]).map(
        (row) => row.loan ?? row.id,
      );
    expect(await ids(customer, '/api/loans/')).toContain(loan);
    expect(await ids(customer, '/api/payments/?limit=100')).toContain(loan);
    expect(must(200, await customer.api.get(`/api/payments/${payment}/`)).loan).toBe(loan);
    expect(await ids(provider, '/api/fundings/')).toContain(loan);
    for (const filter of ['', `?customer=${customer.id}`]) {
      expect(await ids(otherCustomer, `/api/loans/${filter}`)).not.toContain(loan);
      expect(await ids(otherCustomer, `/api/payments/${filter}`)).not.toContain(loan);
      expect(await ids(otherProvider, `/api/loans/${filter}`)).not.toContain(loan);
    }
    expect(await ids(otherCustomer, `/api/payments/?loan=${loan}`)).toEqual([]);
    for (const filter of ['', `?provider=${provider.id}`, `?loan=${loan}`]) {
      expect(await ids(otherProvider, `/api/fundings/${filter}`)).not.toContain(loan);
    }
    expect(await ids(otherCustomer, '/api/customers/')).toEqual([otherCustomer.id]);
    expect(await ids(otherProvider, '/api/providers/')).toEqual([otherProvider.id]);
  });
});
