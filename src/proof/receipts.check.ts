import type { EntityManager } from 'typeorm';
import { chunksById } from '../database/chunks-by-id.js';
import { rowsOf } from '../database/entity-columns.js';
import { AllocationRun } from '../funding/allocation-run.entity.js';
import { replayAllocation } from '../funding/allocation-record.js';
import { SHOWN_VIOLATIONS, type Check, type Violation } from './check.js';

const CHUNK = 1000;

interface FundedRow {
  loan_id: string;
  run_id: string | null;
  parts: Record<string, string>;
}

/** Replays each allocation and compares it with the participations. */
export const receiptsMatchFundings: Check = async (manager, { asOf, providerId }) => {
  if (asOf !== null || providerId !== null) return null;
  const found = { checked: 0, expected: 0n, actual: 0n, violations: [] as Violation[] };
  let funded = 0;
  for await (const { run, minimumShare, loans } of allRuns(manager)) {
    const parts = replayed(run, minimumShare);
    for (const [loanId, expected] of parts) {
      const stored = loans.get(loanId);
      const actual = stored?.run_id === run.id ? stored.parts : {};
      const sum = (of: Record<string, string>) =>
        Object.values(of).reduce((all, part) => all + BigInt(part), 0n);
      found.checked++;
      funded += stored?.run_id === run.id ? 1 : 0;
      found.expected += sum(expected);
      found.actual += sum(actual);
      if (same(expected, actual)) continue;
      const subject = `${loanId} of allocation ${run.id}`;
      found.violations.push({ subject, expected: String(sum(expected)), actual: String(sum(actual)) });
    }
  }
  const [row]: { count: string }[] = await manager.query(
    'SELECT count(*) FROM loans WHERE allocation_run_id IS NOT NULL',
  );
  if (Number(row?.count) !== funded) {
    const subject = 'loans that name an allocation which does not name them';
    found.violations.push({ subject, expected: String(funded), actual: String(row?.count) });
  }
  return {
    name: 'receipts_match_fundings',
    promise: 'Each allocation, replayed on its recorded input, gives exactly the participations that exist.',
    ok: found.violations.length === 0,
    checked: found.checked,
    expected: found.expected.toString(),
    actual: found.actual.toString(),
    violationCount: found.violations.length,
    violations: found.violations.slice(0, SHOWN_VIOLATIONS),
  };
};

/** The parts of each loan by provider; there may be none if the record was tampered with. */
function replayed(run: AllocationRun, minimumShare: bigint): [string, Record<string, string>][] {
  try {
    return [...replayAllocation(run, minimumShare)].map(([loanId, parts]) => [
      loanId,
      Object.fromEntries((parts ?? []).map(({ providerId, amount }) => [providerId, amount.toString()])),
    ]);
  } catch {
    return run.loans.map(({ id }) => [id, {}]);
  }
}

function same(a: Record<string, string>, b: Record<string, string>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

const readRuns = rowsOf(AllocationRun, 'r', 'WHERE r.id > $1 ORDER BY r.id LIMIT $2');

async function* allRuns(
  manager: EntityManager,
): AsyncGenerator<{ run: AllocationRun; minimumShare: bigint; loans: Map<string, FundedRow> }> {
  const shares = new Map<number, bigint>();
  const configs: { version: number; share: string }[] = await manager.query(
    'SELECT version, minimum_share AS share FROM bank_configurations',
  );
  for (const { version, share } of configs) shares.set(version, BigInt(share));
  const chunks = chunksById(CHUNK, (after) => readRuns(manager, after, CHUNK));
  for await (const runs of chunks) {
    const rows: FundedRow[] = await manager.query(
      `SELECT l.id AS loan_id, l.allocation_run_id AS run_id,
         coalesce((SELECT json_object_agg(f.provider_id, f.amount::text) FROM fundings f WHERE f.loan_id = l.id),
                  '{}') AS parts
       FROM loans l WHERE l.id = ANY ($1)`,
      [runs.flatMap(({ loans }) => loans.map(({ id }) => id))],
    );
    const loans = new Map(rows.map((row) => [row.loan_id, row]));
    for (const run of runs) yield { run, minimumShare: shares.get(run.configVersion) ?? 1n, loans };
  }
}
