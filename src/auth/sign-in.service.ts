import { Injectable } from '@nestjs/common';
import { databaseTime } from '../runtime/database-time.js';
import { AuditLog, type Actor, type AuditEntry } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import type { Caller } from './access.js';
import { AccountsQueries } from './accounts.queries.js';
import { passwordErrors } from './credentials.js';
import type { Origin } from './origin.js';
import { Passwords } from './passwords.js';
import { SessionsService, type KeptIn, type Session } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import type { User } from './user.entity.js';

export interface Login {
  username: string;
  password: string;
  /** The new password; required when the current one is temporary. */
  newPassword?: string | undefined;
  keptIn: KeptIn;
}

/** What users do with their own password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Starts a session. An unknown or disabled user, an expired temporary password and a wrong one all get the same
   * answer, after the same work. Throws `invalid_credentials`, `too_many_requests`, `password_change_required` for a
   * temporary password without a new one, and `validation_failed` for a weak new one. A new password ends all other
   * sessions.
   */
  async login(
    { username, password, newPassword, keptIn }: Login,
    origin: Origin,
    by: Actor,
  ): Promise<Session> {
    const attempt = await this.attempts.begin(username, origin.address);
    const user = await this.accounts.findByUsername(username);
    const known = user && mayUsePassword(user) ? user : null;
    if (!(await this.passwords.matches(known?.passwordHash ?? null, password)) || !known) {
      this.audit.record({ ...this.signIn(username, user, by), outcome: 'refused' });
      throw new DomainError('invalid_credentials', 'The username or the password is wrong.');
    }
    await this.attempts.succeeded(attempt);
    if (known.passwordTemporaryUntil !== null && newPassword === undefined) {
      throw new DomainError(
        'password_change_required',
        'This temporary password only lets you choose your own: sign in again and send "new_password" too.',
      );
    }
    const newHash =
      newPassword === undefined ? null : await this.hashOfNew(known, password, newPassword, 'new_password');
    const session = await this.transactions.run(async (tx) => {
      const locked = await this.unchanged(tx, known);
      if (!locked) return null;
      if (newHash !== null) await this.passwords.keep(tx, locked.id, newHash, null);
      return this.sessions.begin(
        tx,
        newHash === null ? locked : await this.sessions.lockUser(tx, locked.id),
        origin,
        keptIn,
      );
    });
    if (!session) throw new DomainError('invalid_credentials', 'The username or the password is wrong.');
    if (newHash !== null) await this.sessions.ended();
    this.audit.record(this.signIn(username, known, { ...by, id: known.id, role: known.role }));
    return session;
  }

  /**
   * Changes the caller's password and ends all sessions except the current one. Answers the token of its cookie, a new
   * one; null when it has none. Throws `validation_failed` for a wrong
   * current password or a weak new one, and `too_many_requests` after many wrong ones.
   */
  async changePassword(caller: Caller, current: string, wanted: string, by: Actor): Promise<string | null> {
    const user = await this.assertPassword(caller, current, entry('user.change_password', caller.id, by));
    const newHash = await this.hashOfNew(user, current, wanted, 'new_password');
    const cookie = await this.transactions.run(async (tx) => {
      const { id } = await this.lockUnchanged(tx, user);
      await this.passwords.keep(tx, id, newHash, null);
      await this.sessions.endOthers(tx, id, caller.session);
      return this.sessions.replaceCookie(tx, caller.session);
    });
    await this.sessions.ended();
    this.audit.record(entry('user.change_password', user.id, by));
    return cookie;
  }

  /**
   * The caller, whose present password this is. Throws `validation_failed` for a wrong one, which is written to the audit
   * log as the refusal of what was meant, and `too_many_requests` after many wrong ones.
   */
  async assertPassword(caller: Caller, current: string, meant: AuditEntry): Promise<User> {
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

  /** The user, locked. Throws `not_authenticated` when the user was disabled, or the password changed, during the check. */
  async lockUnchanged(tx: Tx, checked: User): Promise<User> {
    const user = await this.unchanged(tx, checked);
    if (user) return user;
    throw new DomainError('not_authenticated', 'Your account has changed in the meantime. Sign in again.');
  }

  /** The same; null instead of throwing. */
  private async unchanged(tx: Tx, checked: User): Promise<User | null> {
    const user = await this.sessions.lockUser(tx, checked.id);
    return user.isActive && user.passwordHash === checked.passwordHash ? user : null;
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

  private signIn(username: string, user: User | null, by: Actor) {
    // A username may be a password typed into the wrong field, so log only a keyed hash.
    const facts = { account: this.attempts.accountOf(username).toString('base64url').slice(0, 16) };
    return { ...entry('user.sign_in', user?.id ?? null, by), facts };
  }
}

function entry(action: string, id: string | null, by: Actor) {
  return { action, by, on: { type: 'user', id } };
}

function mayUsePassword({ isActive, passwordTemporaryUntil: until }: User): boolean {
  return isActive && (until === null || until.getTime() > databaseTime.now());
}
