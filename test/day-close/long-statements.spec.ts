import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider } from '../support/make.js';

const LIMIT_MS = 2000;
const LONGER_SECONDS = 3;

describe('the day-close of a bank so large that its statements take longer than a request may', () => {
  let app: TestApp;
  let database: TestDatabase;
  let sandbox: Sandbox;

  /** As if the table were large. */
  const slowDown = (table: string) =>
    database.rows(
      `CREATE TRIGGER slowly BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION slowly()`,
    );

  beforeAll(async () => {
    database = await cloneDatabase();
    await database.rows(`CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(${String(LONGER_SECONDS)}); RETURN NULL; END $$`);
    app = await startServer({ SANDBOX: 'true', DB_STATEMENT_TIMEOUT_MS: String(LIMIT_MS) }, database);
    sandbox = await openSandbox(app);
    await makeProvider(app, '90000.00');
    await makeLoan(await makeCustomer(app), '900.00');
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it.each(['day_close_work', 'portfolio_days', 'collection_cases'])(
    'ends, where %s is large',
    async (table) => {
      await slowDown(table);
      const closes = await sandbox.advance(daysAfter(await sandbox.today(), 1));
      expect(closes.map(({ status }) => status)).toEqual(['done']);
      await database.rows(`DROP TRIGGER slowly ON ${table}`);
    },
  );
});
