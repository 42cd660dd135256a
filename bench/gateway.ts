import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { assertProof, startApp, type App } from './app.js';
import { Checkout } from './checkout.js';
import { assertNoFailure, measureIn } from './children.js';
import { Databases, deal } from './databases.js';
import { writeFigures, type Plot } from './files.js';
import { foreignShare, leastDisturbed, type Foreign } from './foreign.js';
import type { Actor, LoadJob } from './load.js';
import type { Options } from './options.js';
import type { Postgres } from './postgres.js';
import { resetStatements, topStatements } from './profile.js';
import { table } from './report.js';
import { difference, readUsage, untilQuiet } from './usage.js';

const CLIENTS = 32;
const CUSTOMERS = 1000;
const LOOK_EVERY_MS = 50;
const SLACK_SECONDS = 30;
const DRAIN_SECONDS = 300;
const WAYS = ['payments', 'collect'] as const;
type Way = (typeof WAYS)[number];
const NAMES: Record<Way, string> = { payments: 'entered directly', collect: 'through the sandbox gateway' };

const PLOT: Plot = {
  title: 'Payments, entered directly and through the sandbox gateway',
  list: 'figures',
  label: 'way',
  parts: [{ field: 'countedPerSecond', name: 'payments that count, a second', tone: 'strong' }],
  unit: '/s',
};

/** One measurement of a way to pay. Milliseconds; CPU for one payment that counts. */
interface Figure extends Foreign {
  way: string;
  answeredPerSecond: number;
  p50: number;
  p99: number;
  countedPerSecond: number;
  appCpuMs: number;
  postgresCpuMs: number;
  load: number;
}

/**
 * Pays on loans with 32 clients, in turn directly and by cards of the sandbox gateway, which calls back with signed
 * messages as a company would. The time of a payment by card ends when it counts on its loan, so what the clients have
 * left behind is waited for. Throws unless all of it counts and the proof is green. Gives the table; the figures go to
 * results/.
 */
export async function measureGateway(postgres: Postgres, options: Options): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_gateway');
  note(`seeding ${String(options.storedLoans)} loans`);
  await databases.seed(url, {
    providers: 10,
    customers: CUSTOMERS,
    loans: options.storedLoans,
    parts: 3,
    funds: 1_000_000_00n,
    amount: { min: 5_000_00, max: 10_000_00 },
  });
  return databases.using(url, async (db) => {
    const instruments = await makeCards(db);
    const { actors, staffId } = await databases.people(url);
    const payers = actors.map((actor) => ({ ...actor, instrumentId: instruments.get(actor.id) ?? '' }));
    const app = await startApp(url, null, Checkout.here, true, { GATEWAYS: 'sandbox' });
    try {
      for (const way of WAYS) {
        note(`heating: ${NAMES[way]}`);
        await pay(app, db, way, payers, options.heatSeconds);
      }
      const figures: Figure[] = [];
      for (let run = 1; run <= options.runs; run++) {
        for (const way of run % 2 === 1 ? WAYS : WAYS.toReversed()) {
          figures.push(
            await leastDisturbed(
              () => measure(app, db, postgres, { way, payers, options }),
              options.repeats,
              say,
            ),
          );
        }
      }
      note('proving');
      await assertProof(app, staffId);
      return shown(figures, postgres);
    } finally {
      await app.stop();
    }
  });
}

/** A card for each customer, which always succeeds. */
async function makeCards(db: pg.Client): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; user_id: string }>(
    `INSERT INTO instruments (id, user_id, gateway, token, kind, label, state, created_at)
     SELECT uuidv7(), c.id, 'sandbox', 'ok', 'card', 'Test card ok', 'usable', now() FROM customers c
     RETURNING id, user_id`,
  );
  return new Map(rows.map(({ id, user_id: userId }) => [userId, id]));
}

