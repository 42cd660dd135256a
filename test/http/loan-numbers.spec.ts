import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';

interface Row {
  loan: string | null;
  loan_number: string | null;
}

describe('the number of a loan', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;
  let loan: { id: string };
  let payment: string;
  let number: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true', DAY_CLOSE_SCHEDULE: 'false' });
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    provider = await makeProvider(app, '1000.00');
    loan = await makeLoan(customer, '600.00');
    ({ number } = must(200, await customer.api.get(`/api/loans/${loan.id}/`)) as { number: string });
    payment = String((await pay(customer, loan, '10.00')).id);
    must(201, await staff.api.post('/api/payments/', { loan: loan.id, amount: '2.50', method: 'cash' }));
    must(
      201,
      await staff.api.post('/api/notes/', {
        subject_type: 'loan',
        subject: loan.id,
        kind: 'call',
        outcome: 'reached',
        text: 'Pays on Friday.',
      }),
    );
    must(
      201,
      await customer.api.post('/api/care_requests/', {
        loan: loan.id,
        kind: 'holiday',
        wish: 'A month, please.',
      }),
    );
    must(200, await staff.api.patch('/api/bank_configuration/', { when_unfunded: 'queue' }));
    must(202, await customer.api.post('/api/loans/', { amount: '900.00' }));
  });
  afterAll(() => app.stop());

  const rowsOf = async (path: string, who = staff) =>
    (must(200, await who.api.get(`/api/${path}`)) as unknown as { results: Row[] }).results;

  it('has ten digits, of which the last one checks the others', () => {
    expect(number).toMatch(/^\d{10}$/);
  });

  it('stands beside its id wherever people look down a list', async () => {
    const lists: [path: string, who: Actor][] = [
      ['payments/', staff],
      ['payments/', customer],
      ['ledger/journal/?kind=funding', staff],
      ['ledger/journal/?kind=interest_share', staff],
      ['fundings/', staff],
      ['fundings/', provider],
      [`loans/${loan.id}/fundings/`, customer],
      ['providers/portfolio/loans/', provider],
      ['care_requests/', staff],
      ['care_requests/', customer],
    ];
    for (const [path, who] of lists) {
      const rows = await rowsOf(path, who);
      expect([path, rows.length > 0]).toEqual([path, true]);
      for (const row of rows)
        expect([path, row]).toMatchObject([path, { loan: loan.id, loan_number: number }]);
    }
  });

  it('is that of the loan that waits, in the queue', async () => {
    const [waiting] = await rowsOf('funding_queue/');
    expect(waiting?.loan_number).toMatch(/^\d{10}$/);
    expect(must(200, await staff.api.get(`/api/loans/${String(waiting?.loan)}/`))).toMatchObject({
      number: waiting?.loan_number,
    });
  });

  it('stands on a payment, a note, a receipt of the counter and a statement', async () => {
    expect(must(200, await customer.api.get(`/api/payments/${payment}/`))).toMatchObject({
      loan_number: number,
    });
    expect(must(200, await staff.api.get(`/api/notes/?subject=${loan.id}`)).results).toMatchObject([
      { kind: 'message', loan_number: number },
      { kind: 'call', loan_number: number },
    ]);
    const counter = must(200, await staff.api.get(`/api/reports/counter/?user=${staff.id}`)) as unknown as {
      tellers: { rows: Row[] }[];
    };
    expect(counter.tellers[0]?.rows).toMatchObject([{ loan: loan.id, loan_number: number }]);
    const { movements } = must(200, await provider.api.get('/api/providers/statement/')) as unknown as {
      movements: (Row & { kind: string })[];
    };
    expect(movements.map(({ kind, loan_number: of }) => [kind, of])).toEqual([
      ['deposit', null],
      ['funding', number],
      ['principal_share', number],
      ['interest_share', number],
      ['principal_share', number],
    ]);
  });

  it('is null where a row is about no loan, and names are null where an account is nobody’s', async () => {
    const [deposit] = await rowsOf('ledger/journal/?kind=deposit');
    expect(deposit).toMatchObject({
      loan: null,
      loan_number: null,
      debit_owner_name: null,
      credit_owner: provider.id,
      credit_owner_name: expect.stringMatching(/^provider-/),
    });
    const [funding] = await rowsOf('ledger/journal/?kind=disbursement');
    expect(funding).toMatchObject({ debit_owner: loan.id, debit_owner_name: null });
  });

  it('is a column of the files that people open', async () => {
    const head = async (path: string, who = staff) =>
      String((await who.api.get(`/api/${path}?format=csv`)).body).split('\r\n')[0];
    for (const path of ['payments/', 'ledger/journal/', 'fundings/', 'funding_queue/']) {
      expect([path, (await head(path))?.split(',')]).toEqual([
        path,
        expect.arrayContaining(['loan', 'loan_number']),
      ]);
    }
    expect(await head('providers/statement/', provider)).toBe(
      'business_date,kind,reversal,loan,loan_number,amount,commission,fund,wallet,lent,receivable',
    );
    const file = String((await provider.api.get('/api/providers/statement/?format=csv')).body);
    expect(file).toContain(`,funding,false,${loan.id},${number},600.00,`);
  });

  it('stands on late loans', async () => {
    const { business_date: today } = must(200, await staff.api.get('/api/sandbox/clock/'));
    const to = new Date(Date.parse(String(today)) + 50 * 86_400_000).toISOString().slice(0, 10);
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to }));
    expect(await rowsOf('reports/collections/')).toMatchObject([{ loan: loan.id, loan_number: number }]);
  });
});
