import type { TestApp } from './app.js';
import { hold } from './hold.js';
import type { Answer } from './http.js';
import { makeCustomer } from './make.js';
import { until } from './until.js';

/**
 * Answers of loan requests that are taken as one batch, in the given order. They queue behind a request of 100.00 by
 * another customer, who is locked.
 */
export async function inOneBatch(
  app: TestApp,
  requests: readonly (() => Promise<Answer>)[],
): Promise<Answer[]> {
  const blocked = await makeCustomer(app);
  const held = await hold(app.database, 'SELECT FROM customers WHERE id = $1 FOR UPDATE', [blocked.id]);
  try {
    const first = blocked.api.post('/api/loans/', { amount: '100.00' });
    await held.waitedFor();
    const answers: Promise<Answer>[] = [];
    for (const request of requests) {
      answers.push(request());
      await until(async () => {
        const { body } = await app.as().get('/metrics');
        return String(body).includes(`money_commands_waiting{command="loans"} ${String(answers.length)}\n`);
      });
    }
    await held.release();
    await first;
    return await Promise.all(answers);
  } finally {
    await held.release();
  }
}
