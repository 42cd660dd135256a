import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { placeCluster, run, type ClusterPlace } from './embedded-binaries.js';

const SUPERUSER = 'loans';
const DATABASE = 'loans';
const START_ATTEMPTS = 3;

/** Durable by PostgreSQL's own defaults; loopback only; small enough for a laptop. */
const SETTINGS: Record<string, string | number> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  logging_collector: 'off',
};

export interface EmbeddedDatabaseOptions {
  dataDir: string;
  log?: (line: string) => void;
  /** More `postgresql.conf` settings, for tests and benchmarks. */
  settings?: Record<string, string | number>;
}

export interface EmbeddedDatabase {
  url: string;
  port: number;
  /** The cluster was made by this start. */
  isNew: boolean;
  stop(): Promise<void>;
}

/** Another process runs on the data directory, or is about to. */
export class DataDirInUse extends Error {}

/**
 * Starts the PostgreSQL that comes with npm on `dataDir`, or takes over one that a killed process left running
 * there. It runs as a daemon of its own, so that Ctrl-C reaches the application first. A second application on
 * one `dataDir` is refused; a half-made cluster is made again; after a crash PostgreSQL recovers by itself.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  await mkdir(dataDir, { recursive: true });
  const unlock = await lockDataDir(dataDir);
  try {
    const place = await placeCluster(dataDir, log);
    const password = await keptPassword(dataDir);
    const isNew = !existsSync(join(place.cluster, 'PG_VERSION'));
    if (isNew) await createCluster(place, password, log);
    const port =
      (await runningPort(place)) ?? (await startServer(place, { ...SETTINGS, ...options.settings }));
    await createDatabase(urlOf(port, password, 'postgres'));
    return {
      url: urlOf(port, password, DATABASE),
      port,
      isNew,
      stop: async () => {
        await run(place, 'pg_ctl', ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '60']);
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** The address of the embedded PostgreSQL that an application runs on `dataDir` right now, or null. */
export async function findEmbeddedDatabase(dataDir: string): Promise<string | null> {
  const directory = resolve(dataDir);
  if (!existsSync(passwordFile(directory))) return null;
  const port = await runningPort(await placeCluster(directory, () => undefined));
  return port === null ? null : urlOf(port, await keptPassword(directory), DATABASE);
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${String(port)}/${database}`;
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'postgres-password');
}

async function keptPassword(dataDir: string): Promise<string> {
  const file = passwordFile(dataDir);
  if (!existsSync(file)) {
    await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFile(file, 'utf8');
}

/** One application per data directory: the lock file holds its process id, and a dead process's lock is void. */
async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'application.pid');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number.parseInt(await readFile(file, 'utf8'), 10);
      if (owner !== process.pid && isAlive(owner)) {
        throw new DataDirInUse(
          `${dataDir} is in use by process ${String(owner)}. Stop it, or give this one another DATA_DIR ` +
            '(or a DATABASE_URL that both share).',
          { cause: error },
        );
      }
      await rm(file, { force: true });
    }
  }
  throw new DataDirInUse(`another process is starting on ${dataDir} at the same moment`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Made beside its place and then moved there, so that an interrupted `initdb` leaves nothing that looks whole. */
async function createCluster(
  place: ClusterPlace,
  password: string,
  log: (line: string) => void,
): Promise<void> {
  log('Creating the embedded PostgreSQL ...');
  const fresh = `${place.cluster}.new`;
  const passwords = `${place.cluster}.pw`;
  await rm(fresh, { recursive: true, force: true });
  await rm(place.cluster, { recursive: true, force: true });
  try {
    await mkdir(fresh, { mode: 0o700 });
    await writeFile(passwords, `${password}\n`, { mode: 0o600 });
    if (place.owner) {
      await chown(fresh, place.owner.uid, place.owner.gid);
      await chown(passwords, place.owner.uid, place.owner.gid);
    }
    await run(place, 'initdb', [
      ...['-D', fresh, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwords}`, '-E', 'UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ]);
    await rename(fresh, place.cluster);
  } finally {
    await rm(passwords, { force: true });
  }
}

/** The port of the server that runs on the cluster, from the file that PostgreSQL keeps while it runs. */
async function runningPort(place: ClusterPlace): Promise<number | null> {
  try {
    await run(place, 'pg_ctl', ['status', '-D', place.cluster]);
  } catch {
    return null;
  }
  const lines = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8')).split('\n');
  const port = Number.parseInt(lines[3] ?? '', 10);
  return Number.isInteger(port) ? port : null;
}

async function startServer(place: ClusterPlace, settings: Record<string, string | number>): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const flags = Object.entries({ ...settings, port }).map(
      ([name, value]) => `-c ${name}='${String(value)}'`,
    );
    const log = join(place.home, 'postgres.log');
    try {
      await run(place, 'pg_ctl', [
        ...['start', '-D', place.cluster, '-w', '-t', '120', '-l', log],
        ...['-o', flags.join(' ')],
      ]);
      return port;
    } catch (error) {
      // The free port may have been taken in between.
      if (attempt < START_ATTEMPTS) continue;
      const tail = await readFile(log, 'utf8').then(
        (text) => text.trim().split('\n').slice(-5).join('\n'),
        () => '',
      );
      throw new Error(`PostgreSQL did not start. The end of ${log}:\n${tail}`, { cause: error });
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolvePort(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
