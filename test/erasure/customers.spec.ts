import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import type { TestApp } from '../support/app.js';
import { believeEverybody, importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
import { eventsAreNumbered } from '../support/events.js';
import { makeInstrument, payWith, sayOf, startWithGateway, transferIs } from '../support/gateway.js';
import { makeProvider, makeStaff, makeUser, must, pay, type Actor } from '../support/make.js';
import { MARK, markedKey, marksIn, registerMarked } from '../support/marked.js';
import { IBAN, makePayoutAccount } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

/** Where a customer whose every word has the mark leaves it. */
const TABLES = [
  'customers',
  'idempotency_keys',
  'notes',
  'notifications',
  'people_search',
  'proposals',
  'sessions',
  'statement_lines',
  'till_receipts',
  'transfer_steps',
  'transfers',
  'users',
];

describe('a customer who is erased', () => {
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let ada: Actor & { username: string };
  let loan: { id: string; amount_due: string };

  const erase = (username = ada.username, by = admin) =>
    by.api.post(`/api/customers/${ada.id}/erase/`, { username });
  const preview = () => admin.api.post(`/api/customers/${ada.id}/erase/preview/`);
  const note = (subject_type: string, subject: string, by = staff) =>
    by.api.post(
      '/api/notes/',
      { subject_type, subject, kind: 'call', text: `${MARK} rang.` },
      markedKeyOfStaff(),
    );
  let keys = 0;
  const markedKeyOfStaff = () => ({ 'Idempotency-Key': `note-${String(++keys)}` });

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'sandbox,bank_file' });
    [staff, admin] = [await makeStaff(app), await makeUser(app, 'admin')];
    await believeEverybody(staff);
    await makeProvider(app, '50000.00');
    ada = await registerMarked(app, 'customer', `${MARK}-ada`);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  it('has left texts in many places', async () => {
    loan = must(201, await ada.api.post('/api/loans/', { amount: '900.00' }, markedKey()));
    must(201, await note('customer', ada.id));
    must(201, await note('loan', loan.id));
    const wish = { loan: loan.id, kind: 'holiday', wish: `${MARK} is ill.` };
    const { id: request } = must(201, await ada.api.post('/api/care_requests/', wish));
    const answer = { granted: true, note: `Dear ${MARK}, come by.` };
    must(200, await staff.api.post(`/api/care_requests/${String(request)}/answer/`, answer));
    const atTheCounter = { loan: loan.id, amount: '10.00', method: 'cheque', reference: `CHQ ${MARK}` };
    const { id: payment } = must(201, await staff.api.post('/api/payments/', atTheCounter));
    must(201, await note('payment', String(payment)));
    const bounced = { reason: `The cheque of ${MARK} bounced.` };
    must(200, await staff.api.post(`/api/payments/${String(payment)}/reverse/`, bounced));

    const { id: account, today } = await openBankAccount(app, staff);
    const [row] = await app.database.rows<{ number: number }>('SELECT number FROM loans WHERE id = $1', [
      loan.id,
    ]);
    const line = {
      amount: '50.00',
      text: `instalment ${shownShortNumber(row?.number ?? 0)} of ${MARK}`,
      name: `Ada ${MARK}`,
      endToEndId: `E2E-${MARK}`,
      ref: `REF-${MARK}`,
    };
    must(201, await importStatement(staff, account, statementOf(today, '1000.00', [line])));
    await until(async () => (await lineOf(staff, account, '50.00')).state === 'explained');

    await makePayoutAccount(ada, 'ok', { holder: `Ada ${MARK}` });
    const transfer = await payWith(ada, await makeInstrument(ada, 'slow_3d'), loan, '20.00');
    await sayOf(app, staff, transfer, {
      state: 'failed',
      failure: { code: 'declined', text: `No, ${MARK}.` },
    });
    await transferIs(staff, transfer, 'failed');
    const other = await payWith(ada, await makeInstrument(ada, 'slow_3d'), loan, '30.00');
    await sayOf(app, staff, other, { state: 'succeeded' });
    await sayOf(app, staff, other, { state: 'review' });
    const failed = { outcome: 'failed', reason: `${MARK} said so.` };
    must(200, await staff.api.post(`/api/transfers/${other}/resolve/`, failed));
    expect((await preview()).body.open).toEqual(expect.arrayContaining(['loan', 'transfer', 'proposal']));
    must(200, await (await makeStaff(app)).api.post(`/api/transfers/${other}/resolve/`, failed));
    expect(await marksIn(app)).toEqual(TABLES);
  });

  it('is not, while a loan, credit or a request is open', async () => {
    must(
      201,
      await ada.api.post('/api/care_requests/', { loan: loan.id, kind: 'other', wish: `${MARK} asks.` }),
    );
    expect(await erase()).toMatchObject({
      status: 409,
      body: { code: 'has_open_business', open: ['loan', 'request'] },
    });
    expect(await marksIn(app)).toEqual(TABLES);
    expect(app.output()).toContain('"person.erase","outcome":"refused"');
    const asked = must(200, await ada.api.get(`/api/care_requests/?loan=${loan.id}`)).results as {
      id: string;
    }[];
    must(200, await ada.api.post(`/api/care_requests/${asked[0]?.id ?? ''}/withdraw/`));
    const { remaining_balance: owed } = must(200, await ada.api.get(`/api/loans/${loan.id}/`)) as {
      remaining_balance: string;
    };
    await pay(ada, loan, owed);
  });

  it('is told of before, by an admin who knows the name; nothing changes then', async () => {
    const shown = must(200, await preview()) as { removed: { what: string; count: number }[] };
    const counts = Object.fromEntries(shown.removed.map(({ what, count }) => [what, count]));
    expect(counts).toMatchObject({
      account: 2,
      search: 1,
      bank_lines: 1,
      payment_methods: 3,
      reasons: 2,
      receipt_references: 1,
    });
    // The wishes and the answer among them.
    expect(counts.notes).toBe(7);
    expect((await erase(`${MARK}-eve`)).body.code).toBe('validation_failed');
    expect((await erase(ada.username, staff)).status).toBe(403);
    expect(await marksIn(app)).toEqual(TABLES);
  });

  it('leaves no text behind, and the books as they were', async () => {
    const books = () =>
      app.database.rows(
        `SELECT (SELECT jsonb_agg(j ORDER BY j.id) FROM journal j) AS journal, (SELECT jsonb_agg(p ORDER BY p.id) FROM payments p)
           AS payments, (SELECT jsonb_agg(l ORDER BY l.id) FROM loans l) AS loans`,
      );
    const before = await books();
    // A letter that is written meanwhile would be one more.
    await eventsAreNumbered(app.database);
    const wanted = must(200, await preview()) as { removed: object[] };
    const erased = must(200, await erase());
    expect(erased.removed).toEqual(wanted.removed);
    expect(await marksIn(app)).toEqual([]);
    expect(await books()).toEqual(before);
    await expectGreenProof(app);
  });

  it('is known by id and number, and found by nothing else', async () => {
    const shown = must(200, await staff.api.get(`/api/customers/${ada.id}/`));
    expect(shown).toMatchObject({
      username: `erased-${ada.id}`,
      first_name: '',
      email: '',
      phone: '',
      address: '',
    });
    expect(shown.erased_at).not.toBeNull();
    expect(must(200, await staff.api.get(`/api/search/?q=${MARK}`))).toMatchObject({ customers: [] });
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/`))).toMatchObject({ status: 'paid' });
    expect(must(200, await staff.api.get(`/api/payments/?loan=${loan.id}`)).results).not.toHaveLength(0);
  });

  it('can do nothing more, and nothing is written of it any more', async () => {
    const login = { username: ada.username, password: 'correct horse battery' };
    expect((await app.as().post('/api/auth/login/', login)).body.code).toBe('invalid_credentials');
    expect((await ada.api.get('/api/loans/')).status).toBe(401);
    const refused = await Promise.all([
      note('customer', ada.id),
      note('loan', loan.id),
      staff.api.patch(`/api/customers/${ada.id}/`, { first_name: MARK }),
      staff.api.post(`/api/customers/${ada.id}/code/`),
      admin.api.patch(`/api/users/${ada.id}/`, { is_active: true }),
      admin.api.post(`/api/users/${ada.id}/reset_password/`, {}),
      staff.api.post('/api/instruments/payout_accounts/', {
        ...{ party: ada.id, gateway: 'bank_file', holder: MARK, iban: IBAN },
      }),
    ]);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      refused.map(() => [409, 'person_erased']),
    );
    expect((await staff.api.post('/api/loans/', { customer: ada.id, amount: '100.00' })).body.code).toBe(
      'account_disabled',
    );
    expect(await marksIn(app)).toEqual([]);
  });

  it('answers a repeated command of staff without doing it again, nor saying what it was', async () => {
    keys = 0;
    const repeated = await note('customer', ada.id);
    expect([repeated.status, repeated.body]).toEqual([201, { erased: true }]);
  });

  it('is erased again without harm, and is in the log by id alone', async () => {
    expect((await erase()).body.code).toBe('validation_failed');
    expect(must(200, await erase(`erased-${ada.id}`)).removed).toEqual([]);
    const entries = app
      .output()
      .split('\n')
      .filter((line) => line.includes('"person.erase"') && line.includes('"done"'));
    expect(entries[0]).toContain(`"by":"${admin.id}"`);
    expect(entries[0]).toContain(ada.id);
    expect(app.output().toLowerCase()).not.toContain(MARK);
    expect((await admin.api.post(`/api/customers/${staff.id}/erase/`, { username: 'x' })).body.code).toBe(
      'customer_not_found',
    );
  });

  it('is refused while money is held as credit', async () => {
    const eve = await registerMarked(app, 'customer', `${MARK}-eve`);
    await app.database.tamper(`UPDATE customers SET credit_amount = 100 WHERE id = '${eve.id}'`);
    const refused = await admin.api.post(`/api/customers/${eve.id}/erase/`, { username: eve.username });
    expect(refused.body).toMatchObject({ code: 'has_open_business', open: ['credit'] });
    await app.database.tamper(`UPDATE customers SET credit_amount = 0 WHERE id = '${eve.id}'`);
    must(200, await admin.api.post(`/api/customers/${eve.id}/erase/`, { username: eve.username }));
  });
});
