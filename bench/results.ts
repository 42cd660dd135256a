import type { Count } from './children.js';
import { foreignShare, type Foreign } from './foreign.js';
import type { ServerName } from './options.js';
import type { Usage } from './usage.js';

/** One measurement of a cell on one server. */
export interface Measurement extends Foreign {
  cell: string;
  clients: number;
  server: ServerName;
  /** Which round of all servers it belongs to: ratios are taken within one. */
  run: number;
  requests: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  failed: number;
  appCpuMs: number;
  postgresCpuMs: number;
  loadCpuMs: number;
  commits: number;
  walBytes: number;
  pageImages: number;
  /** Mean number of commands in a batch; null where nothing is batched. */
  batch: number | null;
  deadlocks: number;
}

/** Costs are for one request: CPU milliseconds, transactions, bytes of write-ahead log and whole pages in it. */
export function measurement(
  of: Pick<Measurement, 'cell' | 'clients' | 'server' | 'run'>,
  { seconds, latencies, failed, cpuMs }: Count,
  usage: Usage,
): Measurement {
  const requests = latencies.length;
  const at = (share: number) => latencies[Math.min(requests - 1, Math.floor(requests * share))] ?? 0;
  return {
    ...of,
    requests,
    perSecond: requests / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    failed,
    appCpuMs: usage.appCpuMs / requests,
    postgresCpuMs: usage.postgresCpuMs / requests,
    loadCpuMs: cpuMs / requests,
    commits: usage.commits / requests,
    walBytes: usage.walBytes / requests,
    pageImages: usage.pageImages / requests,
    batch: usage.batches > 0 ? usage.batched / usage.batches : null,
    deadlocks: usage.deadlocks,
    ...foreignShare({ all: usage.machineMs, busy: usage.busyMs, ours: usage.ourMs + cpuMs }),
  };
}

/** Ours as a multiple of another server's: what the runs gave, which tells how far the median can be trusted. */
export interface Ratio {
  median: number;
  least: number;
  most: number;
}

export interface Ratios {
  perSecond: Ratio;
  p50: Ratio;
  cpu: Ratio;
}

/** The medians of a cell over its runs; failures, deadlocks and disturbed runs are added up. */
export interface Summary extends Omit<Measurement, 'run' | 'disturbed'> {
  disturbedRuns: number;
  /** Of ours to this server; null for ours. */
  ours: Ratios | null;
}

export function summarise(measurements: readonly Measurement[]): Summary[] {
  const groups = new Map<string, Measurement[]>();
  for (const each of measurements) {
    const key = `${each.cell} ${String(each.clients)} ${each.server}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((runs): Summary => {
    const first = runs[0] as Measurement;
    const mid = (of: (run: Measurement) => number) => median(runs.map(of)) ?? 0;
    const sum = (of: (run: Measurement) => number) => runs.reduce((total, run) => total + of(run), 0);
    return {
      cell: first.cell,
      clients: first.clients,
      server: first.server,
      requests: sum((run) => run.requests),
      perSecond: mid((run) => run.perSecond),
      p50: mid((run) => run.p50),
      p95: mid((run) => run.p95),
      p99: mid((run) => run.p99),
      failed: sum((run) => run.failed),
      appCpuMs: mid((run) => run.appCpuMs),
      postgresCpuMs: mid((run) => run.postgresCpuMs),
      loadCpuMs: mid((run) => run.loadCpuMs),
      commits: mid((run) => run.commits),
      walBytes: mid((run) => run.walBytes),
      pageImages: mid((run) => run.pageImages),
      batch: median(runs.map((run) => run.batch)),
      deadlocks: sum((run) => run.deadlocks),
      foreign: mid((run) => run.foreign),
      disturbedRuns: sum((run) => Number(run.disturbed)),
      ours: first.server === 'ours' ? null : ratios(measurements, runs),
    };
  });
}

function ratios(all: readonly Measurement[], theirs: readonly Measurement[]): Ratios | null {
  const pairs = theirs.flatMap((their) => {
    const our = all.find(
      ({ server, cell, clients, run }) =>
        server === 'ours' && cell === their.cell && clients === their.clients && run === their.run,
    );
    return our ? [{ our, their }] : [];
  });
  if (pairs.length === 0) return null;
  const ratio = (of: (one: Measurement) => number): Ratio => {
    const all = pairs.map(({ our, their }) => of(our) / of(their));
    return { median: median(all) ?? 0, least: Math.min(...all), most: Math.max(...all) };
  };
  return {
    perSecond: ratio(({ perSecond }) => perSecond),
    p50: ratio(({ p50 }) => p50),
    cpu: ratio(({ appCpuMs, postgresCpuMs }) => appCpuMs + postgresCpuMs),
  };
}

export function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}
