import { expect } from '@jest/globals';
import type { TestApp } from './app.js';
import { makeStaff, must } from './make.js';

interface ShownCheck {
  name: string;
  ok: boolean;
  violations: { subject: string; expected: string; actual: string }[];
}

/** The failed checks, by name. */
export async function redChecks(app: TestApp): Promise<ShownCheck[]> {
  const staff = await makeStaff(app);
  const proof = must(200, await staff.api.get('/api/ledger/proof/')) as { ok: boolean; checks: ShownCheck[] };
  const red = proof.checks.filter(({ ok }) => !ok);
  expect(proof.ok).toBe(red.length === 0);
  return red;
}

/** Asserts that the books are right, to the last unit. */
export async function expectGreenProof(app: TestApp): Promise<void> {
  expect(await redChecks(app)).toEqual([]);
}
