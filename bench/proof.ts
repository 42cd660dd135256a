import { get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type pg from 'pg';
import { startApp, type App } from './app.js';
import { Checkout } from './checkout.js';
import { assertNoFailure, measureIn, type Count } from './children.js';
import { Databases, deal, until } from './databases.js';
import { writeFigures } from './files.js';
import { payFirstInstallments } from './paid-loans.js';
import type { Postgres } from './postgres.js';
import { table } from './report.js';
import { median } from './results.js';
import { mintToken } from './tokens.js';

const PROVIDERS = 1000;
const FULL_RUNS = 3;
const INCREMENTAL_RUNS = 5;
const CLIENTS = 32;
const LOAD = { warmUpSeconds: 3, seconds: 12 };
/** A day's business of a bank of this size. */
const DAY = { warmUpSeconds: 0, seconds: 5 };
/** So often loans are requested alone and beside a proof. */
const PAIRS = 5;
const SLACK_SECONDS = 60;

interface Proof {
  ok: boolean;
  kind: string;
  checks: { name: string; ok: boolean; ms: number }[];
}

/**
 * The time of both kinds of proof over so many stored loans, half of which have a payment: with nothing written since
 * the seal, after loans were requested for a while, and what requests lose while full proofs are made. Requests alone
 * and beside a proof take turns, because a database that has just written much is slower for a while.
 */
export async function measureProof(postgres: Postgres, loans: number): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_proof');
  note(`seeding ${String(loans)} loans`);
  await databases.seed(url, {
    providers: PROVIDERS,
    customers: Math.max(CLIENTS, Math.round(loans / 10)),
    loans,
    parts: 1,
    funds: 100_000_000_000_00n,
    amount: { min: 100_00, max: 10_000_00 },
    daysAgo: (kind) => 1 + (kind % 29),
  });
  await databases.using(url, payFirstInstallments);
  const { actors, staffId } = await databases.people(url);
  // The business date begins now, after all that was seeded.
  const app = await startApp(url, null, Checkout.here, false);
  try {
    note('scoring');
    await databases.using(url, (db) => until(db, 'SELECT FROM score_due LIMIT 1', 0));
    await databases.using(url, beginDateNow);
    await databases.using(url, (db) => db.query('VACUUM ANALYZE'));
    const prove = (kind: string) => timed(() => ask(app, staffId, kind));
    note('full proofs');
    const full = await times(FULL_RUNS, () => prove('full'));
    note('sealing');
    await databases.using(url, async (db) => {
      await db.query(
        `INSERT INTO day_closes (business_date, status, candidates, started_at, finished_at)
         SELECT max(business_date) - 1, 'done', 0, now(), now() FROM business_dates`,
      );
      await until(db, 'SELECT FROM seals', 1);
    });
    note('incremental proofs');
    const idle = await times(INCREMENTAL_RUNS, () => prove('incremental'));
    const connections = deal('loans', actors, CLIENTS);
    const load = async (length = LOAD) => {
      const count = await measureIn(
        'load',
        { port: app.port, kind: 'loans', connections, ...length },
        length.warmUpSeconds + length.seconds + SLACK_SECONDS,
        () => undefined,
      );
      assertNoFailure(count, 'loan requests');
      return count;
    };
    note("incremental proofs after a day's loans");
    await load(DAY);
    const written = await databases.using(url, rowsToday);
    const today = await times(INCREMENTAL_RUNS, () => prove('incremental'));
    note('loan requests alone and beside full proofs, in turns');
    const pairs: Pair[] = [];
    while (pairs.length < PAIRS) {
      // In every second pair the proof comes first.
      const isBesideFirst = pairs.length % 2 === 1;
      const first = await (isBesideFirst ? besideProofs(app, staffId, load) : load());
      const second = await (isBesideFirst ? load() : besideProofs(app, staffId, load));
      const [alone, beside] = isBesideFirst ? [second, first] : [first, second];
      pairs.push({ alone: rate(alone), beside: rate(beside) });
    }
    const figures = {
      loans,
      fullSeconds: full.map(({ seconds }) => seconds),
      incrementalSeconds: idle.map(({ seconds }) => seconds),
      rowsSinceSeal: written,
      incrementalSecondsAfterDay: today.map(({ seconds }) => seconds),
      requestsPerSecond: pairs,
      besideFullProof: median(pairs.map(({ alone, beside }) => beside / alone)),
      fullByCheck: byCheck(full),
      incrementalAfterDayByCheck: byCheck(today),
    };
    const file = writeFigures('proof', { ...figures, postgres: postgres.version });
    return [
      table(
        ['', 'seconds'],
        [
          [`full, ${String(loans)} loans`, seconds(full)],
          ['incremental, nothing since the seal', seconds(idle)],
          [`incremental, ${String(written)} journal rows since the seal`, seconds(today)],
        ],
      ),
      table(
        ['loan requests alone', 'beside full proofs', 'ratio'],
        pairs.map(({ alone, beside }) => [alone.toFixed(0), beside.toFixed(0), (beside / alone).toFixed(3)]),
      ),
      file,
    ].join('\n\n');
  } finally {
    await app.stop();
  }
}

