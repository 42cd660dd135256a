import { startApp, type TestApp } from './app.js';
import { believeEverybody } from './bank.js';
import { startCli } from './cli.js';
import { lenderWithMoneyBack } from './demo-lenders.js';
import { eventsAreNumbered } from './events.js';
import { setUp } from './factor.js';
import { writeLetters } from './letters.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from './make.js';
import { moneyOnItsWay } from './money-on-its-way.js';
import { payoutsOnTheirWay } from './payouts.js';
import type { Receiver } from './receiver.js';
import { scoresAreDone } from './scores.js';
import { cloneSecured } from './secured.js';
import { makeWaitingLoan, undoLoan } from './undo.js';
import { until } from './until.js';
import { workOfClerks } from './work-of-clerks.js';
import { WEBHOOKS_WITHIN, workOnEvents } from './work-on-events.js';

const PASSWORD = 'demo-only-2026';

/** A bank in which everything has happened that customers and providers are told of, and nothing more will. */
export interface RichBank {
  app: TestApp;
  staff: Actor;
  /** Each with a history of another kind; the second of either has none. */
  customers: Actor[];
  providers: Actor[];
  stop: () => Promise<void>;
}

/** Opens it: the scenarios of the demo with commission, and beside them what the demo has nothing of. */
export async function openRichBank(environment: Record<string, string> = {}): Promise<RichBank> {
  const database = await cloneSecured();
  await database.tamper('UPDATE bank_configurations SET commission_rate = 0.1, late_interest_rate = 0.24');
  const demo = await startCli(database.url, 'demo --scenarios --json').ended;
  if (demo.code !== 0) throw new Error(demo.err);
  const app = await startApp(
    {
      SANDBOX: 'true',
      ROW_LEVEL_SECURITY: 'true',
      GATEWAYS: 'sandbox,bank_file',
      DAY_CLOSE_SCHEDULE: 'false',
      ...WEBHOOKS_WITHIN,
      ...environment,
    },
    database,
  );
  const staff = await makeStaff(app);
  await believeEverybody(staff);
  const [customer, lender] = [await makeCustomer(app), await lenderWithMoneyBack(app)];
  const loan = await makeLoan(customer, '1000.00');
  await pay(customer, loan, '87.50');
  must(201, await customer.api.post('/api/quotes/', { amount: '100.00' }));
  await moneyOnItsWay(app, staff, customer);
  await payoutsOnTheirWay(app, staff, lender);
  await loansThatWait(staff, customer);
  const receiver = await eventsAndWishes(app, { customer, provider: lender, staff }, loan.id);
  await lateLoan(app, staff, customer, loan.id);
  await counter(staff, loan, lender);
  const ids = await database.rows<{ id: string; role: string; username: string }>(
    `SELECT id, role, username FROM users WHERE username LIKE 'scenario-%' AND role IN ('customer', 'provider') ORDER BY id`,
  );
  const scenes = ids.map(({ id, role, username }) => ({
    username,
    actor: { id, role, api: app.as({ id, role }) },
  }));
  await accounts(
    app,
    [customer, lender, ...scenes.map(({ actor }) => actor)],
    scenes.map(({ username }) => username),
  );
  await Promise.all([eventsAreNumbered(database), scoresAreDone(database)]);
  await until(async () => {
    const busy = "SELECT FROM webhook_deliveries WHERE state = 'waiting' LIMIT 1";
    return (await database.rows(busy)).length === 0;
  });
  const those = (role: string) => scenes.flatMap(({ actor }) => (actor.role === role ? [actor] : []));
  return {
    app,
    staff,
    customers: [customer, await makeCustomer(app), ...those('customer')],
    providers: [
      lender,
      await makeProvider(app, '1.00'),
      ...those('provider').filter(({ id }) => id !== lender.id),
    ],
    stop: async () => {
      await app.stop();
      await receiver.stop();
      await database.drop();
    },
  };
}

