import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Checkout } from './checkout.js';
import { startNode, stop } from './children.js';
import { JWT_SECRET, mintToken } from './tokens.js';

const MAIN = 'dist/app/main.js';
/** Names each package and folder in a profile, which the bundle does not. */
const UNPACKED = 'dist/src/main.js';
const BARE = fileURLToPath(new URL('bare.js', import.meta.url));
const PROFILE_HOOK = new URL('profile-hook.js', import.meta.url).href;
const BOOT_LIMIT_MS = 30_000;

/** The built application, or what it is compared with, running on a benchmark database. */
export interface App {
  pid: number;
  port: number;
  stop: () => Promise<void>;
}

/**
 * Starts it as production would, but for the throttle; with a profile file, ready to be profiled. `closesDays` is false
 * where a day-close at the start would disturb what is measured.
 */
export function startApp(
  databaseUrl: string,
  profileFile: string | null,
  checkout = Checkout.here,
  closesDays = true,
  settings: Record<string, string> = {},
): Promise<App> {
  const program =
    profileFile === null ? [checkout.file(MAIN)] : ['--import', PROFILE_HOOK, checkout.file(UNPACKED)];
  return start(program, checkout.root, {
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    JWT_SECRET,
    LOG_LEVEL: 'warn',
    DAY_CLOSE_SCHEDULE: String(closesDays),
    THROTTLE_DISABLED: 'true',
    ...(profileFile === null ? {} : { BENCH_PROFILE: profileFile }),
    ...settings,
  });
}

/** Starts bare.ts, the practical limit. */
export function startBare(databaseUrl: string): Promise<App> {
  return start([BARE], Checkout.here.root, { NODE_ENV: 'production', DATABASE_URL: databaseUrl });
}

async function start(program: readonly string[], cwd: string, env: Record<string, string>): Promise<App> {
  const port = await freePort();
  let output = '';
  const child = startNode(program, {
    cwd,
    env: { PATH: process.env.PATH, PORT: String(port), ...env },
    onOutput: (text) => {
      output = (output + text).slice(-8000);
    },
  });
  try {
    await ready(child, port);
  } catch (error) {
    await stop(child);
    throw new Error(`the server did not start:\n${output}`, { cause: error });
  }
  if (child.pid === undefined) throw new Error('the server has no process id');
  return { pid: child.pid, port, stop: () => stop(child) };
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  for (const deadline = Date.now() + BOOT_LIMIT_MS; Date.now() < deadline;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${String(child.exitCode)}`);
    const answer = await fetch(`http://127.0.0.1:${String(port)}/health/ready`).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(100);
  }
  throw new Error(`not ready after ${String(BOOT_LIMIT_MS)} ms`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Throws with the invariants that do not hold. */
export async function assertProof({ port }: App, staffId: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/api/ledger/proof/`, {
    headers: { authorization: `Bearer ${mintToken(staffId, 'staff')}` },
  });
  const text = await answer.text();
  const proof = JSON.parse(text) as { ok?: boolean; checks?: { ok: boolean }[] };
  if (proof.ok === true) return;
  const broken = proof.checks?.filter(({ ok }) => !ok) ?? text;
  throw new Error(`the proof is red:\n${JSON.stringify(broken, null, 2).slice(0, 4000)}`);
}

/** Sets the bank's allocation policy. */
export async function setPolicy({ port }: App, staffId: string, policy: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/api/bank_configuration/`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${mintToken(staffId, 'staff')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ allocation_policy: policy }),
  });
  if (!answer.ok) throw new Error(`the policy was not set:\n${await answer.text()}`);
}
