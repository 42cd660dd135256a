import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { Client } from '../support/http.js';
import { makeCustomer, makeProvider, must } from '../support/make.js';

const HOUR_MS = 3_600_000;
/** More than a round trip takes on a busy machine, and far less than the clocks differ. */
const SOON_MS = 60_000;

describe('instances whose clocks differ by two hours', () => {
  let database: TestDatabase;
  let ahead: TestApp;
  let behind: TestApp;

  beforeAll(async () => {
    database = await cloneDatabase();
    [ahead, behind] = await Promise.all([
      startApp({ CLOCK_OFFSET_MS: String(HOUR_MS) }, database),
      startApp({ CLOCK_OFFSET_MS: String(-HOUR_MS) }, database),
    ]);
    await makeProvider(ahead, '100000.00');
  });

  afterAll(async () => {
    await Promise.all([ahead.stop(), behind.stop()]);
    await database.drop();
  });

  it("write down the database's time, in what they say and in their ids", async () => {
    for (const app of [ahead, behind]) {
      const { api } = await makeCustomer(app);
      const loan = must(201, await api.post('/api/loans/', { amount: '500.00' }));
      expect(Math.abs(Date.parse(loan.created_at as string) - Date.now())).toBeLessThan(SOON_MS);
      const idTime = parseInt((loan.id as string).replace('-', '').slice(0, 12), 16);
      expect(Math.abs(idTime - Date.now())).toBeLessThan(SOON_MS);
    }
  });

  it('accept the tokens that the other signs, and what it renews', async () => {
    for (const [one, other] of [
      [ahead, behind],
      [behind, ahead],
    ] as const) {
      const username = one === ahead ? 'signed-ahead' : 'signed-behind';
      const password = 'correct horse battery';
      must(201, await one.as().post('/api/auth/register/', { username, password, role: 'customer' }));
      const session = must(200, await one.as().post('/api/auth/login/', { username, password }));
      must(200, await new Client(other.url, session.access_token as string).get('/api/loans/'));
      must(200, await other.as().post('/api/auth/refresh/', { refresh_token: session.refresh_token }));
    }
  });
});
