import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { fingerprinter } from '../support/fingerprint.js';
import { daysAfter, openSandbox, TERMS } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';

const run = promisify(execFile);
const UNDO = fileURLToPath(new URL('../support/undo-migrations.mjs', import.meta.url));
const MIGRATE = fileURLToPath(new URL('../../dist/src/migrate.js', import.meta.url));

interface Undone {
  undone: string[];
  refusal: string | null;
}

async function node(database: TestDatabase, ...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: database.url };
  return (await run(process.execPath, args, { env })).stdout;
}

const undoAll = async (database: TestDatabase) => JSON.parse(await node(database, UNDO)) as Undone;

/** Tables, columns, constraints, indexes and triggers. */
async function schemaOf(database: TestDatabase): Promise<unknown[]> {
  return database.rows(`
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS it
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger ORDER BY 1`);
}

/** Undoes what can be undone; where that ends in a refusal, nothing is changed by it, however often it is tried. */
async function undo(database: TestDatabase): Promise<Undone> {
  const first = await undoAll(database);
  const fingerprint = await fingerprinter(database);
  const before = [await fingerprint(), await schemaOf(database)];
  expect(await undoAll(database)).toEqual({ undone: [], refusal: first.refusal });
  expect([await fingerprint(), await schemaOf(database)]).toEqual(before);
  return first;
}

/** Does everything again; the books are right then, and the server lends and is paid. */
async function redo(database: TestDatabase): Promise<void> {
  await node(database, MIGRATE, 'run');
  const app = await startApp({}, database);
  try {
    await scoresAreDone(database);
    await makeProvider(app, '5000.00');
    const customer = await makeCustomer(app);
    await pay(customer, await makeLoan(customer, '500.00'), '10.00');
    await scoresAreDone(database);
    await expectGreenProof(app);
  } finally {
    await app.stop();
  }
}

describe('migrations are undone, or refuse to be before they change anything', () => {
  let scenarios: TestDatabase;
  const databases: TestDatabase[] = [];

  /** A copy of a database after something more has happened to it. */
  const after = async (base: TestDatabase, happen: (app: TestApp) => Promise<unknown>) => {
    const database = await base.copy();
    databases.push(database);
    const app = await startApp({ SANDBOX: 'true' }, database);
    try {
      await happen(app);
      await scoresAreDone(database);
    } finally {
      await app.stop();
    }
    return database;
  };

  beforeAll(async () => {
    scenarios = await cloneDatabase();
    databases.push(scenarios);
    expect((await startCli(scenarios.url, 'demo --scenarios').ended).code).toBe(0);
  });
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it('with the bank’s commission', async () => {
    const database = await after(scenarios, async (app) => {
      const staff = await makeStaff(app);
      must(200, await staff.api.patch('/api/bank_configuration/', { commission_rate: '0.1' }));
      await makeProvider(app, '5000.00');
      const customer = await makeCustomer(app);
      await pay(customer, await makeLoan(customer, '500.00'), '60.00');
    });
    const { undone, refusal } = await undo(database);
    expect(undone.at(-1)).toBe('PortfolioDays1700000001200');
    expect(refusal).toBe(
      'Commission1700000001100 cannot be undone: there are 1 loans with a commission, 1 payments of which the bank took ' +
        'a commission, 1 entries of the journal about commissions, for which the schema before it has no place. Nothing ' +
        'was changed. To go back to that schema, restore a backup that was made with it.',
    );
    await redo(database);
  });

  it('with loans that waited for money', async () => {
    const database = await after(scenarios, async (app) => {
      const staff = await makeStaff(app);
      must(200, await staff.api.patch('/api/bank_configuration/', { when_unfunded: 'queue' }));
      const customer = await makeCustomer(app);
      const wait = async () => must(202, await customer.api.post('/api/loans/', { amount: '9000.00' }));
      await wait();
      must(200, await staff.api.post(`/api/loans/${(await wait()).id as string}/cancel/`));
    });
    const { undone, refusal } = await undo(database);
    expect(undone.at(-1)).toBe('CreditScores1700000001000');
    expect(refusal).toContain('there are 2 loans that wait or waited for money');
    await redo(database);
  });

  it('with money that was taken back out of a fund', async () => {
    const empty = await cloneDatabase();
    databases.push(empty);
    const database = await after(empty, async (app) => {
      const staff = await makeStaff(app);
      const provider = await makeProvider(app, '900000.00');
      must(200, await provider.api.patch('/api/providers/mandate/', { auto_reinvest: true }));
      const customer = await makeCustomer(app);
      const paid = await pay(customer, await makeLoan(customer, '900.00'), '60.00');
      must(200, await staff.api.post(`/api/payments/${String(paid.id)}/reverse/`, { reason: 'bounced' }));
    });
    const { undone, refusal } = await undo(database);
    expect(undone.at(-1)).toBe('FundingQueue1700000000900');
    expect(refusal).toMatch(/there are \d+ entries of the journal that take money back out of funds/);
    await redo(database);
  });

  it('with all scenarios of the demo', async () => {
    const { undone, refusal } = await undo(scenarios);
    expect(undone.at(-1)).toBe('Market1700000000800');
    expect(refusal).toMatch(
      /^Servicing1700000000600 cannot be undone: there are \d+ loans that are or were late/,
    );
    expect(refusal).toMatch(/\d+ reversed payments.*\d+ entries of the journal that were booked anew/);
    await redo(scenarios);
  });

  it('with terms of a later time', async () => {
    const empty = await cloneDatabase();
    databases.push(empty);
    const database = await after(empty, async (app) => {
      const { staff, advance, today } = await openSandbox(app);
      must(200, await staff.api.patch('/api/bank_configuration/', TERMS));
      await makeProvider(app, '5000.00');
      await makeLoan(await makeCustomer(app), '900.00');
      await advance(daysAfter(await today(), 1));
    });
    const { undone, refusal } = await undo(database);
    expect(undone.at(-1)).toBe('Servicing1700000000600');
    expect(refusal).toContain('there are 1 loans with terms of their own');
    await redo(database);
  });

  it('with loans as they were at first: to nothing, and all over again', async () => {
    const empty = await cloneDatabase();
    databases.push(empty);
    const database = await after(empty, async (app) => {
      await makeProvider(app, '5000.00');
      const customer = await makeCustomer(app);
      await pay(customer, await makeLoan(customer, '900.00'), '60.00');
      must(201, await customer.api.post('/api/quotes/', { amount: '300.00' }));
    });
    const { undone, refusal } = await undo(database);
    expect([undone.at(-1), refusal]).toEqual(['Users1700000000100', null]);
    await redo(database);
  });
});
