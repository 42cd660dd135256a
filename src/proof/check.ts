import type { EntityManager } from 'typeorm';
import type { Component } from '../lending/components.js';

/** What to prove: everything now, a past business date, or one provider's slice. */
export interface ProofScope {
  asOf: string | null;
  providerId: string | null;
}

export const EVERYTHING: ProofScope = { asOf: null, providerId: null };

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

export const SHOWN_VIOLATIONS = 20;

/**
 * A named invariant in SQL: `items` lists each subject with the value from the journal (or the facts) and the stored
 * value. It holds when the two are equal for every subject. Parameters: $1 = as-of business date or null, $2 = one
 * provider's id or null. The statement may be run on a part of the rows (see rows.ts), so it must not compare subjects
 * of which only a part may be there.
 */
export interface SqlCheck {
  name: string;
  promise: string;
  /** Rows with what `subject` needs, and `expected` and `actual`: numeric, in minor units. */
  items: string;
  /** The subject of a row `i` in words, as SQL. Only evaluated for those that break the promise. */
  subject: string;
  /**
   * Rows with several pairs of values instead: for each, its name, which is added to the subject, and the two values as
   * SQL over a row `i`. Each pair counts as a subject, but a row is one, which is much faster.
   */
  pairs?: readonly (readonly [part: string, expected: string, actual: string])[];
  /** The condition on a row `i` that breaks the promise, where it is not that the two values differ. */
  broken?: string;
  /** False: compares with stored values of now, so it does not apply to a past date. */
  past: boolean;
  /** True: can be narrowed to one provider. */
  ofProvider: boolean;
}

/** A part of the rows: definitions that come before a statement, with its parameters from $3 on. */
export interface Rows {
  tables: string;
  values: readonly unknown[];
}

/** A row that reverses another counts against it. */
export const NET = 'CASE WHEN j.reverses_id IS NULL THEN j.amount ELSE -j.amount END';
export const REVERSED = 'EXISTS (SELECT FROM payment_reversals v WHERE v.payment_id = y.id)';
export const POSTED = '($1::date IS NULL OR j.business_date <= $1)';
export const OF_PROVIDER = '($2::uuid IS NULL OR j.provider_id = $2)';

/** Where participations keep what they got of each component. */
export const KEPT: Record<Component, string> = {
  principal: 'principal_returned',
  interest: 'interest_earned',
  penalty: 'penalty_earned',
  recovery: 'recovered',
};

interface CheckRow {
  nr: number;
  checked: number;
  expected: string;
  actual: string;
  found: number;
  violations: Violation[];
}

/** A violation of a row as JSON. */
const violation = (subject: string, expected: string, actual: string) =>
  `json_build_object('subject', ${subject}, 'expected', coalesce(${expected}, 0)::text, 'actual', coalesce(${actual}, 0)::text)`;

/** The totals over all items, and the violations among them as an array of JSON. */
function totalsOf({ items, subject, broken, pairs }: SqlCheck): string {
  if (broken !== undefined) {
    return `
    SELECT count(*)::int AS checked, count(*)::text AS expected, count(*) FILTER (WHERE NOT (${broken}))::text AS actual,
      array_agg(${violation(subject, 'i.expected', 'i.actual')}) FILTER (WHERE ${broken}) AS bad FROM (${items}) i`;
  }
  if (pairs === undefined) {
    return `
    SELECT count(*)::int AS checked, coalesce(sum(i.expected), 0)::text AS expected,
      coalesce(sum(i.actual), 0)::text AS actual,
      array_agg(${violation(subject, 'i.expected', 'i.actual')}) FILTER (WHERE i.expected IS DISTINCT FROM i.actual) AS bad
    FROM (${items}) i`;
  }
  const sum = (of: 1 | 2) => pairs.map((pair) => `coalesce(sum(${pair[of]}), 0)`).join(' + ');
  const differ = pairs.map(([, expected, actual]) => `${expected} IS DISTINCT FROM ${actual}`);
  const each = pairs.map(
    ([part, expected, actual], nr) =>
      `CASE WHEN ${String(differ[nr])} THEN ${violation(`${subject} || '${part}'`, expected, actual)} END`,
  );
  return `
    SELECT t.checked, t.expected, t.actual, ARRAY(
      SELECT v.one FROM unnest(t.rows) r CROSS JOIN LATERAL json_array_elements(r) AS v(one)
      WHERE json_typeof(v.one) = 'object') AS bad
    FROM (
      SELECT (count(*) * ${String(pairs.length)})::int AS checked, (${sum(1)})::text AS expected, (${sum(2)})::text AS actual,
        array_agg(json_build_array(${each.join(', ')})) FILTER (WHERE ${differ.join(' OR ')}) AS rows FROM (${items}) i
    ) t`;
}

