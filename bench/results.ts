import type { Count } from './children.js';
import type { Usage } from './usage.js';

/** One measurement of a cell or of the floor. */
export interface Measurement {
  cell: string;
  clients: number;
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
  /** Mean number of commands in a batch; null where nothing is batched. */
  batch: number | null;
  deadlocks: number;
  /** The floor of the same clients and rows, measured just before; null where there is none. */
  floorPerSecond: number | null;
}

/** Costs are for one request: CPU milliseconds, transactions, bytes of write-ahead log. */
export function measurement(
  cell: string,
  clients: number,
  { seconds, latencies, failed, cpuMs }: Count,
  usage: Usage,
  floorPerSecond: number | null,
): Measurement {
  const requests = latencies.length;
  const at = (share: number) => latencies[Math.min(requests - 1, Math.floor(requests * share))] ?? 0;
  return {
    cell,
    clients,
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
    batch: usage.batches > 0 ? usage.batched / usage.batches : null,
    deadlocks: usage.deadlocks,
    floorPerSecond,
  };
}

/** The medians of each cell over its runs (ratios are taken run by run); failures and deadlocks are added up. */
export interface Summary extends Measurement {
  ofFloor: number | null;
}

export function summarise(measurements: readonly Measurement[]): Summary[] {
  const groups = new Map<string, Measurement[]>();
  for (const each of measurements) {
    const key = `${each.cell} ${String(each.clients)}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((runs): Summary => {
    const first = runs[0] as Measurement;
    const mid = (of: (run: Measurement) => number | null) => median(runs.map(of));
    const sum = (of: (run: Measurement) => number) => runs.reduce((total, run) => total + of(run), 0);
    return {
      cell: first.cell,
      clients: first.clients,
      requests: sum((run) => run.requests),
      perSecond: mid((run) => run.perSecond) ?? 0,
      p50: mid((run) => run.p50) ?? 0,
      p95: mid((run) => run.p95) ?? 0,
      p99: mid((run) => run.p99) ?? 0,
      failed: sum((run) => run.failed),
      appCpuMs: mid((run) => run.appCpuMs) ?? 0,
      postgresCpuMs: mid((run) => run.postgresCpuMs) ?? 0,
      loadCpuMs: mid((run) => run.loadCpuMs) ?? 0,
      commits: mid((run) => run.commits) ?? 0,
      walBytes: mid((run) => run.walBytes) ?? 0,
      batch: mid((run) => run.batch),
      deadlocks: sum((run) => run.deadlocks),
      floorPerSecond: mid((run) => run.floorPerSecond),
      ofFloor: mid((run) => run.floorPerSecond && run.perSecond / run.floorPerSecond),
    };
  });
}

function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}