/** One that is in the queue, one whose pay-out waits for an account, and one that was undone. */
async function loansThatWait(staff: Actor, customer: Actor): Promise<void> {
  await makeWaitingLoan(staff, customer, '100.00');
  await undoLoan(staff, await makeWaitingLoan(staff, customer, '150.00'));
  const most = { max_loan_amount: '900000.00' };
  must(200, await staff.api.patch('/api/bank_configuration/', { ...most, queue_on_request: true }));
  must(202, await customer.api.post('/api/loans/', { amount: '900000.00', queue: true }));
}

async function eventsAndWishes(
  app: TestApp,
  { customer, provider, staff }: Record<'customer' | 'provider' | 'staff', Actor>,
  loan: string,
): Promise<Receiver> {
  const { receiver, work } = await workOnEvents(app, { customer, provider }, loan);
  await work['GET /api/webhook_deliveries/{id}']?.();
  const { careRequest } = (await work['POST /api/care_requests/{id}/answer']?.()) ?? {};
  const answer = { granted: true, note: 'Come to the office on Monday.' };
  must(200, await staff.api.post(`/api/care_requests/${String(careRequest)}/answer/`, answer));
  return receiver;
}

/** Promises, notes that are the bank's own, autopay. */
async function lateLoan(app: TestApp, staff: Actor, customer: Actor, loan: string): Promise<void> {
  const [late] = await app.database.rows("SELECT id FROM loans WHERE status = 'defaulted' LIMIT 1");
  const [today] = await app.database.rows('SELECT max(business_date)::text AS date FROM business_dates');
  const promise = { amount: '20.00', due_on: today?.date, channel: 'call', note: 'Wages on the third.' };
  must(201, await staff.api.post(`/api/loans/${String(late?.id)}/promises/`, promise));
  const note = { subject_type: 'loan', subject: late?.id, kind: 'other', text: 'Called on Monday.' };
  must(201, await staff.api.post('/api/notes/', note));
  await workOfClerks(app, { customer, staff }, { loan, late: String(late?.id) })[
    'GET /api/loans/{id}/autopay'
  ]?.();
}

/** What tellers take and give back. */
async function counter(staff: Actor, loan: { id: string }, lender: Actor): Promise<void> {
  const taken = { loan: loan.id, amount: '10.00', method: 'cash' };
  must(201, await staff.api.post('/api/payments/', taken));
  const back = must(201, await staff.api.post('/api/payments/', { ...taken, amount: '11.00' }));
  const reversal = { reason: 'It was for another loan.', money: 'returned' };
  must(200, await staff.api.post(`/api/payments/${String(back.id)}/reverse/`, reversal));
  const deposit = { provider: lender.id, amount: '12.00', method: 'cash' };
  must(200, await staff.api.post('/api/providers/add_funds/', deposit));
}

/** Letters, wishes about them, mandates; sessions, a factor and a key of those who can sign in. */
async function accounts(app: TestApp, people: readonly Actor[], usernames: readonly string[]): Promise<void> {
  for (const person of people) await writeLetters(app, person, 2);
  await app.database.rows(
    `UPDATE notifications SET state = 'suppressed', reason = 'not_wanted', next_attempt_at = NULL WHERE state = 'waiting'`,
  );
  await app.database.rows(
    `INSERT INTO notification_preferences (user_id, topic, channel, wanted, changed_at)
     SELECT id, 'deposit', 'email', false, now() FROM unnest($1::uuid[]) id ON CONFLICT DO NOTHING`,
    [people.map(({ id }) => id)],
  );
  for (const lender of people.filter(({ role }) => role === 'provider')) {
    must(200, await lender.api.patch('/api/providers/mandate/', { reserve_amount: '10.00' }));
  }
  for (const username of usernames) {
    const { access_token: token } = must(
      200,
      await app.as().post('/api/auth/login/', { username, password: PASSWORD }),
    );
    await setUp(app, String(token), PASSWORD);
  }
  await app.database.rows(
    `INSERT INTO security_keys (id, user_id, credential_id, public_key, counter, transports, name, created_at)
     SELECT uuidv7(), id, id::text, 'key', 1, '{}', 'Blue key', now() FROM unnest($1::uuid[]) id`,
    [[...new Set(people.map(({ id }) => id))]],
  );
}
