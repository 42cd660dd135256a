import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('what people write about facts', () => {
  let app: TestApp;
  let staff: Actor;
  let loan: { id: string };

  beforeAll(async () => {
    app = await startApp();
    await makeProvider(app, '5000.00');
    staff = await makeStaff(app);
    const customer = await makeCustomer(app);
    loan = await makeLoan(customer, '500.00');
    const payment = await pay(customer, loan, '50.00');
    const answer = must(
      200,
      await staff.api.post(`/api/payments/${String(payment.id)}/reverse/`, {
        reason: 'Ada Okoye took it back.',
      }),
    );
    expect(answer.reason).toBe('Ada Okoye took it back.');
  });
  afterAll(() => app.stop());

  const detailsOf = async () => {
    const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/history/`)) as {
      results: { kind: string; detail: string | null }[];
    };
    return results.filter(({ kind }) => kind === 'payment_reversed').map(({ detail }) => detail);
  };

  it('is shown with the fact, and stands in no row that refuses a change', async () => {
    expect(await detailsOf()).toEqual(['Ada Okoye took it back.']);
    for (const table of ['payment_reversals', 'loan_events', 'payments', 'journal']) {
      const rows = await app.database.rows(`SELECT 1 FROM ${table} t WHERE to_jsonb(t)::text LIKE '%Okoye%'`);
      expect(rows).toEqual([]);
    }
  });

  it.each([
    ['changed', "UPDATE notes SET text = 'It bounced.'"],
    ['blanked without a word', "UPDATE notes SET text = ''"],
    ['said to be of somebody else', "UPDATE notes SET author_id = uuidv7(), text = '', redacted_at = now()"],
    ['marked as redacted', 'UPDATE notes SET redacted_at = now()'],
    ['deleted', 'DELETE FROM notes'],
  ])('cannot be %s', async (_, sql) => {
    await expect(app.database.rows(sql)).rejects.toThrow(/redact|not allowed/);
  });

  it('disappears from the history once it is redacted, which cannot be undone', async () => {
    await app.database.rows("UPDATE notes SET text = '', redacted_at = now()");
    expect(await detailsOf()).toEqual([null]);
    await expect(
      app.database.rows("UPDATE notes SET text = 'It bounced.', redacted_at = NULL"),
    ).rejects.toThrow('only be redacted');
    await expectGreenProof(app);
  });
});
