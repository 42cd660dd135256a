import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/lending/dates.js';
import type { TestApp } from '../support/app.js';
import { autopay, debitsOf, putAutopay, THREE, toldOf } from '../support/autopay.js';
import { daysLater, makeInstrument, payWith, startWithGateway, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, makeUser, must, pay } from '../support/make.js';
import type { Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a loan that is collected by itself', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let customer: Actor;
  let loan: { id: string };
  let start: string;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', THREE));
    provider = await makeProvider(app, '50000.00');
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    customer = await makeCustomer(app);
    loan = await makeLoan(customer, '900.00');
    start = (await loanNow()).as_of;
  });

  const loanNow = async (who = customer) => must(200, await who.api.get(`/api/loans/${loan.id}/`));
  const later = (days: number) => daysLater(staff, app.database, days);
  const debits = async () =>
    (await debitsOf(app.database, loan, start)).map(({ due, attempt, amount, state, counts_from: from }) =>
      [due, attempt, amount, state, from].join(' '),
    );
  /** Somebody may be looking at one already. */
  const debitsAre = async (...expected: string[]) => {
    let found: string[] = [];
    await until(async () => {
      found = await debits();
      return found.join() === expected.join();
    }).catch(() => {
      expect(found).toEqual(expected);
    });
  };

  it('is paid on each due date, counted from it, and then nothing is collected any more', async () => {
    const shown = await autopay(customer, loan, await makeInstrument(customer));
    expect(shown).toMatchObject({
      state: 'on',
      lead_days: 0,
      off_reason: null,
      next_debit: { amount: '300.00' },
    });
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/autopay/`))).toEqual(shown);
    await later(9);
    expect(await debits()).toEqual([]);
    expect((await loanNow()).autopay.next_debit).toMatchObject({ amount: '300.00' });
    await later(1);
    await until(async () => (await loanNow()).total_paid === '300.00');
    await debitsAre('10 1 30000 succeeded 10');
    await later(25);
    await debitsAre('10 1 30000 settled 10', '20 1 30000 settled 20', '30 1 30000 settled 30');
    expect(await loanNow()).toMatchObject({
      late_interest: '0.00',
      autopay: { state: 'off', off_reason: 'loan_closed', next_debit: null },
    });
    expect(await toldOf(customer, loan)).toEqual([
      ['autopay_on', 'Collected on each due date.'],
      ['autopay_off', 'Nothing is collected for the loan any more.'],
    ]);
    await expectGreenProof(app);
  });

  it('from a bank account is asked for five days before, and is on time though it settles on the due date', async () => {
    await autopay(staff, loan, await makeInstrument(customer, 'ok', 'bank_debit'), 5);
    await later(4);
    expect(await debits()).toEqual([]);
    await later(1);
    await debitsAre('10 1 30000 pending 10');
    expect(await loanNow()).toMatchObject({ in_transit: '300.00', total_paid: '0.00' });
    await later(5);
    await until(async () => (await loanNow()).total_paid === '300.00');
    expect(await loanNow()).toMatchObject({ late_interest: '0.00', days_past_due: 0, in_transit: '0.00' });
    await expectGreenProof(app);
  });

  it('is asked only for what is not on its way, and not at all for what was paid', async () => {
    const debit = await makeInstrument(customer, 'ok', 'bank_debit');
    await autopay(customer, loan, await makeInstrument(customer));
    await later(8);
    await payWith(customer, debit, loan, '120.00');
    await later(2);
    await debitsAre('10 1 18000 succeeded 10');
    await pay(customer, loan, '300.00');
    await later(10);
    await until(async () => (await loanNow()).total_paid === '600.00');
    await debitsAre('10 1 18000 settled 10');
    await expectGreenProof(app);
  });

  it('that is late is asked for everything due, with late interest, from the next due date on', async () => {
    await later(12);
    const shown = await autopay(customer, loan, await makeInstrument(customer));
    // 600.00, and 0.1 % of the first half for each of seven days.
    expect(shown.next_debit).toMatchObject({ amount: '602.10' });
    await later(8);
    await until(async () => (await loanNow()).total_paid === '602.10');
    await debitsAre('20 1 60210 succeeded 20');
    expect(await loanNow()).toMatchObject({ status: 'active', late_interest: '2.10', days_past_due: 0 });
    await expectGreenProof(app);
  });

  it('is tried once more on the next day, and no more after two refusals; the borrower can set it anew', async () => {
    await autopay(customer, loan, await makeInstrument(customer, 'insufficient'));
    await later(10);
    await debitsAre('10 1 30000 failed 10');
    await later(1);
    await debitsAre('10 1 30000 failed 10', '10 2 30000 failed 11');
    await later(12);
    expect(await debits()).toHaveLength(2);
    expect((await loanNow()).autopay).toMatchObject({ state: 'off', off_reason: 'failed', next_debit: null });
    expect((await toldOf(customer, loan)).at(-1)).toEqual([
      'autopay_off',
      'Two debits in a row were refused or came back.',
    ]);
    await autopay(customer, loan, await makeInstrument(customer));
    await later(7);
    await until(async () => (await debits()).length === 3);
    await until(async () => (await loanNow()).autopay.state === 'off');
    expect((await loanNow()).status).toBe('paid');
    await expectGreenProof(app);
  });

  it('ends when its debits were paid twice and came back twice', async () => {
    must(200, await staff.api.patch('/api/bank_configuration/', { installments: 2, every: 40 }));
    loan = await makeLoan(customer, '900.00');
    must(200, await staff.api.patch('/api/bank_configuration/', THREE));
    await autopay(customer, loan, await makeInstrument(customer, 'return_after_5d', 'bank_debit'));
    await later(45);
    await debitsAre('40 1 45000 settled 40');
    expect(await loanNow()).toMatchObject({ total_paid: '450.00', late_interest: '0.00', status: 'active' });
    await expectGreenProof(app);
    await later(3);
    await debitsAre('40 1 45000 returned 40');
    expect(await loanNow()).toMatchObject({ total_paid: '0.00', status: 'overdue' });
    await expectGreenProof(app);
    // Asked for once more on the day after, with 0.1 % for six days; it counts from then.
    await later(1);
    await debitsAre('40 1 45000 returned 40', '40 2 45270 pending 49');
    await later(8);
    await debitsAre('40 1 45000 returned 40', '40 2 45270 returned 49');
    expect((await loanNow()).autopay).toMatchObject({ state: 'off', off_reason: 'failed' });
    await expectGreenProof(app);
    await later(25);
    expect(await debits()).toHaveLength(2);
  });

  it('goes on for a borrower whose login is disabled', async () => {
    const admin = await makeUser(app, 'admin');
    await autopay(customer, loan, await makeInstrument(customer));
    must(200, await admin.api.patch(`/api/users/${customer.id}/`, { is_active: false }));
    await later(10);
    await until(async () => (await loanNow(staff)).total_paid === '300.00');
  });

  it('ends with the card', async () => {
    const card = await makeInstrument(customer);
    await autopay(customer, loan, card);
    await later(10);
    await debitsAre('10 1 30000 succeeded 10');
    must(200, await customer.api.send('DELETE', `/api/instruments/${card}/`));
    expect((await loanNow()).autopay).toMatchObject({ state: 'off', off_reason: 'instrument_gone' });
    await later(10);
    expect(await debits()).toHaveLength(1);
    expect((await toldOf(customer, loan)).at(-1)).toEqual([
      'autopay_off',
      'What it was collected from was taken back.',
    ]);
  });

  it('shows the next debit that has something to collect, whatever was paid before it', async () => {
    const card = await makeInstrument(customer);
    await autopay(customer, loan, card, 2);
    await pay(customer, loan, '350.00');
    const nextDebit = async () => (await loanNow()).autopay.next_debit as unknown;
    expect(await nextDebit()).toEqual({
      on: addDays(start, 18),
      due_date: addDays(start, 20),
      amount: '250.00',
    });
    await payWith(customer, card, loan, '550.00');
    expect(await nextDebit()).toBeNull();
  });

  it('is not collected any more once its borrower says so, and nobody hears of it who should not', async () => {
    const card = await makeInstrument(customer);
    const path = `/api/loans/${loan.id}/autopay/`;
    expect((await customer.api.get(path)).body.code).toBe('autopay_not_found');
    expect((await customer.api.send('DELETE', path)).body.code).toBe('autopay_not_found');
    expect(await loanNow()).not.toHaveProperty('autopay');
    await autopay(customer, loan, card, 2);
    const stranger = await makeCustomer(app);
    expect((await stranger.api.get(path)).status).toBe(404);
    expect((await putAutopay(stranger, loan, card)).body.code).toBe('loan_not_found');
    expect(await loanNow(provider)).not.toHaveProperty('autopay');
    expect((await loanNow(staff)).autopay.next_debit).toMatchObject({ amount: '300.00' });
    expect(must(200, await customer.api.send('DELETE', path))).toMatchObject({
      state: 'off',
      off_reason: 'asked',
      next_debit: null,
    });
    await later(11);
    expect(await debits()).toEqual([]);
  });

  it.each([
    ['of another', 404, 'instrument_not_found'],
    ['taken back', 409, 'instrument_not_usable'],
  ])('is refused for a card that is %s', async (which, status, code) => {
    const owner = which === 'of another' ? await makeCustomer(app) : customer;
    const card = await makeInstrument(owner);
    if (which === 'taken back') must(200, await owner.api.send('DELETE', `/api/instruments/${card}/`));
    const refused = await putAutopay(customer, loan, card);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('is refused where nothing falls due any more, and for more than five days before', async () => {
    const card = await makeInstrument(customer);
    expect((await putAutopay(customer, loan, card, 6)).body.errors[0].field).toBe('lead_days');
    expect((await putAutopay(customer, loan, card, -1)).status).toBe(400);
    await pay(customer, loan, '900.00');
    const refused = await putAutopay(customer, loan, card);
    expect([refused.status, refused.body.code, refused.body.loan_status]).toEqual([
      409,
      'autopay_not_possible',
      'paid',
    ]);
  });

  it('cannot be written off while a debit is on its way', async () => {
    await autopay(customer, loan, await makeInstrument(customer, 'ok', 'bank_debit'));
    await later(10);
    const refused = await staff.api.post(`/api/loans/${loan.id}/write_off/`, { reason: 'Gone.' });
    expect([refused.status, refused.body.code]).toEqual([409, 'loan_has_transfer_pending']);
    const [debit] = await debitsOf(app.database, loan, start);
    expect((await transferIs(customer, debit?.id ?? '', 'pending')).steps[0]?.source).toBe('clock');
  });
});
