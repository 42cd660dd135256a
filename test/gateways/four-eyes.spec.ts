import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import {
  makeInstrument,
  payWith,
  sayOf,
  shownTransfer,
  startWithGateway,
  transfersThatStand,
} from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('a decision that needs two members of staff', () => {
  let app: TestApp;
  let one: Actor;
  let other: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway();
    [one, other] = [await makeStaff(app), await makeStaff(app)];
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  const inReview = async () => {
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, await makeInstrument(customer, 'slow_3d'), loan, '50.00');
    await sayOf(app, one, id, { state: 'succeeded' });
    await sayOf(app, one, id, { state: 'review' });
    return { id, loan };
  };
  const resolve = (by: Actor, id: string, outcome: string) =>
    by.api.post(`/api/transfers/${id}/resolve/`, { outcome, reason: 'The gateway says so.' });

  it('is a proposal until another one says the same; another word is another proposal', async () => {
    const { id } = await inReview();
    expect(must(200, await resolve(one, id, 'failed'))).toMatchObject({
      state: 'review',
      proposal: { outcome: 'failed' },
    });
    expect(must(200, await resolve(other, id, 'settled'))).toMatchObject({
      state: 'review',
      proposal: { outcome: 'settled', proposed_by: other.id },
    });
    expect((await resolve(other, id, 'settled')).body.code).toBe('second_person_needed');
    expect(await shownTransfer(customer, id)).toMatchObject({ proposal: null });
    expect(must(200, await resolve(one, id, 'settled'))).toMatchObject({
      state: 'settled',
      stands: 'settled',
      proposal: null,
    });
    await expectGreenProof(app);
  });

  it('is done once, however many confirm it at the same time', async () => {
    const { id, loan } = await inReview();
    must(200, await resolve(one, id, 'returned'));
    const many = await Promise.all(
      Array.from({ length: 4 }, async () => resolve(await makeStaff(app), id, 'returned')),
    );
    expect(many.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(must(200, await one.api.get(`/api/loans/${loan.id}/`))).toMatchObject({ total_paid: '0.00' });
    await expectGreenProof(app);
  });

  it('may say that the money of a transfer is lost: it counts, and the house bears it', async () => {
    const { id, loan } = await inReview();
    must(200, await resolve(one, id, 'lost'));
    expect(must(200, await resolve(other, id, 'lost'))).toMatchObject({
      state: 'settled',
      stands: 'settled',
    });
    expect(must(200, await one.api.get(`/api/loans/${loan.id}/`))).toMatchObject({ total_paid: '50.00' });
    const losses = await app.database.rows(
      "SELECT amount, credit_account FROM journal WHERE kind = 'bank_loss' AND cause_id = $1",
      [id],
    );
    expect(losses).toEqual([{ amount: '5000', credit_account: 'clearing' }]);
    await expectGreenProof(app);
    expect((await resolve(one, id, 'failed')).body.code).toBe('transfer_state');
  });

  it('may write off what a customer owes beside its loans', async () => {
    const debtor = await makeCustomer(app);
    await transfersThatStand(app, one, debtor);
    const path = `/api/customers/${debtor.id}/bank_loss/`;
    const body = { reason: 'She moved abroad.' };
    const proposed = { is_proposal: true, lost: '0.00', receivable_amount: '15.00', currency: 'USD' };
    expect(must(200, await one.api.post(path, body))).toEqual({ customer: debtor.id, ...proposed });
    expect((await one.api.post(path, body)).body.code).toBe('second_person_needed');
    expect(must(200, await other.api.post(path, body))).toEqual({
      customer: debtor.id,
      is_proposal: false,
      lost: '15.00',
      receivable_amount: '0.00',
      currency: 'USD',
    });
    expect(must(200, await one.api.get(`/api/customers/${debtor.id}/`))).toMatchObject({
      receivable_amount: '0.00',
    });
    await expectGreenProof(app);
    expect((await other.api.post(path, body)).body.code).toBe('nothing_owed');
    expect(
      (await other.api.post('/api/customers/0198c0de-2222-7000-8000-000000000001/bank_loss/', body)).body
        .code,
    ).toBe('customer_not_found');
  });

  it('is kept by the database from being made by one', async () => {
    const { id } = await inReview();
    must(200, await resolve(one, id, 'failed'));
    const alone = app.database.rows(
      'UPDATE proposals SET ended_by = proposed_by, ended_at = now(), confirmed = true WHERE subject_id = $1',
      [id],
    );
    await expect(alone).rejects.toThrow('proposals_two_people');
    const changed = app.database.rows("UPDATE proposals SET outcome = 'settled' WHERE subject_id = $1", [id]);
    await expect(changed).rejects.toThrow();
  });
});
