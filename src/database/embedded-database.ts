import { resolve } from 'node:path';
import type pg from 'pg';
import { EmbeddedDatabaseError } from './embedded-binaries.js';
import { EmbeddedOwner } from './embedded-owner.js';
import { placeCluster, type ClusterPlace } from './embedded-place.js';
import {
  createCluster,
  findServer,
  passwordOf,
  runServer,
  stopServer,
  SUPERUSER,
  type ServerSettings,
} from './embedded-server.js';

const DATABASE = 'loans';
const MAINTENANCE = 'postgres';

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
  /** Told, once, that the server has ended and that it is not started again; by default `log` is. */
  onLost?: (why: EmbeddedDatabaseError) => void;
  /** How many times within ten minutes a server that has ended is started again; by default five. */
  restarts?: number;
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

/**
 * Starts the PostgreSQL that comes with npm on `dataDir`, or takes over one that a killed application left running
 * there; after a crash PostgreSQL recovers by itself. It runs on its own, so that Ctrl-C reaches the application
 * alone, which stops it. When it ends meanwhile it is started again at the same address, so many times.
 * One application per `dataDir`: a second gets `DataDirInUse`.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  const dataDir = resolve(options.dataDir);
  const place = await preparePlace(dataDir, log);
  const settings = { ...SETTINGS, ...options.settings };
  const port = await runServer(place, settings);
  const url = addressOf(port, await passwordOf(place.cluster));
  const { patienceMs = 0, restarts = 5 } = options;
  const onLost =
    options.onLost ??
    ((why: EmbeddedDatabaseError) => {
      log(why.message);
    });
  const owner = new EmbeddedOwner({
    ...{ url: url(MAINTENANCE), dataDir, patienceMs, restarts, log, onLost },
    runServer: () => runServer(place, { ...settings, port }),
    stopServer: () => stopServer(place),
  });
  const client = await owner.take();
  try {
    return {
      url: url(DATABASE),
      port,
      isNew: await createDatabase(client),
      directory: place.cluster,
      stop: () => owner.stop(),
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

/** True when it was not there yet. */
async function createDatabase(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return false;
  await client.query(`CREATE DATABASE ${DATABASE}`);
  return true;
}
