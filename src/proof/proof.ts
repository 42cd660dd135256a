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

/** How long to wait for a replica (ms): a proof runs long enough for that to be worth it. */
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

  /** Runs all checks of the scope on one snapshot, so that they are consistent. Changes nothing. */
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

/** Runs all checks of the scope in the caller's transaction, so that its uncommitted changes can be proved too. */
export async function proveOn(manager: EntityManager, scope: ProofScope): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    const started = performance.now();
    const finding = await check(manager, scope);
    if (finding) findings.push({ ...finding, ms: Math.round(performance.now() - started) });
  }
  return findings;
}
