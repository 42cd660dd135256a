import { chmod, chown, cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '../../src/database/embedded-database.js';

const MIGRATE = fileURLToPath(new URL('../../dist/src/migrate.js', import.meta.url));
const SETTINGS = { shared_buffers: '64MB', max_wal_size: '256MB', wal_receiver_status_interval: 1 };

/** A real primary and its streaming replica, with this platform's schema. */
export interface Replicated {
  primary: EmbeddedDatabase;
  replica: EmbeddedDatabase;
  /** The rows of a statement on the replica. */
  onReplica(sql: string): Promise<Record<string, unknown>[]>;
  stopReplica(): Promise<void>;
  /** Starts it at its earlier address. */
  startReplica(): Promise<void>;
  stop(): Promise<void>;
}

/** Copies the stopped primary as the replica, which then follows it. */
export async function startReplicated(): Promise<Replicated> {
  const home = await mkdtemp(join(tmpdir(), 'lmp-replicated-'));
  await chmod(home, 0o711);
  const [primaryDir, replicaDir] = [join(home, 'primary'), join(home, 'replica')];
  const first = await startEmbeddedDatabase({ dataDir: primaryDir, settings: SETTINGS });
  await promisify(execFile)(process.execPath, [MIGRATE, 'run'], {
    env: { PATH: process.env.PATH, DATABASE_URL: first.appUrl, DATABASE_OWNER_URL: first.url },
  });
  await first.stop();
  await copyCluster(first.directory, replicaDir);
  const primary = await startEmbeddedDatabase({ dataDir: primaryDir, settings: SETTINGS });
  const { username, password, port } = new URL(primary.url);
  const follow = (settings: Record<string, string | number> = {}) =>
    startEmbeddedDatabase({
      dataDir: replicaDir,
      settings: {
        ...SETTINGS,
        primary_conninfo: `host=127.0.0.1 port=${port} user=${username} password=${password} sslmode=disable`,
        ...settings,
      },
    });
  let replica = await follow();
  const { port: replicaPort, url } = replica;
  return {
    primary,
    replica,
    onReplica: async (sql) => {
      const client = new pg.Client(url);
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    },
    stopReplica: () => replica.stop(),
    startReplica: async () => {
      replica = await follow({ port: replicaPort });
    },
    stop: async () => {
      await replica.stop();
      await primary.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function copyCluster(from: string, dataDir: string): Promise<void> {
  const cluster = join(dataDir, 'postgres');
  await cp(from, cluster, { recursive: true });
  const signal = join(cluster, 'standby.signal');
  await writeFile(signal, '');
  const owner = await stat(from);
  await promisify(execFile)('chown', ['-R', `${String(owner.uid)}:${String(owner.gid)}`, cluster]);
  await chmod(cluster, 0o700);
  await chmod(dataDir, 0o711);
  await chown(signal, owner.uid, owner.gid);
}
