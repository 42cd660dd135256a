import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { assertProof, startApp, type App } from './app.js';
import { Checkout } from './checkout.js';
import { measureIn } from './children.js';
import { Databases, deal, until } from './databases.js';
import { writeFigures, type Plot } from './files.js';
import { foreignShare, leastDisturbed, type Foreign } from './foreign.js';
import type { Actor, LoadJob } from './load.js';
import type { Options } from './options.js';
import type { Postgres } from './postgres.js';
import { table } from './report.js';
import { mintToken } from './tokens.js';
import { difference, readUsage, untilQuiet } from './usage.js';

const CLIENTS = 32;
const ENDPOINTS = [0, 1, 10] as const;
const KINDS = ['loans', 'payments'] as const;
const EVENTS = 10_000;
const LETTERS = 5_000;
const SLACK_SECONDS = 30;
const ALL_TOLD = `SELECT FROM outbox UNION ALL SELECT FROM webhook_deliveries d JOIN webhook_endpoints e
  ON e.id = d.endpoint_id WHERE d.state = 'waiting' AND e.url NOT LIKE '%hangs' LIMIT 1`;

const PLOT: Plot = {
  title: 'Commands while webhook endpoints are told of them',
  list: 'figures',
  label: 'what',
  parts: [{ field: 'perSecond', name: 'commands answered a second', tone: 'strong' }],
  unit: '/s',
};

/** One measurement of commands. CPU: of app and PostgreSQL for one command, until all is told of it. */
interface Figure extends Foreign {
  what: string;
  perSecond: number;
  p99: number;
  cpuMs: number;
  /** Messages that arrived, a second, from the first command until the last message. */
  toldPerSecond: number;
}

/** How late messages came to two endpoints that work, in milliseconds after their events were numbered. */
interface Delay {
  what: string;
  p50: number;
  p99: number;
  last: number;
}

/**
 * Asks for loans and pays with 32 clients while nobody, one endpoint and ten endpoints are told of all of it; then
 * numbers 10,000 events at once, without and with a third endpoint that never answers; then sends 5,000 letters to an SMTP
 * server. Receivers and mail server are this process. Throws unless everything arrives and the proof is green.
 */
export async function measureEvents(postgres: Postgres, options: Options): Promise<string> {
  const databases = new Databases(postgres);
  const url = await databases.migrated('bench_events');
  await databases.seed(url, {
    providers: 1000,
    customers: 1000,
    loans: options.storedLoans,
    parts: 3,
    funds: 100_000_000_000_00n,
    amount: { min: 5_000_00, max: 10_000_00 },
  });
  return databases.using(url, async (db) => {
    const { actors, staffId } = await databases.people(url);
    const [receiver, mail] = [await startReceiver(), await startMail()];
    const app = await startApp(url, null, Checkout.here, false, {
      WEBHOOK_ALLOW_PRIVATE: 'true',
      SMTP_URL: `smtp://127.0.0.1:${String(portOf(mail.server))}`,
      MAIL_FROM: 'bench@bank.example',
    });
    try {
      const bell = await Bell.hang(app, db, receiver);
      for (const kind of KINDS) await send(app, kind, actors, options.heatSeconds);
      await until(db, ALL_TOLD, 0);
      const figures: Figure[] = [];
      for (let run = 1; run <= options.runs; run++) {
        for (const kind of KINDS) {
          for (const count of run % 2 === 1 ? ENDPOINTS : ENDPOINTS.toReversed()) {
            await bell.ring(count);
            const turn = () => measure(app, db, postgres, { kind, count, actors, options });
            figures.push(await leastDisturbed(turn, options.repeats, say));
          }
        }
      }
      const delays = [await delay(db, bell, false), await delay(db, bell, true)];
      const letters = await lettersPerSecond(db);
      await bell.ring(0);
      await assertProof(app, staffId);
      return shown({ figures, delays, letters, postgres: postgres.version });
    } finally {
      await app.stop();
      receiver.closeAllConnections();
      receiver.close();
      mail.close();
    }
  });
}

