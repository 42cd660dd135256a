import { describe, expect, it } from '@jest/globals';
import { startServer } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase } from '../support/database.js';
import { daysAfter, openSandbox, TERMS } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const HOUR_BEHIND = '-3600000';

describe('promises', () => {
  it('are decided once by two processes that close the same dates, in the order of entry and not of clocks', async () => {
    const database = await cloneDatabase();
    const app = await startServer({ SANDBOX: 'true' }, database);
    const slow = await startServer({ SANDBOX: 'true', CLOCK_OFFSET_MS: HOUR_BEHIND }, database);
    try {
      const sandbox = await openSandbox(app);
      const start = await sandbox.today();
      must(200, await sandbox.staff.api.patch('/api/bank_configuration/', TERMS));
      await makeProvider(app, '90000.00');
      const borrowers = await Promise.all(
        Array.from({ length: 24 }, async () => {
          const actor = await makeCustomer(app);
          return { actor, loan: await makeLoan(actor, '900.00') };
        }),
      );
      await sandbox.advance(daysAfter(start, 12));
      const paid = borrowers.slice(0, 12);
      for (const { loan } of borrowers) {
        const wish = { amount: '100.00', due_on: daysAfter(start, 14), channel: 'call' };
        const asked = await Promise.all(
          [1, 2, 3].map(() => sandbox.staff.api.post(`/api/loans/${loan.id}/promises/`, wish)),
        );
        expect(asked.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      }
      // The instance that takes the payments has a clock that is an hour behind.
      for (const { actor, loan } of paid) {
        await pay({ ...actor, api: slow.as({ id: actor.id, role: 'customer' }) }, loan, '100.00');
      }
      await Promise.all([app.end('SIGTERM'), slow.end('SIGTERM')]);
      await database.rows('UPDATE sandbox_clock SET days_ahead = 20');
      const closes = await Promise.all([
        startCli(database.url, 'day-close --json').ended,
        startCli(database.url, 'day-close --json').ended,
      ]);
      expect(closes.map(({ code }) => code)).toEqual([0, 0]);
      const events = await database.rows(
        `SELECT kind, count(*)::int AS events, count(DISTINCT loan_id)::int AS loans,
                min(business_date - $1::date) AS first, max(business_date - $1::date) AS last
         FROM loan_events WHERE kind IN ('promise_kept', 'promise_broken') GROUP BY kind ORDER BY kind`,
        [start],
      );
      expect(events).toEqual([
        { kind: 'promise_broken', events: 12, loans: 12, first: 16, last: 16 },
        { kind: 'promise_kept', events: 12, loans: 12, first: 16, last: 16 },
      ]);
      const kept = await database.rows<{ loan_id: string }>(
        "SELECT loan_id FROM promises WHERE state = 'kept' ORDER BY loan_id",
      );
      expect(kept.map(({ loan_id }) => loan_id)).toEqual(paid.map(({ loan }) => loan.id).sort());
      const again = await startServer({ SANDBOX: 'true' }, database);
      await expectGreenProof(again);
      await again.end('SIGTERM');
    } finally {
      await Promise.all([app.end('SIGTERM'), slow.end('SIGTERM')]);
      await database.drop();
    }
  });
});
