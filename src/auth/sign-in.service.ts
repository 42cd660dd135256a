import { Injectable } from '@nestjs/common';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import type { Caller } from './access.js';
import { passwordErrors } from './credentials.js';
import { FactorProofs, type Accepted } from './factor-proofs.service.js';
import type { Origin } from './origin.js';
import { PasswordChecks, wrongCredentials } from './password-checks.service.js';
import { Passwords } from './passwords.js';
import { SessionsService, type KeptIn, type Session } from './sessions.service.js';
import type { User } from './user.entity.js';
import type { KeyProof } from './webauthn.js';

export interface Login {
  username: string;
  password: string;
  /** The new password; required when the current one is temporary. */
  newPassword?: string | undefined;
  /** Of the authenticator app, or a recovery code; this or `key` is required where a second factor is on. */
  code?: string | undefined;
  /** What a security key signed for the challenge of an earlier attempt. */
  key?: KeyProof | undefined;
  keptIn: KeptIn;
}

/** How the second factor was shown; null: there is none. */
interface Begun {
  session: Session;
  factor: Accepted | null;
}

/** What users do with their own password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly checks: PasswordChecks,
    private readonly passwords: Passwords,
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
    private readonly factors: FactorProofs,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Starts a session. An unknown or disabled user, an expired temporary password and a wrong one all get the same
   * answer, after the same work. Throws `invalid_credentials`, `too_many_requests`, `password_change_required` for a
   * temporary password without a new one, `validation_failed` for a weak new one, and where a second factor is on
   * `factor_required` without a proof and `factor_wrong` with a wrong one. A new password ends all other sessions. A code
   * is used up only by a session that begins, the challenge of a security key by the first answer.
   */
  async login(login: Login, origin: Origin, by: Actor): Promise<Session> {
    const { username, password, newPassword, code, key } = login;
    const hasProof = code !== undefined || key !== undefined;
    const known = await this.checks.ofStranger(username, password, origin, by);
    if (known.passwordTemporaryUntil !== null && newPassword === undefined) {
      throw new DomainError(
        'password_change_required',
        'This temporary password only lets you choose your own: sign in again and send "new_password" too.',
      );
    }
    if (known.factorSince !== null && !hasProof) throw await this.factors.required(known);
    const newHash =
      newPassword === undefined ? null : await this.hashOfNew(known, password, newPassword, 'new_password');
    const signIn = this.checks.signIn(username, known, { ...by, id: known.id, role: known.role });
    const attempt = known.factorSince === null ? null : await this.factors.attempt(known, origin.address);
    const begun = await this.transactions.run((tx) => this.begin(tx, known, { ...login, newHash }, origin));
    if (begun === 'changed') throw wrongCredentials();
    if (begun === 'factor_since') throw await this.factors.required(known);
    if (begun === 'wrong_code') {
      this.audit.record({ ...signIn, by, facts: { ...signIn.facts, factor: 'wrong' }, outcome: 'refused' });
      throw new DomainError(
        'factor_wrong',
        key === undefined
          ? 'The code is wrong, too old, or was used before.'
          : 'The security key was not accepted: send the password alone for a new challenge.',
      );
    }
    if (attempt) await this.factors.succeeded(attempt);
    if (newHash !== null) await this.sessions.ended();
    const { session, factor } = begun;
    this.audit.record(factor === null ? signIn : { ...signIn, facts: { ...signIn.facts, factor } });
    return session;
  }

  /**
   * Changes the caller's password and ends all sessions except the current one. Answers the token of its cookie, a new
   * one; null when it has none. Throws `validation_failed` for a wrong
   * current password or a weak new one, and `too_many_requests` after many wrong ones.
   */
  async changePassword(caller: Caller, current: string, wanted: string, by: Actor): Promise<string | null> {
    const change = { action: 'user.change_password', by, on: { type: 'user', id: caller.id } };
    const user = await this.checks.ofCaller(caller, current, change);
    const newHash = await this.hashOfNew(user, current, wanted, 'new_password');
    const cookie = await this.transactions.run(async (tx) => {
      const { id } = await this.checks.lockUnchanged(tx, user);
      await this.passwords.keep(tx, id, newHash, null);
      await this.sessions.endOthers(tx, id, caller.session);
      return this.sessions.replaceCookie(tx, caller.session);
    });
    await this.sessions.ended();
    this.audit.record(change);
    return cookie;
  }

  private async begin(
    tx: Tx,
    known: User,
    { code, key, newHash, keptIn }: Login & { newHash: string | null },
    origin: Origin,
  ): Promise<Begun | 'changed' | 'factor_since' | 'wrong_code'> {
    const locked = await this.checks.unchanged(tx, known);
    if (!locked) return 'changed';
    // It may have been switched on since the password was checked: then no attempt was counted.
    if (locked.factorSince !== null && known.factorSince === null) return 'factor_since';
    const factor =
      locked.factorSince === null ? null : await this.factors.acceptAtSignIn(tx, locked, { code, key });
    if (locked.factorSince !== null && factor === null) return 'wrong_code';
    if (newHash !== null) await this.passwords.keep(tx, locked.id, newHash, null);
    const user = newHash === null ? locked : await this.sessions.lockUser(tx, locked.id);
    return { session: await this.sessions.begin(tx, user, origin, keptIn), factor };
  }

  private async hashOfNew(user: User, current: string, wanted: string, field: string): Promise<string> {
    const errors = await passwordErrors(user, wanted, field);
    if (wanted === current) {
      errors.push({
        field,
        code: 'same_password',
        message: `${field} must differ from the current password.`,
      });
    }
    if (errors.length > 0) throw invalidFields(errors);
    return this.passwords.hash(wanted);
  }
}
