import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { DomainError } from '../runtime/problems.js';
import { AccountsQueries } from './accounts.queries.js';
import { passwordErrors } from './credentials.js';
import { OneTimeCodes } from './one-time-codes.service.js';
import type { Origin } from './origin.js';
import { Passwords } from './passwords.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import type { User } from './user.entity.js';

/** Whose password was set, and who had made the code for it when. */
export interface PasswordSet {
  user: User;
  madeBy: string | null;
  madeAt: Date;
}

/** The password that somebody chooses with a code. */
@Injectable()
export class PasswordCodes {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
    private readonly codes: OneTimeCodes,
  ) {}

  /**
   * Sets a password by a code, and ends all sessions. Throws `code_wrong`, which is one answer for an unknown user and
   * for a code that is wrong, used or old; `too_many_requests`; and `validation_failed` for a weak password, which
   * leaves the code as it is. Locks the user.
   */
  async set(username: string, code: string, password: string, origin: Origin): Promise<PasswordSet> {
    const attempt = await this.attempts.begin(username, origin.address);
    const user = await this.accounts.findByUsername(username);
    const live = user?.isActive === true ? await this.codes.tryCode(user.id, code) : null;
    if (!user || !live) throw codeWrong();
    const errors = await passwordErrors(user, password, 'password');
    if (errors.length > 0) throw invalidFields(errors);
    const passwordHash = await this.passwords.hash(password);
    const isSet = await this.transactions.run(async (tx) => {
      const locked = await this.sessions.lockUser(tx, user.id);
      if (!locked.isActive || !(await this.codes.use(tx, live))) return false;
      await this.passwords.keep(tx, user.id, passwordHash, null);
      await this.sessions.endAll(tx, user.id);
      return true;
    });
    if (!isSet) throw codeWrong();
    await this.attempts.succeeded(attempt);
    await this.sessions.ended();
    return { user, madeBy: live.madeBy, madeAt: live.madeAt };
  }
}

function codeWrong(): DomainError {
  return new DomainError(
    'code_wrong',
    'The username or the code is wrong, or the code has been used or is too old. A code lives for a day and five attempts.',
  );
}
