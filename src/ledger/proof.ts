import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Replicas } from '../common/replicas.js';
import { allowLongStatements } from '../common/transactions.js';
import { SQL_CHECKS, type SqlCheck } from './proof-checks.js';

/** What to prove: everything now, a past business date, or one provider's slice. */
export interface ProofScope {
  asOf: string | null;
  providerId: string | null;
}

/** A subject for which an invariant does not hold; amounts in minor units. */
export interface Violation {
  subject: string;
  expected: string;
  actual: string;
}

export interface Finding {
  name: string;
  promise: string;
  ok: boolean;
  /** How many subjects were looked at. */
  checked: number;
  /** Totals over all subjects, minor units. */
  expected: string;
  actual: string;
  violationCount: number;
  /** The first twenty. */
  violations: Violation[];
  ms: number;
}

/** An invariant that a feature module adds to the proof; null when the scope says nothing about it. */
export type Check = (manager: EntityManager, scope: ProofScope) => Promise<Omit<Finding, 'ms'> | null>;

export const SHOWN_VIOLATIONS = 20;
/** A proof is long enough for a replica to be worth waiting for (ms). */
const PATIENCE_MS = 5000;

/**
 * A check by two statements that get a provider id, or null for all: `count` is how many subjects there are, and
 * `violations` selects subject, expected and actual (counts, not money) of those that break the promise.
 */
export function violationsCheck(check: {
  name: string;
  promise: string;
  count: string;
  violations: string;
  /** Whether a provider may ask for its own slice. */
  ofProvider?: boolean;
}): Check {
  return async (manager, { asOf, providerId }) => {
    if (asOf !== null || (providerId !== null && !check.ofProvider)) return null;
    const values = check.ofProvider ? [providerId] : [];
    const [all]: { count: number }[] = await manager.query(check.count, values);
    const rows: (Violation & { found: number })[] = await manager.query(
      `SELECT v.subject, v.expected::text AS expected, v.actual::text AS actual, count(*) OVER ()::int AS found
       FROM (${check.violations}) v ORDER BY v.subject LIMIT ${String(SHOWN_VIOLATIONS)}`,
      values,
    );
    const checked = all?.count ?? 0;
    const violationCount = rows[0]?.found ?? 0;
    return {
      name: check.name,
      promise: check.promise,
      ok: violationCount === 0,
      checked,
      expected: String(checked),
      actual: String(checked - violationCount),
      violationCount,
      violations: rows.map(({ subject, expected, actual }) => ({ subject, expected, actual })),
    };
  };
}

/** Recomputes every balance from the journal and names each invariant that does not hold. */
@Injectable()
export class Proof {
  private readonly checks: Check[] = SQL_CHECKS.map(
    (check) => (manager, scope) => run(check, manager, scope),
  );

  constructor(private readonly replicas: Replicas) {}

  /** Adds an invariant of a feature module. */
  register(check: Check): void {
    this.checks.push(check);
  }

  /** Runs all checks that the scope allows on one snapshot, so that they agree with each other. Changes nothing. */
  prove(scope: ProofScope): Promise<Finding[]> {
    return this.replicas.read((db) => this.proveOn(db, scope), PATIENCE_MS);
  }

  private proveOn(db: EntityManager, scope: ProofScope): Promise<Finding[]> {
    return db.transaction('REPEATABLE READ', async (manager) => {
      // A proof of many loans may take longer than a request may.
      await allowLongStatements(manager);
      await manager.query('SET TRANSACTION READ ONLY');
      const findings: Finding[] = [];
      for (const check of this.checks) {
        const started = performance.now();
        const finding = await check(manager, scope);
        if (finding) findings.push({ ...finding, ms: Math.round(performance.now() - started) });
      }
      return findings;
    });
  }
}

async function run(
  check: SqlCheck,
  manager: EntityManager,
  scope: ProofScope,
): Promise<Omit<Finding, 'ms'> | null> {
  if ((scope.asOf !== null && !check.past) || (scope.providerId !== null && !check.ofProvider)) return null;
  const [row]: (Pick<Finding, 'checked' | 'expected' | 'actual' | 'violationCount'> & {
    violations: Violation[];
  })[] = await manager.query(
    `WITH parameters AS (SELECT $1::date, $2::uuid), items AS (${check.sql}),
       bad AS (SELECT subject, coalesce(expected, 0)::text AS expected, coalesce(actual, 0)::text AS actual
               FROM items WHERE expected IS DISTINCT FROM actual)
     SELECT count(*)::int AS checked, coalesce(sum(expected), 0)::text AS expected,
       coalesce(sum(actual), 0)::text AS actual, (SELECT count(*)::int FROM bad) AS "violationCount",
       (SELECT coalesce(json_agg(shown), '[]') FROM (
          SELECT * FROM bad ORDER BY subject LIMIT ${String(SHOWN_VIOLATIONS)}) shown) AS violations
     FROM items`,
    [scope.asOf, scope.providerId],
  );
  if (!row) throw new Error(`the check ${check.name} gave no answer`);
  return { name: check.name, promise: check.promise, ok: row.violationCount === 0, ...row };
}