const textOf = (check: SqlCheck, nr: number): string => `
  SELECT ${String(nr)} AS nr, a.checked, a.expected, a.actual, coalesce(cardinality(a.bad), 0) AS found,
    (SELECT coalesce(json_agg(v), '[]') FROM (
       SELECT v FROM unnest(a.bad) v ORDER BY v->>'subject' LIMIT ${String(SHOWN_VIOLATIONS)}) s) AS violations
  FROM (${totalsOf(check)}) a`;

/** Runs checks in one statement, so that they see the same rows, read once. They share its time equally. */
export async function runChecks(
  manager: EntityManager,
  checks: readonly SqlCheck[],
  scope: ProofScope,
  { tables, values }: Rows,
): Promise<Finding[]> {
  if (checks.length === 0) return [];
  const started = performance.now();
  const rows: CheckRow[] = await manager.query(
    `WITH parameters AS (SELECT $1::date, $2::uuid)${tables === '' ? '' : `, ${tables}`}
     ${checks.map(textOf).join('\nUNION ALL')}`,
    [scope.asOf, scope.providerId, ...values],
  );
  const ms = (performance.now() - started) / checks.length;
  const found = new Map(rows.map((row) => [row.nr, row]));
  return checks.map(({ name, promise }, nr) => {
    const row = found.get(nr);
    if (!row) throw new Error(`the check ${name} gave no answer`);
    const { checked, expected, actual, found: violationCount, violations } = row;
    return {
      name,
      promise,
      ok: violationCount === 0,
      checked,
      expected,
      actual,
      violationCount,
      violations,
      ms,
    };
  });
}

/** Adds up what the same checks found on parts of the rows; in the order in which checks were first seen. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const other = merged.get(finding.name);
    merged.set(finding.name, other === undefined ? finding : sum(other, finding));
  }
  return [...merged.values()];
}

function sum(one: Finding, other: Finding): Finding {
  return {
    ...one,
    ok: one.ok && other.ok,
    checked: one.checked + other.checked,
    expected: (BigInt(one.expected) + BigInt(other.expected)).toString(),
    actual: (BigInt(one.actual) + BigInt(other.actual)).toString(),
    violationCount: one.violationCount + other.violationCount,
    violations: [...one.violations, ...other.violations]
      .sort((a, b) => (a.subject < b.subject ? -1 : 1))
      .slice(0, SHOWN_VIOLATIONS),
    ms: one.ms + other.ms,
  };
}

/** Collects what a check that is not SQL finds. */
export class Tally {
  private checked = 0;
  private expected = 0n;
  private actual = 0n;
  private violationCount = 0;
  private readonly violations: Violation[] = [];
  private readonly started = performance.now();

  constructor(
    private readonly name: string,
    private readonly promise: string,
  ) {}

  /** One more subject with its part of the totals in minor units, or several that are alike. */
  count(expected = 0n, actual = 0n, alike = 1): void {
    this.checked += alike;
    this.expected += expected * BigInt(alike);
    this.actual += actual * BigInt(alike);
  }

  /** Subjects, or the first of several, that break the promise alike. */
  violates(subjects: string | readonly string[], expected = 0n, actual = 0n, alike = 1): void {
    this.violationCount += alike;
    for (const subject of [subjects].flat()) {
      if (this.violations.length === SHOWN_VIOLATIONS) return;
      this.violations.push({ subject, expected: expected.toString(), actual: actual.toString() });
    }
  }

  get finding(): Finding {
    const { name, promise, checked, violationCount, violations } = this;
    return {
      name,
      promise,
      ok: violationCount === 0,
      checked,
      expected: this.expected.toString(),
      actual: this.actual.toString(),
      violationCount,
      violations,
      ms: performance.now() - this.started,
    };
  }
}
