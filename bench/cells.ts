import type { LoadJob } from './load.js';
import type { Options } from './options.js';
import type { Dataset } from './seed.js';

/** One workload on one dataset. */
export interface Cell {
  name: string;
  kind: LoadJob['kind'];
  clients: readonly number[];
  /** Rows of the floor that it is compared with; null: it has no floor. */
  floorRows: number | null;
}

/** Cells that share a database: a fresh copy of what was seeded, in every run. */
export interface Stage {
  name: string;
  /** The stage whose seeded database it copies; its own where it is left out. */
  seed?: string;
  /** The allocation policy that the bank is set to; as seeded where it is left out. */
  policy?: string;
  dataset: Dataset;
  cells: readonly Cell[];
}

/** Before the first cell of a stage, with few clients and again with many. */
export const HEAT_SECONDS = 4;

const ANY_LOAN = { min: 100_00, max: 10_000_00 };
/** Large enough that small payments never pay one off. */
const LARGE_LOAN = { min: 5_000_00, max: 10_000_00 };

export const POLICIES = [
  'smallest_first',
  'oldest_first',
  'largest_first',
  'idle_share',
  'pro_rata',
] as const;

/** Loan requests under each policy, with as many providers each time. */
export function policyStages(options: Options): Stage[] {
  return stagesOf({ ...options, cells: ['loans'] }).flatMap((stage) =>
    POLICIES.map((policy) => ({
      ...stage,
      name: `${stage.name}-${policy}`,
      seed: stage.name,
      policy,
      cells: stage.cells.map((cell) => ({ ...cell, name: `${cell.name}-${policy}`, floorRows: null })),
    })),
  );
}

export function stagesOf(options: Options): Stage[] {
  const { clients, storedLoans, readLoans, seconds, warmUpSeconds } = options;
  const most = Math.max(...clients);
  // What 10,000 loans of 5,050.00 a second would take in all cells of a stage, and some more.
  const lendingSeconds = clients.length * (seconds + warmUpSeconds) + 2 * HEAT_SECONDS;
  const funds = 2n * BigInt(lendingSeconds) * 10_000n * 5_050_00n;
  const lending = (providers: number): Dataset => ({
    providers,
    customers: Math.max(200, most),
    loans: storedLoans,
    parts: 1,
    funds,
    amount: ANY_LOAN,
  });
  const three = { providers: 10, parts: 3, funds, amount: LARGE_LOAN };
  const stages: Stage[] = [];
  if (options.cells.includes('loans')) {
    for (const providers of options.providers) {
      const name = `loans-${String(providers)}`;
      stages.push({
        name,
        dataset: lending(providers),
        cells: [{ name, kind: 'loans', clients, floorRows: providers }],
      });
    }
  }
  if (options.cells.includes('hot')) {
    stages.push({
      name: 'hot',
      dataset: lending(3),
      cells: [{ name: 'hot', kind: 'loans', clients: [most], floorRows: 1 }],
    });
  }
  if (options.cells.includes('payments')) {
    stages.push({
      name: 'payments',
      dataset: { ...three, customers: Math.max(32, most), loans: storedLoans },
      cells: [{ name: 'payments', kind: 'payments', clients, floorRows: null }],
    });
  }
  const reads = (['list', 'detail'] as const).filter((kind) => options.cells.includes(kind));
  if (reads.length > 0) {
    stages.push({
      name: 'reads',
      dataset: { ...three, customers: Math.max(readLoans / 100, most), loans: readLoans },
      cells: reads.map((kind) => ({ name: kind, kind, clients, floorRows: null })),
    });
  }
  return stages;
}
