import { expect } from '@jest/globals';
import type { TestDatabase } from './database.js';
import { makeStaff, must, type Served } from './make.js';
import { until } from './until.js';

interface ShownCheck {
  name: string;
  ok: boolean;
  violations: { subject: string; expected: string; actual: string }[];
}

/** The failed checks of a proof of this kind, by name. */
export async function redChecks(app: Served, kind: 'full' | 'incremental' = 'full'): Promise<ShownCheck[]> {
  const staff = await makeStaff(app);
  const proof = must(200, await staff.api.get(`/api/ledger/proof/?kind=${kind}`)) as {
    ok: boolean;
    kind: string;
    checks: ShownCheck[];
  };
  expect(proof.kind).toBe(kind);
  const red = proof.checks.filter(({ ok }) => !ok);
  expect(proof.ok).toBe(red.length === 0);
  return red;
}

/** Waits until the newest closed business date is sealed. */
export async function dateIsSealed(database: TestDatabase, date: string): Promise<void> {
  await until(async () => {
    const sealed = await database.rows(`SELECT FROM seals WHERE business_date = '${date}'`);
    return sealed.length === 1;
  });
}

/** Asserts that the books are right, to the last unit. */
export async function expectGreenProof(app: Served): Promise<void> {
  expect(await redChecks(app)).toEqual([]);
}
