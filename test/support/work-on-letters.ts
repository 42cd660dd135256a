import { unsubscribeToken } from '../../src/notifications/unsubscribe-token.js';
import { JWT_SECRET, type TestApp } from './app.js';
import type { Names } from './example-ids.js';
import { giveAddress, writeLetters } from './letters.js';
import { makeCustomer, type Actor } from './make.js';

/** What operations on letters need, by operation: made when it is run. */
export function workOnLetters(
  app: TestApp,
  { customer, provider }: Record<'customer' | 'provider', Actor>,
): Record<string, () => Promise<Names> | Names> {
  const letterOf = async (reader: Actor): Promise<Names> => {
    const [notification = ''] = await writeLetters(app, reader);
    const over = "UPDATE notifications SET state = 'suppressed', reason = 'no_address' WHERE id = $1";
    await app.database.rows(over, [notification]);
    return { notification };
  };
  const link = () => ({
    unsubscribe: unsubscribeToken({ userId: customer.id, topic: 'reminder', channel: 'email' }, JWT_SECRET),
  });
  return {
    'GET /api/notifications/{id}': () => letterOf(customer),
    'POST /api/notifications/{id}/send_again': () => letterOf(provider),
    'GET /api/unsubscribe/{token}': link,
    'POST /api/unsubscribe/{token}': link,
    'POST /api/users/{id}/invite': async () => {
      const invited = await makeCustomer(app);
      await giveAddress(app, invited);
      return { customer: invited.id };
    },
  };
}
