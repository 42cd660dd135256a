import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysLater, sayOf, shownTransfer, startWithGateway, transferIs } from '../support/gateway.js';
import { hold } from '../support/hold.js';
import {
  clearMarket,
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { makePayoutAccount, onPayouts, resolveAs } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { accountsOf, payoutsOf, payOutBy, tryUndo, undoLoan } from '../support/undo.js';

const CLOSED = { state: 'failed', failure: { code: 'closed', text: 'Closed.' } };

describe('a loan that is paid out by transfer', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'sandbox,bank_file' });
    staff = await makeStaff(app);
    // With a real gateway, money that providers say they bring would not be believed.
    must(200, await staff.api.patch('/api/bank_configuration/', { direct_deposits: true }));
    await payOutBy(staff, 'transfer');
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await clearMarket(app, staff);
    await makeProvider(app, '20000.00');
    customer = await makeCustomer(app);
  });

  /** A loan whose money is on its way to the account of its borrower. */
  const sent = async (amount = '300.00') => {
    await makePayoutAccount(customer);
    const loan = await makeLoan(customer, amount);
    const [payout] = await payoutsOf(staff, loan);
    const id = payout?.id ?? '';
    await transferIs(staff, id, 'sent');
    return { loan, id };
  };
  const resend = (id: string, instrument: string) =>
    staff.api.post(`/api/transfers/${id}/resend/`, { instrument });
  const saysPaid = ({ api }: Actor, id: string) =>
    api.post(`/api/transfers/${id}/resolve/`, { outcome: 'paid', reason: 'The statement shows it.' });
  const states = async (loan: { id: string }) =>
    (await payoutsOf(staff, loan)).map(({ state, stands }) => `${state} ${stands}`);

  it('is promised, sent to the account of its borrower, and gone once it is there', async () => {
    const before = await onPayouts(app);
    const cash = BigInt((await accountsOf(app)).cash ?? '0');
    const { loan, id } = await sent();
    expect(await shownTransfer(customer, id)).toMatchObject({ purpose: 'disbursement', stands: 'promised' });
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/`))).toMatchObject({ status: 'active' });
    expect((await onPayouts(app)) - before).toBe(300_00);
    const under = await tryUndo(staff, loan);
    expect(under.body).toMatchObject({ code: 'loan_not_undoable', why: 'payout_under_way', state: 'sent' });
    await expectGreenProof(app);
    await daysLater(staff, app.database, 1);
    await transferIs(staff, id, 'paid');
    expect(await states(loan)).toEqual(['paid gone']);
    expect((await onPayouts(app)) - before).toBe(0);
    expect(BigInt((await accountsOf(app)).cash ?? '0') - cash).toBe(-300_00n);
    const gone = await tryUndo(staff, loan);
    expect(gone.body).toMatchObject({ code: 'loan_not_undoable', why: 'paid_out' });
    expect(gone.body.detail).toContain('Its money has left');
    await expectGreenProof(app);
  });

  it('waits where its borrower has no account, until staff send it to one, once', async () => {
    const loan = await makeLoan(customer, '300.00');
    const [waiting] = await payoutsOf(staff, loan);
    expect(waiting).toMatchObject({ state: 'reserved', stands: 'promised' });
    const cancelled = await staff.api.post(`/api/transfers/${waiting?.id ?? ''}/cancel/`);
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'transfer_state']);
    const account = await makePayoutAccount(customer);
    const answers = await Promise.all([1, 2, 3].map(() => resend(waiting?.id ?? '', account)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const [payout] = await payoutsOf(staff, loan);
    await transferIs(staff, payout?.id ?? '', 'sent');
    expect(await states(loan)).toEqual(['sent promised', 'cancelled nothing']);
    await expectGreenProof(app);
  });

  it('that fails is promised still: another one waits in its place', async () => {
    const before = await onPayouts(app);
    const { loan, id } = await sent();
    await sayOf(app, staff, id, CLOSED);
    expect(await states(loan)).toEqual(['reserved promised', 'failed nothing']);
    const [successor] = await payoutsOf(staff, loan);
    expect(await shownTransfer(staff, successor?.id ?? '')).toMatchObject({ replaces: id });
    expect((await onPayouts(app)) - before).toBe(300_00);
    await expectGreenProof(app);
    const account = await makePayoutAccount(customer);
    const { transfer } = must(202, await resend(successor?.id ?? '', account)) as { transfer: string };
    await sayOf(app, staff, transfer, { state: 'settled' });
    expect(await states(loan)).toEqual(['paid gone', 'cancelled nothing', 'failed nothing']);
    await expectGreenProof(app);
  });

  it('that fails for good, also after it was there, is undone to the last row', async () => {
    const before = await accountsOf(app);
    const { loan, id } = await sent();
    await sayOf(app, staff, id, { state: 'settled' });
    await sayOf(app, staff, id, { state: 'returned', failure: CLOSED.failure });
    expect(await states(loan)).toEqual(['reserved promised', 'returned nothing']);
    await expectGreenProof(app);
    await undoLoan(staff, loan);
    expect(await states(loan)).toEqual(['cancelled nothing', 'returned nothing']);
    expect(await accountsOf(app)).toEqual(before);
    await expectGreenProof(app);
  });

  it('that was paid after all takes the place of the one that waits', async () => {
    const { loan, id } = await sent();
    await sayOf(app, staff, id, CLOSED);
    await sayOf(app, staff, id, { state: 'settled' });
    expect(await states(loan)).toEqual(['reserved promised', 'review nothing']);
    await expectGreenProof(app);
    must(200, await saysPaid(staff, id));
    must(200, await saysPaid(await makeStaff(app), id));
    expect(await states(loan)).toEqual(['cancelled nothing', 'paid gone']);
    await expectGreenProof(app);
  });

  describe('and was undone before it turns out that the money has left', () => {
    const money = async () => {
      const { cash = '0', ...rest } = await accountsOf(app);
      return {
        cash: Number(cash),
        owed: Number(rest.customer_receivable ?? 0),
        onPayouts: Number(rest.payouts ?? 0),
      };
    };
    const owes = async () => {
      const shown = must(200, await staff.api.get(`/api/customers/${customer.id}/`));
      return [shown.receivable_amount, shown.credit_amount];
    };
    const paidAfterUndo = async () => {
      const { loan, id } = await sent();
      await sayOf(app, staff, id, CLOSED);
      await undoLoan(staff, loan);
      await sayOf(app, staff, id, { state: 'settled' });
      expect(await states(loan)).toEqual(['cancelled nothing', 'review nothing']);
      expect(await shownTransfer(staff, id)).toMatchObject({ failure_code: 'paid_after_undo' });
      return { loan, id };
    };

    it('is owed by its borrower beside all loans, once two members of staff say that it was paid', async () => {
      const before = await money();
      const { loan, id } = await paidAfterUndo();
      const tried = { outcome: 'paid', reason: 'The statement shows it.' };
      const preview = async (who: Actor) =>
        must(200, await who.api.post(`/api/transfers/${id}/resolve/preview/`, tried)) as object;
      expect(await preview(staff)).toEqual({
        transfer: id,
        confirms: false,
        state_before: 'review',
        state_after: 'paid',
        stands_before: 'nothing',
        stands_after: 'gone',
        currency: 'USD',
        figures: [{ figure: 'receivable_amount', id: customer.id, before: '0.00', after: '300.00' }],
      });
      must(200, await saysPaid(staff, id));
      expect(await preview(staff)).toMatchObject({ confirms: false });
      expect(await preview(await makeStaff(app))).toMatchObject({ confirms: true, state_after: 'paid' });
      expect(await owes()).toEqual(['0.00', '0.00']);
      must(200, await saysPaid(await makeStaff(app), id));
      expect(await states(loan)).toEqual(['cancelled nothing', 'paid gone']);
      expect(await owes()).toEqual(['300.00', '0.00']);
      const after = await money();
      expect({
        cash: after.cash - before.cash,
        owed: after.owed - before.owed,
        onPayouts: after.onPayouts - before.onPayouts,
      }).toEqual({ cash: -300_00, owed: 300_00, onPayouts: 0 });
      await expectGreenProof(app);
    });

    it('is paid at once by credit that the borrower has', async () => {
      const { id } = await paidAfterUndo();
      const other = await makeLoan(customer, '200.00');
      const { id: payment } = (await pay(staff, other, '120.00')) as { id: string };
      const reversal = { reason: 'It was for another loan.', money: 'credit' };
      must(200, await staff.api.post(`/api/payments/${payment}/reverse/`, reversal));
      expect(await owes()).toEqual(['0.00', '120.00']);
      await resolveAs(app, id, 'paid');
      expect(await owes()).toEqual(['180.00', '0.00']);
      await expectGreenProof(app);
    });

    it('is owed no more when it comes back, and what was paid of it is credit', async () => {
      const before = await money();
      const { loan, id } = await paidAfterUndo();
      await resolveAs(app, id, 'paid');
      const other = await makeLoan(customer, '200.00');
      const { id: payment } = (await pay(staff, other, '120.00')) as { id: string };
      const reversal = { reason: 'It was for another loan.', money: 'credit' };
      must(200, await staff.api.post(`/api/payments/${payment}/reverse/`, reversal));
      // New credit pays an old debt first.
      expect(await owes()).toEqual(['180.00', '0.00']);
      await sayOf(app, staff, id, { state: 'returned', failure: CLOSED.failure });
      expect(await states(loan)).toEqual(['cancelled nothing', 'returned nothing']);
      expect(await owes()).toEqual(['0.00', '120.00']);
      expect((await money()).owed).toBe(before.owed);
      await expectGreenProof(app);
    });
  });

  it('that fails while it is undone is undone with the one in its place', async () => {
    const { loan, id } = await sent();
    const held = await hold(app.database, 'SELECT FROM loans WHERE id = $1 FOR UPDATE', [loan.id]);
    try {
      const failing = sayOf(app, staff, id, CLOSED);
      await held.waitedFor();
      const undoing = undoLoan(staff, loan);
      await held.waitedFor(2);
      await held.release();
      await failing;
      const [successor] = await payoutsOf(staff, loan);
      expect(await undoing).toMatchObject({ transfer: successor?.id });
    } finally {
      await held.release();
    }
    expect(await states(loan)).toEqual(['cancelled nothing', 'failed nothing']);
    await expectGreenProof(app);
  });

  it('is sent elsewhere or undone, whichever comes first', async () => {
    for (let round = 0; round < 4; round++) {
      const owner = await makeCustomer(app);
      const loan = await makeLoan(owner, '200.00');
      const account = await makePayoutAccount(owner);
      const [waiting] = await payoutsOf(staff, loan);
      const [undone] = await Promise.all([tryUndo(staff, loan), resend(waiting?.id ?? '', account)]);
      const live = (await states(loan)).filter((state) => !state.endsWith('nothing'));
      expect(live).toHaveLength(undone.status === 200 ? 0 : 1);
      await expectGreenProof(app);
    }
  });

  it('goes out once each, however many are granted at the same moment', async () => {
    const owners = await Promise.all(Array.from({ length: 12 }, () => makeCustomer(app)));
    await Promise.all(owners.slice(3).map((owner) => makePayoutAccount(owner)));
    const loans = await Promise.all(owners.map((owner) => makeLoan(owner, '150.00')));
    for (const [nr, loan] of loans.entries()) {
      const payouts = await payoutsOf(staff, loan);
      expect(payouts).toHaveLength(1);
      if (nr >= 3) await transferIs(staff, payouts[0]?.id ?? '', 'sent');
    }
    expect(await app.database.rows('SELECT FROM sandbox_charges WHERE requests > 1')).toEqual([]);
    await expectGreenProof(app);
  });

  it('waits for a file, where the bank itself pays', async () => {
    await makePayoutAccount(customer, undefined, { gateway: 'bank_file' });
    const loan = await makeLoan(customer, '300.00');
    expect(await payoutsOf(staff, loan)).toMatchObject([{ state: 'reserved', gateway: 'bank_file' }]);
    const opened = { name: 'Payouts', number: 'DE02120300000000202051', opening_balance: '0' };
    const { id: account } = must(201, await staff.api.post('/api/bank_accounts/', opened));
    must(201, await staff.api.post('/api/payout_files/', { account }));
    expect(await states(loan)).toEqual(['sent promised']);
    const refused = await tryUndo(staff, loan);
    expect(refused.body).toMatchObject({ why: 'payout_under_way' });
    await expectGreenProof(app);
  });

  it('is not offered where no gateway pays out', async () => {
    const other = await startApp();
    try {
      const admin = await makeStaff(other);
      const { status, body } = await admin.api.patch('/api/bank_configuration/', {
        disbursement: 'transfer',
      });
      expect([status, body.code]).toEqual([400, 'validation_failed']);
      expect(body.errors).toMatchObject([{ field: 'disbursement', code: 'no_gateway' }]);
      must(200, await admin.api.patch('/api/bank_configuration/', { disbursement: 'instant' }));
      expect(must(200, await admin.api.get('/api/bank_configuration/'))).not.toHaveProperty('disbursement');
    } finally {
      await other.stop();
    }
  });
});
