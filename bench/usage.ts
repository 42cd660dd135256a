import { readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const KIB_PER_MIB = 1024;
const QUIET_LIMIT_MS = 30_000;
const QUIET_LOOK_MS = 500;
/** Of one processor. */
const QUIET_SHARE = 0.1;
const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Counters that only grow; a cell's cost is the difference of two readings. */
export interface Usage {
  appCpuMs: number;
  postgresCpuMs: number;
  deadlocks: number;
  commits: number;
  walBytes: number;
  /** Whole pages in the write-ahead log: of each page that is changed for the first time since a checkpoint. */
  pageImages: number;
  batches: number;
  batched: number;
  /** Of all processors together: what they could do, what they did, and what of that was for the benchmark. */
  machineMs: number;
  busyMs: number;
  ourMs: number;
}

/** Fields of /proc/<pid>/stat after the process's name (which may hold spaces), from `state` on. */
function stat(pid: number): string[] {
  const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** CPU time of one process, with its threads. */
function ownCpuMs(pid: number): number {
  const fields = stat(pid);
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** CPU time of the postmaster, of the children it has, and of those it had. */
function postgresCpuMs(postmaster: number): number {
  const fields = stat(postmaster);
  let sum = ownCpuMs(postmaster) + (Number(fields[13]) + Number(fields[14])) * TICK_MS;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      if (Number(stat(pid)[1]) === postmaster) sum += ownCpuMs(pid);
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return sum;
}

/** Time of all processors since the machine started: in all, and not idle. */
function machine(): { machineMs: number; busyMs: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  // user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in user.
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, each) => sum + each, 0);
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  return { machineMs: all * TICK_MS, busyMs: (all - idle) * TICK_MS };
}

/** CPU time of the servers, of PostgreSQL and of this process; the load generator counts its own. */
function ourCpuMs(postmaster: number, servers: readonly number[]): number {
  return [process.pid, ...servers].reduce((sum, pid) => sum + ownCpuMs(pid), postgresCpuMs(postmaster));
}

/** How many batches and batched commands the app has run, from its Prometheus text. */
async function batches(port: number): Promise<{ batches: number; batched: number }> {
  const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
  const sum = (suffix: string) =>
    [...text.matchAll(new RegExp(`^\\w*batch_(?:size|items)\\w*_${suffix}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))]
      .map((match) => Number(match[1]))
      .reduce((total, value) => total + value, 0);
  return { batches: sum('count'), batched: sum('sum') };
}

/** Reads all counters. `app` is null for the floor; `servers` are all that run, also those that rest. */
export async function readUsage(
  db: pg.ClientBase,
  postmaster: number,
  app: { pid: number; port: number } | null,
  servers: readonly number[],
): Promise<Usage> {
  const { rows } = await db.query<Record<'deadlocks' | 'commits' | 'wal' | 'images', string>>(
    `SELECT sum(deadlocks) AS deadlocks, sum(xact_commit) AS commits,
            pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS wal,
            (SELECT wal_fpi FROM pg_stat_wal) AS images FROM pg_stat_database`,
  );
  const counted = app ? await batches(app.port) : { batches: 0, batched: 0 };
  return {
    ...counted,
    deadlocks: Number(rows[0]?.deadlocks),
    commits: Number(rows[0]?.commits),
    walBytes: Number(rows[0]?.wal),
    pageImages: Number(rows[0]?.images),
    appCpuMs: app ? ownCpuMs(app.pid) : 0,
    postgresCpuMs: postgresCpuMs(postmaster),
    ...machine(),
    ourMs: ourCpuMs(postmaster, servers),
  };
}

/** Waits until the servers and PostgreSQL have done what the last cell left them to do, or half a minute. */
export async function untilQuiet(postmaster: number, servers: readonly number[]): Promise<void> {
  for (const deadline = Date.now() + QUIET_LIMIT_MS; Date.now() < deadline;) {
    const before = ourCpuMs(postmaster, servers);
    await sleep(QUIET_LOOK_MS);
    if (ourCpuMs(postmaster, servers) - before <= QUIET_SHARE * QUIET_LOOK_MS) return;
  }
}

export function difference(before: Usage, after: Usage): Usage {
  const result = { ...after };
  for (const key of Object.keys(after) as (keyof Usage)[]) result[key] = after[key] - before[key];
  return result;
}

/** The most memory that a process has had, by the kernel's own high-water mark; undefined once it is gone. */
export function peakMib(pid: number | undefined): number | undefined {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
    return found ? Number(found[1]) / KIB_PER_MIB : undefined;
  } catch {
    return undefined;
  }
}
