import { Injectable } from '@nestjs/common';
import { databaseTime } from '../runtime/database-time.js';
import { AuditLog, type Actor, type AuditEntry } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import type { Caller } from './access.js';
import { AccountsQueries } from './accounts.queries.js';
import type { Origin } from './origin.js';
import { Passwords } from './passwords.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import type { User } from './user.entity.js';

/** Whether a password is somebody's, asked as often as `SignInAttempts` allows. */
@Injectable()
export class PasswordChecks {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The user who may sign in with this password. An unknown or disabled user, an expired temporary password and a wrong
   * one all get the same answer, after the same work: throws `invalid_credentials`, or `too_many_requests`.
   */
  async ofStranger(username: string, password: string, origin: Origin, by: Actor): Promise<User> {
    const attempt = await this.attempts.begin(username, origin.address);
    const user = await this.accounts.findByUsername(username);
    const known = user && mayUsePassword(user) ? user : null;
    if (!(await this.passwords.matches(known?.passwordHash ?? null, password)) || !known) {
      this.audit.record({ ...this.signIn(username, user, by), outcome: 'refused' });
      throw wrongCredentials();
    }
    await this.attempts.succeeded(attempt);
    return known;
  }

  /**
   * The caller, whose present password this is. Throws `validation_failed` for a wrong one, which is written to the audit
   * log as the refusal of what was meant, and `too_many_requests` after many wrong ones.
   */
  async ofCaller(caller: Caller, current: string, meant: AuditEntry): Promise<User> {
    const user = await this.accounts.getActiveUser(caller.id);
    const attempt = await this.attempts.begin(user.username, `session of ${user.id}`);
    if (!(await this.passwords.matches(user.passwordHash, current))) {
      this.audit.record({ ...meant, outcome: 'refused' });
      const message = 'current_password is not your password.';
      throw invalidFields([{ field: 'current_password', code: 'wrong_password', message }]);
    }
    await this.attempts.succeeded(attempt);
    return user;
  }

  /** The user, locked; null when the user was disabled, or the password changed, during the check. */
  async unchanged(tx: Tx, checked: User): Promise<User | null> {
    const user = await this.sessions.lockUser(tx, checked.id);
    return user.isActive && user.passwordHash === checked.passwordHash ? user : null;
  }

  /** The same; throws `not_authenticated` instead of answering null. */
  async lockUnchanged(tx: Tx, checked: User): Promise<User> {
    const user = await this.unchanged(tx, checked);
    if (user) return user;
    throw new DomainError('not_authenticated', 'Your account has changed in the meantime. Sign in again.');
  }

  /** What the audit log has of a sign-in, but for its outcome. */
  signIn(username: string, user: User | null, by: Actor): AuditEntry {
    // A username may be a password typed into the wrong field, so log only a keyed hash.
    const facts = { account: this.attempts.accountOf(username).toString('base64url').slice(0, 16) };
    return { action: 'user.sign_in', by, on: { type: 'user', id: user?.id ?? null }, facts };
  }
}

export function wrongCredentials(): DomainError {
  return new DomainError('invalid_credentials', 'The username or the password is wrong.');
}

function mayUsePassword({ isActive, passwordTemporaryUntil: until }: User): boolean {
  return isActive && (until === null || until.getTime() > databaseTime.now());
}
