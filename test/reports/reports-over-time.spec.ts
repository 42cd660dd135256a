import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { daysAfter } from '../support/late-loans.js';
import { makeCustomer, makeLoan, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { openReportedBank, type ReportedBank } from '../support/reported-bank.js';
import { until } from '../support/until.js';

const monthNumber = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

describe('71 days later, one loan written off on the last day but one, reports', () => {
  let app: TestApp;
  let bank: ReportedBank;
  let report: ReportedBank['report'];

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    bank = await openReportedBank(app);
    ({ report } = bank);
    await bank.advanceTo(70);
    await bank.writeOff('never');
    await bank.advanceTo(71);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const day = (nr: number) => daysAfter(bank.start, nr);

  it('follow the loans of each month into default', async () => {
    const after = (nr: number) => monthNumber(day(nr)) - monthNumber(bank.start);
    const months = after(71) + 1;
    const { results, ...rest } = await report(`vintages/?months=${String(months)}`);
    expect(rest).toEqual({ currency: 'USD', as_of: day(71), months });
    expect(results).toHaveLength(months);
    // 1,600.00 of 5,100.00: one was found in default by its write-off, the other by the close of the same date.
    expect(results[0]).toEqual({
      month: bank.start.slice(0, 7),
      loans: 5,
      lent: '5100.00',
      outstanding: '2870.00',
      defaulted_ratio_by_month: Array.from({ length: months }, (_, k) =>
        k < after(70) ? '0.000000' : '0.313725',
      ),
    });
    expect((await report('vintages/?months=1')).results).toEqual([
      {
        month: day(71).slice(0, 7),
        loans: 0,
        lent: '0.00',
        outstanding: '0.00',
        defaulted_ratio_by_month: ['0.000000'],
      },
    ]);
  });

  it('tell each closed date as it was', async () => {
    const { currency, results } = await report('portfolio/history/?days=730');
    expect(currency).toBe('USD');
    const dates = Array.from({ length: 71 }, (_, nr) => day(nr));
    expect((results as { date: string }[]).map(({ date }) => date)).toEqual(dates);
    const nothing = { par30: '0.000000', par60: '0.000000', par90: '0.000000' };
    const none = { par30_principal: '0.00', par60_principal: '0.00', par90_principal: '0.00' };
    const before = { loans: 4, gross_outstanding: '3870.00', ...nothing, ...none };
    expect(results[40]).toEqual({ ...before, date: dates[40] });
    expect(results[41]).toEqual({
      ...before,
      date: dates[41],
      par30: '0.405685',
      par30_principal: '1570.00',
    });
    expect(results[70]).toMatchObject({ loans: 3, gross_outstanding: '2870.00', par30: '0.825784' });
    expect((await report('portfolio/history/?days=2')).results).toEqual(results.slice(-2));
  });

  it('say how far behind the day-close is, and keep one day of history for each that is caught up', async () => {
    const closed = day(70);
    const [newest] = must(200, await bank.sandbox.staff.api.get('/api/day_close/?limit=1')).results;
    const kept = { last_closed: closed, newest };
    const today = day(71);
    const upToDate = { ...kept, business_date: today, days_behind: 0, is_healthy: true };
    expect(await report('day_close/')).toEqual(upToDate);
    for (const behind of [1, 2, 3]) {
      await app.database.rows('UPDATE sandbox_clock SET days_ahead = days_ahead + 1');
      await until(async () => (await bank.sandbox.today()) === daysAfter(today, behind));
      const is_healthy = behind === 1;
      expect(await report('day_close/')).toMatchObject({ ...kept, days_behind: behind, is_healthy });
    }
    // It begins on none of the dates that are missing, so they leave it out.
    await makeLoan(await makeCustomer(app), '100.00');
    const runs = [startCli(app.database.url, 'day-close'), startCli(app.database.url, 'day-close')];
    for (const { ended } of runs) expect(await ended).toMatchObject({ code: 0 });
    expect(await report('day_close/')).toMatchObject({
      last_closed: daysAfter(closed, 3),
      days_behind: 0,
      is_healthy: true,
    });
    const { results } = await report('portfolio/history/?days=4');
    expect(results).toMatchObject(
      [0, 1, 2, 3].map((days) => ({
        date: daysAfter(closed, days),
        loans: 3,
        gross_outstanding: '2870.00',
      })),
    );
    // A date that is closed again keeps what was known when it was closed.
    await pay(bank.loans.first.customer, bank.loans.first, '800.00');
    const again = await startCli(app.database.url, `day-close --date ${daysAfter(closed, 3)}`).ended;
    expect(again).toMatchObject({ code: 0 });
    expect((await report('portfolio/history/?days=4')).results).toEqual(results);
    expect(await report('portfolio/')).toMatchObject({ gross_outstanding: '2170.00' });
  });

  it('report a close that was cut off more than an hour ago as unhealthy', async () => {
    const cutOff = `UPDATE day_closes SET status = 'running', finished_at = NULL, started_at = now() - $1::interval
                    WHERE business_date = (SELECT max(business_date) FROM day_closes)`;
    await app.database.tamper(cutOff, ['59 minutes']);
    expect(await report('day_close/')).toMatchObject({ days_behind: 1, is_healthy: true });
    await app.database.tamper(cutOff, ['61 minutes']);
    expect(await report('day_close/')).toMatchObject({ days_behind: 1, is_healthy: false });
    expect(await startCli(app.database.url, 'day-close').ended).toMatchObject({ code: 0 });
    expect(await report('day_close/')).toMatchObject({ days_behind: 0, is_healthy: true });
  });
});
