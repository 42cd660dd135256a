import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedDatabaseError } from './embedded-binaries.js';
import { placeCluster, type ClusterPlace } from './embedded-place.js';
import {
  createCluster,
  findServer,
  isAlive,
  passwordOf,
  runServer,
  stopServer,
  SUPERUSER,
  type ServerSettings,
} from './embedded-server.js';

const DATABASE = 'loans';
const MAINTENANCE = 'postgres';
/** Whoever holds this session lock uses the cluster, and stops it. */
const OWNER_LOCK = 7_203_817_245;
const OWNER_NAME = 'loan-management-platform, process ';
const CONNECT_LIMIT_MS = 60_000;
/** How long the connection of a killed application may take to go. */
const KILLED_OWNER_LIMIT_MS = 5000;
const POLL_MS = 50;

/** Durable by PostgreSQL's own defaults; loopback only; small enough for a laptop. */
const SETTINGS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
};

export interface EmbeddedDatabaseOptions {
  dataDir: string;
  /** Told what takes long or is unusual, a line each. */
  log?: (line: string) => void;
  /** How long to wait for another application that is about to end; by default not at all. */
  patienceMs?: number;
  /** More `postgresql.conf` settings, for tests and benchmarks; a server that runs already keeps its own. */
  settings?: ServerSettings;
}

export interface EmbeddedDatabase {
  url: string;
  port: number;
  /** The database was made by this start. */
  isNew: boolean;
  /** Where the files are: in `dataDir`, or below /var/lib where PostgreSQL's user cannot get to `dataDir`. */
  directory: string;
  stop: () => Promise<void>;
}

/** Another application uses the data directory. */
export class DataDirInUse extends EmbeddedDatabaseError {}

/**
 * Starts the PostgreSQL that comes with npm on `dataDir`, or takes over one that a killed application left running
 * there; after a crash PostgreSQL recovers by itself. It runs on its own, so that Ctrl-C reaches the application
 * alone, which stops it. One application per `dataDir`: a second gets `DataDirInUse`.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  const dataDir = resolve(options.dataDir);
  const place = await preparePlace(dataDir, log);
  const port = await runServer(place, { ...SETTINGS, ...options.settings });
  const url = addressOf(port, await passwordOf(place.cluster));
  const owner = await own(url(MAINTENANCE), place, { ...options, dataDir, log });
  try {
    return {
      url: url(DATABASE),
      port,
      isNew: await createDatabase(owner.client),
      directory: place.cluster,
      stop: owner.stop,
    };
  } catch (error) {
    await owner.stop();
    throw error;
  }
}

async function preparePlace(dataDir: string, log: (line: string) => void): Promise<ClusterPlace> {
  try {
    const place = await placeCluster(dataDir, log);
    if (!place.exists) {
      log(`Making a PostgreSQL database in ${place.cluster} …`);
      await createCluster(place);
    }
    return place;
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new EmbeddedDatabaseError(
      `The data directory ${dataDir} cannot be used (${message}). Choose another DATA_DIR, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** The address of the embedded PostgreSQL that runs on `dataDir` right now, or null. */
export async function findEmbeddedDatabase(dataDir: string): Promise<string | null> {
  const place = await placeCluster(resolve(dataDir), () => undefined);
  const server = place.exists ? await findServer(place.cluster) : null;
  if (server?.state !== 'ready') return null;
  return addressOf(server.port, await passwordOf(place.cluster))(DATABASE);
}

function addressOf(port: number, password: string): (database: string) => string {
  return (database) =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${String(port)}/${database}?sslmode=disable`;
}

/**
 * Takes the cluster for this process. The lock is a session lock on a connection of its own, so that it ends with
 * the process, however that ends, and cannot go stale.
 */
async function own(
  url: string,
  place: ClusterPlace,
  { dataDir, patienceMs = 0, log }: EmbeddedDatabaseOptions & { log: (line: string) => void },
) {
  const client = await connect(url);
  let connected = true;
  let stopping: Promise<void> | undefined;
  client.on('end', () => {
    connected = false;
    if (stopping === undefined) log('The embedded PostgreSQL has ended. Start the application again.');
  });
  try {
    await takeLock(client, dataDir, patienceMs);
  } catch (error) {
    stopping = client.end();
    await stopping;
    throw error;
  }
  const stop = async () => {
    // Without the connection somebody else may use the cluster by now, on a server that is not ours to stop.
    if (connected || (await takesLockAgain(url))) await stopServer(place);
    await client.end().catch(() => undefined);
  };
  return { client, stop: () => (stopping ??= stop()) };
}

async function connect(url: string): Promise<pg.Client> {
  const deadline = Date.now() + CONNECT_LIMIT_MS;
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      application_name: OWNER_NAME + String(process.pid),
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const { code } = error as { code?: string };
      const isPassing = code === '57P03' || code === 'ECONNREFUSED' || code === 'ECONNRESET';
      if (!isPassing || Date.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

async function takeLock(client: pg.Client, dataDir: string, patienceMs: number): Promise<void> {
  const started = Date.now();
  while (!(await tryLock(client))) {
    const { rows } = await client.query<{ name: string }>(
      `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
       WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::bigint << 32 | l.objid::bigint) = $1`,
      [OWNER_LOCK],
    );
    const name = rows[0]?.name ?? 'which just started or ended';
    const limit = isAlive(Number(name.replace(OWNER_NAME, ''))) ? patienceMs : KILLED_OWNER_LIMIT_MS;
    if (Date.now() - started > limit) {
      throw new DataDirInUse(
        `The database in ${dataDir} is in use by another application (${name}). Stop it first, ` +
          'give this one another DATA_DIR, or let both use one server (DATABASE_URL).',
      );
    }
    await sleep(POLL_MS);
  }
}

async function takesLockAgain(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await tryLock(client);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    OWNER_LOCK,
  ]);
  return rows[0]?.locked === true;
}

/** True when it was not there yet. */
async function createDatabase(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return false;
  await client.query(`CREATE DATABASE ${DATABASE}`);
  return true;
}
