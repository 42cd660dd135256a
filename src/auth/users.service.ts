import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../common/problems.js';
import { StartOver, Transactions, type Tx } from '../common/transactions.js';
import { invalidFields } from '../common/validation.js';
import type { Caller } from './access.js';
import { AccountsService } from './accounts.service.js';
import { ForgivenAttempts } from './attempts.guard.js';
import { credentialErrors } from './credentials.js';
import { Passwords } from './passwords.js';
import { SessionsService } from './sessions.service.js';
import { User } from './user.entity.js';
import type { ChangeUserDto } from './users.dto.js';

/** What admins do with the accounts of others. */
@Injectable()
export class UsersService {
  private readonly logger = new Logger(UsersService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly passwords: Passwords,
    private readonly forgiven: ForgivenAttempts,
  ) {}

  /**
   * Changes names, whether the user may sign in, and staff to admin or back. Disabling ends all sessions; a new role
   * ends the access tokens that carry the old one. Throws `user_not_found`, `own_account`, `role_fixed` and
   * `last_admin`, also when two admins disable each other at the same moment. Locks the user, and where an admin is
   * to go all active admins.
   */
  async change(id: string, change: ChangeUserDto, caller: Caller): Promise<void> {
    const { is_active: isActive, role, ...names } = change;
    if (id === caller.id && (isActive === false || (role ?? caller.role) !== caller.role)) {
      throw new DomainError('own_account', 'Another admin has to do this to your account.');
    }
    const ended = await this.transactions.run(async (tx) => {
      const user = await this.lock(tx, id, isActive === false || role === 'staff');
      const disables = user.isActive && isActive === false;
      const moves = role !== undefined && role !== user.role;
      if (moves && user.role !== 'staff' && user.role !== 'admin') {
        throw new DomainError(
          'role_fixed',
          `This is a ${user.role}: only staff and admins change into each other.`,
          {
            role: user.role,
          },
        );
      }
      await this.accounts.updateNames(tx, id, names);
      if (isActive !== undefined) await tx.update(User, { id }, { isActive });
      if (moves) await tx.update(User, { id }, { role });
      if (disables) await this.sessions.endAll(tx, id);
      else if (moves) await this.sessions.endAccessTokens(tx, id);
      return disables || moves;
    });
    if (ended) await this.sessions.ended();
    if (isActive !== undefined || role !== undefined) {
      this.logger.log({ msg: 'user changed', user_id: id, by: caller.id, is_active: isActive, role });
    }
  }

  /**
   * Sets a new password, ends all sessions and forgives the attempts to sign in. Throws `user_not_found` and
   * `validation_failed` for a weak password. Locks the user.
   */
  async resetPassword(id: string, password: string, caller: Caller): Promise<void> {
    // The hash is made before anything is locked.
    const passwordHash = await this.passwords.hash(password);
    const user = await this.transactions.run(async (tx) => {
      const locked = await this.lock(tx, id, false);
      const errors = credentialErrors(locked.username, password);
      if (errors.length > 0) throw invalidFields(errors);
      await tx.update(User, { id }, { passwordHash });
      await this.sessions.endAll(tx, id);
      return locked;
    });
    await this.sessions.ended();
    this.forgiven.forgive(user.username);
    this.logger.log({ msg: 'password reset', user_id: id, by: caller.id });
  }

  /** The user, locked; `removesAdmin`: a change after which it is no active admin. */
  private async lock(tx: Tx, id: string, removesAdmin: boolean): Promise<User> {
    const known = await tx.findOneBy(User, { id });
    if (!known) throw new DomainError('user_not_found', `There is no user ${id}.`);
    const countsAdmins = removesAdmin && known.role === 'admin';
    const locked = await tx.find(User, {
      where: countsAdmins ? [{ id }, { role: 'admin', isActive: true }] : { id },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    const user = locked.find((one) => one.id === id);
    // It became an admin in the meantime.
    if (!user || (removesAdmin && user.role === 'admin' && !countsAdmins)) throw new StartOver();
    const others = locked.filter((one) => one.id !== id && one.role === 'admin' && one.isActive);
    if (countsAdmins && user.role === 'admin' && user.isActive && others.length === 0) {
      throw new DomainError('last_admin', 'Make another admin first: somebody has to manage the users.');
    }
    return user;
  }
}
