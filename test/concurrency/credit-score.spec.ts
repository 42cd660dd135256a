import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeCustomer, makeLoan, makeProvider, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';
import { until } from '../support/until.js';

const MANY = 4000;

describe('scores computed by two instances', () => {
  let database: TestDatabase;
  let apps: TestServer[];

  beforeAll(async () => {
    database = await cloneDatabase();
    apps = [await startServer({}, database), await startServer({}, database)];
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await database.drop();
  });

  const rows = () =>
    database.rows<{ customer_id: string; count: string }>(
      'SELECT customer_id, count(*) FROM credit_scores GROUP BY customer_id ORDER BY customer_id',
    );
  /** Gives everybody of so many new customers a loan of a kind, by SQL, and puts them on the list. */
  const lendToMany = async (loanId: string) => {
    await database.tamper(`
      CREATE TABLE many AS SELECT uuidv7() AS customer, uuidv7() AS loan FROM generate_series(1, ${String(MANY)});
      INSERT INTO users (id, username, password_hash, role, first_name, last_name, email, is_active, created_at)
        SELECT customer, 'many-' || customer, '!', 'customer', '', '', '', true, now() FROM many;
      INSERT INTO customers (id, created_at) SELECT customer, now() FROM many;
      CREATE TABLE copied AS SELECT l.* FROM loans l WHERE l.id = '${loanId}';
      ALTER TABLE copied DROP id, DROP customer_id;
      INSERT INTO loans SELECT (jsonb_populate_record(NULL::loans,
          to_jsonb(copied)
            || jsonb_build_object('id', m.loan, 'customer_id', m.customer, 'allocation_run_id', NULL,
                 'number', short_number(nextval('short_numbers'))))).* FROM copied, many m;
      INSERT INTO fundings (id, loan_id, provider_id, amount, created_at)
        SELECT uuidv7(), m.loan, f.provider_id, f.amount, f.created_at FROM fundings f, many m
        WHERE f.loan_id = '${loanId}';
      INSERT INTO journal (id, posted_at, business_date, kind, debit_account, debit_owner, credit_account, credit_owner,
                           amount, currency, loan_id)
        SELECT uuidv7(), j.posted_at, j.business_date, j.kind, j.debit_account,
               CASE WHEN j.debit_account = 'loan_principal' THEN m.loan ELSE j.debit_owner END, j.credit_account,
               j.credit_owner, j.amount, j.currency, m.loan
        FROM journal j, many m WHERE j.loan_id = '${loanId}';
      UPDATE providers p SET lent_amount = lent_amount + s.amount, fund_amount = fund_amount - s.amount
        FROM (SELECT f.provider_id, sum(f.amount) AS amount FROM fundings f JOIN many m ON m.loan = f.loan_id
              GROUP BY f.provider_id) s WHERE s.provider_id = p.id;
      DROP TABLE copied;
      -- These loans have no events.
      UPDATE event_sequencer SET began_at = clock_timestamp();`);
    await database.rows(`INSERT INTO score_due (customer_id, cause) SELECT customer, 'loan' FROM many`);
  };

  it('follow every change once, whichever instance it came in at', async () => {
    const [one, two] = apps as [TestServer, TestServer];
    await makeProvider(one, '90000000.00');
    const customers = await Promise.all(Array.from({ length: 30 }, () => makeCustomer(one)));
    const loans = await Promise.all(customers.map((customer) => makeLoan(customer, '1000.00')));
    await scoresAreDone(database);
    expect((await rows()).map(({ count }) => count)).toEqual(customers.map(() => '1'));
    // Again and again, at both: what happens within a second is one change, and nothing is missed or done twice.
    for (let round = 0; round < 6; round++) {
      await Promise.all(
        customers.map(async ({ id, role }, index) => {
          const api = (index % 2 === round % 2 ? one : two).as({ id, role });
          await pay({ id, role, api }, loans[index] as { id: string }, '105.00');
        }),
      );
      if (round % 2 === 1) await scoresAreDone(database);
    }
    await scoresAreDone(database);
    const scores = await database.rows<{ score: string }>(
      'SELECT DISTINCT credit_score AS score FROM customers WHERE id = ANY ($1)',
      [customers.map(({ id }) => id)],
    );
    // 630.00 of 1050.00 are paid; of the principal 40.3 %, so 41 %, are still owed.
    expect(scores).toEqual([{ score: 584 }]);
    for (const { count } of await rows()) expect(Number(count)).toBeLessThanOrEqual(7);
    const repeated = await database.rows(
      `SELECT FROM (SELECT contributions, lag(contributions) OVER (PARTITION BY customer_id ORDER BY id) AS before
                    FROM credit_scores) h WHERE h.contributions = h.before`,
    );
    expect(repeated).toEqual([]);
    await expectGreenProof(one);
  });

  it('of thousands of customers at once are done, though one of them is killed', async () => {
    const [one, two] = apps as [TestServer, TestServer];
    const before = new Set((await rows()).map(({ customer_id: id }) => id));
    const customer = await makeCustomer(one);
    const { id: loanId } = await makeLoan(customer, '500.00');
    await scoresAreDone(database);
    before.add(customer.id);
    await lendToMany(loanId);
    const left = async () => Number((await database.rows('SELECT count(*) FROM score_due'))[0]?.count);
    await until(async () => (await left()) < MANY);
    await two.end('SIGKILL');
    apps[1] = await startServer({}, database);
    await scoresAreDone(database);
    const scored = (await rows()).filter(({ customer_id: id }) => !before.has(id));
    expect(scored).toHaveLength(MANY);
    expect(scored.filter(({ count }) => count !== '1')).toEqual([]);
    await expectGreenProof(one);
  });

  it('are right again after a command has computed all of them, which then finds nothing', async () => {
    await database.tamper(
      `UPDATE customers SET credit_score = 850 WHERE id IN (SELECT customer FROM many LIMIT 100)`,
    );
    const run = async () => {
      const { code, json } = await startCli(database.url, 'score --recompute --json').ended;
      return must(0, { status: Number(code), body: json() as { customers: number; changed: number } });
    };
    expect((await run()).customers).toBe(MANY + 31);
    expect(await run()).toEqual({ customers: MANY + 31, changed: 0 });
    const wrong = await database.rows('SELECT FROM customers WHERE credit_score = 850');
    expect(wrong).toEqual([]);
  });
});
