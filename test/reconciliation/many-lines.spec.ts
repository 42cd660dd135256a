import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shownShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  importStatement,
  newestLines,
  openBankAccount,
  statementOf,
  type FileLine,
} from '../support/bank.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

/** A lock that is held is not waited for long. */
const HASTY = { DB_LOCK_TIMEOUT_MS: '2000' };

describe('many lines of a statement that name what they are', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;
  let account: string;
  let today: string;
  let loans: { id: string; amount_due: string }[];
  let numbers: Map<string, string>;
  let balance: number;

  beforeEach(async () => {
    app = await startApp(HASTY);
    staff = await makeStaff(app);
    provider = await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
    loans = [];
    for (let nr = 0; nr < 8; nr++) loans.push(await makeLoan(customer, '100.00'));
    const rows = await app.database.rows<{ id: string; number: number }>(
      'SELECT id, number FROM loans UNION ALL SELECT id, number FROM providers',
    );
    numbers = new Map(rows.map(({ id, number }) => [id, shownShortNumber(number)]));
    ({ id: account, today } = await openBankAccount(app, staff));
    balance = 1000;
  });
  afterEach(() => app.stop());

  const naming = (id: string, amount: string): FileLine => ({
    amount,
    text: `Thank you, ${numbers.get(id) ?? ''}`,
  });
  const loanOf = (nr: number) => loans[nr] as (typeof loans)[number];
  const read = async (lines: FileLine[]) => {
    const file = statementOf(today, balance.toFixed(2), lines);
    for (const { amount } of lines) balance += Number(amount);
    return must(201, await importStatement(staff, account, file));
  };
  const due = () =>
    app.database.rows<{ amount: string }>(
      'SELECT amount FROM statement_lines WHERE next_attempt_at IS NOT NULL',
    );
  const worked = () => until(async () => (await due()).length === 0);
  const paidOf = async (id: string) =>
    (must(200, await customer.api.get(`/api/loans/${id}/`)) as { total_paid: string }).total_paid;
  const states = async () => (await newestLines(staff, account)).map(({ state }) => state);

  it('count in one transaction, each on its loan', async () => {
    const before = await app.database.rows('SELECT FROM transfers');
    expect(before).toEqual([]);
    const answer = await read(loans.map(({ id }, nr) => naming(id, `${String(nr + 1)}.00`)));
    expect(answer).toMatchObject({ new: 8, matched: 8 });
    await worked();
    for (const [nr, { id }] of loans.entries()) expect(await paidOf(id)).toBe(`${String(nr + 1)}.00`);
    const [together] = await app.database.rows('SELECT count(DISTINCT xmin::text) AS batches FROM payments');
    expect(together).toEqual({ batches: '1' });
    const transfers = await app.database.rows<{ steps: string[] }>(
      `SELECT array_agg(s.to_state ORDER BY s.entry_no) AS steps FROM transfer_steps s GROUP BY s.transfer_id`,
    );
    expect(transfers).toEqual(loans.map(() => ({ steps: ['created', 'submitted', 'settled'] })));
    await expectGreenProof(app);
  });

  it('count in the order of the statement where several are for one loan, and leave what is too much as credit', async () => {
    const { id, amount_due: due } = loanOf(0);
    await read([
      naming(id, '10.00'),
      naming(loanOf(1).id, '5.00'),
      naming(id, '20.00'),
      naming(provider.id, '300.00'),
      naming(id, due),
    ]);
    await worked();
    expect(await states()).toEqual(Array.from({ length: 5 }, () => 'explained'));
    const payments = await app.database.rows(
      'SELECT amount FROM payments WHERE loan_id = $1 ORDER BY entry_no',
      [id],
    );
    const rest = Math.round(Number(due) * 100) - 3000;
    expect(payments).toEqual([{ amount: '1000' }, { amount: '2000' }, { amount: String(rest) }]);
    const [row] = await app.database.rows('SELECT credit_amount AS credit FROM customers WHERE id = $1', [
      customer.id,
    ]);
    expect(row).toEqual({ credit: '3000' });
    expect(must(200, await provider.api.get(`/api/providers/${provider.id}/`))).toMatchObject({
      fund_amount: '49500.00',
    });
    await expectGreenProof(app);
  });

  it('settle what staff have noted, which counts already', async () => {
    const noted = [loanOf(0), loanOf(1)];
    for (const { id } of noted) {
      must(201, await staff.api.post('/api/payments/', { loan: id, amount: '15.00', method: 'cheque' }));
    }
    const transfers = await app.database.rows<{ id: string; loan: string }>(
      'SELECT id, loan_id AS loan FROM transfers',
    );
    expect(transfers.map(({ loan }) => loan).sort()).toEqual(noted.map(({ id }) => id).sort());
    await read([
      ...transfers.map(({ id }) => ({ amount: '15.00', endToEndId: id })),
      naming(loanOf(2).id, '1.00'),
    ]);
    await worked();
    for (const { id } of transfers) {
      const shown = must(200, await staff.api.get(`/api/transfers/${id}/`));
      expect(shown).toMatchObject({ state: 'settled', stands: 'settled' });
    }
    expect(await app.database.rows('SELECT FROM payments')).toHaveLength(3);
    expect(await states()).toEqual(['explained', 'explained', 'explained']);
    await expectGreenProof(app);
  });

  it('count without the one whose loan is busy, which counts when it is not', async () => {
    const busy = loanOf(3);
    const held = await hold(app.database, 'SELECT FROM loans WHERE id = $1 FOR UPDATE', [busy.id]);
    await read(loans.map(({ id }) => naming(id, '7.00')));
    await until(async () => (await due()).length === 1);
    expect(await states()).toEqual(loans.map(({ id }) => (id === busy.id ? 'open' : 'explained')));
    await held.release();
    // The lease of the attempt that had to wait ends after a minute.
    await app.database.rows('UPDATE statement_lines SET leased_until = now() WHERE lease IS NOT NULL');
    await worked();
    for (const { id } of loans) expect(await paidOf(id)).toBe('7.00');
    await expectGreenProof(app);
  });

  it('count without the one that cannot be booked, which says why', async () => {
    const [broken, other] = [loanOf(2), loanOf(5)];
    await app.database.rows(
      `DO $$ BEGIN
         CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
           'BEGIN IF NEW.loan_id = ''${broken.id}'' THEN RAISE EXCEPTION ''out of order''; END IF; RETURN NEW; END';
         CREATE TRIGGER broken BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION broken();
       END $$`,
    );
    await read(loans.map(({ id }) => naming(id, '7.00')));
    await worked();
    const lines = await newestLines(staff, account);
    expect(lines.filter(({ state }) => state === 'open')).toMatchObject([
      { amount: '7.00', problem: 'It could not be booked: out of order', certainty: 'exact' },
    ]);
    expect(await paidOf(broken.id)).toBe('0.00');
    expect(await paidOf(other.id)).toBe('7.00');
    await expectGreenProof(app);
    await app.database.rows('DROP TRIGGER broken ON payments');
    const open = lines.find(({ state }) => state === 'open');
    must(200, await staff.api.post(`/api/statement_lines/${open?.id ?? ''}/identify/`, { loan: broken.id }));
    expect(await paidOf(broken.id)).toBe('7.00');
    await expectGreenProof(app);
  });

  it('count once on two instances, while the same loans are paid at the counter', async () => {
    const other = await startApp(HASTY, app.database);
    try {
      const reading = [1, 2, 3].map(() => loans.map(({ id }) => naming(id, '2.00'))).flat();
      await read(reading);
      const atCounter = loans.map((loan) => pay(customer, loan, '3.00'));
      await Promise.all(atCounter);
      await worked();
      expect(await states()).toEqual(reading.map(() => 'explained'));
      for (const { id } of loans) expect(await paidOf(id)).toBe('9.00');
      await expectGreenProof(app);
    } finally {
      await other.stop();
    }
  });
});
