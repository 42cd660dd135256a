import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { Caller, Role } from './access.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountWatchers } from './account-watchers.js';
import { FactorCodes } from './factor-codes.service.js';
import { FactorProofs } from './factor-proofs.service.js';
import { SessionsService } from './sessions.service.js';
import { User } from './user.entity.js';

/** Recovery codes in the clear (none where earlier ones stay good), and the session's new cookie; null without one. */
export interface Confirmed {
  codes: string[];
  cookie: string | null;
}

/** What a second factor that goes on or off means for its user, and for the sessions. */
@Injectable()
export class FactorSwitch {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly sessions: SessionsService,
    private readonly watchers: AccountWatchers,
    private readonly codes: FactorCodes,
    private readonly proofs: FactorProofs,
  ) {}

  /** Throws `factor_needed` for a role that has to have a second factor. */
  assertMayEnd(role: Role): void {
    if (!this.sessions.needsFactor(role)) return;
    throw new DomainError('factor_needed', `Every ${role} of this bank has to have a second factor.`);
  }

  /** The caller as the database has it. Throws `not_authenticated`. */
  userOf({ id }: Caller): Promise<User> {
    return this.accounts.getActiveUser(id);
  }

  /** Throws `not_authenticated` for a user who was disabled. */
  async lock(tx: Tx, id: string): Promise<User> {
    const user = await this.sessions.lockUser(tx, id);
    if (user.isActive) return user;
    throw new DomainError('not_authenticated', 'This account is not active.');
  }

  /**
   * An app or a key was taken into use. The first one switches the factor on: it ends all sessions but the caller's,
   * which may do everything from its next access token on, and makes recovery codes. The user is told.
   */
  async more(tx: Tx, { factorSince }: User, { id, session }: Caller): Promise<Confirmed> {
    const tell = (what: 'factor_on' | 'factor_added') =>
      this.watchers.tell(tx, { userId: id, what, before: null });
    if (factorSince !== null) {
      await tell('factor_added');
      return { codes: [], cookie: null };
    }
    await tx.update(User, { id }, { factorSince: () => 'now()' });
    await this.sessions.endOthers(tx, id, session);
    await tell('factor_on');
    const cookie = await this.sessions.replaceCookie(tx, session);
    return { codes: await this.codes.makeRecoveryCodes(tx, id), cookie };
  }

  /** Tells the user of one key less, where there is still a factor. */
  less(tx: Tx, userId: string): Promise<void> {
    return this.watchers.tell(tx, { userId, what: 'factor_removed', before: null });
  }

  /** Forgets app, keys and recovery codes: the password alone signs in. The user is told. */
  async off(tx: Tx, user: User): Promise<void> {
    await this.proofs.forget(tx, user);
    await tx.update(User, { id: user.id }, { factorSince: null });
    await this.watchers.tell(tx, { userId: user.id, what: 'factor_off', before: null });
  }

  endSessions(tx: Tx, id: string): Promise<void> {
    return this.sessions.endAll(tx, id);
  }

  /** Call after the commit. */
  sessionsEnded(): Promise<void> {
    return this.sessions.ended();
  }
}
