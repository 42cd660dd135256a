import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

/** As many as a transaction forgets. */
const AT_ONCE = 5000;

describe('what is kept for a time only, when much of it is due at once', () => {
  let database: TestDatabase;
  let app: TestApp;
  const count = async (of: string) =>
    Number((await database.rows(`SELECT count(*) AS count FROM ${of}`))[0]?.count);

  beforeAll(async () => {
    database = await cloneDatabase();
    // A statement that takes more rows than it may would take longer than a statement may, in a large bank.
    await database.tamper(`
      CREATE FUNCTION refuse_many() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM gone) > ${String(AT_ONCE)} THEN RAISE EXCEPTION 'too many at once'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER few_keys AFTER DELETE ON idempotency_keys REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_many();
      CREATE TRIGGER few_events AFTER DELETE ON events REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_many();
      INSERT INTO idempotency_keys (caller_id, key, fingerprint, status, body, created_at)
        SELECT uuidv7(), uuidv7()::text, '', 201, '{}', now() - CASE WHEN n % 5 = 0 THEN 29 ELSE 31 END * interval '1 day'
        FROM generate_series(1, 15000) n;
      INSERT INTO events (id, entry_no, seq, type, occurred_at, business_date, data)
        SELECT uuidv7(), n, n, 'loan.created', now() - (95.5 - n / 2000) * interval '1 day', current_date, '{}'
        FROM generate_series(1, 15000) n;
      UPDATE event_sequencer SET last_seq = 15000;
    `);
    app = await startApp({}, database);
  });
  afterAll(() => app.stop());

  it('is forgotten in the same hour, and nothing else is', async () => {
    await until(
      async () => (await count("idempotency_keys WHERE created_at < now() - interval '30 days'")) === 0,
    );
    expect(await count('idempotency_keys')).toBe(3000);
  });

  it('goes from the first event on, and says which is the first that is left', async () => {
    await until(async () => (await count("events WHERE occurred_at < now() - interval '90 days'")) === 0);
    const [left] = await database.rows('SELECT min(seq) AS first, count(*) AS count FROM events');
    expect(left).toEqual({ first: '12000', count: '3001' });
    await until(
      async () => (await database.rows('SELECT first_seq FROM event_sequencer'))[0]?.first_seq === '12000',
    );
  });
});
