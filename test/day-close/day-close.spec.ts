import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase } from '../support/database.js';
import { fingerprinter } from '../support/fingerprint.js';
import { daysAfter, lendToAll, openSandbox, TERMS, whatIsLeft, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a loan of 900.00 in three instalments every ten days, 0.1 % a day when late after three days of grace', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let start: string;
  let late: { actor: Actor; loan: { id: string } };
  let punctual: { actor: Actor; loan: { id: string } };

  const day = (nr: number) => daysAfter(start, nr);
  const show = async ({ actor, loan }: typeof late): Promise<Record<string, unknown>> =>
    must(200, await actor.api.get(`/api/loans/${loan.id}/`));
  const eventsOf = async ({ loan }: typeof late) =>
    (
      await app.database.rows<{
        day: number;
        kind: string;
        amount: string;
        change: string;
        detail: string | null;
      }>(
        `SELECT business_date - $2::date AS day, kind, amount, status_before || ' ' || status_after AS change, detail
         FROM loan_events WHERE loan_id = $1 AND kind NOT IN ('payment', 'disbursed') ORDER BY id`,
        [loan.id, start],
      )
    ).map((event) => ({
      ...event,
      detail: event.detail?.replace(/\d{4}-\d\d-\d\d/, '<date>'),
    }));

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    start = await sandbox.today();
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', TERMS));
    await makeProvider(app, '90000.00');
    const borrow = async () => {
      const actor = await makeCustomer(app);
      return { actor, loan: await makeLoan(actor, '900.00') };
    };
    [late, punctual] = [await borrow(), await borrow()];
  });
  afterAll(() => app.stop());

  it('reminds two days before the first is due', async () => {
    const closes = await sandbox.advance(day(9));
    expect(closes.map((close) => close.business_date)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map(day));
    expect(closes.map((close) => close.reminders)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect(await eventsOf(late)).toEqual([
      {
        day: 8,
        kind: 'reminder',
        amount: '30000',
        change: 'active active',
        detail: '300.00 USD falls due on <date>.',
      },
    ]);
    await expectGreenProof(app);
  });

  it('does nothing on the due date and in the days of grace', async () => {
    await pay(punctual.actor, punctual.loan, '300.00');
    await sandbox.advance(day(14));
    // The figures are those of the end of today, which the day-close has not seen yet: it is the first late day.
    expect(await show(late)).toMatchObject({
      as_of: day(14),
      status: 'active',
      late_interest: '0.30',
      days_past_due: 4,
    });
    await expectGreenProof(app);
  });

  it('marks it overdue at the end of the fourth day, books 0.30 and writes a notice', async () => {
    const [close] = await sandbox.advance(day(15));
    expect(close).toMatchObject({
      business_date: day(14),
      status: 'done',
      candidates: 1,
      assessed: 1,
      late_interest: '0.30',
      became_overdue: 1,
      became_defaulted: 0,
      reminders: 0,
      notices: 1,
    });
    expect(await show(late)).toMatchObject({
      status: 'overdue',
      as_of: day(15),
      late_interest: '0.60',
      amount_due: '900.60',
      next_due_amount: '300.60',
    });
    expect((await eventsOf(late)).slice(1)).toEqual([
      { day: 14, kind: 'late_interest', amount: '30', change: 'active active' },
      {
        day: 14,
        kind: 'overdue',
        amount: null,
        change: 'active overdue',
        detail: '300.30 USD was due on <date>: 4 days past due.',
      },
      {
        day: 14,
        kind: 'overdue_notice',
        amount: '30030',
        change: 'overdue overdue',
        detail: '300.30 USD was due on <date>: 4 days past due.',
      },
    ]);
    await expectGreenProof(app);
  });

  it('books 0.30 a day for each instalment that is late, and writes a notice every seven days', async () => {
    const closes = await sandbox.advance(day(30));
    // From the 24th day the second instalment is late as well, and that of the other loan too.
    const booked = [15, 16, 17, 18, 19, 20, 21, 22, 23].map(() => '0.30');
    expect(closes.map((close) => close.late_interest)).toEqual([...booked, ...Array(6).fill('0.90')]);
    expect(closes.flatMap((close, index) => (close.notices === 1 ? [15 + index] : []))).toEqual([21, 24, 28]);
    // Both borrowers, also of what falls due behind an instalment that is past due.
    expect(closes.flatMap((close, index) => (close.reminders === 2 ? [15 + index] : []))).toEqual([18, 28]);
    expect(await show(late)).toMatchObject({ status: 'overdue', late_interest: '7.20' });
    await expectGreenProof(app);
  });

  it('marks it defaulted at the end of the twentieth day past due, and the other overdue by then too', async () => {
    const [close] = await sandbox.advance(day(31));
    expect(close).toMatchObject({ became_defaulted: 1, became_overdue: 0, late_interest: '0.90' });
    expect(await show(late)).toMatchObject({ status: 'defaulted', late_interest: '7.80' });
    expect(await show(punctual)).toMatchObject({ status: 'overdue', late_interest: '2.40' });
    expect((await eventsOf(punctual)).filter(({ kind }) => kind === 'overdue')).toMatchObject([
      { day: 24, change: 'active overdue' },
    ]);
    await expectGreenProof(app);
  });

  it('closes the default when all is paid, with the late interest of the day', async () => {
    // Instalments late since days 13 and 23; on day 31 the third is in its days of grace: 5.40 + 2.40.
    const answer = await pay(late.actor, late.loan, '907.80');
    expect(answer).toMatchObject({ penalty: '7.80', remaining_balance: '0.00', loan_status: 'paid' });
    const [close] = await sandbox.advance(day(32));
    expect(close).toMatchObject({ candidates: 1, assessed: 1 });
    await expectGreenProof(app);
  });

  it('changes nothing when it runs again, also on dates that were cut off before their end', async () => {
    const before = await whatIsLeft(app.database);
    const fingerprint = await fingerprinter(app.database);
    const counted = await fingerprint();
    const { code, json } = await startCli(app.database.url, 'day-close --json').ended;
    expect({ code, json: json() }).toEqual({ code: 0, json: { day_closes: [] } });
    expect(await fingerprint()).toBe(counted);
    await app.database.tamper(
      `UPDATE day_closes SET status = 'running', finished_at = NULL WHERE business_date > $1`,
      [day(10)],
    );
    await app.database.tamper(
      `INSERT INTO day_close_work SELECT d.business_date, l.id FROM day_closes d, loans l WHERE d.status = 'running'`,
    );
    const again = await startCli(app.database.url, 'day-close --json').ended;
    expect(again.json().day_closes).toHaveLength(21);
    const after = await whatIsLeft(app.database);
    expect({ ...after, closes: [] }).toEqual({ ...before, closes: [] });
    await expectGreenProof(app);
  });

  it('is listed to staff, newest first, page by page', async () => {
    const { staff } = sandbox;
    const first = must(200, await staff.api.get('/api/day_close/?limit=20&count=exact'));
    expect(first).toMatchObject({ count: 32, previous: null });
    const second = must(200, await staff.api.get(first.next as string));
    const dates = [...first.results, ...second.results].map((close) => close.business_date as string);
    expect(dates).toEqual(Array.from({ length: 32 }, (_, index) => day(31 - index)));
    expect(second.next).toBeNull();
    const back = must(200, await staff.api.get(second.previous as string));
    expect(back.results).toEqual(first.results);
    const oldest = must(200, await staff.api.get('/api/day_close/?ordering=business_date&limit=1'));
    expect(oldest.results).toMatchObject([{ business_date: start, status: 'done', late_interest: '0.00' }]);
  });

  it('goes forward only, by at most a year', async () => {
    for (const to of [start, await sandbox.today(), daysAfter(await sandbox.today(), 367)]) {
      const answer = await sandbox.staff.api.post('/api/sandbox/clock/advance/', { to });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'to', code: 'range' }] } });
    }
  });

  it('closes no date that is not over', async () => {
    const { code, err } = await startCli(app.database.url, `day-close --date ${await sandbox.today()}`).ended;
    expect(code).toBe(2);
    expect(err).toContain(`date must be over; the business date is ${await sandbox.today()}.`);
  });
});

