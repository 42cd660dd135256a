import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, makeUser, must, pay } from '../support/make.js';
import type { Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

interface Note {
  id: string;
  kind: string;
  text: string | null;
  redacted_at: string | null;
}

describe('what staff write about people', () => {
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let customer: Actor;
  let provider: Actor;
  let loan: { id: string };
  let payment: string;

  beforeAll(async () => {
    app = await startApp();
    provider = await makeProvider(app, '5000.00');
    [staff, admin, customer] = [await makeStaff(app), await makeUser(app, 'admin'), await makeCustomer(app)];
    loan = await makeLoan(customer, '500.00');
    payment = String((await pay(customer, loan, '50.00')).id);
  });
  afterAll(() => app.stop());

  const write = (note: object) => staff.api.post('/api/notes/', note);
  const about = async (query: string): Promise<Note[]> =>
    must(200, await staff.api.get(`/api/notes/?${query}`)).results as Note[];

  it('is kept with who wrote it, what it is about and what came of a call', async () => {
    const note = must(
      201,
      await write({
        subject_type: 'loan',
        subject: loan.id.toUpperCase(),
        kind: 'call',
        outcome: 'no_answer',
        text: 'Rang twice.',
      }),
    );
    expect(note).toMatchObject({
      subject_type: 'loan',
      subject: loan.id,
      kind: 'call',
      outcome: 'no_answer',
      text: 'Rang twice.',
      author: staff.id,
      author_name: `staff-${staff.id}`,
      redacted_at: null,
    });
    expect(await about(`subject=${loan.id}`)).toEqual([note]);
  });

  it('is listed with a customer whether it is about the person, a loan or a payment, newest first', async () => {
    must(201, await write({ subject_type: 'customer', subject: customer.id, kind: 'other', text: 'Moved.' }));
    must(200, await staff.api.post(`/api/payments/${payment}/reverse/`, { reason: 'It bounced.' }));
    const other = await makeCustomer(app);
    must(
      201,
      await write({ subject_type: 'customer', subject: other.id, kind: 'visit', text: 'Elsewhere.' }),
    );
    must(201, await write({ subject_type: 'provider', subject: provider.id, kind: 'other', text: 'Lends.' }));
    expect((await about(`customer=${customer.id}`)).map(({ kind, text }) => [kind, text])).toEqual([
      ['reversal', 'It bounced.'],
      ['other', 'Moved.'],
      ['call', 'Rang twice.'],
    ]);
    expect(await about(`subject=${customer.id}`)).toMatchObject([{ text: 'Moved.' }]);
    expect(await about(`subject=${provider.id}`)).toMatchObject([{ text: 'Lends.' }]);
    expect((await about('limit=2')).map(({ text }) => text)).toEqual(['Lends.', 'Elsewhere.']);
  });

  it.each([
    ['about a loan that is not there', { subject: uuidv7() }, 404, 'loan_not_found'],
    ['about a customer by the id of a loan', { subject_type: 'customer' }, 404, 'customer_not_found'],
    ['about nothing', { subject: 'me' }, 400, 'validation_failed'],
    ['of a kind that only a command writes', { kind: 'reversal' }, 400, 'validation_failed'],
    ['with an outcome of no contact', { kind: 'decision', outcome: 'reached' }, 400, 'validation_failed'],
    ['of spaces', { text: '  ' }, 400, 'validation_failed'],
    ['longer than 4,000 characters', { text: 'x'.repeat(4001) }, 400, 'validation_failed'],
  ])('is refused %s', async (_, change, status, code) => {
    const note = { subject_type: 'loan', subject: loan.id, kind: 'call', text: 'Rang.', ...change };
    const answer = await write(note);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is written once when the request is repeated with its key', async () => {
    const note = { subject_type: 'loan', subject: loan.id, kind: 'letter', text: 'Sent the second letter.' };
    const key = { 'Idempotency-Key': uuidv7() };
    const [first, again] = [
      await staff.api.post('/api/notes/', note, key),
      await staff.api.post('/api/notes/', note, key),
    ];
    expect(again.body).toEqual(must(201, first));
    expect((await about(`subject=${loan.id}`)).filter(({ kind }) => kind === 'letter')).toHaveLength(1);
  });

  it('loses its text for good when an admin redacts it, also the reason of a reversal', async () => {
    const [reversal] = await about(`subject=${payment}`);
    const path = `/api/notes/${String(reversal?.id)}/redact/`;
    expect((await staff.api.post(path)).status).toBe(403);
    const redacted = must(200, await admin.api.post(path));
    expect(redacted).toMatchObject({ id: reversal?.id, kind: 'reversal', text: null });
    expect(redacted.redacted_at).not.toBeNull();
    expect(must(200, await admin.api.post(path))).toEqual(redacted);
    expect(await app.database.rows(`SELECT FROM notes WHERE text LIKE '%bounced%'`)).toEqual([]);
    expect((await admin.api.post(`/api/notes/${uuidv7()}/redact/`)).body.code).toBe('note_not_found');
    const log = app.output().match(/"action":"note.redact"/g);
    expect(log).toHaveLength(1);
    await expectGreenProof(app);
  });

  it('keeps its outcome: the database refuses another', async () => {
    await expect(app.database.rows("UPDATE notes SET outcome = 'paid'")).rejects.toThrow('only be redacted');
  });
});
