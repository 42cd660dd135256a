import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { startApp, startServer, type TestApp } from '../support/app.js';
import { eventsAreNumbered, follow, TELL } from '../support/events.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, pay, type Actor } from '../support/make.js';

/** One at a time: whoever numbers events passes on what others have locked. */
const TURN = 'SELECT FROM event_sequencer FOR UPDATE';
const WRITERS = 3;
const LOANS = [uuidv7(), uuidv7()];

describe('the numbers of events', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '90000.00');
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  it('come from another instance when one is killed after the commit and before the number', async () => {
    const loan = await makeLoan(customer, '500.00');
    await eventsAreNumbered(app.database);
    const turn = await hold(app.database, TURN);
    const dying = await startServer({}, app.database);
    const payer = { ...customer, api: dying.as(customer) };
    const { id } = await pay(payer, loan, '20.00');
    await dying.end('SIGKILL');
    const isTold = async () =>
      (await follow(staff, 0, `&loan=${loan.id}`)).some(({ subject }) => subject.id === id);
    expect(await isTold()).toBe(false);
    await turn.release();
    await eventsAreNumbered(app.database);
    expect(await isTold()).toBe(true);
  });

  it('follow the payments of a loan, taken in turn by two instances with clocks five seconds apart', async () => {
    const late = await startServer({ CLOCK_OFFSET_MS: '5000' }, app.database);
    try {
      const loan = await makeLoan(customer, '500.00');
      const payers = [customer, { ...customer, api: late.as(customer) }];
      const made: unknown[] = [];
      for (let turn = 0; turn < 10; turn++) {
        made.push((await pay(payers[turn % 2] as Actor, loan, '1.00')).id);
      }
      await eventsAreNumbered(app.database);
      const payments = await follow(staff, 0, `&loan=${loan.id}&type=payment.received`);
      expect(payments.map(({ subject }) => subject.id)).toEqual(made);
    } finally {
      await late.stop();
    }
  });

  const overdue = (id: string, loan: string | undefined) => ({
    ...{ id, type: 'loan.overdue', occurred_at: new Date(), subject_id: loan, loan_id: loan },
    data: { balance: '1.00', currency: 'USD' },
  });
  /** A step of a writer: it writes events of a loan, or commits, or gives up. */
  const step = fc.record({
    writer: fc.nat(WRITERS - 1),
    does: fc.constantFrom('write', 'write', 'commit', 'commit', 'roll back', 'read' as const),
    loan: fc.nat(LOANS.length - 1),
    together: fc.integer({ min: 1, max: 3 }),
  });

  it('are given once, in the order of each loan, whatever three writers do, and whoever follows sees all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const writers = await Promise.all(Array.from({ length: WRITERS }, () => app.database.connect()));
        try {
          await eventsAreNumbered(app.database);
          let last = (await follow(staff)).at(-1)?.seq ?? 0;
          const start = last;
          const seen: string[] = [];
          const read = async () => {
            const events = await follow(staff, last);
            seen.push(...events.map(({ id }) => id));
            last = events.at(-1)?.seq ?? last;
          };
          const open = writers.map((): { id: string; loan: number }[] | null => null);
          const committed: { id: string; loan: number }[] = [];
          const end = async (writer: number, how: 'COMMIT' | 'ROLLBACK') => {
            const written = open[writer];
            if (!written) return;
            await writers[writer]?.query(how);
            if (how === 'COMMIT') committed.push(...written);
            open[writer] = null;
          };
          for (const { writer, does, loan, together } of steps) {
            if (does === 'read') await read();
            if (does === 'commit') await end(writer, 'COMMIT');
            if (does === 'roll back') await end(writer, 'ROLLBACK');
            if (does !== 'write') continue;
            // Whoever writes of a loan has it locked until the end.
            const isLocked = open.some(
              (own, of) => of !== writer && own?.some((event) => event.loan === loan),
            );
            if (isLocked) continue;
            const ids = Array.from({ length: together }, () => uuidv7());
            if (!open[writer]) await writers[writer]?.query('BEGIN');
            await writers[writer]?.query(TELL, [JSON.stringify(ids.map((id) => overdue(id, LOANS[loan])))]);
            open[writer] = [...(open[writer] ?? []), ...ids.map((id) => ({ id, loan }))];
          }
          for (const writer of writers.keys()) await end(writer, 'COMMIT');
          await eventsAreNumbered(app.database);
          await read();
          const events = await follow(staff, start);
          expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => start + index + 1));
          expect(seen).toEqual(events.map(({ id }) => id));
          // Scores follow a moment after the payments of the tests before.
          const written = events.filter((event) => LOANS.includes(event.loan ?? ''));
          expect(written.map(({ id }) => id).sort()).toEqual(committed.map(({ id }) => id).sort());
          for (const [loan, of] of LOANS.entries()) {
            expect(events.filter((event) => event.loan === of).map(({ id }) => id)).toEqual(
              committed.filter((event) => event.loan === loan).map(({ id }) => id),
            );
          }
        } finally {
          await Promise.all(writers.map((client) => client.end()));
        }
      }),
      { numRuns: 15 },
    );
  });
});