describe('forty missed days', () => {
  it('are caught up one by one, and end where closing each day ends', async () => {
    const seed = await cloneDatabase();
    const lender = await startApp({ SANDBOX: 'true' }, seed);
    const sandbox = await openSandbox(lender);
    await lendToAll(lender, sandbox);
    const start = await sandbox.today();
    await lender.end();
    const [daily, missed] = [await seed.copy(), await seed.copy()];
    const app = await startApp({ SANDBOX: 'true' }, daily);
    try {
      const { advance } = await openSandbox(app);
      for (let nr = 1; nr <= 40; nr++) await advance(daysAfter(start, nr));
      await expectGreenProof(app);

      await missed.rows('INSERT INTO sandbox_clock (id, days_ahead) VALUES (1, 40)');
      const first = await startCli(missed.url, `day-close --date ${daysAfter(start, 19)} --json`).ended;
      expect(first).toMatchObject({ code: 0 });
      expect(first.json().day_closes).toHaveLength(20);
      const second = await startCli(missed.url, 'day-close').ended;
      expect(second).toMatchObject({ code: 0 });
      expect(second.out.trim().split('\n')).toHaveLength(21);
      expect(await whatIsLeft(missed)).toEqual(await whatIsLeft(daily));
    } finally {
      await app.stop();
      await Promise.all([seed, daily, missed].map((database) => database.drop()));
    }
  });
});

