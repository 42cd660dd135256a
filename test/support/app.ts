import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cloneDatabase, type TestDatabase } from './database.js';
import { Client } from './http.js';
import { tokenFor } from './tokens.js';

const ENTRY = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));
const CLOCK_OFFSET = new URL('clock-offset.mjs', import.meta.url).href;

export const JWT_SECRET = 'a secret of the tests, longer than 32 characters';

export const SECRETS_KEY = Buffer.from('a key of the tests, of 32 bytes!').toString('base64');

/**
 * Generous time-outs, so that no test fails because the machine is busy. A test about time-outs sets its own, small
 * ones.
 */
export const PATIENT = {
  DB_POOL_WAIT_MS: '60000',
  DB_LOCK_TIMEOUT_MS: '60000',
  DB_STATEMENT_TIMEOUT_MS: '120000',
  DB_IDLE_TIMEOUT_MS: '120000',
  SHUTDOWN_GRACE_MS: '60000',
};

/** The built server, on its own database. */
export interface TestApp {
  url: string;
  database: TestDatabase;
  /** Everything it has printed so far; other servers of the same spec may be in it. */
  output: () => string;
  /** A client that sends this user's token, or none without a user. */
  as(user?: { id: string; role: string }): Client;
  /** Ends the server as SIGTERM does, and keeps the database. */
  end: () => Promise<unknown>;
  /** Ends the server, and drops the database unless others share it. */
  stop: () => Promise<void>;
}

/** A server that is a process of its own. */
export interface TestServer extends TestApp {
  process: ChildProcess;
  /** Sends a signal and waits until the process has ended; answers its exit code (null: killed). */
  end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
}

/** Settings that only a process can have: its clock, its flags, its traces. */
const OF_A_PROCESS = /^(CLOCK_OFFSET_MS|NODE_OPTIONS|OTEL_.*)$/;

/**
 * Starts the server on a fresh clone of the template, or on a database that a spec shares between servers. It runs in a
 * process with other servers of this worker (app-host.mjs), which spares a second of CPU; a spec that kills the process
 * or asks for its exit code needs `startServer`.
 */
export async function startApp(
  environment: Record<string, string> = {},
  shared?: TestDatabase,
): Promise<TestApp> {
  const ofAProcess = Object.keys(environment).filter((name) => OF_A_PROCESS.test(name));
  if (ofAProcess.length > 0) throw new Error(`${ofAProcess.join(', ')}: only startServer can set it`);
  const database = shared ?? (await cloneDatabase());
  const { log } = hostOfThisWorker();
  const printedBefore = statSync(log).size;
  const { url } = await order('start', settingsOf(database, environment));
  const output = () => readFileSync(log).subarray(printedBefore).toString();
  return { ...behaving({ url, database, shared, end: () => order('end', { url }) }), output };
}

/**
 * As `startApp`, as a process of its own. With CLOCK_OFFSET_MS in its environment, the server's clock is ahead by that
 * much (or behind, when negative). `entry`: of another build.
 */
export async function startServer(
  environment: Record<string, string> = {},
  shared?: TestDatabase,
  entry = ENTRY,
): Promise<TestServer> {
  const database = shared ?? (await cloneDatabase());
  const wrongClock = environment.CLOCK_OFFSET_MS === undefined ? [] : ['--import', CLOCK_OFFSET];
  const child = spawn(process.execPath, [...wrongClock, entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...settingsOf(database, environment) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /"msg":"listening","url":"([^"]+)"/.exec(output);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    child.stdout.on('data', look);
    child.once('exit', (code) => {
      reject(new Error(`the server ended with ${String(code)} before it listened:\n${output}`));
    });
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  return { ...behaving({ url, database, shared, end }), process: child, output: () => output };
}

/** What a server does wherever it runs. */
function behaving<End extends TestApp['end']>({
  url,
  database,
  shared,
  end,
}: {
  url: string;
  database: TestDatabase;
  shared: TestDatabase | undefined;
  end: End;
}) {
  return {
    url,
    database,
    as: (user?: { id: string; role: string }) => new Client(url, user ? tokenFor(user) : null),
    end,
    stop: async () => {
      await end();
      if (!shared) await database.drop();
    },
  };
}

function settingsOf(database: TestDatabase, environment: Record<string, string>): Record<string, string> {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PORT: '0',
    HOST: '127.0.0.1',
    JWT_SECRET,
    SECRETS_KEY,
    THROTTLE_DISABLED: 'true',
    LOG_LEVEL: 'warn',
    // For a run of any spec with policies: ROW_LEVEL_SECURITY=true npm test -- …
    ROW_LEVEL_SECURITY: process.env.ROW_LEVEL_SECURITY ?? 'false',
    ...PATIENT,
    ...environment,
  };
}

/** The process in which this worker's servers run, and the file it prints to. */
function hostOfThisWorker(): { url: string; log: string } {
  const hosts = JSON.parse(process.env.TEST_APP_HOSTS ?? '[]') as { url: string; log: string }[];
  const host = hosts[(Number(process.env.JEST_WORKER_ID) - 1) % hosts.length];
  if (host === undefined) throw new Error('the global setup has not run');
  return host;
}

async function order(what: 'start' | 'end', body: object): Promise<{ url: string }> {
  const host = hostOfThisWorker();
  const answer = await fetch(new URL(what, host.url), { method: 'POST', body: JSON.stringify(body) }).catch(
    (error: unknown) => {
      const printed = readFileSync(host.log, 'utf8').slice(-4000);
      throw new Error(`the process of the servers does not answer; it printed:\n${printed}`, {
        cause: error,
      });
    },
  );
  if (!answer.ok) throw new Error(`the server did not ${what}:\n${await answer.text()}`);
  return (await answer.json()) as { url: string };
}
