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

/** Cells that share a database and the servers on it, which are heated once. */
export interface Stage {
  name: string;
  /** The stage whose seeded database it copies; its own where it is left out. */
  seed?: string;
  /** The allocation policy that the bank is set to; as seeded where it is left out. */
  policy?: string;
  dataset: Dataset;
  cells: readonly Cell[];
}

const ANY_LOAN = { min: 100_00, max: 10_000_00 };
/** Large enough that small payments never pay one off. */
const LARGE_LOAN = { min: 5_000_00, max: 10_000_00 };
/** So many that none of them has an unlikely number of loans. */
const CUSTOMERS = 1000;
/** Faster than anything lends. */
const MOST_LOANS_A_SECOND = 10_000n;

const MANY = [32];
/** The cell that is also measured with few clients. */
const FEW_TOO = { providers: 1000, clients: [32, 8, 1] };

export const POLICIES = [
  'smallest_first',
  'oldest_first',
  'largest_first',
  'idle_share',
  'pro_rata',
] as const;

/** Loan requests under each policy, with as many providers each time. */
export function policyStages(options: Options): Stage[] {
  return stagesOf({ ...options, cells: ['loans'], clients: options.clients ?? MANY }).flatMap((stage) =>
    POLICIES.map((policy) => ({
      ...stage,
      name: `${stage.name}-${policy}`,
      seed: stage.name,
      policy,
      cells: stage.cells.map((cell) => ({ ...cell, name: `${cell.name}-${policy}`, floorRows: null })),
    })),
  );
}

/** The same dataset with so many loans, and as many to a customer. */
export function grown(dataset: Dataset, loans: number): Dataset {
  return { ...dataset, loans, customers: Math.ceil((dataset.customers * loans) / dataset.loans) };
}

export function stagesOf(options: Options): Stage[] {
  const { cells, storedLoans, readLoans } = options;
  const clients = options.clients ?? MANY;
  const lending = (providers: number, many: readonly number[]): Dataset => ({
    providers,
    customers: CUSTOMERS,
    loans: storedLoans,
    parts: 1,
    funds: fundsFor(options, many.length),
    amount: ANY_LOAN,
  });
  const three = { providers: 10, customers: CUSTOMERS, parts: 3, funds: 1_000_000_00n, amount: LARGE_LOAN };
  const stages: Stage[] = [];
  if (cells.includes('loans')) {
    for (const providers of options.providers) {
      const name = `loans-${String(providers)}`;
      const many = options.clients ?? (providers === FEW_TOO.providers ? FEW_TOO.clients : MANY);
      stages.push({
        name,
        dataset: lending(providers, many),
        cells: [{ name, kind: 'loans', clients: many, floorRows: providers }],
      });
    }
  }
  if (cells.includes('hot')) {
    const most = [Math.max(...clients)];
    stages.push({
      name: 'hot',
      dataset: lending(3, most),
      cells: [{ name: 'hot', kind: 'loans', clients: most, floorRows: 1 }],
    });
  }
  if (cells.includes('payments')) {
    stages.push({
      name: 'payments',
      dataset: { ...three, loans: storedLoans },
      cells: [{ name: 'payments', kind: 'payments', clients, floorRows: null }],
    });
  }
  const reads = (['list', 'detail'] as const).filter((kind) => cells.includes(kind));
  if (reads.length > 0) {
    stages.push({
      name: 'reads',
      dataset: { ...three, loans: readLoans },
      cells: reads.map((kind) => ({ name: kind, kind, clients, floorRows: null })),
    });
  }
  return stages;
}

/** Twice what loans of 5,050.00 would take in all cells of a stage, if every measurement were repeated. */
function fundsFor({ heatSeconds, warmUpSeconds, seconds, runs, repeats }: Options, cells: number): bigint {
  const lending = cells * (heatSeconds + (1 + repeats) * runs * (warmUpSeconds + seconds));
  return 2n * BigInt(lending) * MOST_LOANS_A_SECOND * 5_050_00n;
}
