import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { TestApp } from '../support/app.js';
import { makeInstrument, payWith, startWithGateway, transferIs } from '../support/gateway.js';
import { daysAfter, openSandbox, TERMS, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

interface Borrower {
  actor: Actor;
  loan: { id: string };
}

describe('promises to pay on loans of 900.00 whose first instalment of 300.00 was due two days ago', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let start: string;
  const borrowers = new Map<string, Borrower>();

  const day = (nr: number) => daysAfter(start, nr);
  const of = (name: string) => borrowers.get(name) as Borrower;
  const promise = (name: string, wish: object = {}) =>
    sandbox.staff.api.post(`/api/loans/${of(name).loan.id}/promises/`, {
      amount: '100.00',
      due_on: day(14),
      channel: 'call',
      ...wish,
    });
  const promisesOf = async (name: string): Promise<{ id: string; state: string; paid: string }[]> =>
    must(200, await sandbox.staff.api.get(`/api/loans/${of(name).loan.id}/promises/`)).results;
  const shown = async (name: string) => (await promisesOf(name)).map(({ state, paid }) => `${state} ${paid}`);
  const eventsOf = async (name: string) =>
    (
      await app.database.rows<{ day: number; kind: string }>(
        `SELECT business_date - $2::date AS day, kind FROM loan_events WHERE loan_id = $1 AND kind LIKE 'promise%'
         ORDER BY entry_no`,
        [of(name).loan.id, start],
      )
    ).map((event) => `${event.kind} ${String(event.day)}`);

  beforeAll(async () => {
    app = await startWithGateway();
    sandbox = await openSandbox(app);
    start = await sandbox.today();
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', TERMS));
    await makeProvider(app, '90000.00');
    const names = ['refusals', 'replaced', 'morning', 'in time', 'late', 'current', 'reversed at once'];
    for (const name of [...names, 'bounced', 'paid off', 'written off', 'on its way', 'backdated']) {
      const actor = await makeCustomer(app);
      borrowers.set(name, { actor, loan: await makeLoan(actor, '900.00') });
    }
    await sandbox.advance(day(12));
  });
  afterAll(() => app.stop());

  it.each([
    ['yesterday', () => ({ due_on: day(11) }), 400, 'validation_failed'],
    ['more than 31 days ahead', () => ({ due_on: day(44) }), 422, 'promise_too_far'],
    ['more than will be owed', () => ({ amount: '900.31' }), 400, 'validation_failed'],
    ['nothing', () => ({ amount: '0' }), 400, 'validation_failed'],
    ['by pigeon', () => ({ channel: 'pigeon' }), 400, 'validation_failed'],
    ['with fractions of a cent', () => ({ amount: '1.005' }), 400, 'validation_failed'],
  ])('cannot be made for %s', async (_, wish, status, code) => {
    const answer = await promise('refusals', wish());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await promisesOf('refusals')).toEqual([]);
  });

  it('are not needed where nothing is due by that date, and not possible without a loan', async () => {
    const paid = of('paid off');
    await pay(paid.actor, paid.loan, '301.00');
    expect((await promise('paid off')).body).toMatchObject({
      code: 'promise_not_needed',
      next_due_date: day(20),
    });
    const nowhere = await sandbox.staff.api.post(`/api/loans/${uuidv7()}/promises/`, {
      amount: '1.00',
      due_on: day(14),
      channel: 'call',
    });
    expect(nowhere.body.code).toBe('loan_not_found');
  });

  it('may be of all that will be owed by then, and are noted as a contact', async () => {
    // 300.00 on its first day late, at 0.1 % a day.
    const made = must(201, await promise('refusals', { amount: '900.30', channel: 'visit' }));
    expect(made).toMatchObject({
      amount: '900.30',
      due_on: day(14),
      state: 'open',
      paid: '0.00',
      made_on: day(12),
      resolved_on: null,
      note: `900.30 USD by ${day(14)}.`,
      made_by: sandbox.staff.id,
    });
    const notes = must(200, await sandbox.staff.api.get(`/api/notes/?subject=${of('refusals').loan.id}`));
    expect(notes.results).toMatchObject([{ kind: 'visit', outcome: 'promised' }]);
    expect(await eventsOf('refusals')).toEqual(['promise_made 12']);
  });

  it('are one a loan: another is refused, or takes the place of the first', async () => {
    const { id } = must(201, await promise('replaced')) as { id: string };
    const [again, ...others] = await Promise.all(Array.from({ length: 4 }, () => promise('replaced')));
    for (const answer of [again, ...others]) {
      expect(answer?.body).toMatchObject({ code: 'promise_open', promise: id, amount: '100.00' });
    }
    const next = must(201, await promise('replaced', { replace: true, due_on: day(15) })) as { id: string };
    expect(await shown('replaced')).toEqual(['open 0.00', 'replaced 0.00']);
    must(200, await sandbox.staff.api.post(`/api/promises/${next.id}/cancel/`));
    const repeated = await sandbox.staff.api.post(`/api/promises/${next.id}/cancel/`);
    expect(repeated.body).toMatchObject({ code: 'promise_not_open', state: 'cancelled' });
    expect((await sandbox.staff.api.post(`/api/promises/${uuidv7()}/cancel/`)).body.code).toBe(
      'promise_not_found',
    );
    expect(await shown('replaced')).toEqual(['cancelled 0.00', 'replaced 0.00']);
  });

  it('are shown to their borrower without what staff wrote, and to no other', async () => {
    must(201, await promise('morning', { amount: '1.00', note: 'Sounds honest.' }));
    const path = `/api/loans/${of('morning').loan.id}/promises/`;
    const { results } = must(200, await of('morning').actor.api.get(path));
    expect(results).toMatchObject([{ amount: '1.00', note: null, made_by: null }]);
    expect((await of('late').actor.api.get(path)).status).toBe(404);
    const history = must(
      200,
      await of('morning').actor.api.get(`/api/loans/${of('morning').loan.id}/history/`),
    );
    expect(JSON.stringify(history)).not.toContain('honest');
    must(200, await sandbox.staff.api.post(`/api/promises/${results[0].id as string}/cancel/`));
  });

  it('are decided at the end of the second day after their date, by what was entered since', async () => {
    const paying = (name: string, amount: string) => pay(of(name).actor, of(name).loan, amount);
    await paying('morning', '50.00');
    for (const name of ['morning', 'in time', 'late', 'reversed at once', 'bounced', 'on its way']) {
      must(201, await promise(name));
    }
    must(201, await promise('backdated', { amount: '40.00' }));
    must(201, await promise('current', { amount: '400.00' }));
    await paying('morning', '60.00');
    await paying('bounced', '100.00');
    const back = await paying('reversed at once', '100.00');
    must(
      200,
      await sandbox.staff.api.post(`/api/payments/${String(back.id)}/reverse/`, { reason: 'False.' }),
    );
    expect(await shown('morning')).toEqual(['open 60.00', 'cancelled 0.00']);

    await sandbox.advance(day(16));
    const slow = await makeInstrument(of('on its way').actor, 'slow_3d');
    const transfer = await payWith(of('on its way').actor, slow, of('on its way').loan, '100.00');
    await transferIs(of('on its way').actor, transfer, 'pending');
    // Nobody asks the gateway before the date is closed.
    await app.database.tamper('UPDATE transfers SET next_attempt_at = NULL, leased_until = NULL');
    await paying('in time', '100.00');
    await paying('current', '320.00');
    expect(await shown('in time')).toEqual(['open 100.00']);

    await sandbox.advance(day(17));
    await paying('late', '100.00');
    expect(await shown('in time')).toEqual(['kept 100.00']);
    // The instalments that were due are paid, with less than was promised.
    expect(await shown('current')).toEqual(['kept 320.00']);
    expect(await shown('late')).toEqual(['broken 0.00']);
    expect(await shown('morning')).toEqual(['broken 60.00', 'cancelled 0.00']);
    expect(await shown('reversed at once')).toEqual(['broken 0.00']);
    expect(await shown('bounced')).toEqual(['kept 100.00']);
    expect(await shown('refusals')).toEqual(['broken 0.00']);
    expect(await eventsOf('in time')).toEqual(['promise_made 12', 'promise_kept 16']);
    expect(await eventsOf('late')).toEqual(['promise_made 12', 'promise_broken 16']);

    // Money that is under way keeps a promise open, and counts from the day of the wish.
    expect((await promisesOf('on its way')).map(({ state }) => state)).toEqual(['open']);
    must(200, await sandbox.staff.api.post(`/api/transfers/${transfer}/refresh/`));
    await transferIs(of('on its way').actor, transfer, 'succeeded');
    await sandbox.advance(day(18));
    expect(await shown('on its way')).toEqual(['kept 100.00']);
    expect(await eventsOf('on its way')).toEqual(['promise_made 12', 'promise_kept 17']);
    await expectGreenProof(app);
  });

  it('stay as they were decided when a payment for an earlier day is entered later', async () => {
    const { loan } = of('backdated');
    expect(await shown('backdated')).toEqual(['broken 0.00']);
    must(
      201,
      await sandbox.staff.api.post('/api/payments/', { loan: loan.id, amount: '40.00', value_date: day(14) }),
    );
    await sandbox.advance(day(19));
    expect(await shown('backdated')).toEqual(['broken 0.00']);
  });

  it('become broken when a payment that kept them is reversed', async () => {
    const { results } = must(200, await of('bounced').actor.api.get('/api/payments/'));
    const path = `/api/payments/${String(results[0].id)}/reverse/`;
    must(200, await sandbox.staff.api.post(path, { reason: 'The cheque bounced.' }));
    expect(await shown('bounced')).toEqual(['kept 100.00']);
    await sandbox.advance(day(20));
    expect(await shown('bounced')).toEqual(['broken 0.00']);
    await sandbox.advance(day(21));
    expect(await eventsOf('bounced')).toEqual(['promise_made 12', 'promise_kept 16', 'promise_broken 19']);
    expect(await shown('in time')).toEqual(['kept 100.00']);
  });

  it('are over with their loan: kept when all is paid, cancelled when it is written off', async () => {
    must(201, await promise('paid off', { due_on: day(40) }));
    must(201, await promise('written off', { due_on: day(40) }));
    await pay(of('paid off').actor, of('paid off').loan, '599.00');
    const rest = must(200, await of('paid off').actor.api.get(`/api/loans/${of('paid off').loan.id}/`));
    if (rest.remaining_balance !== '0.00') {
      await pay(of('paid off').actor, of('paid off').loan, String(rest.remaining_balance));
    }
    await sandbox.advance(day(32));
    expect((await shown('paid off')).map((one) => one.split(' ')[0])).toEqual(['kept']);
    const path = `/api/loans/${of('written off').loan.id}/write_off/`;
    must(200, await sandbox.staff.api.post(path, { reason: 'Gone.' }));
    expect((await promise('written off', { due_on: day(40), replace: true })).body.code).toBe(
      'promise_not_needed',
    );
    expect(await shown('written off')).toEqual(['open 0.00']);
    await sandbox.advance(day(33));
    expect(await shown('written off')).toEqual(['cancelled 0.00']);
    expect(await eventsOf('written off')).toEqual(['promise_made 21']);
    await expectGreenProof(app);
  });

  it.each([
    ['changed', "UPDATE promises SET amount = 1, due_on = due_on + 1 WHERE state = 'open'"],
    ['deleted', 'DELETE FROM promises'],
  ])('cannot be %s in the database', async (_, sql) => {
    await expect(app.database.rows(sql)).rejects.toThrow(/not allowed/);
  });
});
