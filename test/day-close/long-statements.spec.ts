import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider } from '../support/make.js';
import { until } from '../support/until.js';

const LIMIT_MS = 2000;
const LONGER_SECONDS = 3;

describe('work that nobody waits for, in a bank so large that its statements take longer than a request may', () => {
  let app: TestApp;
  let database: TestDatabase;
  let sandbox: Sandbox;

  /** As if the table were large. */
  const slowDown = (what: 'INSERT' | 'DELETE', table: string) =>
    database.rows(
      `CREATE TRIGGER slowly BEFORE ${what} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION slowly()`,
    );

  beforeAll(async () => {
    database = await cloneDatabase();
    await database.rows(`CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(${String(LONGER_SECONDS)}); RETURN NULL; END $$`);
    await database.rows(
      `INSERT INTO idempotency_keys (caller_id, key, fingerprint, status, body, created_at)
       VALUES (gen_random_uuid(), 'old', '', 201, '{}', now() - interval '31 days')`,
    );
    await slowDown('DELETE', 'idempotency_keys');
    app = await startServer({ SANDBOX: 'true', DB_STATEMENT_TIMEOUT_MS: String(LIMIT_MS) }, database);
    sandbox = await openSandbox(app);
    await makeProvider(app, '90000.00');
    await makeLoan(await makeCustomer(app), '900.00');
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('deletes what is kept for a time only', async () => {
    await until(async () => (await database.rows('SELECT FROM idempotency_keys')).length === 0);
  });

  it.each(['day_close_work', 'portfolio_days', 'collection_cases'])(
    'closes a day, where %s is large',
    async (table) => {
      await slowDown('INSERT', table);
      const closes = await sandbox.advance(daysAfter(await sandbox.today(), 1));
      expect(closes.map(({ status }) => status)).toEqual(['done']);
      await database.rows(`DROP TRIGGER slowly ON ${table}`);
    },
  );
});
