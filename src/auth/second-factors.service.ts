import { Injectable } from '@nestjs/common';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { Caller } from './access.js';
import { FactorChecks, wrongCode, type Shown } from './factor-checks.service.js';
import { FactorCodes, type Proposed } from './factor-codes.service.js';
import { FactorProofs } from './factor-proofs.service.js';
import { FactorSwitch, type Confirmed } from './factor-switch.js';
import { User } from './user.entity.js';

/** The second factor of an account: an app set up and all of it switched off by its user, or reset by an admin. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly transactions: Transactions,
    private readonly checks: FactorChecks,
    private readonly codes: FactorCodes,
    private readonly proofs: FactorProofs,
    private readonly onOff: FactorSwitch,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes a secret for an authenticator app. It counts once `confirm` has seen a code of it. Throws `factors_off`,
   * `factor_state` when there is an app, and what `FactorChecks` does. Locks the user.
   */
  async begin(caller: Caller, shown: Shown, by: Actor): Promise<Proposed> {
    this.codes.assertPossible();
    const meant = entry('user.begin_factor', caller.id, by);
    return this.checks.run(
      caller,
      shown,
      meant,
      (tx, user) => this.assertNoApp(tx, user),
      (tx, user) => this.codes.propose(tx, user),
    );
  }

  /**
   * Takes the app into use by a first code. Where it is the first factor, that ends all other sessions, which were begun
   * without one. Throws `validation_failed` for a wrong code, `factor_state`, and `too_many_requests`. Locks the user; the
   * user is told.
   */
  async confirm(caller: Caller, code: string, by: Actor): Promise<Confirmed> {
    const meant = entry('user.factor_on', caller.id, by);
    const user = await this.onOff.userOf(caller);
    const attempt = await this.proofs.attempt(user, `session of ${caller.id}`);
    const confirmed = await this.transactions.run(async (tx) => {
      const locked = await this.onOff.lock(tx, caller.id);
      await this.assertNoApp(tx, locked);
      if (!(await this.codes.confirm(tx, caller.id, code))) return null;
      return this.onOff.more(tx, locked, caller);
    });
    if (!confirmed) {
      this.audit.record({ ...meant, outcome: 'refused' });
      throw wrongCode();
    }
    await this.proofs.succeeded(attempt);
    await this.onOff.sessionsEnded();
    this.audit.record(meant);
    return confirmed;
  }

  /**
   * Switches the factor off: app, keys and recovery codes. Throws `factor_needed` for a role that has to have one,
   * `validation_failed` for a wrong password or proof, `factor_state` and `too_many_requests`. Locks the user; the user is
   * told.
   */
  async off(caller: Caller, shown: Shown, by: Actor): Promise<void> {
    this.onOff.assertMayEnd(caller.role);
    const meant = entry('user.factor_off', caller.id, by);
    await this.checks.run(caller, shown, meant, assertOn, (tx, user) => this.onOff.off(tx, user));
  }

  /** Ten other recovery codes; earlier ones are worth nothing. Throws as `off` does, for every role. Locks the user. */
  async renewCodes(caller: Caller, shown: Shown, by: Actor): Promise<string[]> {
    const meant = entry('user.renew_recovery_codes', caller.id, by);
    return this.checks.run(caller, shown, meant, assertOn, (tx, user) =>
      this.codes.makeRecoveryCodes(tx, user.id),
    );
  }

  /**
   * Takes the factor from somebody who has lost it, all keys too, and ends all their sessions; the password alone signs in
   * then. Throws `user_not_found`, `own_account`, and `factor_state` when there is none. Locks the user; the user is told.
   */
  async reset(id: string, by: Actor): Promise<void> {
    if (id === by.id) {
      throw new DomainError(
        'own_account',
        'Another admin must reset your second factor, or you switch it off.',
      );
    }
    await this.transactions.run(async (tx) => {
      const user = await tx.findOne(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!user) throw new DomainError('user_not_found', `There is no user ${id}.`);
      assertOn(tx, user);
      await this.onOff.off(tx, user);
      await this.onOff.endSessions(tx, id);
    });
    await this.onOff.sessionsEnded();
    this.audit.record(entry('user.reset_factor', id, by));
  }

  private async assertNoApp(tx: Tx, { id, factorSince }: User): Promise<void> {
    if (factorSince === null || !(await this.codes.hasApp(tx, id))) return;
    throw new DomainError(
      'factor_state',
      'There is an authenticator app. Switch the second factor off first.',
    );
  }
}

function entry(action: string, id: string, by: Actor) {
  return { action, by, on: { type: 'user', id } };
}

function assertOn(_: Tx, { factorSince }: User): void {
  if (factorSince !== null) return;
  throw new DomainError('factor_state', 'There is no second factor.');
}
