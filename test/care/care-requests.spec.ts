import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startApp, type TestApp } from '../support/app.js';
import { eventsOf } from '../support/events.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const WISH = 'I am out of work until January.';
const ANSWER = 'Come to the office on Monday: we agree on new dates.';

describe('what borrowers ask for who cannot pay as agreed', () => {
  let app: TestApp;
  let staff: Actor;
  let ada: Actor;
  let loan: string;

  beforeAll(async () => {
    app = await startApp();
    [staff, ada] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    await makeProvider(app, '50000.00');
    loan = (await makeLoan(ada, '900.00')).id;
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const ask = (wish: object = {}, by = ada) =>
    by.api.post('/api/care_requests/', { loan, kind: 'holiday', wish: WISH, ...wish });
  const answer = (id: string, body: object = { granted: true, note: ANSWER }, by = staff) =>
    by.api.post(`/api/care_requests/${id}/answer/`, body);
  const withdraw = (id: string, by = ada) => by.api.post(`/api/care_requests/${id}/withdraw/`);
  const refused = (status: number, code: string, answered: { status: number; body: { code?: string } }) => {
    expect([answered.status, answered.body.code]).toEqual([status, code]);
  };

  it('is kept, one at a time a loan, and answered in words that the borrower reads', async () => {
    const asked = must(201, await ask());
    expect(asked).toMatchObject({
      ...{ loan, customer: ada.id, kind: 'holiday', wish: WISH, state: 'open' },
      ...{ answer: null, answered_by: null, ended_at: null },
    });
    refused(409, 'care_request_open', await ask());
    const open = must(200, await staff.api.get('/api/care_requests/?state=open'));
    expect(open).toMatchObject({ count: 1, results: [{ id: asked.id, wish: WISH }] });
    expect(must(200, await answer(asked.id))).toMatchObject({
      ...{ state: 'granted', answer: ANSWER, answered_by: staff.id },
    });
    const own = must(200, await ada.api.get(`/api/care_requests/?loan=${loan}`));
    expect(own.results).toMatchObject([
      { id: asked.id, state: 'granted', answer: ANSWER, answered_by: null },
    ]);
    refused(409, 'care_request_not_open', await answer(asked.id));
    refused(409, 'care_request_not_open', await withdraw(asked.id));
  });

  it('may be declined, and asked for again', async () => {
    const { id } = must(201, await ask({ kind: 'reschedule' }));
    expect(must(200, await answer(id, { granted: false, note: 'No.' }))).toMatchObject({ state: 'declined' });
    const again = must(201, await ask({ kind: 'hardship' }));
    expect(must(200, await withdraw(again.id))).toMatchObject({ state: 'withdrawn', answer: null });
    const all = must(200, await staff.api.get('/api/care_requests/?state=declined,withdrawn'));
    expect((all.results as { state: string }[]).map(({ state }) => state)).toEqual(['withdrawn', 'declined']);
  });

  it('is told, with what became of it, and without a word of what was said', async () => {
    const told = await eventsOf(app, staff, async () => {
      const { id } = must(201, await ask());
      refused(409, 'care_request_open', await ask());
      must(200, await answer(id));
      const { id: second } = must(201, await ask({ kind: 'other' }));
      must(200, await withdraw(second));
    });
    const subject = { type: 'loan', id: loan };
    const [first, second] = [told[0]?.data.request, told[2]?.data.request];
    expect(told).toMatchObject([
      { type: 'care.requested', subject, customer: ada.id, actor: ada.id, data: { kind: 'holiday' } },
      {
        ...{ type: 'care.answered', subject, actor: staff.id },
        data: { request: first, kind: 'holiday', state: 'granted' },
      },
      { type: 'care.requested', subject, data: { kind: 'other' } },
      { type: 'care.withdrawn', subject, actor: ada.id, data: { request: second, kind: 'other' } },
    ]);
    expect(JSON.stringify(told)).not.toContain('office');
    expect(JSON.stringify(told)).not.toContain('work');
  });

  it('changes nothing of the loan', async () => {
    const before = must(200, await ada.api.get(`/api/loans/${loan}/`));
    const { id } = must(201, await ask());
    must(200, await answer(id));
    expect(must(200, await ada.api.get(`/api/loans/${loan}/`))).toEqual(before);
  });

  it("is nobody else's business", async () => {
    const eve = await makeCustomer(app);
    const { id } = must(201, await ask());
    refused(404, 'loan_not_found', await ask({}, eve));
    refused(404, 'care_request_not_found', await withdraw(id, eve));
    expect(must(200, await eve.api.get('/api/care_requests/'))).toMatchObject({ count: 0, results: [] });
    refused(404, 'care_request_not_found', await answer(uuidv7()));
    must(200, await withdraw(id));
  });

  it('is not answered by staff for themselves', async () => {
    const admin = await makeUser(app, 'admin');
    must(200, await admin.api.patch(`/api/users/${staff.id}/`, { own_accounts: [ada.id] }));
    const { id } = must(201, await ask());
    refused(403, 'own_person', await answer(id));
    must(200, await answer(id, undefined, await makeStaff(app)));
    must(200, await admin.api.patch(`/api/users/${staff.id}/`, { own_accounts: [] }));
  });

  it.each([
    ['no words', { wish: ' ' }],
    ['too many words', { wish: 'x'.repeat(2001) }],
    ['an unknown kind', { kind: 'gift' }],
    ['no loan', { loan: 'mine' }],
  ])('is refused with %s', async (_, wish) => {
    refused(400, 'validation_failed', await ask(wish));
  });

  it('is refused for a loan that does not run', async () => {
    const bob = await makeCustomer(app);
    const { id, amount_due: amount } = await makeLoan(bob, '100.00');
    must(201, await bob.api.post('/api/payments/', { loan: id, amount }));
    refused(409, 'care_not_possible', await ask({ loan: id }, bob));
  });

  it('asked for many times at once is open once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 409),
    ]);
    const [made] = answers.filter(({ status }) => status === 201);
    const answered = await Promise.all([1, 2, 3].map(() => answer(made!.body.id)));
    expect(answered.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('keeps what was said as notes, whose text can be removed', async () => {
    const { id } = must(201, await ask());
    const notes = must(200, await staff.api.get(`/api/notes/?subject=${loan}`)).results as {
      id: string;
      text: string;
      kind: string;
    }[];
    expect(notes[0]).toMatchObject({ kind: 'message', text: WISH, author: ada.id });
    const admin = await makeUser(app, 'admin');
    must(200, await admin.api.post(`/api/notes/${notes[0]!.id}/redact/`));
    const [shown] = must(200, await ada.api.get(`/api/care_requests/?loan=${loan}`)).results as {
      wish: null;
    }[];
    expect(shown).toMatchObject({ id, wish: null, state: 'open' });
  });
});
