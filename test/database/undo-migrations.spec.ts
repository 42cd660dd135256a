import { afterAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { fingerprinter } from '../support/fingerprint.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';

const run = promisify(execFile);
const UNDO = fileURLToPath(new URL('../support/undo-migrations.mjs', import.meta.url));
const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const MIGRATE = fileURLToPath(new URL('../../dist/src/migrate.js', import.meta.url));

interface Undone {
  undone: string[];
  refusal: string | null;
}

const environmentOf = (database: TestDatabase) => ({
  env: {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
  },
});
const migrate = (database: TestDatabase) => run(process.execPath, [MIGRATE, 'run'], environmentOf(database));

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
  const child = spawn(process.execPath, [UNDO], { stdio: 'pipe', ...environmentOf(database) });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  const undoAll = async () => {
    child.stdin.write('\n');
    return JSON.parse(String((await answers.next()).value)) as Undone;
  };
  const first = await undoAll();
  const fingerprint = await fingerprinter(database);
  const before = [await fingerprint(), await schemaOf(database)];
  expect(await undoAll()).toEqual({ undone: [], refusal: first.refusal });
  expect([await fingerprint(), await schemaOf(database)]).toEqual(before);
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  return first;
}

/** Does everything again; the books are right then, and the server lends and is paid. */
async function redo(database: TestDatabase): Promise<void> {
  await migrate(database);
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
  const databases: TestDatabase[] = [];

  /** A database to which something has happened. */
  const after = async (happen: (app: TestApp) => Promise<unknown>) => {
    const database = await cloneDatabase();
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

  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it('with all scenarios of the demo', async () => {
    const database = await cloneDatabase();
    databases.push(database);
    expect((await startCli(database.url, 'demo --scenarios').ended).code).toBe(0);
    await database.tamper('UPDATE users SET factor_since = now() WHERE id = (SELECT id FROM users LIMIT 1)');
    expect(await undo(database)).toEqual({
      undone: [
        'LateLoansByDue1700000100000',
        'SecurityKeys1700000002400',
        'Erasure1700000002330',
        'ApprovalLetters1700000002320',
      ],
      refusal: expect.stringMatching(
        /^SecondFactor1700000002310 cannot be undone: there are 1 second factors,/,
      ),
    });
    await database.tamper('UPDATE users SET factor_since = NULL');
    const receipts = await undo(database);
    expect(receipts.undone).toEqual([
      'SecondFactor1700000002310',
      'KeptRows1700000002300',
      'LetterSettings1700000002110',
      'Letters1700000002100',
      'Webhooks1700000002010',
      'Events1700000002000',
      'CareRequests1700000001940',
      'CsvFormats1700000001931',
      'BankWait1700000001930',
      'BankLogo1700000001920',
      'Documents1700000001800',
      'Care1700000001700',
      'Portal1700000001600',
      'People1700000001520',
    ]);
    expect(receipts.refusal).toMatch(
      /^Counter1700000001510 cannot be undone: there are \d+ receipts of tills, for which/,
    );
    await database.tamper('DELETE FROM till_receipts');
    const { undone, refusal } = await undo(database);
    expect(undone).toEqual([
      'Counter1700000001510',
      'Autopay1700000001400',
      'Lines1700000001300',
      'Undo1700000001200',
      'Payouts1700000001100',
      'BankAccounts1700000001000',
      'Transfers1700000000900',
      'LoanFigures1700000000800',
      'NewKeys1700000000700',
      'Seals1700000000600',
      'Reporting1700000000500',
    ]);
    expect(refusal).toMatch(
      /^Books1700000000400 cannot be undone: there are \d+ entries of the journal, \d+ closed business dates, for which the schema before it has no place\. Nothing was changed\./,
    );
    await redo(database);
  });

  it('with a quote, and nothing in the books', async () => {
    const database = await after(async (app) =>
      must(201, await (await makeCustomer(app)).api.post('/api/quotes/', { amount: '300.00' })),
    );
    const { undone, refusal } = await undo(database);
    expect(undone.at(-1)).toBe('Books1700000000400');
    expect(refusal).toContain('there are 1 quotes');
    await redo(database);
  });

  it('with another configuration', async () => {
    const database = await after(async (app) => {
      const staff = await makeStaff(app);
      must(200, await staff.api.patch('/api/bank_configuration/', { commission_rate: '0.1' }));
    });
    const { undone, refusal } = await undo(database);
    expect(undone.at(-1)).toBe('Loans1700000000300');
    expect(refusal).toContain('there are 1 changes of the bank configuration');
    await redo(database);
  });

  it('with what the bank has said of whose word it takes', async () => {
    const database = await after(async (app) => {
      const staff = await makeStaff(app);
      must(200, await staff.api.patch('/api/bank_configuration/', { direct_payments: 'everyone' }));
    });
    const { refusal } = await undo(database);
    expect(refusal).toMatch(
      /^Autopay1700000001400 cannot be undone: there are 1 versions of the configuration/,
    );
    await redo(database);
  });

  it('with staff, who have done nothing yet', async () => {
    const database = await after((app) => makeStaff(app));
    const { undone, refusal } = await undo(database);
    expect(undone.at(-1)).toBe('Parties1700000000200');
    expect(refusal).toContain('there are 1 users');
    await redo(database);
  });

  it('with nothing: to nothing, and all over again', async () => {
    const database = await after(() => Promise.resolve());
    const { undone, refusal } = await undo(database);
    const all = readdirSync(MIGRATIONS).filter((name) => /^\d+-/.test(name));
    expect([undone.at(-1), undone.length, refusal]).toEqual(['Platform1700000000100', all.length, null]);
    await redo(database);
  });

  it('not on a database of a development version, which is left as it is', async () => {
    const database = await cloneDatabase();
    databases.push(database);
    await database.rows(
      "UPDATE migrations SET name = 'Ledger1700000000400' WHERE name = 'Books1700000000400'",
    );
    const before = await schemaOf(database);
    await expect(migrate(database)).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'The database knows migrations that this version does not have (Ledger1700000000400)',
      ) as unknown as string,
    });
    expect(await schemaOf(database)).toEqual(before);
  });
});
