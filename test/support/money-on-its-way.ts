import { importStatement, lineOf, newestLines, openBankAccount, statementOf } from './bank.js';
import type { TestApp } from './app.js';
import { makeInstrument, payWith, sayOf, transferIs, transfersThatStand } from './gateway.js';
import { makeCustomer, makeLoan, must, pay, type Actor } from './make.js';

const NUMBER = 'NL91ABNA0417164300';

/** A transfer of which nobody has told the gateway, as after the death of a server. */
export async function unsentLike(app: TestApp, id: string): Promise<string> {
  const [row] = await app.database.rows<{ id: string }>(
    `INSERT INTO transfers (id, direction, purpose, party_id, loan_id, amount, currency, gateway, instrument_id, state,
       state_since, stands, counts_from, requested_by, created_at)
     SELECT uuidv7(), direction, purpose, party_id, loan_id, amount, currency, gateway, instrument_id, 'created', now(),
       'nothing', counts_from, requested_by, now() FROM transfers WHERE id = $1 RETURNING id`,
    [id],
  );
  return row?.id ?? '';
}

/** The ids of one of each thing that money leaves on its way in: at a gateway, and in a bank's statements. */
export async function moneyOnItsWay(app: TestApp, staff: Actor, customer: Actor) {
  const instrument = await makeInstrument(customer);
  const loan = await makeLoan(customer, '500.00');
  const paid = async (amount: string) => {
    const id = await payWith(customer, instrument, loan, amount);
    await transferIs(customer, id, 'succeeded');
    return id;
  };
  const transfer = await paid('11.00');
  const inReview = await paid('12.00');
  await sayOf(app, staff, inReview, { state: 'review' });

  const withCredit = await makeCustomer(app);
  const card = await makeInstrument(withCredit, 'slow_3d');
  const overpaid = await makeLoan(withCredit, '200.00');
  const late = await payWith(withCredit, card, overpaid, overpaid.amount_due);
  await pay(withCredit, overpaid, '50.00');
  await sayOf(app, staff, late, { state: 'succeeded' });
  const unpaid = await makeLoan(withCredit, '100.00');

  const { id: account, today } = await openBankAccount(app, staff, {
    number: NUMBER,
    gateways: ['sandbox'],
  });
  const lines = ['-4.90', '100.00', '50.00', '60.00', '70.00', '80.00', '11.00', '81.00'].map((amount) => ({
    amount,
  }));
  must(201, await importStatement(staff, account, statementOf(today, '1000.00', lines, NUMBER)));
  const line = async (amount: string) => (await lineOf(staff, account, amount)).id;
  const explained = await line('70.00');
  must(200, await staff.api.post(`/api/statement_lines/${explained}/outside/`, { reason: 'Rent' }));
  const { results } = must(200, await staff.api.get('/api/bank_statements/?limit=1')) as {
    results: { id: string }[];
  };
  const statement = results[0]?.id ?? '';
  const debtor = await makeCustomer(app);
  await transfersThatStand(app, staff, debtor);
  if ((await newestLines(staff, account)).length !== lines.length) throw new Error('lines are missing');
  const of = async (amount: string) => {
    const id = await line(amount);
    return () => ({ line: id });
  };
  const match = { line: await line('11.00'), transfer };
  const charge = await of('-4.90');
  const decided = {
    match: () => match,
    'match/preview': () => match,
    charge,
    'charge/preview': charge,
    identify: await of('100.00'),
    banked: await of('50.00'),
    outside: await of('60.00'),
    send_back: await of('81.00'),
    undo: () => ({ line: explained }),
    'undo/preview': () => ({ line: explained }),
  };
  return {
    instrument,
    transfer,
    inReview,
    unsent: await unsentLike(app, transfer),
    statement,
    line: await line('80.00'),
    /** The statement that follows. */
    file: statementOf(today, '1447.10', [{ amount: '1.00' }], NUMBER),
    /** Objects for operations that take no other ones. */
    decisions: {
      'POST /api/customers/{id}/credit/apply': () => ({ customer: withCredit.id, loan: unpaid.id }),
      'POST /api/customers/{id}/bank_loss': () => ({ customer: debtor.id }),
      ...Object.fromEntries(
        Object.entries(decided).map(([what, names]) => [`POST /api/statement_lines/{id}/${what}`, names]),
      ),
    },
  };
}
