import type { EntityManager } from 'typeorm';
import { COMPONENTS } from '../lending/components.js';

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
  /** How many subjects were checked. */
  checked: number;
  /** Totals over all subjects, minor units. */
  expected: string;
  actual: string;
  violationCount: number;
  /** The first twenty. */
  violations: Violation[];
  ms: number;
}

/** One named invariant, proved on a snapshot; null when it does not apply to the scope. */
export type Check = (manager: EntityManager, scope: ProofScope) => Promise<Omit<Finding, 'ms'> | null>;

export const SHOWN_VIOLATIONS = 20;

/**
 * A named invariant in SQL: one statement lists each subject with the value from the journal (or the facts) and the
 * stored value. It holds when the two are equal for every subject. Parameters: $1 = as-of business date or null, $2 =
 * one provider's id or null.
 */
export interface SqlCheck {
  name: string;
  promise: string;
  /** Rows (subject text, expected numeric, actual numeric) in minor units. */
  sql: string;
  /** False: compares with stored values of now, so it does not apply to a past date. */
  past: boolean;
  /** True: can be narrowed to one provider. */
  ofProvider: boolean;
}

/** A row that reverses another counts against it. */
export const NET = 'CASE WHEN j.reverses_id IS NULL THEN j.amount ELSE -j.amount END';
export const REVERSED = 'EXISTS (SELECT FROM payment_reversals v WHERE v.payment_id = y.id)';
export const POSTED = '($1::date IS NULL OR j.business_date <= $1)';
export const OF_PROVIDER = '($2::uuid IS NULL OR j.provider_id = $2)';

export const SHARES = COMPONENTS.map((component) => `'${component}_share'`).join(', ');
/** The sum of each component's shares. */
export const SUMS = COMPONENTS.map(
  (component) => `sum(CASE WHEN j.kind = '${component}_share' THEN ${NET} ELSE 0 END) AS ${component}`,
).join(', ');

/**
 * A check by two statements that take a provider id, or null for all. `count` answers how many subjects there are;
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

/** A check by one statement that lists expected and stored values. */
export const sqlCheck =
  (check: SqlCheck): Check =>
  async (manager, scope) => {
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
  };
