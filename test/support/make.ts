import { uuidv7 } from 'uuidv7';
import type { TestApp } from './app.js';
import type { Client } from './http.js';

/** A user with a client that sends its token. */
export interface Actor {
  id: string;
  role: string;
  api: Client;
}

/** A server, or several that share a database. */
export type Served = Pick<TestApp, 'as' | 'database'>;

/**
 * Makes a user with its profile by SQL, because argon2 takes 30 ms; the auth specs register for real. Everything that
 * moves money goes through the API.
 */
export async function makeUser(
  app: Served,
  role: 'customer' | 'provider' | 'staff' | 'admin',
): Promise<Actor> {
  const id = uuidv7();
  await app.database.rows(
    `INSERT INTO users (id, username, password_hash, role, first_name, last_name, email, is_active, created_at)
     VALUES ($1, $2, '!', $3, '', '', '', true, now())`,
    [id, `${role}-${id}`, role],
  );
  if (role === 'customer')
    await app.database.rows('INSERT INTO customers (id, created_at) VALUES ($1, now())', [id]);
  if (role === 'provider')
    await app.database.rows('INSERT INTO providers (id, created_at) VALUES ($1, now())', [id]);
  return { id, role, api: app.as({ id, role }) };
}

export const makeCustomer = (app: Served) => makeUser(app, 'customer');
export const makeStaff = (app: Served) => makeUser(app, 'staff');

/** A provider with this much money free to lend (a decimal such as "600.00"). */
export async function makeProvider(app: Served, fund?: string): Promise<Actor> {
  const provider = await makeUser(app, 'provider');
  if (fund !== undefined) must(200, await provider.api.post('/api/providers/add_funds/', { amount: fund }));
  return provider;
}

/** Pauses the mandate of every provider who has money, so that nothing of what came before is left to lend. */
export async function pauseProviders(app: TestApp, staff: Actor): Promise<void> {
  for (const { id } of await app.database.rows('SELECT id FROM providers WHERE free_amount > 0')) {
    must(200, await staff.api.patch(`/api/providers/mandate/?provider=${id ?? ''}`, { paused: true }));
  }
}

/** Leaves nothing of what came before to lend, and no loan waiting in the queue. */
export async function clearMarket(app: TestApp, staff: Actor): Promise<void> {
  await pauseProviders(app, staff);
  const waiting = "SELECT loan_id AS id FROM funding_queue WHERE state = 'waiting'";
  for (const { id } of await app.database.rows(waiting)) {
    must(200, await staff.api.post(`/api/loans/${id ?? ''}/cancel/`));
  }
}

/** Requests a loan; answers its response. */
export async function makeLoan(customer: Actor, amount: string): Promise<{ id: string; amount_due: string }> {
  return must(201, await customer.api.post('/api/loans/', { amount }));
}

/** Pays on a loan; answers the response. */
export async function pay(
  customer: Actor,
  loan: { id: string },
  amount: string,
): Promise<Record<string, unknown>> {
  return must(201, await customer.api.post('/api/payments/', { loan: loan.id, amount }));
}

/** The body of an answer, which must have this status. */
export function must<T>(status: number, answer: { status: number; body: T }): T {
  if (answer.status !== status) {
    throw new Error(`${String(answer.status)} instead of ${String(status)}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}
