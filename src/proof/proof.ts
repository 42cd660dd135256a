import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Replicas } from '../database/replicas.js';
import { allowLongStatements } from '../database/transactions.js';
import type { Check, Finding, ProofScope } from './check.js';
import { JOURNAL_CHECKS } from './journal.checks.js';
import { loanSummary } from './loan-summary.check.js';
import { LOAN_CHECKS } from './loan.checks.js';
import { PARTICIPATION_CHECKS } from './participation.checks.js';
import { PAYMENT_CHECKS } from './payment.checks.js';
import { PROVIDER_CHECKS } from './provider.checks.js';
import { queueFundedOnce } from './queue.check.js';
import { receiptsMatchFundings } from './receipts.check.js';
import { SCORE_CHECKS } from './score.checks.js';

/** A proof is long enough for a replica to be worth waiting for (ms). */
const PATIENCE_MS = 5000;

/** Every invariant there is. */
const CHECKS: readonly Check[] = [
  ...JOURNAL_CHECKS,
  ...PROVIDER_CHECKS,
  ...LOAN_CHECKS,
  loanSummary,
  ...PAYMENT_CHECKS,
  ...PARTICIPATION_CHECKS,
  receiptsMatchFundings,
  queueFundedOnce,
  ...SCORE_CHECKS,
];

/** Recomputes every balance from the journal and names each invariant that does not hold. */
@Injectable()
export class Proof {
  constructor(private readonly replicas: Replicas) {}

  /** Runs all checks that the scope allows on one snapshot, so that they agree with each other. Changes nothing. */
  prove(scope: ProofScope): Promise<Finding[]> {
    return this.replicas.read(
      (db) =>
        db.transaction('REPEATABLE READ', async (manager) => {
          // A proof of many loans may take longer than a request may.
          await allowLongStatements(manager);
          await manager.query('SET TRANSACTION READ ONLY');
          return proveOn(manager, scope);
        }),
      PATIENCE_MS,
    );
  }
}

/**
 * Runs all checks that the scope allows in the caller's transaction, so that what it has just done, and not committed,
 * can be proved too.
 */
export async function proveOn(manager: EntityManager, scope: ProofScope): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    const started = performance.now();
    const finding = await check(manager, scope);
    if (finding) findings.push({ ...finding, ms: Math.round(performance.now() - started) });
  }
  return findings;
}
