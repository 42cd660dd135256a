import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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

/** The built server, as its own process on its own database. */
export interface TestApp {
  url: string;
  database: TestDatabase;
  process: ChildProcess;
  /** Everything it has printed so far. */
  output: () => string;
  /** A client that sends this user's token, or none without a user. */
  as(user?: { id: string; role: string }): Client;
  /** Sends a signal and waits until the process has ended; answers its exit code (null: killed). */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  stop: () => Promise<void>;
}

/**
 * Starts the server on a fresh clone of the template, or on a database that a spec shares between servers. With
 * CLOCK_OFFSET_MS in its environment, the server's clock is ahead by that much (or behind, when negative). `entry`: of
 * another build.
 */
export async function startApp(
  environment: Record<string, string> = {},
  shared?: TestDatabase,
  entry = ENTRY,
): Promise<TestApp> {
  const database = shared ?? (await cloneDatabase());
  const wrongClock = environment.CLOCK_OFFSET_MS === undefined ? [] : ['--import', CLOCK_OFFSET];
  const child = spawn(process.execPath, [...wrongClock, entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      PORT: '0',
      HOST: '127.0.0.1',
      JWT_SECRET,
      SECRETS_KEY,
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
