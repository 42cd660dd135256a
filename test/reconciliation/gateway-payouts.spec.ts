import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf, type FileLine } from '../support/bank.js';
import {
  cashOf,
  makeInstrument,
  payWith,
  sayOf,
  shownTransfer,
  slowLook,
  startWithGateway,
} from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a payout of a gateway to a bank account', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let card: string;
  let account: string;
  let today: string;
  let balance = 1000;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
    card = await makeInstrument(customer, 'slow_3d');
  });
  afterAll(() => app.stop());

  const openAccount = async () => {
    ({ id: account, today } = await openBankAccount(app, staff, { gateways: ['sandbox'] }));
  };
  const read = async (...lines: FileLine[]) => {
    const file = statementOf(today, balance.toFixed(2), lines);
    for (const { amount } of lines) balance += Number(amount);
    must(201, await importStatement(staff, account, file));
    await until(async () => {
      const due = await app.database.rows('SELECT FROM statement_lines WHERE next_attempt_at IS NOT NULL');
      return due.length === 0;
    });
  };
  /** A card payment that counts. */
  const paid = async (amount: string, kind = card) => {
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, kind, loan, amount);
    await sayOf(app, staff, id, { state: 'succeeded' });
    return { id, loan };
  };
  /** What the sandbox says from now on, which the platform has then been told. */
  const says = async (id: string, truth: object, becomes: string) => {
    await app.database.rows('UPDATE sandbox_charges SET truth = $2 WHERE id = $1', [id, truth]);
    // Somebody may be looking already, and have asked before this was true.
    await until(async () => {
      must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
      return (await shownTransfer(staff, id)).state === becomes;
    });
  };
  const inClearing = async () =>
    must(200, await staff.api.get('/api/reports/reconciliation/')).in_clearing as string;

  it('is in cash before there is a bank account, and its line is then between till and bank', async () => {
    const { id } = await paid('50.00');
    await says(id, { state: 'settled', settledIn: 'payout_0', fee: '200' }, 'settled');
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'settled', fee: '2.00' });
    await openAccount();
    await read({ amount: '48.00', text: 'SANDBOX payout_0' });
    expect(await lineOf(staff, account, '48.00')).toMatchObject({ state: 'explained', problem: null });
    await expectGreenProof(app);
  });

  it('settles the transfers in it by its line, with what the gateway kept of each', async () => {
    const [one, other] = [await paid('87.50'), await paid('100.00')];
    for (const { id } of [one, other]) {
      await says(id, { state: 'settled', settledIn: 'payout_1', fee: '250' }, 'succeeded');
      expect(await shownTransfer(staff, id)).toMatchObject({ state: 'succeeded', stands: 'credited' });
    }
    expect(await inClearing()).toBe('187.50');
    await expectGreenProof(app);
    await read({ amount: '182.50', text: 'SANDBOX payout_1', name: 'Sandbox Ltd' });
    expect(await lineOf(staff, account, '182.50')).toMatchObject({ state: 'explained', certainty: 'exact' });
    for (const { id } of [one, other]) {
      expect(await shownTransfer(staff, id)).toMatchObject({
        state: 'settled',
        stands: 'settled',
        fee: '2.50',
      });
    }
    expect(await inClearing()).toBe('0.00');
    await expectGreenProof(app);
    // The gateway says the same again: nothing moves.
    must(200, await staff.api.post(`/api/transfers/${one.id}/refresh/`));
    expect(await shownTransfer(staff, one.id)).toMatchObject({ state: 'settled' });
    await expectGreenProof(app);
  });

  it('is taken back to the last unit, and settled again', async () => {
    const line = await lineOf(staff, account, '182.50');
    must(200, await staff.api.post(`/api/statement_lines/${line.id}/undo/`));
    expect(await inClearing()).toBe('187.50');
    await expectGreenProof(app);
    const { results } = must(200, await staff.api.get('/api/transfers/?state=succeeded')) as {
      results: { id: string }[];
    };
    const body = { transfers: results.map(({ id }) => id) };
    must(200, await staff.api.post(`/api/statement_lines/${line.id}/match/`, body));
    expect(await inClearing()).toBe('0.00');
    await expectGreenProof(app);
  });

  it('ends a look that began before its line was decided on: what it saw is no longer so', async () => {
    const line = await lineOf(staff, account, '182.50');
    const transfers = (
      await app.database.rows<{ id: string }>(
        'SELECT transfer_id AS id FROM line_matches WHERE line_id = $1 AND transfer_id IS NOT NULL',
        [line.id],
      )
    ).map(({ id }) => id);
    const decide = (what: string, body: object = {}) =>
      staff.api.post(`/api/statement_lines/${line.id}/${what}/`, body);
    const ids = [...new Set(transfers)];
    expect(ids).toHaveLength(2);
    for (const [what, body] of [
      ['undo', {}],
      ['match', { transfers: ids }],
    ] as const) {
      const looks = await Promise.all(ids.map((id) => slowLook(app, id)));
      must(200, await decide(what, body));
      expect([what, await Promise.all(looks.map((mayBook) => mayBook()))]).toEqual([what, [false, false]]);
    }
    await expectGreenProof(app);
  });

  it('may bring one payment and take another back, and counts what the gateway says', async () => {
    const [lost, good] = [await paid('60.00'), await paid('200.00')];
    await says(lost.id, { state: 'settled', settledIn: 'payout_2', fee: '0' }, 'succeeded');
    await read({ amount: '60.00', text: 'SANDBOX payout_2' });
    expect(await shownTransfer(staff, lost.id)).toMatchObject({ state: 'settled' });
    const taken = { settledIn: 'payout_2', fee: '0', taken: 'payout_3', takenFee: '1500' };
    await says(lost.id, { state: 'returned', ...taken }, 'returned');
    expect(await shownTransfer(staff, lost.id)).toMatchObject({ state: 'returned', stands: 'owed_back' });
    await says(good.id, { state: 'settled', settledIn: 'payout_3', fee: '100' }, 'succeeded');
    await expectGreenProof(app);
    await read({ amount: '124.00', text: 'SANDBOX payout_3' });
    expect(await lineOf(staff, account, '124.00')).toMatchObject({ state: 'explained', problem: null });
    expect(await shownTransfer(staff, lost.id)).toMatchObject({ state: 'returned', stands: 'nothing' });
    expect(await shownTransfer(staff, good.id)).toMatchObject({ state: 'settled' });
    expect(await inClearing()).toBe('0.00');
    await expectGreenProof(app);
    // The payer loses the dispute after all.
    await says(
      lost.id,
      { state: 'settled', settledIn: 'payout_4', fee: '0', takenFee: '1500' },
      'reinstated',
    );
    expect(await shownTransfer(staff, lost.id)).toMatchObject({ state: 'reinstated', stands: 'credited' });
    await read({ amount: '60.00', text: 'SANDBOX payout_4' });
    expect(await shownTransfer(staff, lost.id)).toMatchObject({ state: 'settled', stands: 'settled' });
    await expectGreenProof(app);
  });

  it('lets a debit and a deposit count only when its line is read', async () => {
    const debit = await makeInstrument(customer, 'ok', 'bank_debit');
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, debit, loan, '75.00');
    await says(id, { state: 'settled', settledIn: 'payout_5', fee: '0' }, 'succeeded');
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'succeeded', stands: 'nothing' });
    await read({ amount: '75.00', text: 'SANDBOX payout_5' });
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'settled', stands: 'settled' });
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/`))).toMatchObject({ total_paid: '75.00' });
    await expectGreenProof(app);
  });

  it('has what goes back to a card taken from it: that has left when its line is read, and not from the till', async () => {
    const loan = await makeLoan(customer, '200.00');
    const overpaid = await payWith(customer, card, loan, loan.amount_due);
    await pay(customer, loan, '40.00');
    await sayOf(app, staff, overpaid, { state: 'succeeded' });
    await says(overpaid, { state: 'settled', settledIn: 'payout_8', fee: '0' }, 'succeeded');
    await read({ amount: loan.amount_due, text: 'SANDBOX payout_8' });
    const refund = async (amount: string) => {
      const path = `/api/customers/${customer.id}/credit/refund/`;
      const key = { 'Idempotency-Key': randomUUID() };
      const answer = await staff.api.post(path, { amount, instrument: card }, key);
      return String(must(202, answer).transfer);
    };
    const [netted, plain] = [await refund('30.00'), await refund('10.00')];
    await says(netted, { state: 'settled', taken: 'payout_9' }, 'sent');
    expect(await shownTransfer(staff, netted)).toMatchObject({ state: 'sent', stands: 'promised' });
    const { id } = await paid('100.00');
    await says(id, { state: 'settled', settledIn: 'payout_9', fee: '0' }, 'succeeded');
    await expectGreenProof(app);
    await read({ amount: '70.00', text: 'SANDBOX payout_9' });
    expect(await shownTransfer(staff, netted)).toMatchObject({ state: 'paid', stands: 'gone' });
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'settled' });
    expect([await inClearing(), await cashOf(app, netted)]).toEqual(['0.00', 0]);
    await expectGreenProof(app);
    await read({ amount: '-10.00', text: `SANDBOX payout_refund_${plain}` });
    expect(await shownTransfer(staff, plain)).toMatchObject({ state: 'paid', stands: 'gone' });
    await expectGreenProof(app);
    const line = await lineOf(staff, account, '-10.00');
    must(200, await staff.api.post(`/api/statement_lines/${line.id}/undo/`));
    expect(await shownTransfer(staff, plain)).toMatchObject({ stands: 'promised' });
    await expectGreenProof(app);
  });

  it('stays open with the reason when the line is of another amount, or nobody knows it', async () => {
    const { id } = await paid('40.00');
    await says(id, { state: 'settled', settledIn: 'payout_6', fee: '0' }, 'succeeded');
    await read({ amount: '41.00', text: 'SANDBOX payout_6' }, { amount: '9.00', text: 'payout_7' });
    const differs = await lineOf(staff, account, '41.00');
    expect(differs).toMatchObject({ state: 'open' });
    expect(differs.problem).toContain('the line is 41.00 USD');
    expect((await lineOf(staff, account, '9.00')).problem).toBe('Its gateway knows no payout payout_7.');
    expect(await shownTransfer(staff, id)).toMatchObject({ state: 'succeeded', stands: 'credited' });
    await expectGreenProof(app);
  });
});
