import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditEntry } from '../http/audit-log.js';
import { invalidFields } from '../http/validation.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { Caller } from './access.js';
import { assertOneProof, FactorProofs, type FactorProof } from './factor-proofs.service.js';
import { PasswordChecks } from './password-checks.service.js';
import type { User } from './user.entity.js';

/** Who asks for a change of their own factors: the present password, and what shows the factor that is on. */
export interface Shown extends FactorProof {
  password: string;
}

/** Changes of an account's second factor by its user, which want password and factor once more. */
@Injectable()
export class FactorChecks {
  constructor(
    private readonly transactions: Transactions,
    private readonly checks: PasswordChecks,
    private readonly proofs: FactorProofs,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Works with the locked user once the password and the factor, where one is on, are right, and writes that to the audit
   * log. Throws `validation_failed` for what is wrong or missing, `too_many_requests`, and `not_authenticated` when the
   * account has changed. `assert` sees the locked user before a proof is used up.
   */
  async run<T>(
    caller: Caller,
    { password, ...proof }: Shown,
    meant: AuditEntry,
    assert: (tx: Tx, user: User) => Promise<void> | void,
    work: (tx: Tx, user: User) => Promise<T>,
  ): Promise<T> {
    const checked = await this.checks.ofCaller(caller, password, meant);
    const hasFactor = checked.factorSince !== null;
    const attempt = hasFactor ? await this.proofs.attempt(checked, `session of ${caller.id}`) : null;
    const done = await this.transactions.run(async (tx) => {
      const user = await this.checks.lockUnchanged(tx, checked);
      await assert(tx, user);
      if (user.factorSince !== null) {
        assertOneProof(proof);
        // It was switched on since the password was checked, and nothing is guessed uncounted.
        if (!attempt) throw new DomainError('factor_state', 'A second factor was switched on meanwhile.');
        if ((await this.proofs.acceptOf(tx, user, proof, caller)) === null) return null;
      }
      return { of: await work(tx, user) };
    });
    if (!done) throw this.refused(meant, proof);
    if (attempt) await this.proofs.succeeded(attempt);
    this.audit.record(meant);
    return done.of;
  }

  private refused(meant: AuditEntry, { key }: FactorProof) {
    this.audit.record({ ...meant, outcome: 'refused' });
    return key === undefined ? wrongCode() : wrongKey();
  }
}

export function wrongCode() {
  const message = 'The code is wrong, too old, or was used before.';
  return invalidFields([{ field: 'code', code: 'wrong_code', message }]);
}

export function wrongKey() {
  const message = 'The security key was not accepted: ask for a new challenge and try again.';
  return invalidFields([{ field: 'key', code: 'wrong_key', message }]);
}
