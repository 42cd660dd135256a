import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, TERMS, type Sandbox } from '../support/late-loans.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

interface Row {
  loan: string;
  next_action: string;
  phone: string;
  promise: { state: string; amount: string; paid: string; due_on: string } | null;
  last_contact: { kind: string; outcome: string | null; at: string } | null;
  assigned_to: string | null;
  assignee: string | null;
}

describe('collections as work, on loans of 900.00 late since the fourteenth day', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let start: string;
  let mei: Actor;
  let tom: Actor;
  const borrowers: { actor: Actor; loan: string }[] = [];

  const day = (nr: number) => daysAfter(start, nr);
  const loanOf = (nr: number) => borrowers[nr]?.loan ?? '';
  const list = async (query = '', as: Actor = mei): Promise<Row[]> =>
    must(200, await as.api.get(`/api/reports/collections/?${query}`)).results as Row[];
  /** Which of the borrowers are on the list, by number. */
  const numbers = async (query = '', as: Actor = mei): Promise<number[]> =>
    (await list(query, as)).map(({ loan }) => borrowers.findIndex((one) => one.loan === loan)).sort();
  const row = async (nr: number) => (await list()).find(({ loan }) => loan === loanOf(nr));
  const assign = (nr: number, user: string | null) =>
    sandbox.staff.api.post(`/api/collections/${loanOf(nr)}/assign/`, { user });
  const casesOf = async (nr: number) =>
    (
      await app.database.rows<{ opened: number; closed: number | null; assigned_to: string | null }>(
        `SELECT opened_on - $2::date AS opened, closed_on - $2::date AS closed, assigned_to FROM collection_cases
         WHERE loan_id = $1 ORDER BY opened_on`,
        [loanOf(nr), start],
      )
    ).map(({ opened, closed }) => [opened, closed ?? null]);

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    start = await sandbox.today();
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', TERMS));
    await makeProvider(app, '90000.00');
    [mei, tom] = [await makeStaff(app), await makeStaff(app)];
    for (let nr = 0; nr < 5; nr++) {
      const actor = await makeCustomer(app);
      must(200, await actor.api.patch('/api/customers/update_current/', { phone: `+234 80${String(nr)}` }));
      borrowers.push({ actor, loan: (await makeLoan(actor, '900.00')).id });
    }
    await sandbox.advance(day(14));
  });
  afterAll(() => app.stop());

  it('lists who is late with the phone, before a close has seen it, and whoever pays is off it at once', async () => {
    expect(await numbers()).toEqual([0, 1, 2, 3, 4]);
    expect(await row(0)).toMatchObject({
      phone: '+234 800',
      next_action: 'remind',
      promise: null,
      last_contact: null,
      assigned_to: null,
      assignee: null,
    });
    await pay(borrowers[4]?.actor as Actor, { id: loanOf(4) }, '310.00');
    expect(await numbers()).toEqual([0, 1, 2, 3]);
  });

  it('gives a loan to one who works on it, before a close has seen it or after', async () => {
    expect(must(200, await assign(0, mei.id))).toEqual({ loan: loanOf(0), assigned_to: mei.id });
    await sandbox.advance(day(15));
    expect(await casesOf(0)).toEqual([[14, null]]);
    expect(await casesOf(1)).toEqual([[14, null]]);
    expect(await casesOf(4)).toEqual([]);
    must(200, await assign(1, mei.id));
    must(200, await assign(2, tom.id));
    expect(await row(0)).toMatchObject({ assigned_to: mei.id, assignee: `staff-${mei.id}` });
    expect(await numbers('assigned_to=me')).toEqual([0, 1]);
    expect(await numbers('assigned_to=me', tom)).toEqual([2]);
    expect(await numbers(`assigned_to=${tom.id}`)).toEqual([2]);
    expect(await numbers('assigned_to=nobody')).toEqual([3]);
    must(200, await assign(1, null));
    expect(await numbers('assigned_to=nobody')).toEqual([1, 3]);
  });

  it.each([
    ['a customer', async () => (await makeCustomer(app)).id, 0, 'not_staff'],
    ['somebody who is not there', () => uuidv7(), 0, 'not_staff'],
    ['an admin, once it is paid', async () => (await makeUser(app, 'admin')).id, 4, 'loan_not_late'],
  ])('is not given to %s', async (_, user, nr, code) => {
    expect((await assign(nr, await user())).body.code).toBe(code);
  });

  it('refuses a loan that is not there, and a filter that means nothing', async () => {
    const nowhere = await mei.api.post(`/api/collections/${uuidv7()}/assign/`, { user: mei.id });
    expect(nowhere.body.code).toBe('loan_not_found');
    for (const query of ['assigned_to=them', 'promise=maybe', 'no_contact_days=0', 'no_contact_days=366']) {
      expect((await mei.api.get(`/api/reports/collections/?${query}`)).status).toBe(400);
    }
  });

  it('says when somebody last turned to the borrower, and leaves out who was turned to lately', async () => {
    const note = (subject_type: string, subject: string, kind: string, outcome?: string) =>
      mei.api.post('/api/notes/', { subject_type, subject, kind, outcome, text: 'As it was.' });
    must(201, await note('loan', loanOf(0), 'call', 'no_answer'));
    must(201, await note('loan', loanOf(0), 'decision'));
    must(201, await note('customer', borrowers[1]?.actor.id ?? '', 'visit'));
    expect((await row(0))?.last_contact).toMatchObject({ kind: 'call', outcome: 'no_answer' });
    expect((await row(1))?.last_contact).toMatchObject({ kind: 'visit', outcome: null });
    expect((await row(0))?.last_contact?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await numbers('no_contact_days=7')).toEqual([2, 3]);
    await app.database.tamper("UPDATE notes SET created_at = created_at - interval '8 days'");
    expect(await numbers('no_contact_days=7')).toEqual([0, 1, 2, 3]);
    expect(await numbers('no_contact_days=9')).toEqual([2, 3]);
  });

  it('waits for a promise until it is due, and puts a broken one first', async () => {
    const promised = { amount: '100.00', due_on: day(16), channel: 'call' };
    for (const nr of [0, 1]) must(201, await mei.api.post(`/api/loans/${loanOf(nr)}/promises/`, promised));
    await pay(borrowers[0]?.actor as Actor, { id: loanOf(0) }, '40.00');
    expect(await row(0)).toMatchObject({
      next_action: 'wait_for_promise',
      promise: { state: 'open', amount: '100.00', paid: '40.00', due_on: day(16) },
    });
    expect(await numbers('promise=open')).toEqual([0, 1]);
    expect(await numbers('promise=broken,none')).toEqual([2, 3]);
    await sandbox.advance(day(17));
    expect(await row(0)).toMatchObject({ next_action: 'remind', promise: { state: 'open' } });
    await sandbox.advance(day(19));
    expect(await row(0)).toMatchObject({
      next_action: 'broken_promise',
      promise: { state: 'broken', paid: '40.00' },
    });
    expect(await numbers('promise=broken')).toEqual([0, 1]);
    expect(await numbers('promise=none')).toEqual([2, 3]);
    // A newer one takes its place.
    must(201, await mei.api.post(`/api/loans/${loanOf(1)}/promises/`, { ...promised, due_on: day(25) }));
    expect(await numbers('promise=broken')).toEqual([0]);
    expect(await numbers('promise=open&assigned_to=nobody')).toEqual([1]);
    expect((await numbers('promise=open,broken,none')).length).toBe(4);
  });

  it('goes on from page to page within its filters', async () => {
    const first = must(200, await mei.api.get('/api/reports/collections/?limit=1&promise=none'));
    const second = must(200, await mei.api.get(first.next as string));
    expect(second.next).toBeNull();
    const both = [...first.results, ...second.results] as Row[];
    expect(both.map(({ loan }) => loan).sort()).toEqual([loanOf(2), loanOf(3)].sort());
  });

  it('is a file as well, with its filters, a line a loan', async () => {
    const file = async (query: string) => {
      const answer = await mei.api.get(`/api/reports/collections/csv/?${query}`);
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
        200,
        'attachment; filename="collections.csv"',
      ]);
      const [head = '', ...lines] = String(answer.body).trim().split('\r\n');
      const names = head.split(',');
      return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])));
    };
    const rows = await file('');
    const listed = await list('limit=100');
    expect(rows.map(({ loan }) => loan)).toEqual(listed.map(({ loan }) => loan));
    for (const [at, { promise, last_contact: contact, ...shown }] of listed.entries()) {
      // Numbers are text in a file, and null is empty.
      const plain = Object.entries(shown).map(([name, value]) => [name, [value].join()]);
      // A spreadsheet would take a plus in front for a formula.
      expect(rows[at]).toMatchObject({ ...Object.fromEntries(plain), phone: `'${shown.phone}` });
      expect(rows[at]).toMatchObject({
        promise_state: promise?.state ?? '',
        promise_due_on: promise?.due_on ?? '',
        contact_at: contact?.at ?? '',
      });
    }
    expect((await file('promise=broken')).map(({ promise_state: state }) => state)).toEqual(['broken']);
    expect((await mei.api.get('/api/reports/collections/csv/?limit=1')).status).toBe(400);
  });

  it('takes the loans of one who may no longer sign in from him', async () => {
    const admin = await makeUser(app, 'admin');
    must(200, await admin.api.patch(`/api/users/${tom.id}/`, { is_active: false }));
    expect(await row(2)).toMatchObject({ assigned_to: null, assignee: null });
    expect(await numbers('assigned_to=nobody')).toEqual([1, 2, 3]);
    expect(await numbers(`assigned_to=${tom.id}`)).toEqual([]);
    await sandbox.advance(day(20));
    must(200, await admin.api.patch(`/api/users/${tom.id}/`, { is_active: true }));
    expect(await row(2)).toMatchObject({ assigned_to: null });
    expect((await assign(2, tom.id)).status).toBe(200);
  });

  it('closes the case of a loan that is no longer late, and opens another when it is again', async () => {
    await pay(borrowers[0]?.actor as Actor, { id: loanOf(0) }, '270.00');
    expect(await numbers()).toEqual([1, 2, 3]);
    expect(await casesOf(0)).toEqual([[14, null]]);
    await sandbox.advance(day(21));
    expect(await casesOf(0)).toEqual([[14, 20]]);
    await sandbox.advance(day(25));
    expect(await casesOf(0)).toEqual([
      [14, 20],
      [24, null],
    ]);
    expect(await row(0)).toMatchObject({ assigned_to: null });
    await expectGreenProof(app);
  });
});
