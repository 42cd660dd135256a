import { createHmac } from 'node:crypto';
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
/** The role that the application connects as. It owns nothing (see rights.ts). */
const APPLICATION = 'loans_app';

/** Durable with PostgreSQL's own defaults; loopback only; small enough for a laptop. */
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
  /** Receives a line for each slow or unusual step. */
  log?: (line: string) => void;
  /** Receives, once, the news that the server has ended and is not started again; by default `log` receives it. */
  onLost?: (why: EmbeddedDatabaseError) => void;
  /** How many times within ten minutes an ended server is started again; five by default. */
  restarts?: number;
  /** How long to wait for another application that is about to end; by default not at all. */
  patienceMs?: number;
  /** More `postgresql.conf` settings, for tests and benchmarks; a server that is already running keeps its own. */
  settings?: ServerSettings;
}

/** Where the embedded database is. */
export interface EmbeddedAddresses {
  /** As the owner of the tables, who may do anything. */
  url: string;
  /** As the application, which has the rights that migrations give it. */
  appUrl: string;
}

export interface EmbeddedDatabase extends EmbeddedAddresses {
  port: number;
  /** Whether this start created the database. */
  isNew: boolean;
  /** Where the files are: in `dataDir`, or below /var/lib when PostgreSQL's user cannot reach `dataDir`. */
  directory: string;
  stop: () => Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with npm on `dataDir`, or takes over one that a killed application left running
 * there; PostgreSQL recovers from a crash by itself. It runs detached from the terminal, so that Ctrl-C reaches only
 * the application, which then stops it. If the server ends meanwhile, it is started again at the same address, up to
 * `restarts` times. One application per `dataDir`: a second one gets `DataDirInUse`.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  const dataDir = resolve(options.dataDir);
  const place = await preparePlace(dataDir, log);
  const settings = { ...SETTINGS, ...options.settings };
  const port = await runServer(place, settings);
  const password = await passwordOf(place.cluster);
  const url = addressOf(port, password);
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
    await makeApplication(client, password);
    return {
      ...addressesOf(port, password),
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
      log(`Creating a PostgreSQL database in ${place.cluster} …`);
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

/** The addresses of the embedded PostgreSQL that is now running on `dataDir`, or null. */
export async function findEmbeddedDatabase(dataDir: string): Promise<EmbeddedAddresses | null> {
  const place = await placeCluster(resolve(dataDir), () => undefined);
  const server = place.exists ? await findServer(place.cluster) : null;
  if (server?.state !== 'ready') return null;
  return addressesOf(server.port, await passwordOf(place.cluster));
}

function addressesOf(port: number, password: string): EmbeddedAddresses {
  const app = addressOf(port, applicationPassword(password), APPLICATION);
  return { url: addressOf(port, password)(DATABASE), appUrl: app(DATABASE) };
}

function addressOf(port: number, password: string, user = SUPERUSER): (database: string) => string {
  return (database) => `postgres://${user}:${password}@127.0.0.1:${String(port)}/${database}?sslmode=disable`;
}

/** It follows from that of the superuser, so there is no second one to keep, and to lose. */
function applicationPassword(superusers: string): string {
  return createHmac('sha256', superusers).update(APPLICATION).digest('base64url');
}

/** Nothing to do on a replica, which has the primary's roles. */
async function makeApplication(client: pg.Client, superusers: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [APPLICATION]);
  if (rowCount !== 0) return;
  await client.query(`CREATE ROLE ${APPLICATION} LOGIN PASSWORD '${applicationPassword(superusers)}'`);
}

/** True when the database did not exist yet. */
async function createDatabase(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return false;
  await client.query(`CREATE DATABASE ${DATABASE}`);
  return true;
}