/** Requests per second. */
interface Pair {
  alone: number;
  beside: number;
}

async function besideProofs(app: App, staffId: string, load: () => Promise<Count>): Promise<Count> {
  const state = { isOver: false };
  const proofs = (async () => {
    while (!state.isOver) await ask(app, staffId, 'full');
  })();
  const count = await load();
  state.isOver = true;
  await proofs;
  return count;
}

/** The business date begins after the scoring of what was seeded, as if that had been done the day before. */
export async function beginDateNow(db: pg.Client): Promise<void> {
  await db.query('BEGIN');
  await db.query('SET LOCAL session_replication_role = replica');
  await db.query('UPDATE business_dates SET entries_before = (SELECT last_value FROM entry_order)');
  await db.query('COMMIT');
}

interface Timed {
  seconds: number;
  answer: Proof;
}

/** Not by `fetch`, which gives up after five minutes: beside other work a full proof of very many loans takes longer. */
export async function ask({ port }: App, staffId: string, kind: string): Promise<Proof> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const path = `/api/ledger/proof/?kind=${kind}`;
    const headers = { authorization: `Bearer ${mintToken(staffId, 'staff')}` };
    get({ host: '127.0.0.1', port, path, headers }, resolve).once('error', reject);
  });
  const proof = (await json(answer)) as Proof;
  if (proof.kind !== kind) throw new Error(`asked for ${kind}: ${JSON.stringify(proof).slice(0, 400)}`);
  if (!proof.ok)
    throw new Error(`red: ${JSON.stringify(proof.checks.filter(({ ok }) => !ok)).slice(0, 4000)}`);
  return proof;
}

export async function timed(work: () => Promise<Proof>): Promise<Timed> {
  const started = performance.now();
  const answer = await work();
  return { answer, seconds: (performance.now() - started) / 1000 };
}

async function times(count: number, work: () => Promise<Timed>): Promise<Timed[]> {
  const all: Timed[] = [];
  while (all.length < count) all.push(await work());
  return all;
}

/** How many rows of the journal came since the last seal. */
async function rowsToday(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM journal WHERE entry_no > (SELECT max(entries_to) FROM seals)',
  );
  return rows[0]?.count ?? 0;
}

/** How many loans anything was written for since the last seal. */
export async function loansToday(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT loan_id FROM journal WHERE entry_no > (SELECT max(entries_to) FROM seals) AND loan_id IS NOT NULL
       UNION SELECT loan_id FROM loan_events WHERE entry_no > (SELECT max(entries_to) FROM seals)) written`,
  );
  return rows[0]?.count ?? 0;
}

const byCheck = (proofs: readonly Timed[]) =>
  proofs.at(-1)?.answer.checks.map(({ name, ms }) => ({ name, ms }));
const rate = ({ latencies, seconds: took }: Count) => latencies.length / took;
const seconds = (all: readonly Timed[]) => all.map(({ seconds: took }) => took.toFixed(2)).join(', ');

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