/** Endpoints at one receiver, of which as many are switched on as are wanted. */
class Bell {
  private constructor(
    private readonly app: App,
    private readonly token: string,
    private readonly ids: string[],
    private readonly hanging: string,
  ) {}

  static async hang(app: App, db: pg.Client, receiver: Server): Promise<Bell> {
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO users (id, username, password_hash, role, first_name, last_name, email, is_active, created_at)
       VALUES (uuidv7(), 'bench-admin', '!', 'admin', '', '', '', true, now()) RETURNING id`,
    );
    const token = mintToken(rows[0]?.id ?? '', 'admin');
    const make = async (path: string) => {
      const url = `http://127.0.0.1:${String(portOf(receiver))}/${path}`;
      const { id } = await call<{ id: string }>(app, token, 'POST', 'webhook_endpoints/', {
        url,
        types: ['*'],
      });
      return id;
    };
    const ids: string[] = [];
    for (let nr = 0; nr < Math.max(...ENDPOINTS); nr++) ids.push(await make('answers'));
    return new Bell(app, token, ids, await make('hangs'));
  }

  /** Has so many endpoints told of what happens, and one that never answers if it is wanted. */
  async ring(count: number, hangs = false): Promise<void> {
    const set = (id: string, isOn: boolean) =>
      isOn
        ? call(this.app, this.token, 'POST', `webhook_endpoints/${id}/enable/`)
        : call(this.app, this.token, 'PATCH', `webhook_endpoints/${id}/`, { enabled: false });
    for (const [nr, id] of this.ids.entries()) await set(id, nr < count);
    await set(this.hanging, hangs);
  }
}

async function measure(
  app: App,
  db: pg.Client,
  postgres: Postgres,
  task: { kind: (typeof KINDS)[number]; count: number; actors: readonly Actor[]; options: Options },
): Promise<Figure> {
  await untilQuiet(postgres.pid, [app.pid]);
  const read = () => readUsage(postgres.admin, postgres.pid, app, [app.pid]);
  const [before, toldBefore, started] = [await read(), await toldIn(db), performance.now()];
  const done = await send(app, task.kind, task.actors, task.options.seconds);
  await until(db, ALL_TOLD, 0);
  const seconds = (performance.now() - started) / 1000;
  const [usage, told] = [difference(before, await read()), (await toldIn(db)) - toldBefore];
  return {
    what: `${task.kind}, ${String(task.count)} endpoints`,
    perSecond: done.latencies.length / done.seconds,
    p99: done.latencies[Math.floor(done.latencies.length * 0.99)] ?? 0,
    cpuMs: (usage.appCpuMs + usage.postgresCpuMs) / done.latencies.length,
    toldPerSecond: told / seconds,
    ...foreignShare({ all: usage.machineMs, busy: usage.busyMs, ours: usage.ourMs + done.cpuMs }),
  };
}

async function send(app: App, kind: LoadJob['kind'], actors: readonly Actor[], seconds: number) {
  const connections = deal(kind, actors, CLIENTS);
  const job: LoadJob = { port: app.port, kind, connections, warmUpSeconds: 0, seconds };
  const count = await measureIn('load', job, seconds + SLACK_SECONDS, () => undefined);
  if (count.failed > 0)
    throw new Error(`${String(count.failed)} failed, the first with\n${String(count.firstFailure)}`);
  return count;
}

async function delay(db: pg.Client, bell: Bell, hangs: boolean): Promise<Delay> {
  await bell.ring(2, hangs);
  const { rows: last } = await db.query<{ seq: string }>('SELECT last_seq AS seq FROM event_sequencer');
  await db.query(
    `INSERT INTO outbox (count, business_date, occurred_at, ids, types, data)
     SELECT count(*), current_date, now(), array_agg(uuidv7()), array_agg('day.closed'::text),
       json_agg('{"date": "2026-11-23"}'::json) FROM generate_series(1, $1) n GROUP BY n / 100`,
    [EVENTS],
  );
  await until(db, ALL_TOLD, 0);
  const { rows } = await db.query<{ count: number; p50: number; p99: number; last: number }>(
    `SELECT count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
       percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99, max(ms) AS last
     FROM (SELECT (extract(epoch FROM d.ended_at - d.created_at) * 1000)::float8 AS ms FROM webhook_deliveries d
       WHERE d.seq > $1 AND d.state = 'delivered') told`,
    [last[0]?.seq],
  );
  const [found] = rows;
  if (found?.count !== 2 * EVENTS)
    throw new Error(`${String(found?.count)} messages came of ${String(2 * EVENTS)}`);
  const { p50, p99, last: ms } = found;
  return { what: hangs ? 'beside one that never answers' : 'alone', p50, p99, last: ms };
}

