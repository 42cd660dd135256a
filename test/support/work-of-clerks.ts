import type { TestApp } from './app.js';
import type { Names } from './example-ids.js';
import { makeInstrument } from './gateway.js';
import { makeCustomer, must, type Actor } from './make.js';

/** What operations on people and on a late loan need, by operation: made when it is run. */
export function workOfClerks(
  app: TestApp,
  { customer, staff }: Record<'customer' | 'staff', Actor>,
  { loan, late }: { loan: string; late: string },
): Record<string, () => Promise<Names> | Names> {
  return {
    'POST /api/auth/set_password': async () => {
      // Somebody else: a new password ends sessions.
      const customer = await makeCustomer(app);
      const made = must(201, await staff.api.post(`/api/customers/${customer.id}/code/`));
      return { madeUpUsername: String(made.username), code: String(made.code) };
    },
    'POST /api/providers': () => ({ newUsername: 'ada.the.lender' }),
    'GET /api/loans/{id}/autopay': async () => {
      const body = { instrument: await makeInstrument(customer), lead_days: 1 };
      must(200, await customer.api.send('PUT', `/api/loans/${loan}/autopay/`, body));
      return {};
    },
    'POST /api/notes/{id}/redact': async () => {
      const body = { subject_type: 'loan', subject: late, kind: 'other', text: 'Called on Monday.' };
      return { note: String(must(201, await staff.api.post('/api/notes/', body)).id) };
    },
    'POST /api/loans/{id}/promises': () => ({ loan: late }),
    'POST /api/promises/{id}/cancel': async () => {
      const [made] = await app.database.rows("SELECT id FROM promises WHERE state = 'open' LIMIT 1");
      return { promise: String(made?.id) };
    },
    'POST /api/collections/{loan}/assign': () => ({ loan: late, provider: staff.id }),
  };
}
