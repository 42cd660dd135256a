import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isUnreachable } from './database-errors.js';
import { EmbeddedDatabaseError } from './embedded-binaries.js';
import { isAlive } from './embedded-server.js';

/** Whoever holds this session lock uses the cluster, and stops it. */
const OWNER_LOCK = 7_203_817_245;
const OWNER_NAME = 'loan-management-platform, process ';
const CONNECT_LIMIT_MS = 60_000;
/** A server that is up takes a connection within this (ms). */
const DYING_LIMIT_MS = 1000;
/** How long the connection of a killed application may take to end. */
const KILLED_OWNER_LIMIT_MS = 5000;
const POLL_MS = 50;
/** Older restarts no longer count. */
const RESTARTS_COUNT_FOR_MS = 600_000;

/** Another application uses the data directory. */
export class DataDirInUse extends EmbeddedDatabaseError {}

export interface OwnedCluster {
  /** The address of its maintenance database, which stays the same. */
  url: string;
  /** The directory as the user knows it, for messages. */
  dataDir: string;
  /** How long to wait for another application that is about to end. */
  patienceMs: number;
  /** How many times within ten minutes the server is started again. */
  restarts: number;
  log: (line: string) => void;
  onLost: (why: EmbeddedDatabaseError) => void;
  /** Starts the server where it was, unless it is running. */
  runServer: () => Promise<unknown>;
  stopServer: () => Promise<void>;
}

/** The server took no connection in time. */
class NotReached extends Error {}

/**
 * Holds a cluster for this process. The lock is a session lock on its own connection, so it ends with the process,
 * however that ends, and cannot go stale. When that connection ends, the server has ended: it is started again.
 */
export class EmbeddedOwner {
  private client: pg.Client | null = null;
  private stopping: Promise<void> | undefined;
  private reviving: Promise<void> | undefined;
  private restartedAt: number[] = [];

  constructor(private readonly cluster: OwnedCluster) {}

  /** Takes the lock and returns the connection that holds it. Throws `DataDirInUse`. */
  async take(limitMs = CONNECT_LIMIT_MS): Promise<pg.Client> {
    const client = await connect(this.cluster.url, limitMs);
    try {
      await takeLock(client, this.cluster);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    client.on('end', () => {
      if (this.client === client) this.client = null;
      if (this.stopping === undefined) this.reviving = this.revive();
    });
    return client;
  }

  /** Stops the server for good, unless another application holds it by now. */
  stop(): Promise<void> {
    return (this.stopping ??= this.stopNow());
  }

  private async stopNow(): Promise<void> {
    await this.reviving;
    // Without the connection, another application may hold the cluster by now; its server is not ours to stop.
    if (this.client !== null || (await takesLockAgain(this.cluster.url))) await this.cluster.stopServer();
    await this.client?.end().catch(() => undefined);
  }

  private async revive(): Promise<void> {
    const { dataDir, onLost } = this.cluster;
    try {
      while (!(await this.restart()));
    } catch (error) {
      if (this.stopping !== undefined) return;
      if (error instanceof EmbeddedDatabaseError) {
        onLost(error);
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      onLost(
        new EmbeddedDatabaseError(
          `The embedded PostgreSQL on ${dataDir} has ended and could not be started again: ${reason}`,
          { cause: error },
        ),
      );
    }
  }

  /** False when the server has ended again meanwhile. Throws when it must not, or cannot, be started again. */
  private async restart(): Promise<boolean> {
    const { log, restarts } = this.cluster;
    const nr = this.countRestart();
    log(
      'The embedded PostgreSQL has ended; starting it again ' +
        `(${String(nr)} of at most ${String(restarts)} times within ten minutes).`,
    );
    // The processes of a killed server close their connections before it is gone, so what is found first may be that
    // server. A connection to it is refused for ever: it is looked for again soon.
    const isUp = (await this.runAndTake(DYING_LIMIT_MS)) || (await this.runAndTake(CONNECT_LIMIT_MS));
    if (!isUp) return false;
    log('The embedded PostgreSQL is running again.');
    return true;
  }

  /** False when the server cannot be reached. */
  private async runAndTake(limitMs: number): Promise<boolean> {
    await this.cluster.runServer();
    try {
      await this.take(limitMs);
      return true;
    } catch (error) {
      const isGone = error instanceof NotReached || isUnreachable(error);
      if (this.stopping === undefined && isGone) return false;
      throw error;
    }
  }

  private countRestart(): number {
    const now = Date.now();
    this.restartedAt = this.restartedAt.filter((at) => now - at < RESTARTS_COUNT_FOR_MS);
    const nr = this.restartedAt.push(now);
    if (nr <= this.cluster.restarts) return nr;
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL on ${this.cluster.dataDir} has ended too often and is not started again. ` +
        'Its log, postgres.log in its directory, may say why.',
    );
  }
}

async function connect(url: string, limitMs: number): Promise<pg.Client> {
  const deadline = Date.now() + limitMs;
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
      if (!isPassing) throw error;
      if (Date.now() > deadline) throw new NotReached((error as Error).message, { cause: error });
      await sleep(POLL_MS);
    }
  }
}

async function takeLock(client: pg.Client, { dataDir, patienceMs }: OwnedCluster): Promise<void> {
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
