import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { fingerprinter } from '../support/fingerprint.js';
import { daysAfter, lendToAll, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeStaff, must } from '../support/make.js';

type Row = Record<string, unknown>;

describe('the preview of a day-close', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let start: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true', DAY_CLOSE_SCHEDULE: 'false' });
    sandbox = await openSandbox(app);
    start = await sandbox.today();
    await lendToAll(app, sandbox);
  });
  afterAll(() => app.stop());

  const preview = async (to: string) =>
    must(200, await sandbox.staff.api.post('/api/sandbox/clock/advance/preview/', { to })) as {
      day_closes: Row[];
      dates: number;
    };

  it('says for each date what its close then does, and changes nothing', async () => {
    const to = daysAfter(start, 31);
    const { day_closes: expected, dates } = await preview(to);
    expect([expected.length, dates]).toEqual([31, 31]);
    expect(await preview(to)).toEqual({ day_closes: expected, dates });
    // Some are reminded, become late and default on the way, or this would compare nothing with nothing.
    for (const what of ['assessed', 'became_overdue', 'became_defaulted', 'reminders', 'notices']) {
      expect([what, expected.some((close) => Number(close[what]) > 0)]).toEqual([what, true]);
    }
    const done = await sandbox.advance(to);
    expect(done).toMatchObject(expected);
  });

  it('goes on where dates are closed already', async () => {
    const to = daysAfter(start, 45);
    const { day_closes: expected } = await preview(to);
    expect(expected).toHaveLength(14);
    expect(await sandbox.advance(to)).toMatchObject(expected);
  });

  it('shows the first 31 dates, and counts the rest', async () => {
    const { day_closes: closes, dates } = await preview(daysAfter(start, 45 + 100));
    expect([closes.length, dates]).toEqual([31, 100]);
  });

  it('leaves nothing in the database', async () => {
    const print = await fingerprinter(app.database);
    const before = await print();
    await preview(daysAfter(start, 45 + 30));
    expect(await print()).toEqual(before);
  });

  it('is refused as the close and the move are', async () => {
    const today = await sandbox.today();
    const staff = await makeStaff(app);
    const close = (date: string) => staff.api.post('/api/day_close/preview/', { date });
    expect(await close(today)).toMatchObject({ status: 409, body: { code: 'day_not_over' } });
    expect(must(200, await close(daysAfter(today, -1)))).toEqual({ day_closes: [], dates: 0 });
    for (const to of [today, daysAfter(today, 400), 'soon']) {
      const answer = await staff.api.post('/api/sandbox/clock/advance/preview/', { to });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'to' }] } });
    }
  });
});
