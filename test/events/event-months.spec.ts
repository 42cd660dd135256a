import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app.js';
import { eventsAreNumbered, follow, idAt, TELL } from '../support/events.js';
import { hold } from '../support/hold.js';
import { makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const DENIED = '42501';
const MAKE = 'SELECT made, dropped, strays FROM make_event_months()';

const tableOf = (date: Date) => `events_${date.toISOString().slice(0, 7).replace('-', '_')}`;
const monthsFromNow = (count: number) => {
  const now = new Date();
  return tableOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + count, 1)));
};

describe('the months of events', () => {
  let app: TestApp;
  let staff: Actor;
  let asApp: pg.Client;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    staff = await makeStaff(app);
    asApp = new pg.Client(app.database.url);
    await asApp.connect();
  });
  afterAll(async () => {
    await asApp.end();
    await app.stop();
  });

  const months = async () =>
    (
      await app.database.rows<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'events'::regclass ORDER BY 1`,
      )
    ).map(({ name }) => name);
  const monthOf = async (where: string) =>
    (await app.database.rows(`SELECT tableoid::regclass::text AS name FROM events WHERE ${where}`)).map(
      ({ name }) => name,
    );
  /** The event of the next number: no number is taken, so that the sequencer goes on. */
  const tell = (...ids: string[]) =>
    app.database.rows(TELL, [
      JSON.stringify(ids.map((id) => ({ id, type: 'endpoint.gone', occurred_at: new Date(), data: {} }))),
    ]);

  it('are made before they begin', async () => {
    expect(await months()).toEqual(
      ['events_default', monthsFromNow(0), monthsFromNow(1), monthsFromNow(2)].sort(),
    );
    await makeProvider(app, '5.00');
    await eventsAreNumbered(app.database);
    expect(await monthOf("type = 'provider.deposited'")).toEqual([monthsFromNow(0)]);
  });

  it('are those of the calendar when a sandbox is years ahead', async () => {
    const [clock] = await app.database.rows(
      "SELECT (max(business_date) + interval '8 days')::date::text AS to FROM business_dates",
    );
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to: clock?.to }));
    await app.database.rows(
      `UPDATE sandbox_clock SET days_ahead = 3000;
       INSERT INTO business_dates (business_date, began_at, entries_before)
         SELECT current_date + 3000, now(), last_value FROM entry_order`,
    );
    await makeProvider(app, '6.00');
    await eventsAreNumbered(app.database);
    expect(await monthOf("type = 'provider.deposited' AND business_date > current_date + 2000")).toEqual([
      monthsFromNow(0),
    ]);
    expect(await monthOf('true').then((all) => new Set(all))).toEqual(new Set([monthsFromNow(0)]));
  });

  it('are made for events that found none, which lose nothing by it', async () => {
    const [late, early, none] = [
      idAt('2031-05-31T23:59:59.999Z'),
      idAt('2019-02-01T00:00:00Z'),
      idAt('2731-05-02'),
    ];
    await tell(late, early, none);
    await eventsAreNumbered(app.database);
    expect(await monthOf("type = 'endpoint.gone'")).toEqual(Array(3).fill('events_default'));
    const before = (await follow(staff)).filter(({ type }) => type === 'endpoint.gone');
    const { rows } = await asApp.query(MAKE);
    expect(rows).toEqual([{ made: ['events_2019_02', 'events_2031_05'], dropped: [], strays: '1' }]);
    expect((await monthOf("type = 'endpoint.gone'")).sort()).toEqual([
      'events_2019_02',
      'events_2031_05',
      'events_default',
    ]);
    expect((await follow(staff)).filter(({ type }) => type === 'endpoint.gone')).toEqual(before);
    await expect(app.database.rows("UPDATE events_2031_05 SET type = 'x'")).rejects.toThrow('facts');
  });

  it('are counted for operators while events are in none', async () => {
    const again = await startApp({}, app.database);
    try {
      await until(async () => /^events_without_month 1$/m.test(must(200, await again.as().get('/metrics'))));
    } finally {
      await again.stop();
    }
    // As if they had been forgotten.
    await app.database.tamper(
      `DELETE FROM events WHERE type = 'endpoint.gone'; UPDATE event_sequencer SET first_seq = last_seq + 1`,
    );
  });

  it('are dropped when all that was in them is forgotten', async () => {
    const { rows } = await asApp.query(MAKE);
    expect(rows).toEqual([{ made: [], dropped: ['events_2019_02'], strays: '0' }]);
    await expectGreenProof(app);
  });

  it('are made once by two instances at the same time', async () => {
    await tell(idAt('2033-07-04T00:00:00Z', '7'));
    await eventsAreNumbered(app.database);
    const other = new pg.Client(app.database.url);
    await other.connect();
    try {
      await asApp.query('BEGIN');
      expect((await asApp.query(MAKE)).rows).toMatchObject([{ made: ['events_2033_07'] }]);
      const waiting = other.query(MAKE);
      await until(
        async () =>
          (await app.database.rows("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
            .length === 1,
      );
      await asApp.query('COMMIT');
      expect((await waiting).rows).toEqual([{ made: [], dropped: [], strays: '0' }]);
    } finally {
      await other.end();
    }
    expect((await months()).filter((name) => name === 'events_2033_07')).toHaveLength(1);
  });

  it('wait for nobody who reads: what could not be made is made by the next run', async () => {
    await tell(idAt('2034-07-04T00:00:00Z', '8'));
    await eventsAreNumbered(app.database);
    const reader = await hold(app.database, 'SELECT FROM events_default FOR UPDATE');
    await expect(asApp.query(MAKE)).rejects.toThrow('lock timeout');
    await reader.release();
    expect((await asApp.query(MAKE)).rows).toMatchObject([{ made: ['events_2034_07'] }]);
  });

  it.each([
    `ALTER TABLE events DETACH PARTITION ${monthsFromNow(0)}`,
    "CREATE TABLE mine PARTITION OF events FOR VALUES FROM ('00000000-0000-0000-0000-000000000000') TO ('00000000-0000-0000-0000-000000000001')",
    `DROP TABLE ${monthsFromNow(1)}`,
    `DELETE FROM ${monthsFromNow(0)}`,
    'SELECT FROM events_2033_07',
    'SELECT FROM events_default',
    "SELECT new_event_month('2040-01-01')",
    "SELECT attach_event_month('2040-01-01')",
  ])('are the owner’s: %s', async (sql) => {
    await expect(asApp.query(sql)).rejects.toMatchObject({ code: DENIED });
  });
});