async function measure(
  app: App,
  db: pg.Client,
  postgres: Postgres,
  { way, payers, options }: { way: Way; payers: readonly Actor[]; options: Options },
): Promise<Figure> {
  await untilQuiet(postgres.pid, [app.pid]);
  const read = () => readUsage(postgres.admin, postgres.pid, app, [app.pid]);
  if (options.profile) await resetStatements(db);
  const [before, paidBefore] = [await read(), await countedIn(db)];
  const started = performance.now();
  const count = await pay(app, db, way, payers, options.seconds);
  const seconds = (performance.now() - started) / 1000;
  const [usage, counted] = [difference(before, await read()), (await countedIn(db)) - paidBefore];
  if (options.profile) console.log(await topStatements(db, counted));
  const at = (share: number) => count.latencies[Math.floor((count.latencies.length - 1) * share)] ?? 0;
  return {
    way: NAMES[way],
    answeredPerSecond: count.latencies.length / count.seconds,
    p50: at(0.5),
    p99: at(0.99),
    countedPerSecond: counted / seconds,
    appCpuMs: usage.appCpuMs / counted,
    postgresCpuMs: usage.postgresCpuMs / counted,
    load: loadavg()[0] ?? 0,
    ...foreignShare({ all: usage.machineMs, busy: usage.busyMs, ours: usage.ourMs + count.cpuMs }),
  };
}

/** Lets all clients pay for some seconds, and waits until nothing of it is on its way. */
async function pay(app: App, db: pg.Client, kind: Way, payers: readonly Actor[], seconds: number) {
  const job: LoadJob = {
    port: app.port,
    kind,
    connections: deal(kind, payers, CLIENTS),
    warmUpSeconds: 0,
    seconds,
  };
  const count = await measureIn('load', job, seconds + SLACK_SECONDS, () => undefined);
  assertNoFailure(count, NAMES[kind]);
  const deadline = Date.now() + DRAIN_SECONDS * 1000;
  while ((await onTheirWay(db)) > 0) {
    if (Date.now() > deadline) throw new Error('some payments never counted');
    await sleep(LOOK_EVERY_MS);
  }
  return count;
}

async function onTheirWay(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM transfers WHERE state IN ('created', 'submitted', 'unknown', 'pending')",
  );
  return rows[0]?.count ?? 0;
}

async function countedIn(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM payments');
  return rows[0]?.count ?? 0;
}

function shown(all: readonly Figure[], postgres: Postgres): string {
  const figures = WAYS.map((way) => middleOf(all.filter((figure) => figure.way === NAMES[way])));
  const [direct, gateway] = figures;
  const part = gateway && direct ? gateway.countedPerSecond / direct.countedPerSecond : 0;
  writeFigures('gateway', { clients: CLIENTS, part, figures, all, postgres: postgres.version }, PLOT);
  return [
    table(
      [
        'payments',
        'answers/s',
        'p50 ms',
        'p99 ms',
        'count/s',
        'CPU app ms',
        'PostgreSQL ms',
        'foreign',
        'load',
      ],
      figures.map((figure) => [
        figure.way,
        figure.answeredPerSecond.toFixed(0),
        figure.p50.toFixed(1),
        figure.p99.toFixed(1),
        figure.countedPerSecond.toFixed(0),
        figure.appCpuMs.toFixed(2),
        figure.postgresCpuMs.toFixed(2),
        `${(figure.foreign * 100).toFixed(0)} %`,
        figure.load.toFixed(1),
      ]),
    ),
    '',
    `through the gateway, as a part of directly: ${part.toFixed(2)}`,
  ].join('\n');
}

/** The run with the median of what counts. */
function middleOf(runs: readonly Figure[]): Figure {
  const sorted = runs.toSorted((a, b) => a.countedPerSecond - b.countedPerSecond);
  const middle = sorted[sorted.length >> 1];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

function say(figure: Figure): void {
  note(
    `${figure.way}: ${figure.countedPerSecond.toFixed(0)}/s count, foreign CPU ${(figure.foreign * 100).toFixed(0)} %` +
      (figure.disturbed ? ', DISTURBED' : ''),
  );
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
