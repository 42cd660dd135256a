import { createHmac, randomUUID } from 'node:crypto';
import { JWT_SECRET, startApp, startServer, type TestApp, type TestServer } from './app.js';
import type { TestDatabase } from './database.js';
import { makeLoan, must, pay, type Actor } from './make.js';
import { until } from './until.js';

const WITH_GATEWAY = { GATEWAYS: 'sandbox', SANDBOX: 'true' };

/** A server that uses the sandbox gateway, and whose business date can be moved. */
export const startWithGateway = (
  shared?: TestDatabase,
  more: Record<string, string> = {},
): Promise<TestApp> => startApp({ ...WITH_GATEWAY, ...more }, shared);

/** The same as a process of its own, to be killed. */
export const startServerWithGateway = (
  shared?: TestDatabase,
  more: Record<string, string> = {},
): Promise<TestServer> => startServer({ ...WITH_GATEWAY, ...more }, shared);

interface Shown {
  id: string;
  state: string;
  stands: string;
  failure_code: string | null;
  failure_text: string | null;
  fee: string;
  steps: { from: string | null; to: string; stands: string; source: string }[];
}

/** An instrument of a user, by what becomes of payments with it. */
export async function makeInstrument(owner: Actor, token = 'ok', kind = 'card'): Promise<string> {
  const made = must(
    201,
    await owner.api.post('/api/instruments/setup/', { gateway: 'sandbox', kind, token }),
  );
  return String(made.id);
}

/** Pays with an instrument; answers the transfer's id. */
export async function payWith(
  customer: Actor,
  instrument: string,
  loan: { id: string },
  amount: string,
  key: string = randomUUID(),
): Promise<string> {
  const answer = await customer.api.post(
    '/api/payments/',
    { loan: loan.id, amount, instrument },
    { 'Idempotency-Key': key },
  );
  return String(must(202, answer).transfer);
}

export async function shownTransfer(actor: Actor, id: string): Promise<Shown> {
  return must(200, await actor.api.get(`/api/transfers/${id}/`));
}

/** Waits until a transfer is in this state. */
export async function transferIs(actor: Actor, id: string, state: string): Promise<Shown> {
  let shown: Shown | undefined;
  await until(async () => {
    shown = await shownTransfer(actor, id);
    return shown.state === state;
  });
  return shown as Shown;
}

/** Moves the business date on by so many days. */
export async function daysLater(staff: Actor, database: TestDatabase, days: number): Promise<string> {
  const [row] = await database.rows<{ date: string }>(
    `SELECT (max(business_date) + ${String(days)})::text AS date FROM business_dates`,
  );
  must(200, await staff.api.post('/api/sandbox/clock/advance/', { to: row?.date }));
  return row?.date ?? '';
}

/** A message as the sandbox signs it. */
export function signed(event: Record<string, unknown>): { body: string; headers: Record<string, string> } {
  const secret = createHmac('sha256', JWT_SECRET).update('sandbox gateway').digest();
  const body = JSON.stringify(event);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { body, headers: { 'content-type': 'application/json', 'sandbox-signature': signature } };
}

/** Sends a message to the server; answers its status. */
export async function sendEvent(
  app: TestApp,
  event: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<number> {
  const message = signed(event);
  const answer = await fetch(`${app.url}/api/gateways/sandbox/events/`, {
    method: 'POST',
    body: message.body,
    headers: { ...message.headers, ...headers },
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** What the sandbox knows from now on. Waits for the charge: another instance may be about to send it. */
export function knows(app: TestApp, id: string, truth: object): Promise<void> {
  return until(async () => {
    const known = 'UPDATE sandbox_charges SET truth = $2 WHERE id = $1 RETURNING id';
    return (await app.database.rows(known, [id, truth])).length === 1;
  });
}

/** What a transfer has brought to the bank's cash, or (below zero) taken from it; minor units. */
export async function cashOf(app: TestApp, id: string): Promise<number> {
  const [row] = await app.database.rows<{ cash: string }>(
    `SELECT coalesce(sum(CASE WHEN debit_account = 'cash' THEN amount ELSE -amount END), 0) AS cash
     FROM journal WHERE cause_id = $1 AND 'cash' IN (debit_account, credit_account)`,
    [id],
  );
  return Number(row?.cash);
}

/** A worker looks at a transfer, and is slow. Answers whether what it sees may still be booked. */
export async function slowLook(app: TestApp, id: string): Promise<() => Promise<boolean>> {
  const lease = randomUUID();
  const claim = "UPDATE transfers SET lease = $2, leased_until = now() + interval '5 minutes' WHERE id = $1";
  await app.database.rows(claim, [id, lease]);
  return async () =>
    (await app.database.rows('SELECT FROM transfers WHERE id = $1 AND lease = $2', [id, lease])).length === 1;
}

/** What the sandbox says of a charge from now on, whatever its instrument is; waits until the platform has learnt it. */
export async function sayOf(
  app: TestApp,
  staff: Actor,
  id: string,
  truth: Record<string, unknown>,
): Promise<Shown> {
  const before = await shownTransfer(staff, id);
  const { length } = await app.database.rows(
    'UPDATE sandbox_charges SET truth = $2 WHERE id = $1 RETURNING id',
    [id, truth],
  );
  if (length !== 1) throw new Error(`the sandbox knows no charge ${id}`);
  // Money that goes out is paid when it has settled.
  const states = [truth.state, 'review', ...(truth.state === 'settled' ? ['paid'] : [])];
  let shown = before;
  // Somebody may be looking already, and have asked before this was true.
  await until(async () => {
    shown = must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    return shown.steps.length > before.steps.length && states.includes(shown.state);
  });
  return shown;
}

/**
 * Overpaid transfers of a customer: one that counts and left credit, and one that was returned after its credit was
 * spent, so that the customer owes it. Answers the first.
 */
export async function transfersThatStand(app: TestApp, staff: Actor, customer: Actor): Promise<string> {
  const card = await makeInstrument(customer, 'slow_3d');
  const overpaid = async (excess: string) => {
    const loan = await makeLoan(customer, '200.00');
    const id = await payWith(customer, card, loan, loan.amount_due);
    await pay(customer, loan, excess);
    await sayOf(app, staff, id, { state: 'succeeded' });
    return id;
  };
  const returned = await overpaid('50.00');
  const other = await makeLoan(customer, '200.00');
  must(201, await staff.api.post(`/api/customers/${customer.id}/credit/apply/`, { loan: other.id }));
  // Its credit was spent; that of the next pays what is owed for it then, and 15.00 are left to owe.
  await sayOf(app, staff, returned, { state: 'returned' });
  return overpaid('35.00');
}
