import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { assertProof, startApp, type App } from './app.js';
import { Databases } from './databases.js';
import { writeFigures } from './files.js';
import type { Postgres } from './postgres.js';
import { mintToken } from './tokens.js';
import { peakMib } from './usage.js';

const CUSTOMERS = 500;
const CLIENTS = 32;
const LOOK_EVERY_MS = 10;
const LIMIT_MS = 600_000;

interface Drain {
  seconds: number;
  firstSeconds: number;
  peakMib: number;
  worstAnswerMs: number;
}

/**
 * Queues so many loans of 100.00 to 10,000.00 through the API and pays in, with one deposit, exactly what they add up
 * to: how long until nobody waits, the most memory that the application had on the way, and the slowest answer of
 * `GET /health/live` meanwhile. Throws unless every loan is active, funded and paid out once and to the last unit, the
 * fund is empty, and the proof is green. Gives the table; the figures go to results/.
 */
export async function measureQueue(postgres: Postgres, loans: number): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_queue');
  await databases.seed(url, {
    providers: 1,
    customers: CUSTOMERS,
    loans: CUSTOMERS,
    parts: 1,
    funds: 0n,
    amount: { min: 100_00, max: 10_000_00 },
  });
  const { actors, staffId } = await databases.people(url);
  const app = await startApp(url, null);
  try {
    await call(app, 'PATCH', '/api/bank_configuration/', mintToken(staffId, 'staff'), {
      when_unfunded: 'queue',
    });
    note(`queueing ${String(loans)} loans`);
    const tokens = actors.map(({ token }) => token);
    const queueing = performance.now();
    await queueLoans(app, tokens, loans);
    const queueSeconds = (performance.now() - queueing) / 1000;
    return await databases.using(url, async (db) => {
      const total = await sumWaiting(db, loans);
      note('one deposit');
      const drain = await measureDrain(app, db, total);
      note('proving');
      await assertExact(db, loans, total);
      await assertProof(app, staffId);
      const figures = { loans, amount: total.toString(), queueSeconds, ...drain };
      writeFigures('queue', { ...figures, postgres: postgres.version });
      return [
        `machine                    ${String(cpus().length)} x ${cpus()[0]?.model ?? '?'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; ${process.version}; PostgreSQL ${postgres.version}`,
        `loans                      ${String(loans)}, queued in ${queueSeconds.toFixed(1)} s`,
        `deposit                    ${decimal(total)}`,
        `first loan begins after    ${drain.firstSeconds.toFixed(2)} s`,
        `queue empty after          ${drain.seconds.toFixed(1)} s, ${(loans / drain.seconds).toFixed(0)} loans a second`,
        `peak memory of the app     ${drain.peakMib.toFixed(0)} MiB`,
        `slowest answer meanwhile   ${drain.worstAnswerMs.toFixed(0)} ms (GET /health/live)`,
        'exact                      every loan begun once, the fund at 0.00, the proof green',
        '',
        JSON.stringify(figures),
      ].join('\n');
    });
  } finally {
    await app.stop();
  }
}

/** Loans of amounts that are spread evenly, the same in every run. */
async function queueLoans(app: App, tokens: readonly string[], loans: number): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < loans) {
      const nr = next++;
      const cents = 100_00 + ((nr * 7919) % 9900) * 100 + (nr % 100);
      const body = { amount: decimal(BigInt(cents)) };
      const status = await call(app, 'POST', '/api/loans/', tokens[nr % tokens.length] ?? '', body);
      if (status !== 202) throw new Error(`a loan was answered with ${String(status)}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

async function measureDrain(app: App, db: pg.Client, total: bigint): Promise<Drain> {
  const provider = await db.query<{ id: string }>('SELECT id FROM providers');
  const token = mintToken(provider.rows[0]?.id ?? '', 'provider');
  // The high-water mark starts again.
  writeFileSync(`/proc/${String(app.pid)}/clear_refs`, '5');
  const state = { done: false };
  const probe = worstAnswer(app, state);
  const before = await waiting(db);
  const started = performance.now();
  await call(app, 'POST', '/api/providers/add_funds/', token, { amount: decimal(total) });
  let firstSeconds = 0;
  for (let left = before; left > 0; left = await waiting(db)) {
    const ms = performance.now() - started;
    if (firstSeconds === 0 && left < before) firstSeconds = ms / 1000;
    if (ms > LIMIT_MS) throw new Error(`${String(left)} loans still wait after ${String(LIMIT_MS / 1000)} s`);
    await sleep(LOOK_EVERY_MS);
  }
  const seconds = (performance.now() - started) / 1000;
  state.done = true;
  return {
    seconds,
    firstSeconds: firstSeconds === 0 ? seconds : firstSeconds,
    peakMib: peakMib(app.pid) ?? 0,
    worstAnswerMs: await probe,
  };
}

/** How long the slowest of many answers took: what a drain costs everybody else. */
async function worstAnswer({ port }: App, state: { done: boolean }): Promise<number> {
  let worst = 0;
  while (!state.done) {
    const asked = performance.now();
    await (await fetch(`http://127.0.0.1:${String(port)}/health/live`)).text();
    worst = Math.max(worst, performance.now() - asked);
    await sleep(LOOK_EVERY_MS);
  }
  return worst;
}

async function waiting(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM funding_queue WHERE state = 'waiting'",
  );
  return rows[0]?.count ?? 0;
}

async function sumWaiting(db: pg.Client, loans: number): Promise<bigint> {
  const { rows } = await db.query<{ count: number; sum: string }>(
    "SELECT count(*)::int AS count, sum(amount) AS sum FROM funding_queue WHERE state = 'waiting'",
  );
  if (rows[0]?.count !== loans) throw new Error(`${String(rows[0]?.count)} loans wait, not ${String(loans)}`);
  return BigInt(rows[0].sum);
}

async function assertExact(db: pg.Client, loans: number, total: bigint): Promise<void> {
  const { rows } = await db.query<Record<string, string>>(
    `SELECT
       (SELECT sum(fund_amount) FROM providers) AS fund,
       (SELECT count(*) FROM loans WHERE status <> 'active') AS "not active",
       count(*) FILTER (WHERE q.state = 'funded') AS funded,
       sum((SELECT sum(f.amount) FROM fundings f WHERE f.loan_id = q.loan_id)) AS lent,
       sum(j.amount) AS "paid out",
       sum(j.rows) AS "pay-outs"
     FROM funding_queue q
     -- The predicate of journal_loan_event: without it each look reads the whole journal.
     CROSS JOIN LATERAL (
       SELECT sum(amount) AS amount, count(*) AS rows FROM journal
       WHERE loan_id = q.loan_id AND kind = 'disbursement' AND payment_id IS NULL AND reverses_id IS NULL
     ) j`,
  );
  const wanted = {
    fund: '0',
    'not active': '0',
    funded: String(loans),
    lent: total.toString(),
    'paid out': total.toString(),
    'pay-outs': String(loans),
  };
  for (const [what, figure] of Object.entries(wanted)) {
    if (rows[0]?.[what] !== figure) throw new Error(`${what}: ${String(rows[0]?.[what])}, not ${figure}`);
  }
}

async function call(app: App, method: string, path: string, token: string, body: object): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${String(app.port)}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
  return answer.status;
}

function decimal(cents: bigint): string {
  const text = cents.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
