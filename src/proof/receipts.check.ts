import type { EntityManager } from 'typeorm';
import { entityRowsOf } from '../database/entity-columns.js';
import { AllocationRun } from '../funding/allocation-run.entity.js';
import { replayAllocation } from '../funding/allocation-record.js';
import { Tally, type Finding, type SqlCheck } from './check.js';
import type { Ids } from './rows.js';

const NAME = 'receipts_match_fundings';
const PROMISE =
  'Each allocation, replayed on its recorded input, gives exactly the participations that exist.';

type Parts = Record<string, string>;

interface FundedRow {
  loan_id: string;
  run_id: string | null;
  parts: Parts;
}

/** A loan that names an allocation is named by it. */
export const namedByAllocation: SqlCheck = {
  name: NAME,
  promise: PROMISE,
  past: false,
  ofProvider: false,
  items: `
    SELECT l.id, l.allocation_run_id AS run_id, 0 AS expected, l.amount AS actual
    FROM loans l LEFT JOIN (
      SELECT * FROM allocation_runs r WHERE r.id = ANY (ARRAY(SELECT DISTINCT l.allocation_run_id FROM loans l))
    ) r ON r.id = l.allocation_run_id
    WHERE l.allocation_run_id IS NOT NULL
      AND NOT coalesce(r.loans @> jsonb_build_array(jsonb_build_object('id', l.id)), false)`,
  subject: `i.id || ' is not named by allocation ' || i.run_id`,
  broken: 'true',
};

/** Replays allocations and compares them with the participations. On one snapshot. */
export async function receiptsMatchFundings(manager: EntityManager, ids: Ids): Promise<Finding> {
  const tally = new Tally(NAME, PROMISE);
  for (const { run, minimumShare, loans } of await readRuns(manager, ids)) {
    for (const [loanId, expected] of replayed(run, minimumShare)) {
      const stored = loans.get(loanId);
      const actual = stored?.run_id === run.id ? stored.parts : {};
      tally.count(total(expected), total(actual));
      if (!same(expected, actual)) {
        tally.violates(`${loanId} of allocation ${run.id}`, total(expected), total(actual));
      }
    }
  }
  return tally.finding;
}

/** The parts of each loan by provider; there may be none if the record was tampered with. */
function replayed(run: AllocationRun, minimumShare: bigint): [string, Parts][] {
  try {
    return [...replayAllocation(run, minimumShare)].map(([loanId, parts]) => [
      loanId,
      Object.fromEntries((parts ?? []).map(({ providerId, amount }) => [providerId, amount.toString()])),
    ]);
  } catch {
    return run.loans.map(({ id }) => [id, {}]);
  }
}

function total(of: Parts): bigint {
  return Object.values(of).reduce((all, part) => all + BigInt(part), 0n);
}

function same(a: Parts, b: Parts): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

interface RecordedRun {
  run: AllocationRun;
  minimumShare: bigint;
  loans: Map<string, FundedRow>;
}

const recordedRuns = entityRowsOf(AllocationRun, 'r').and<{ minimumShare: string | null }>(
  { minimumShare: 'c.minimum_share' },
  'LEFT JOIN bank_configurations c ON c.version = r.config_version',
);

async function readRuns(manager: EntityManager, { where, values }: Ids): Promise<RecordedRun[]> {
  const runs = await recordedRuns.find(manager, `WHERE ${where('r.id', 1)} ORDER BY r.id`, values);
  const funded: FundedRow[] = await manager.query(
    `SELECT l.id AS loan_id, l.allocation_run_id AS run_id,
       coalesce((SELECT json_object_agg(f.provider_id, f.amount::text) FROM fundings f WHERE f.loan_id = l.id),
                '{}') AS parts
     FROM loans l WHERE l.id = ANY ($1)`,
    [runs.flatMap(({ loans }) => loans.map(({ id }) => id))],
  );
  const loans = new Map(funded.map((row) => [row.loan_id, row]));
  return runs.map((run) => ({ run, minimumShare: BigInt(run.minimumShare ?? 1), loans }));
}
