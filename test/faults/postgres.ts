import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { placeCluster, type ClusterPlace } from '../../src/database/embedded-place.js';
import {
  createCluster,
  isAlive,
  passwordOf,
  runServer,
  stopServer,
  SUPERUSER,
  type ServerSettings,
} from '../../src/database/embedded-server.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

const DATABASE = 'faults';
const APPLICATION = 'lending';
/** Durable by PostgreSQL's own defaults, and with room for the connections that nobody hears of any more. */
const SETTINGS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 400,
  shared_buffers: '128MB',
};

/** A PostgreSQL of one run, on a directory of its own: it may be killed, stopped and frozen, and starts again. */
export class OwnPostgres {
  private constructor(
    private readonly dataDir: string,
    private readonly place: ClusterPlace,
    private readonly port: number,
    readonly url: string,
    /** As the application's role, which the migrations make. */
    readonly appUrl: string,
  ) {}

  static async make(): Promise<OwnPostgres> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lmp-faults-'));
    await chmod(dataDir, 0o711);
    const place = await placeCluster(dataDir, () => undefined);
    await createCluster(place);
    const port = await runServer(place, SETTINGS);
    const password = await passwordOf(place.cluster);
    const addressFor = (user: string) => `postgres://${user}:${password}@127.0.0.1:${String(port)}`;
    const address = addressFor(SUPERUSER);
    const client = new pg.Client(`${address}/postgres`);
    await client.connect();
    await client.query(`CREATE DATABASE ${DATABASE}`);
    await client.end();
    return new OwnPostgres(
      dataDir,
      place,
      port,
      `${address}/${DATABASE}`,
      `${addressFor(APPLICATION)}/${DATABASE}`,
    );
  }

  /** For looking into it; it goes with the server. */
  open(): TestDatabase {
    return openDatabase(this.url, {
      url: this.appUrl,
      copy: () => Promise.reject(new Error('a run has one database')),
      drop: () => Promise.resolve(),
    });
  }

  /** Kill -9 of the server; what it leaves behind ends by itself. */
  async kill(): Promise<void> {
    const processes = await this.processes();
    process.kill(processes[0] as number, 'SIGKILL');
    await until(() => !processes.some(isRunning));
  }

  /** Kill -9 of one of its processes that serves a connection: it ends all others, and recovers. */
  async killOneBackend(which: number): Promise<void> {
    const backends = await this.backends();
    const pid = backends[which % Math.max(backends.length, 1)];
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  stop(): Promise<void> {
    return stopServer(this.place);
  }

  async start(): Promise<void> {
    await runServer(this.place, { ...SETTINGS, port: this.port });
  }

  /** All of it stands still, and keeps its locks and connections; answers what lets it go on. */
  async freeze(): Promise<() => void> {
    // The server first, so that there are no more of its processes than those that are seen.
    const signal = (pids: number[], name: 'SIGSTOP' | 'SIGCONT') => {
      for (const pid of pids) if (isRunning(pid)) process.kill(pid, name);
    };
    const [server = 0] = await this.processes();
    signal([server], 'SIGSTOP');
    const processes = await this.processes();
    signal(processes, 'SIGSTOP');
    return () => {
      signal(processes.toReversed(), 'SIGCONT');
    };
  }

  async remove(): Promise<void> {
    await this.stop();
    for (const path of [dirname(this.place.cluster), this.dataDir]) {
      await rm(path, { recursive: true, force: true });
    }
  }

  /** The server's, then those of its children. */
  private async processes(): Promise<number[]> {
    const file = await readFile(join(this.place.cluster, 'postmaster.pid'), 'utf8');
    const server = Number.parseInt(file, 10);
    return [server, ...list().flatMap(({ pid, parent }) => (parent === server ? [pid] : []))];
  }

  private async backends(): Promise<number[]> {
    // Without the server itself, whose arguments name the database's folder too.
    const all = new Set((await this.processes()).slice(1));
    return list().flatMap(({ pid, command }) => (all.has(pid) && command.includes(DATABASE) ? [pid] : []));
  }
}

function list(): { pid: number; parent: number; command: string }[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command };
  });
}

/** A dead process that nobody has collected is none. */
function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return !execFileSync('ps', ['-p', String(pid), '-o', 'stat='], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
}