async function lettersPerSecond(db: pg.Client): Promise<number> {
  await db.query(
    "UPDATE users SET email = 'lender@example.org' WHERE id = (SELECT id FROM providers LIMIT 1)",
  );
  const started = performance.now();
  await db.query(
    `INSERT INTO notifications (id, event_id, user_id, topic, channel, happened, subject_id, business_date, data,
       created_at, next_attempt_at)
     SELECT uuidv7(), uuidv7(), u.id, 'deposit', 'email', 'provider.deposited', u.id, current_date,
       '{"amount": "1250.00", "currency": "USD", "transfer": null}', now(), now()
     FROM users u, generate_series(1, $1) WHERE u.email = 'lender@example.org'`,
    [LETTERS],
  );
  await until(db, "SELECT FROM notifications WHERE state IN ('waiting', 'sending') LIMIT 1", 0);
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await db.query<{ sent: number }>(
    "SELECT count(*)::int AS sent FROM notifications WHERE state = 'sent' AND sent_by = 'smtp'",
  );
  if (rows[0]?.sent !== LETTERS)
    throw new Error(`${String(rows[0]?.sent)} letters went of ${String(LETTERS)}`);
  return LETTERS / seconds;
}

async function toldIn(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM webhook_deliveries WHERE state = 'delivered'",
  );
  return rows[0]?.count ?? 0;
}

async function startReceiver(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/answers') request.once('end', () => response.writeHead(204).end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function startMail(): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, callback) => {
      stream.resume().once('end', callback);
    },
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

const portOf = (server: { address: () => unknown }) => (server.address() as AddressInfo).port;

async function call<T>(app: App, token: string, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${String(app.port)}/api/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

function shown(found: { figures: Figure[]; delays: Delay[]; letters: number; postgres: string }): string {
  const names = KINDS.flatMap((kind) => ENDPOINTS.map((count) => `${kind}, ${String(count)} endpoints`));
  const figures = names.map((name) => middleOf(found.figures.filter(({ what }) => what === name)));
  const { delays, letters, postgres } = found;
  writeFigures('events', { clients: CLIENTS, figures, delays, lettersPerSecond: letters, postgres }, PLOT);
  return [
    table(
      ['commands', '/s', 'p99 ms', 'CPU ms', 'messages/s', 'foreign'],
      figures.map((figure) => [
        figure.what,
        figure.perSecond.toFixed(0),
        figure.p99.toFixed(1),
        figure.cpuMs.toFixed(3),
        figure.toldPerSecond.toFixed(0),
        `${(figure.foreign * 100).toFixed(0)} %`,
      ]),
    ),
    table(
      [`${String(EVENTS)} events to two endpoints`, 'p50 ms', 'p99 ms', 'last ms'],
      delays.map(({ what, p50, p99, last }) => [what, p50.toFixed(0), p99.toFixed(0), last.toFixed(0)]),
    ),
    `letters a second: ${letters.toFixed(0)}`,
  ].join('\n\n');
}

function middleOf(runs: readonly Figure[]): Figure {
  const sorted = runs.toSorted((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[sorted.length >> 1];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

function say({ what, perSecond, foreign }: Figure): void {
  const at = new Date().toISOString().slice(11, 19);
  console.log(`${at}  ${what}: ${perSecond.toFixed(0)}/s, foreign CPU ${(foreign * 100).toFixed(0)} %`);
}
