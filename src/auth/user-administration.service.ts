import { Injectable } from '@nestjs/common';
import { databaseTime } from '../runtime/database-time.js';
import { In } from 'typeorm';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { lockUser } from './lock-user.js';
import { UsersService } from './users.service.js';
import { passwordErrors } from './credentials.js';
import { Passwords } from './passwords.js';
import { readableCode } from './readable-code.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import { assertKnown, User } from './user.entity.js';
import type { ChangeUserDto } from './users.dto.js';

const TEMPORARY_MS = 24 * 3_600_000;
const GROUPS = 4;

/** What admins do with other people's accounts. */
@Injectable()
export class UserAdministration {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: UsersService,
    private readonly sessions: SessionsService,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Changes names, whether the user may sign in, and the role between staff and admin. Disabling ends all sessions; a
   * new role ends the access tokens that carry the old one, and all sessions where it has to have a second factor and the
   * user has none. Throws `user_not_found`, `person_erased`, `own_account`, `role_fixed` and
   * `last_admin`, even when two admins disable each other at the same moment. Locks the user and, to remove an admin,
   * all active admins.
   */
  async change(id: string, change: ChangeUserDto, by: Actor): Promise<void> {
    const { is_active: isActive, role, own_accounts: own, ...names } = change;
    if (id === by.id && (isActive === false || (role ?? by.role) !== by.role)) {
      throw new DomainError('own_account', 'Another admin must make this change to your account.');
    }
    const { ended, before } = await this.transactions.run(async (tx) => {
      const user = await lockUser(tx, id, isActive === false || role === 'staff');
      assertKnown(user);
      const disables = user.isActive && isActive === false;
      const moves = role !== undefined && role !== user.role;
      if (moves && user.role !== 'staff' && user.role !== 'admin') {
        throw roleFixed(user, 'Only staff can become admins, and admins staff.');
      }
      // Admins at their own account have no more than a session.
      await this.accounts.updateNames(tx, id, names, { isConfirmed: id !== by.id });
      if (isActive !== undefined) await tx.update(User, { id }, { isActive });
      if (moves) await tx.update(User, { id }, { role });
      if (own) {
        assertOffice(user);
        await tx.update(User, { id }, { ownAccounts: await this.people(tx, own) });
      }
      const lacksFactor = moves && user.factorSince === null && this.sessions.needsFactor(role);
      if (disables || lacksFactor) await this.sessions.endAll(tx, id);
      else if (moves) await this.sessions.endAccessTokens(tx, id);
      return { ended: disables || moves, before: shown(user) };
    });
    if (ended) await this.sessions.ended();
    const after = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.audit.record({ action: 'user.change', by, on: { type: 'user', id }, before, after });
  }

  /**
   * Gives a user a temporary password, the given one or a random one, and returns it. For one day it can be used to
   * choose a new password at the next sign-in. Ends all sessions and forgives the sign-in attempts. Throws
   * `user_not_found`, `person_erased`, and `validation_failed` for a weak password. Locks the user.
   */
  async resetPassword(
    id: string,
    wished: string | undefined,
    by: Actor,
  ): Promise<{ password: string; until: Date }> {
    const password = wished ?? readableCode(GROUPS);
    const until = new Date(databaseTime.now() + TEMPORARY_MS);
    // Hash before anything is locked.
    const passwordHash = await this.passwords.hash(password);
    await this.transactions.run(async (tx) => {
      const user = await lockUser(tx, id, false);
      assertKnown(user);
      const errors = wished === undefined ? [] : await passwordErrors(user, wished, 'password');
      if (errors.length > 0) throw invalidFields(errors);
      await this.passwords.keep(tx, id, passwordHash, until);
      await this.sessions.endAll(tx, id);
      await this.attempts.forgive(tx, user.username);
    });
    await this.sessions.ended();
    this.audit.record({ action: 'user.reset_password', by, on: { type: 'user', id } });
    return { password, until };
  }

  /** Ids of customers and providers, each once. Throws `validation_failed` when one is neither. */
  private async people(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const found = await tx.countBy(User, { id: In(wanted), role: In(['customer', 'provider']) });
    if (found === wanted.length) return wanted;
    const message = 'own_accounts must be ids of customers and providers.';
    throw invalidFields([{ field: 'own_accounts', code: 'does_not_fit', message }]);
  }
}

/** The fields of a user that an admin may change. */
function shown(user: User): Record<keyof ChangeUserDto, unknown> {
  const { firstName, lastName, email, isActive, role, ownAccounts } = user;
  const names = { first_name: firstName, last_name: lastName, email };
  return { ...names, is_active: isActive, role, own_accounts: ownAccounts };
}

function assertOffice(user: User): void {
  if (user.role !== 'staff' && user.role !== 'admin')
    throw roleFixed(user, 'Only staff and admins act for others, so only they have accounts of their own.');
}

function roleFixed({ role }: User, why: string): DomainError {
  return new DomainError('role_fixed', `The user is a ${role}. ${why}`, { role });
}
