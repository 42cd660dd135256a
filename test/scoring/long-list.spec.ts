import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeCustomer, makeLoan, makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { rowsRead } from '../support/rows-read.js';
import { scoresAreDone, type ShownScore } from '../support/scores.js';
import { until } from '../support/until.js';

/** As many as one transaction scores. */
const AT_ONCE = 1000;
const LISTED = 40 * AT_ONCE;
/** For one that is scored, so many places of the list are looked at, and each that is taken is read once more. */
const READ_FOR_EACH = 6;

let database: TestDatabase;
let app: TestApp;
let customers: Actor[];

const read = () => rowsRead(database, 'score_due');
const scoreOf = async (customer: Actor) =>
  (must(200, await customer.api.get('/api/credit_score/')) as ShownScore).score;

beforeAll(async () => {
  database = await cloneDatabase();
  app = await startApp({}, database);
  await makeProvider(app, '99999.00');
  customers = [await makeCustomer(app), await makeCustomer(app), await makeCustomer(app)];
  await Promise.all(customers.map((customer) => makeLoan(customer, '900.00')));
  await scoresAreDone(database);
});
afterAll(async () => {
  await expectGreenProof(app);
  await app.stop();
});

it('scores all that are on a long list, in whatever order, and reads it about once', async () => {
  const before = await read();
  // Scores that are wrong show who was not come to.
  await database.tamper(`
    UPDATE customers SET credit_score = 300;
    INSERT INTO score_due (customer_id, cause)
      SELECT CASE WHEN n % 9000 = 0 THEN (ARRAY['${customers.map(({ id }) => id).join("','")}'])[n / 9000 % 3 + 1]::uuid
             ELSE uuidv7() END, 'recomputed'
      FROM generate_series(1, ${String(LISTED)}) n`);
  await scoresAreDone(database);
  expect(await Promise.all(customers.map(scoreOf))).toEqual([560, 560, 560]);
  await until(async () => (await read()) > before + LISTED);
  expect((await read()) - before).toBeLessThan(READ_FOR_EACH * LISTED);
});

it('scores one that is on the list very often, and who stands behind', async () => {
  const [often, last] = customers as [Actor, Actor];
  await database.tamper(`
    UPDATE customers SET credit_score = 300;
    INSERT INTO score_due (customer_id, cause) SELECT '${often.id}', 'payment' FROM generate_series(1, ${String(LISTED)});
    INSERT INTO score_due (customer_id, cause) VALUES ('${last.id}', 'payment'), ('${String(customers[2]?.id)}', 'loan')`);
  await scoresAreDone(database);
  expect(await Promise.all(customers.map(scoreOf))).toEqual([560, 560, 560]);
});