describe('the bank’s day', () => {
  it('is that of its time zone and closing hour, on all instances at once, and never goes back', async () => {
    const database = await cloneDatabase();
    const [app, other] = [
      await startApp({ SANDBOX: 'true' }, database),
      await startApp({ SANDBOX: 'true' }, database),
    ];
    try {
      const [here, there] = [await openSandbox(app), await openSandbox(other)];
      const configure = async (change: object) =>
        must(200, await here.staff.api.patch('/api/bank_configuration/', change));
      const dateIn = (timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
      let date = await here.today();
      const reach = (next: string) => (date = next > date ? next : date);
      for (const zone of ['Pacific/Pago_Pago', 'Europe/Berlin', 'Pacific/Kiritimati', 'UTC']) {
        await configure({ time_zone: zone });
        reach(dateIn(zone));
        expect([await here.today(), await there.today()]).toEqual([date, date]);
      }
      // Where it is not the first hour of the day, the hour that it is has ended the day.
      const zone = new Date().getUTCHours() === 0 ? 'Asia/Tokyo' : 'UTC';
      const hour = (new Date().getUTCHours() + (zone === 'UTC' ? 0 : 9)) % 24;
      await configure({ time_zone: zone, closing_hour: hour });
      reach(daysAfter(dateIn(zone), 1));
      expect(await here.today()).toBe(date);
      const provider = await makeProvider(app, '5000.00');
      expect(provider.id).toBeDefined();
      const loan = await makeLoan(await makeCustomer(app), '100.00');
      const [row] = await database.rows<{ start_on: string }>(
        'SELECT start_on::text FROM loans WHERE id = $1',
        [loan.id],
      );
      expect(row?.start_on).toBe(date);
    } finally {
      await app.stop();
      await other.stop();
      await database.drop();
    }
  });

  it('is closed by the application itself when it is over', async () => {
    const app = await startApp({ DAY_CLOSE_SCHEDULE: 'true', LOG_LEVEL: 'info' });
    try {
      const closes = () =>
        app.database.rows('SELECT status, current_date - business_date AS days_ago FROM day_closes');
      await until(async () => (await closes())[0]?.status === 'done');
      expect(await closes()).toEqual([{ status: 'done', days_ago: 1 }]);
      await until(() => app.output().includes('"msg":"business date closed"'));
      expect(app.output()).not.toContain('did not finish');
    } finally {
      await app.stop();
    }
  });
});
