import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Proof, SHOWN_VIOLATIONS, violationsCheck, type Check, type Violation } from '../ledger/proof.js';
import { replay } from './allocation-record.js';
import { AllocationRun } from './allocation-run.entity.js';

/** Adds to the proof that receipts match fundings, and that mandates are those that were said. */
@Injectable()
export class FundingProof implements OnModuleInit {
  constructor(private readonly proof: Proof) {}

  onModuleInit(): void {
    this.proof.register(receiptsMatchFundings);
    this.proof.register(mandatesInForce);
  }
}

const CHUNK = 1000;

interface FundedRow {
  loan_id: string;
  run_id: string | null;
  parts: Record<string, string>;
}

const receiptsMatchFundings: Check = async (manager, { asOf, providerId }) => {
  if (asOf !== null || providerId !== null) return null;
  const found = { checked: 0, expected: 0n, actual: 0n, violations: [] as Violation[] };
  let funded = 0;
  for await (const { run, minimumShare, loans } of readRuns(manager)) {
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
    promise: 'Each allocation, run again on what it knew, gives just the participations that there are.',
    ok: found.violations.length === 0,
    checked: found.checked,
    expected: found.expected.toString(),
    actual: found.actual.toString(),
    violationCount: found.violations.length,
    violations: found.violations.slice(0, SHOWN_VIOLATIONS),
  };
};

/** The parts of each loan by provider; of a record that was tampered with, maybe none. */
function replayed(run: AllocationRun, minimumShare: bigint): [string, Record<string, string>][] {
  try {
    return [...replay(run, minimumShare)].map(([loanId, parts]) => [
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

async function* readRuns(
  manager: EntityManager,
): AsyncGenerator<{ run: AllocationRun; minimumShare: bigint; loans: Map<string, FundedRow> }> {
  const shares = new Map<number, bigint>();
  const configs: { version: number; share: string }[] = await manager.query(
    'SELECT version, minimum_share AS share FROM bank_configurations',
  );
  for (const { version, share } of configs) shares.set(version, BigInt(share));
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const runs = await manager
      .createQueryBuilder(AllocationRun, 'r')
      .where('r.id > :after', { after })
      .orderBy('r.id')
      .limit(CHUNK)
      .getMany();
    const rows: FundedRow[] = await manager.query(
      `SELECT l.id AS loan_id, l.allocation_run_id AS run_id,
         coalesce((SELECT json_object_agg(f.provider_id, f.amount::text) FROM fundings f WHERE f.loan_id = l.id),
                  '{}') AS parts
       FROM loans l WHERE l.id = ANY ($1)`,
      [runs.flatMap(({ loans }) => loans.map(({ id }) => id))],
    );
    const loans = new Map(rows.map((row) => [row.loan_id, row]));
    for (const run of runs) yield { run, minimumShare: shares.get(run.configVersion) ?? 1n, loans };
    const last = runs.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

const FIELDS = [
  'paused',
  'reserve_amount',
  'max_per_loan',
  'max_per_borrower',
  'max_per_borrower_share',
  'lowest_score_band',
  'longest_term_months',
  'auto_reinvest',
];
const fieldsOf = (row: string) => `row(${FIELDS.map((field) => `${row}.${field}`).join(', ')})`;

const mandatesInForce = violationsCheck({
  name: 'mandates_in_force',
  promise: "A provider's mandate in force is the last version of it.",
  ofProvider: true,
  count: 'SELECT count(*)::int AS count FROM providers WHERE $1::uuid IS NULL OR id = $1',
  violations: `
    SELECT p.id::text AS subject, coalesce(m.version, 0) AS expected, p.mandate_version AS actual
    FROM providers p
    LEFT JOIN LATERAL (SELECT * FROM provider_mandates v WHERE v.provider_id = p.id
                       ORDER BY v.version DESC LIMIT 1) m ON true
    WHERE ($1::uuid IS NULL OR p.id = $1) AND (p.mandate_version <> coalesce(m.version, 0)
      OR ${fieldsOf('p')} IS DISTINCT FROM CASE
        WHEN m.version IS NOT NULL THEN ${fieldsOf('m')}
        ELSE row(false, 0::bigint, NULL::bigint, NULL::bigint, NULL::numeric, NULL::text, NULL::integer, false) END)`,
});
