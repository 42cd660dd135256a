import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { newDirectory, ownerOf, rowsOf } from '../support/archives.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { fillMonth, idAt, monthsAgo, TELL } from '../support/events.js';

const [OLD, NEXT, NOW] = [monthsAgo(9), monthsAgo(8), monthsAgo(0)];

describe('archiving events at the command line', () => {
  let database: TestDatabase;
  let directory: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    directory = await newDirectory();
    for (const month of [OLD, NEXT, NOW]) await fillMonth(database, month, 3);
  });
  afterAll(() => database.drop());

  const cli = (args: string) => startCli(database.url, args, { env: ownerOf(database) }).ended;

  it('shows what could go, and what holds the rest', async () => {
    const id = idAt(`${NEXT}-02T00:00:00Z`);
    const [user, endpoint] = [uuidv7(), uuidv7()];
    await database.rows(
      `INSERT INTO users (id, username, password_hash, role, first_name, last_name, email, is_active, created_at)
       VALUES ('${user}', 'mei', '!', 'admin', '', '', '', true, now());
       INSERT INTO notifications (id, event_id, user_id, topic, channel, happened, business_date, data, created_at, next_attempt_at)
       VALUES ('${uuidv7()}', '${id}', '${user}', 'security', 'email', 'endpoint.gone', current_date, '{}', now(), now());
       INSERT INTO webhook_endpoints (id, url, description, types, state, secret, created_by, created_at)
       VALUES ('${endpoint}', 'http://127.0.0.1:9/', '', '{*}', 'enabled', '', '${user}', now());
       INSERT INTO webhook_deliveries (id, endpoint_id, event_id, seq, type, body, state, attempts, next_attempt_at, created_at)
       VALUES ('${uuidv7()}', '${endpoint}', '${id}', 4, 'loan.requested', '', 'waiting', 0, now(), now())`,
    );
    const late = [{ id, type: 'endpoint.gone', occurred_at: new Date(), data: {} }];
    await database.rows(TELL, [JSON.stringify(late)]);
    const { code, json } = await cli('events archive --json');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      would_archive: [OLD],
      archived: [],
      here: [
        { month: OLD, events: 3, first_seq: 1, last_seq: 3, held_by: [] },
        {
          month: NEXT,
          held_by: [
            'events without a number: 1',
            'webhook deliveries that wait: 1',
            'letters that are not sent: 1',
          ],
        },
        { month: NOW, held_by: [expect.stringContaining('EVENTS_KEEP_DAYS')] },
      ],
    });
    const all = await cli(`events archive --before ${monthsAgo(7)} --yes --to ${directory}`);
    expect(all).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(`${NEXT} cannot be archived: events`),
    });
    expect(await rowsOf(database, OLD)).toHaveLength(3);
  });

  it('moves a month to a file and back', async () => {
    const before = await rowsOf(database, OLD);
    const { code, json } = await cli(`events archive --yes --to ${directory} --json`);
    expect(code).toBe(0);
    const { archived } = json() as { archived: { month: string; path: string }[] };
    expect(archived).toMatchObject([{ month: OLD }]);
    expect(await rowsOf(database, OLD)).toBeNull();
    const path = String(archived[0]?.path);
    expect(await cli(`events restore ${NEXT} --from ${path}`)).toMatchObject({
      code: 2,
      err: `error: ${path} has the events of ${OLD}, not those of ${NEXT}.\n`,
    });
    expect((await cli(`events restore ${OLD} --from ${path}`)).out).toBe(
      `3 events of ${OLD} are back, numbers 1 to 3.\n`,
    );
    expect(await rowsOf(database, OLD)).toEqual(before);
  });

  it.each([
    ['events archive --yes', '--to DIRECTORY'],
    ['events archive --before March', '"March" is not a month'],
    ['events restore 2026-13 --from x', '"2026-13" is not a month'],
    [`events restore ${OLD}`, '--from FILE'],
  ])('refuses %s', async (args, why) => {
    expect(await cli(args)).toMatchObject({ code: 2, err: expect.stringContaining(why) });
  });
});
