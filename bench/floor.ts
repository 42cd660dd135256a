/**
 * The floor, a process of its own: from each connection PostgreSQL does the least that a loan needs, in separate
 * statements: begin, lock a provider, decrement it, insert the loan, insert the funding, commit. No HTTP, no
 * journal, no keys to other tables.
 */
import pg from 'pg';
import type { Count } from './children.js';

export interface FloorJob {
  databaseUrl: string;
  table: string;
  rows: number;
  clients: number;
  warmUpSeconds: number;
  seconds: number;
}

/** The floor's tables: providers (as many as the cell has), loans and fundings with rows in them. */
export async function prepareFloor(db: pg.ClientBase, rows: number, stored: number): Promise<string> {
  const table = `floor_${String(rows)}`;
  await db.query(`
    DROP TABLE IF EXISTS ${table}, ${table}_loans, ${table}_fundings;
    CREATE TABLE ${table} (id int PRIMARY KEY, fund_amount bigint NOT NULL) WITH (fillfactor = 70);
    INSERT INTO ${table} SELECT n, 1000000000000 FROM generate_series(1, ${String(rows)}) n;
    CREATE TABLE ${table}_loans (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id int NOT NULL,
      amount bigint NOT NULL, status text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE ${table}_fundings (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      loan_id bigint NOT NULL, provider_id int NOT NULL, amount bigint NOT NULL);
    INSERT INTO ${table}_loans (customer_id, amount, status)
      SELECT n % 200, 500000, 'active' FROM generate_series(1, ${String(stored)}) n;
    INSERT INTO ${table}_fundings (loan_id, provider_id, amount) SELECT id, 1, amount FROM ${table}_loans;
  `);
  for (const name of [table, `${table}_loans`, `${table}_fundings`]) await db.query(`VACUUM ANALYZE ${name}`);
  return table;
}

/** One loan. Prepared once per connection: the floor is what PostgreSQL can do, so it is given every help. */
async function lendOnce(db: pg.Client, { table, rows }: FloorJob, customer: number): Promise<void> {
  const provider = 1 + Math.floor(Math.random() * rows);
  const amount = 10_000 + Math.floor(Math.random() * 990_001);
  await db.query('BEGIN');
  await db.query({
    name: 'lock',
    text: `SELECT fund_amount FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`,
    values: [provider],
  });
  await db.query({
    name: 'take',
    text: `UPDATE ${table} SET fund_amount = fund_amount - $2 WHERE id = $1`,
    values: [provider, amount],
  });
  const loan = await db.query<{ id: string }>({
    name: 'loan',
    text: `INSERT INTO ${table}_loans (customer_id, amount, status) VALUES ($1, $2, 'active') RETURNING id`,
    values: [customer, amount],
  });
  await db.query({
    name: 'funding',
    text: `INSERT INTO ${table}_fundings (loan_id, provider_id, amount) VALUES ($1, $2, $3)`,
    values: [loan.rows[0]?.id, provider, amount],
  });
  await db.query('COMMIT');
}

async function run(job: FloorJob): Promise<void> {
  const count: Count = { seconds: 0, latencies: [], failed: 0, firstFailure: null, cpuMs: 0 };
  let phase: 'warming' | 'measuring' | 'over' = 'warming';
  const connections = await Promise.all(
    Array.from({ length: job.clients }, async () => {
      const db = new pg.Client({ connectionString: job.databaseUrl });
      await db.connect();
      return db;
    }),
  );
  const loops = connections.map(async (db, customer) => {
    for (;;) {
      const started = performance.now();
      await lendOnce(db, job, customer);
      if ((phase as string) === 'over') return;
      if (phase === 'measuring') count.latencies.push(performance.now() - started);
    }
  });
  await sleep(job.warmUpSeconds);
  const started = performance.now();
  const cpu = process.cpuUsage();
  phase = 'measuring';
  process.send?.({ measuring: true });
  await sleep(job.seconds);
  phase = 'over';
  count.seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  count.cpuMs = (user + system) / 1000;
  await Promise.all(loops);
  await Promise.all(connections.map((db) => db.end()));
  count.latencies.sort((a, b) => a - b);
  process.send?.({ count });
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

if (process.send) {
  process.once('message', (job) => {
    run(job as FloorJob).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
}
