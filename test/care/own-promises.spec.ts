import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, TERMS, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe("a borrower's own promise, on a loan of 900.00 whose first instalment is due in ten days", () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let ada: Actor;
  let loan: { id: string };
  let start: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true', DAY_CLOSE_SCHEDULE: 'false' });
    sandbox = await openSandbox(app);
    start = await sandbox.today();
    must(
      200,
      await sandbox.staff.api.patch('/api/bank_configuration/', { ...TERMS, default_after_days: 90 }),
    );
    await makeProvider(app, '9000.00');
    ada = await makeCustomer(app);
    loan = await makeLoan(ada, '900.00');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const day = (nr: number) => daysAfter(start, nr);
  const promise = (due: number, { by = ada, ...wish }: { by?: Actor } & Record<string, unknown> = {}) =>
    by.api.post(`/api/loans/${loan.id}/promises/`, { amount: '100.00', due_on: day(due), ...wish });
  const refused = (status: number, code: string, answer: { status: number; body: { code?: string } }) => {
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  };

  it('is given without saying how, and shows the borrower no note', async () => {
    expect(must(201, await promise(12))).toMatchObject({
      ...{ amount: '100.00', due_on: day(12), channel: 'message', state: 'open', note: null, made_by: null },
    });
    const [seen] = must(200, await sandbox.staff.api.get(`/api/loans/${loan.id}/promises/`))
      .results as object[];
    expect(seen).toMatchObject({ note: `100.00 USD by ${day(12)}.`, made_by: ada.id });
  });

  it('is one at a time: an open one stands, also for who would replace it', async () => {
    refused(409, 'promise_open', await promise(13));
    refused(409, 'promise_open', await promise(13, { replace: true }));
  });

  it('is given once a month, whatever became of the last one', async () => {
    await sandbox.advance(day(12));
    await pay(ada, loan, '100.00');
    await sandbox.advance(day(15));
    const [kept] = must(200, await ada.api.get(`/api/loans/${loan.id}/promises/`)).results as object[];
    expect(kept).toMatchObject({ state: 'kept', paid: '100.00' });
    const limited = await promise(20);
    refused(409, 'promise_limit', limited);
    expect(limited.body.next_date).toBe(day(30));
    // Staff write down what is said on the phone all the same.
    const { id } = must(201, await promise(20, { by: sandbox.staff, channel: 'call' }));
    must(200, await sandbox.staff.api.post(`/api/promises/${String(id)}/cancel/`));
    await sandbox.advance(day(29));
    refused(409, 'promise_limit', await promise(40));
    await sandbox.advance(day(30));
    must(201, await promise(40));
  });

  it("is nobody else's to give, and staff say how they heard it", async () => {
    refused(404, 'loan_not_found', await promise(40, { by: await makeCustomer(app) }));
    const unsaid = await promise(40, { by: sandbox.staff });
    refused(400, 'validation_failed', unsaid);
    expect(unsaid.body.errors).toMatchObject([{ field: 'channel' }]);
  });
});
