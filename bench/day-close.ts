import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { startNode } from './children.js';
import { Databases } from './databases.js';
import { writeFigures } from './files.js';
import type { Postgres } from './postgres.js';
import { dateDaysAgo } from './seed.js';
import { JWT_SECRET } from './tokens.js';
import { peakMib } from './usage.js';

const CLI = fileURLToPath(new URL('../dist/app/cli.js', import.meta.url));
const LOOK_EVERY_MS = 50;
/** Beyond, the proof of the whole bank takes longer than the close. */
const PROVABLE = 200_000;

interface Run {
  seconds: number;
  peakMib: number;
  output: string;
}

interface Close {
  business_date: string;
  candidates: number;
  assessed: number;
  late_interest: string;
  became_overdue: number;
  reminders: number;
  notices: number;
}

/**
 * Closes yesterday over so many active loans, as `npm run cli -- day-close` does, and once more with nothing left to
 * do. One loan in fifty is 2 to 40 days past its first due date at a late rate of 24 %; the others fall due in the month
 * to come, and some of them are reminded. Gives the table; the figures go to results/.
 */
export async function measureDayClose(postgres: Postgres, loans: number): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_day_close');
  note(`seeding ${String(loans)} loans`);
  await databases.using(url, configure);
  await databases.seed(url, {
    providers: 100,
    customers: Math.max(1, Math.round(loans / 10)),
    loans,
    parts: 1,
    funds: 1_000_000_00n,
    amount: { min: 100_00, max: 10_000_00 },
    // A month and some days: the first instalment is late. Else it is due within the coming month.
    daysAgo: (kind) => (kind % 50 === 0 ? 33 + (kind / 50) * 4 : 1 + (kind % 29)),
  });
  await databases.using(url, closeTheDaysBefore);
  note('closing');
  const date = dateDaysAgo(1);
  const first = await cli(url, ['day-close', '--date', date, '--json']);
  const again = await cli(url, ['day-close', '--date', date, '--json']);
  const [close] = (JSON.parse(first.output) as { day_closes: Close[] }).day_closes;
  if (!close) throw new Error(`nothing was closed: ${first.output}`);
  const inside = await databases.using(url, secondsInside);
  if (loans <= PROVABLE) {
    note('proving');
    await cli(url, ['proof', '--json']);
  }
  const figures = {
    loans,
    seconds: first.seconds,
    secondsWithoutStart: inside,
    loansPerSecond: loans / first.seconds,
    peakMib: first.peakMib,
    secondRunSeconds: again.seconds,
  };
  writeFigures('day-close', { ...figures, ...close, postgres: postgres.version });
  return [
    `loans                    ${String(loans)}`,
    `looked at                ${String(close.candidates)} (${String(close.assessed)} past due, ${String(close.reminders)} reminded)`,
    `late interest            ${close.late_interest}, ${String(close.became_overdue)} became overdue, ${String(close.notices)} notices`,
    `process, start included  ${first.seconds.toFixed(1)} s`,
    `close                    ${inside.toFixed(1)} s`,
    `loans a second           ${figures.loansPerSecond.toFixed(0)}`,
    `peak memory              ${first.peakMib.toFixed(0)} MiB`,
    `second run               ${again.seconds.toFixed(1)} s`,
    '',
    JSON.stringify(figures),
  ].join('\n');
}

export async function configure(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ names: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns
     WHERE table_name = 'bank_configurations' AND column_name NOT IN ('version', 'late_interest_rate')`,
  );
  const names = rows[0]?.names ?? '';
  await db.query(
    `INSERT INTO bank_configurations (version, late_interest_rate, ${names})
     SELECT version + 1, 0.24, ${names} FROM bank_configurations`,
  );
}

/** Only yesterday is measured; the loans that are late wait for it from their first day. */
export async function closeTheDaysBefore(db: pg.Client): Promise<void> {
  await db.query(
    `INSERT INTO day_closes (business_date, status, candidates, started_at, finished_at)
     VALUES ($1, 'done', 0, now(), now()) ON CONFLICT DO NOTHING`,
    [dateDaysAgo(2)],
  );
}

export async function secondsInside(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ seconds: string }>(
    `SELECT extract(epoch FROM finished_at - started_at) AS seconds FROM day_closes
     ORDER BY business_date DESC LIMIT 1`,
  );
  return Number(rows[0]?.seconds);
}

/** One command of the built application in a process of its own, with the most memory that it ever had. */
export async function cli(databaseUrl: string, args: readonly string[]): Promise<Run> {
  const started = performance.now();
  let output = '';
  const child = startNode([CLI, ...args], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'development',
      DATABASE_URL: databaseUrl,
      JWT_SECRET,
      // For the proof, which reads whole tables in one statement.
      ...(args[0] === 'proof' ? { DB_STATEMENT_TIMEOUT_MS: '3600000' } : {}),
    },
    onOutput: (text) => {
      output += text;
    },
  });
  const ended = once(child, 'exit');
  const state = { ended: false };
  void ended.then(() => {
    state.ended = true;
  });
  let peak = 0;
  while (!state.ended) {
    peak = peakMib(child.pid) ?? peak;
    await Promise.race([ended, sleep(LOOK_EVERY_MS)]);
  }
  const seconds = (performance.now() - started) / 1000;
  if (child.exitCode !== 0)
    throw new Error(`${args.join(' ')} ended with ${String(child.exitCode)}:\n${output}`);
  // What it noted on its way comes before the document.
  return { seconds, peakMib: peak, output: output.slice(output.indexOf('{')) };
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
