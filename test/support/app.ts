import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cloneDatabase, type TestDatabase } from './database.js';
import { Client } from './http.js';
import { tokenFor } from './tokens.js';

const ENTRY = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));
const CLOCK_OFFSET = new URL('clock-offset.mjs', import.meta.url).href;

export const JWT_SECRET = 'a secret of the tests, longer than 32 characters';

/**
 * No test runs into a time-out because the machine is busy; one that is about time-outs sets its own, which are small.
 */
export const PATIENT = {
  DB_POOL_WAIT_MS: '60000',
  DB_LOCK_TIMEOUT_MS: '60000',
  DB_STATEMENT_TIMEOUT_MS: '120000',
  DB_IDLE_TIMEOUT_MS: '120000',
  SHUTDOWN_GRACE_MS: '60000',
};

/** The built server, as a process of its own on a database of its own. */
export interface TestApp {
  url: string;
  database: TestDatabase;
  process: ChildProcess;
  /** Everything it has printed. */
  output: () => string;
  /** A client that sends this user's token; without a user, none. */
  as(user?: { id: string; role: string }): Client;
  /** Sends a signal and waits until the process has ended; answers its exit code (null: killed). */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  stop: () => Promise<void>;
}

/**
 * Starts the server on a fresh clone of the template, or on a database that a spec shares between servers. With
 * CLOCK_OFFSET_MS in its environment its machine's clock is that much ahead (or, negative, behind).
 */
export async function startApp(
  environment: Record<string, string> = {},
  shared?: TestDatabase,
): Promise<TestApp> {
  const database = shared ?? (await cloneDatabase());
  const wrongClock = environment.CLOCK_OFFSET_MS === undefined ? [] : ['--import', CLOCK_OFFSET];
  const child = spawn(process.execPath, [...wrongClock, ENTRY], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      PORT: '0',
      HOST: '127.0.0.1',
      JWT_SECRET,
      THROTTLE_DISABLED: 'true',
      LOG_LEVEL: 'warn',
      ...PATIENT,
      ...environment,
    },
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
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  return {
    url,
    database,
    process: child,
    output: () => output,
    as: (user) => new Client(url, user ? tokenFor(user) : null),
    end,
    stop: async () => {
      await end('SIGTERM');
      if (!shared) await database.drop();
    },
  };
}
