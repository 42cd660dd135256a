import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnSync } from 'node:child_process';
import { syncDirectory } from '../runtime/directories.js';
import { EmbeddedDatabaseError, run } from './embedded-binaries.js';
import type { ClusterPlace } from './embedded-place.js';
import { writeDurably } from '../runtime/kept-secret.js';

export const SUPERUSER = 'loans';
export type ServerSettings = Record<string, string | number>;

const START_LIMIT_S = 300;
const STOP_LIMIT_S = 60;
const POLL_MS = 50;
const RETRY_MS = 200;
const EMPTY_MS = 1000;
const MAX_ATTEMPTS = 20;
const LOG_LIMIT_BYTES = 10_000_000;
/** The port was taken in between, or processes of a killed server are about to end. */
const PASSING =
  /Address already in use|could not bind|pre-existing shared memory|is another postmaster|already exists/;

/**
 * Creates the cluster beside its place and then moves it there, so that an interrupted `initdb` leaves nothing that
 * looks complete. If another process was faster, its cluster stays.
 */
export async function createCluster({ cluster, programs }: ClusterPlace): Promise<void> {
  await removeUnfinished(cluster);
  const fresh = `${cluster}.init-${String(process.pid)}`;
  const password = `${fresh}.password`;
  try {
    await mkdir(fresh, { mode: 0o700 });
    await writeDurably(password, randomBytes(24).toString('base64url'));
    if (programs.user !== null) {
      for (const path of [fresh, password]) await chown(path, programs.user.uid, programs.user.gid);
    }
    const { code, output } = await run(programs, 'initdb', [
      ...['-D', fresh, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${password}`, '-E', 'UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ]);
    if (code !== 0)
      throw new EmbeddedDatabaseError(`The database could not be created in ${cluster}:\n${output}`);
    await rename(password, passwordFile(fresh));
    await syncDirectory(fresh);
    await rename(fresh, cluster).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
        throw error;
    });
    await syncDirectory(dirname(cluster));
  } finally {
    await rm(password, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

async function removeUnfinished(cluster: string): Promise<void> {
  for (const name of await readdir(dirname(cluster))) {
    const pid = /^postgres\.init-(\d+)(\.password)?$/.exec(name)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)))) {
      await rm(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** The superuser's password. It lies in the cluster, closed to others, and so moves and disappears with it. */
export async function passwordOf(cluster: string): Promise<string> {
  const file = passwordFile(cluster);
  const password = (await readFile(file, 'utf8')).trim();
  if (password !== '') return password;
  throw new EmbeddedDatabaseError(
    `${file} is empty, and without the password nobody can open the database. ` +
      `Restore the file from a backup, or choose another DATA_DIR.`,
  );
}

function passwordFile(cluster: string): string {
  return join(cluster, 'loans-password');
}

/**
 * The port of the server on the cluster: of one that is running, or one started now on `settings.port` or a free port.
 */
export async function runServer(place: ClusterPlace, settings: ServerSettings): Promise<number> {
  await checkVersion(place);
  const deadline = Date.now() + START_LIMIT_S * 1000;
  let attempts = 0;
  while (Date.now() < deadline) {
    const server = await findServer(place.cluster);
    if (server?.state === 'ready') return server.port;
    if (server === null) {
      const port = await startServer(place, settings, ++attempts === MAX_ATTEMPTS);
      if (port !== null) return port;
      await sleep(RETRY_MS);
    }
    await sleep(POLL_MS);
  }
  throw new EmbeddedDatabaseError(
    `PostgreSQL in ${place.cluster} is still recovering or stopping after ${String(START_LIMIT_S)} s. Try again later.`,
  );
}

/** The server that runs on the cluster, from PostgreSQL's pid file; null when there is none. */
export async function findServer(cluster: string): Promise<{ port: number; state: string } | null> {
  const lines = (await readPidFile(cluster)).split('\n').map((line) => line.trim());
  if (!(await isPostgres(Number.parseInt(lines[0] ?? '', 10)))) return null;
  return { port: Number.parseInt(lines[3] ?? '', 10), state: lines[7] ?? 'starting' };
}

async function readPidFile(cluster: string): Promise<string> {
  return readFile(pidFile(cluster), 'utf8').catch(() => '');
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/**
 * PostgreSQL mistakes the process in its pid file for a live server in two cases: another program now has the number,
 * or nobody has collected the dead process (often in a container). It recognises this process's own number as that of
 * its starter. The rest of the file stays: it tells PostgreSQL what the dead server's last processes still use.
 */
async function disownPidFile({
  cluster,
  programs,
}: Pick<ClusterPlace, 'cluster' | 'programs'>): Promise<void> {
  const [pid = '', ...rest] = (await readPidFile(cluster)).split('\n');
  if (pid === '') await removeEmptyPidFile(cluster);
  if (pid === '' || (await isPostgres(Number.parseInt(pid, 10)))) return;
  // As one step: whoever is killed within it must not leave an empty file, with which PostgreSQL does not start.
  const fresh = `${pidFile(cluster)}.${String(process.pid)}`;
  await writeFile(fresh, [process.pid, ...rest].join('\n'), { mode: 0o600 });
  if (programs.user !== null) await chown(fresh, programs.user.uid, programs.user.gid);
  await rename(fresh, pidFile(cluster));
}

/** PostgreSQL writes its number at once: a file that stays empty is what a power cut left, and nobody's. */
async function removeEmptyPidFile(cluster: string): Promise<void> {
  const isEmpty = async () => (await sizeOf(pidFile(cluster), -1)) === 0;
  if (!(await isEmpty())) return;
  await sleep(EMPTY_MS);
  if (await isEmpty()) await rm(pidFile(cluster));
}

/** Stops the server and rolls back open transactions; clients are disconnected. */
export async function stopServer({ cluster, programs }: ClusterPlace): Promise<void> {
  const stop = (mode: string) =>
    run(programs, 'pg_ctl', ['stop', '-D', cluster, '-m', mode, '-w', '-t', String(STOP_LIMIT_S), '-s']);
  const { code } = await stop('fast');
  if (code !== 0 && (await findServer(cluster)) !== null) await stop('immediate');
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!(pid > 0)) return false;
  if (process.platform === 'win32') return isAlive(pid);
  // On Linux: "4757 (postgres) S …"; elsewhere: "Ss   /path/to/postgres".
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => null);
  if (stat !== null) return /\(postgres\) [^ZX]/.test(stat);
  if (process.platform === 'linux') return false;
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'stat=,comm='], { encoding: 'utf8' });
  return /^[^Z]\S*\s.*postgres/m.test(stdout);
}

async function checkVersion({ cluster, programs }: ClusterPlace): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (made === programs.version) return;
  throw new EmbeddedDatabaseError(
    `The database in ${cluster} was created by PostgreSQL ${made}; this is PostgreSQL ${programs.version}. ` +
      'Move its contents over with pg_dump of that version, or choose another DATA_DIR.',
  );
}

/** Null when it failed to start for a passing reason, unless this is the `last` attempt. */
async function startServer(
  { cluster, programs }: ClusterPlace,
  settings: ServerSettings,
  last: boolean,
): Promise<number | null> {
  await disownPidFile({ cluster, programs });
  const port = typeof settings.port === 'number' ? settings.port : await freePort();
  const log = join(cluster, 'postgres.log');
  const size = await sizeOf(log);
  if (size > LOG_LIMIT_BYTES) await rename(log, `${log}.1`);
  const options = Object.entries({ ...settings, port }).map(
    ([name, value]) => `-c ${name}=${quoted(String(value))}`,
  );
  const { code, output } = await run(programs, 'pg_ctl', [
    ...['start', '-D', cluster, '-w', '-t', String(START_LIMIT_S), '-l', log, '-s', '-o', options.join(' ')],
  ]);
  if (code === 0) return port;
  const said = (await readFile(log).catch(() => Buffer.alloc(0)))
    .subarray(size > LOG_LIMIT_BYTES ? 0 : size)
    .toString();
  if (PASSING.test(said) && !last) return null;
  throw new EmbeddedDatabaseError(`PostgreSQL did not start in ${cluster}. ${output}\n${said.trim()}`);
}

function quoted(value: string): string {
  return process.platform === 'win32' ? `"${value}"` : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

async function sizeOf(file: string, otherwise = 0): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? otherwise;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
