import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { autopay } from '../support/autopay.js';
import { TELL } from '../support/events.js';
import { makeInstrument, payWith, sayOf, startWithGateway, transferIs } from '../support/gateway.js';
import { daysAfter, openSandbox, TERMS, type Sandbox } from '../support/late-loans.js';
import { giveAddress, lettersTo, mailingTo, type ShownLetter } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { clearMarket, makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const ALL = 'tests@bank.example';

interface Borrowed {
  customer: Actor;
  loan: { id: string; amount_due: string };
}

/** Letters in a sandbox, all of which go to one address: three instalments of 300.00 in thirty days. */
describe('letters about what has happened', () => {
  let mail: MailServer;
  let app: TestApp;
  let sandbox: Sandbox;

  beforeAll(async () => {
    mail = await startMailServer();
    app = await startWithGateway(undefined, { ...mailingTo(mail.url), MAIL_ONLY_TO: ALL });
    sandbox = await openSandbox(app);
    must(
      200,
      await sandbox.staff.api.patch('/api/bank_configuration/', { ...TERMS, queue_on_request: true }),
    );
    await makeProvider(app, '90000.00');
  });
  afterAll(async () => {
    await app.stop();
    await mail.stop();
  });

  const borrow = async (): Promise<Borrowed> => {
    const customer = await makeCustomer(app);
    await giveAddress(app, customer);
    return { customer, loan: await makeLoan(customer, '900.00') };
  };
  const days = async (count: number) => sandbox.advance(daysAfter(await sandbox.today(), count));
  /** The letters about a topic, once there are so many and none is under way. */
  const told = async (user: { id: string }, topic: string, count = 1): Promise<ShownLetter[]> => {
    let found: ShownLetter[] = [];
    await until(async () => {
      found = (await lettersTo(sandbox.staff, user)).filter((letter) => letter.topic === topic);
      return found.length >= count && found.every(({ state }) => !['waiting', 'sending'].includes(state));
    });
    expect(found).toHaveLength(count);
    return found;
  };
  const outcome = ({ state, reason }: ShownLetter) => `${state} ${reason ?? ''}`.trim();
  /** What went out under its number. */
  const text = async (letter: ShownLetter) => {
    const { message_id: id } = must(200, await sandbox.staff.api.get(`/api/notifications/${letter.id}/`));
    const found = mail.got.filter(({ messageId }) => messageId === id);
    expect(found).toHaveLength(1);
    return `${found[0]!.subject}\n${found[0]!.text}`.replaceAll('\u00a0', ' ');
  };
  /** No letters go out meanwhile, as in an outage. */
  const heldUp = async (work: () => Promise<void>) => {
    await app.database.rows(
      `CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         NEW.next_attempt_at = now() + interval '1 day'; RETURN NEW; END $$`,
    );
    await app.database.rows(
      'CREATE TRIGGER held_up BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION hold_up()',
    );
    await work();
    await until(async () => (await app.database.rows('SELECT FROM outbox LIMIT 1')).length === 0);
    await app.database.rows('DROP FUNCTION hold_up CASCADE');
    await app.database.rows("UPDATE notifications SET next_attempt_at = now() WHERE state = 'waiting'");
  };

  it('go to one address in a sandbox, whoever they are for', async () => {
    const { customer } = await borrow();
    await told(customer, 'loan_decision');
    expect(mail.got.every(({ to }) => to.length === 1 && to[0] === ALL)).toBe(true);
  });

  it('tell of a loan, of a payment, and of nothing twice', async () => {
    const { customer, loan } = await borrow();
    const payment = await pay(customer, loan, '300.00');
    const [granted] = await told(customer, 'loan_decision');
    const [receipt] = await told(customer, 'receipt');
    expect(await text(granted!)).toMatch(/^Your loan of USD 900\.00 is granted\n/);
    expect(await text(receipt!)).toMatch(/^Your payment of USD 300\.00\n/);
    expect(await text(receipt!)).toContain(`https://loans.example.org/loans/${loan.id}`);
    // What has happened is told once, however often it is handed over.
    const [again] = await app.database.rows<{ events: unknown }>(
      `SELECT json_agg(to_jsonb(e) || jsonb_build_object('id', gen_random_uuid()) ORDER BY seq) AS events
       FROM events e WHERE subject_id = $1`,
      [payment.id],
    );
    await app.database.rows(TELL, [JSON.stringify(again?.events)]);
    await told(customer, 'receipt', 2);
    const ids = await app.database.rows(
      `SELECT count(*) AS all, count(DISTINCT (event_id, user_id, channel)) AS once FROM notifications`,
    );
    expect(ids[0]?.all).toBe(ids[0]?.once);
    // The proof would find the second one: as if it had been forgotten.
    await app.database.tamper(
      `DELETE FROM events e WHERE e.subject_id = $1
         AND e.seq > (SELECT min(f.seq) FROM events f WHERE f.subject_id = $1)`,
      [payment.id],
    );
    await app.database.tamper('UPDATE event_sequencer SET first_seq = last_seq + 1');
  });

  it('remind of what falls due, at the amount of that moment', async () => {
    const { customer, loan } = await borrow();
    await heldUp(async () => {
      await days(9);
      await pay(customer, loan, '100.00');
    });
    const [reminder] = await told(customer, 'reminder');
    expect(outcome(reminder!)).toBe('sent');
    expect(await text(reminder!)).toMatch(/^USD 200\.00 is due on /);
  });

  it('do not remind of what was paid, or is on its way, since the day was closed', async () => {
    const [paid, travelling, undone] = [await borrow(), await borrow(), await borrow()];
    const card = await makeInstrument(travelling.customer, 'slow_3d');
    await heldUp(async () => {
      await days(9);
      await pay(paid.customer, paid.loan, '300.00');
      await transferIs(
        travelling.customer,
        await payWith(travelling.customer, card, travelling.loan, '300.00'),
        'pending',
      );
    });
    for (const { customer } of [paid, travelling]) {
      expect((await told(customer, 'reminder')).map(outcome)).toEqual(['suppressed paid']);
    }
    expect((await told(undone.customer, 'reminder')).map(outcome)).toEqual(['sent']);
  });

  it('say once that a loan is overdue after an outage: the newest notice goes, the others do not', async () => {
    const { customer } = await borrow();
    await heldUp(() => days(32).then(() => undefined));
    const notices = await told(customer, 'overdue', 3);
    expect(notices.map(outcome)).toEqual(['suppressed superseded', 'suppressed superseded', 'sent']);
    expect(await text(notices[2]!)).toMatch(/^USD 9\d\d\.\d\d is overdue since [\s\S]*: 2\d days/);
    // The reminders of dates that have passed are no use any more.
    const reminders = await told(customer, 'reminder', 3);
    expect(reminders.map(outcome)).toEqual(Array(3).fill('suppressed superseded'));
    const [inDefault] = await told(customer, 'default');
    expect(await text(inDefault!)).toContain('is in default');
  });

  it('about late loans are not sent once they are paid', async () => {
    const { customer, loan } = await borrow();
    await heldUp(async () => {
      await days(15);
      await pay(customer, loan, '305.00');
    });
    expect((await told(customer, 'overdue')).map(outcome)).toEqual(['suppressed paid']);
  });

  it('are no receipts for payments that were taken back before they went out', async () => {
    const { customer, loan } = await borrow();
    await heldUp(async () => {
      const { id } = await pay(customer, loan, '50.00');
      must(200, await sandbox.staff.api.post(`/api/payments/${String(id)}/reverse/`, { reason: 'Bounced.' }));
    });
    expect((await told(customer, 'receipt')).map(outcome)).toEqual(['suppressed reversed']);
  });

  it('announce a debit that comes by itself, and say when it did not work', async () => {
    const { customer, loan } = await borrow();
    await autopay(customer, loan, await makeInstrument(customer, 'slow_3d'));
    await days(10);
    const [announced] = await told(customer, 'autopay');
    expect(await text(announced!)).toMatch(/^We will collect USD 300\.00 on /);
    const [transfer] = await app.database.rows<{ id: string }>(
      'SELECT id FROM transfers WHERE loan_id = $1',
      [loan.id],
    );
    await sayOf(app, sandbox.staff, transfer!.id, {
      state: 'failed',
      failure: { code: 'insufficient_funds', text: 'There was not enough money.' },
    });
    const [failed] = await told(customer, 'transfer_failed');
    expect(await text(failed!)).toMatch(/^A transfer of USD 300\.00 did not work/);
  });

  it('tell a lender of deposits, withdrawals, and once a day of shares', async () => {
    const lender = await makeProvider(app);
    await giveAddress(app, lender);
    await clearMarket(app, sandbox.staff);
    must(200, await lender.api.post('/api/providers/add_funds/', { amount: '2000.00' }));
    const [deposit] = await told(lender, 'deposit');
    expect(await text(deposit!)).toMatch(/^Your deposit of USD 2,000\.00/);
    expect(await text(deposit!)).toContain('https://loans.example.org/\n');
    const [one, two] = [await borrow(), await borrow()];
    await pay(one.customer, one.loan, '100.00');
    await pay(two.customer, two.loan, '60.50');
    await days(1);
    const [digest] = await told(lender, 'share_digest');
    expect(await text(digest!)).toMatch(/^Your loans brought in USD 160\.50\n/);
    must(200, await lender.api.post('/api/providers/withdraw/', { amount: '160.50' }));
    const [withdrawal] = await told(lender, 'withdrawal');
    expect(await text(withdrawal!)).toMatch(/^Your withdrawal of USD 160\.50/);
  });

  it('say that a loan waits, unless it was granted meanwhile', async () => {
    await clearMarket(app, sandbox.staff);
    const customers = [await makeCustomer(app), await makeCustomer(app)];
    for (const customer of customers) await giveAddress(app, customer);
    const ask = (customer: Actor) => customer.api.post('/api/loans/', { amount: '500.00', queue: true });
    const waiting = must(202, await ask(customers[0]!)) as { id: string };
    const [queued] = await told(customers[0]!, 'loan_decision');
    expect(await text(queued!)).toMatch(/^Your loan of USD 500\.00 waits for money/);
    must(200, await sandbox.staff.api.post(`/api/loans/${waiting.id}/cancel/`));
    expect(await text((await told(customers[0]!, 'loan_decision', 2))[1]!)).toMatch(/was cancelled\n/);
    await heldUp(async () => {
      must(202, await ask(customers[1]!));
      await makeProvider(app, '5000.00');
      await until(async () => {
        const rows = await app.database.rows(
          "SELECT FROM loans WHERE customer_id = $1 AND status = 'active'",
          [customers[1]!.id],
        );
        return rows.length === 1;
      });
    });
    expect((await told(customers[1]!, 'loan_decision', 2)).map(outcome)).toEqual([
      'suppressed superseded',
      'sent',
    ]);
  });

  it('leave the books as they are', () => expectGreenProof(app));
});
