import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { Caller, Role } from './access.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountWatchers } from './account-watchers.js';
import { SessionsService } from './sessions.service.js';
import { User } from './user.entity.js';

/** What a second factor that goes on or off means for its user, and for the sessions. */
@Injectable()
export class FactorSwitch {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly sessions: SessionsService,
    private readonly watchers: AccountWatchers,
  ) {}

  isNeeded(role: Role): boolean {
    return this.sessions.needsFactor(role);
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

  /** Ends all sessions but the caller's, which may do everything from its next access token on. Answers its new cookie. */
  async on(tx: Tx, { id, session }: Caller): Promise<string | null> {
    await tx.update(User, { id }, { factorSince: () => 'now()' });
    await this.sessions.endOthers(tx, id, session);
    await this.watchers.tell(tx, { userId: id, what: 'factor_on', before: null });
    return this.sessions.replaceCookie(tx, session);
  }

  async off(tx: Tx, id: string): Promise<void> {
    await tx.update(User, { id }, { factorSince: null });
    await this.watchers.tell(tx, { userId: id, what: 'factor_off', before: null });
  }

  endSessions(tx: Tx, id: string): Promise<void> {
    return this.sessions.endAll(tx, id);
  }

  /** Call after the commit. */
  sessionsEnded(): Promise<void> {
    return this.sessions.ended();
  }
}
