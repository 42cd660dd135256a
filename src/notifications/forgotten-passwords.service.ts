import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AccountsQueries } from '../auth/accounts.queries.js';
import { OneTimeCodes } from '../auth/one-time-codes.service.js';
import { linkAddressOf } from '../auth/link-address.js';
import { User } from '../auth/user.entity.js';
import { Clock } from '../database/clock.js';
import { DatabaseState } from '../database/database-state.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { Letters } from './letters.service.js';

const HOUR_MS = 3_600_000;
/** How long a link lives: who asks for it waits for it, who is invited may read it tomorrow. */
const HOURS = { forgotten: 1, invitation: 24 } as const;
type Purpose = keyof typeof HOURS;

/** Letters with a link to choose a password. Nobody but their reader sees the code in it. */
@Injectable()
export class ForgottenPasswords implements OnModuleDestroy {
  private readonly logger = new Logger(ForgottenPasswords.name);
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly accounts: AccountsQueries,
    private readonly codes: OneTimeCodes,
    private readonly letters: Letters,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly database: DatabaseState,
  ) {}

  /**
   * Has a link mailed, if there is such a user. It returns at once and says nothing: neither the answer nor its time tells
   * who has an account.
   */
  ask(username: string): void {
    const work = this.mail(username)
      .catch((error: unknown) => {
        this.database.report(this.logger, { msg: 'a link for a new password could not be mailed' }, error);
      })
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.running);
  }

  /**
   * Mails a customer or provider a link to choose the first password, or another one. Answers until when it works. Throws
   * `user_not_found`, `account_disabled`, `no_address`, and `too_many_requests` when one is on its way.
   */
  async invite(userId: string): Promise<Date> {
    return this.transactions.run(async (tx) => {
      const user = await lock(tx, userId);
      if (user?.role !== 'customer' && user?.role !== 'provider') {
        throw new DomainError('user_not_found', `There is no customer or provider ${userId}.`);
      }
      if (!user.isActive) {
        throw new DomainError('account_disabled', 'This account is disabled: nobody may sign in to it.');
      }
      if (linkAddressOf(user) === '') {
        throw new DomainError('no_address', 'Nobody knows an e-mail address of this person.');
      }
      const until = await this.write(tx, user, 'invitation');
      if (until !== null) return until;
      throw new DomainError('too_many_requests', 'An invitation was sent two minutes ago or less.', {
        retry_after: 120,
      });
    });
  }

  /** Writes a letter with a new code, for a user whom this transaction has locked; null when one is on its way. */
  private async write(tx: Tx, user: User, purpose: Purpose): Promise<Date | null> {
    const { id: userId } = user;
    const code = await this.codes.issueMailed(tx, userId, purpose, HOURS[purpose] * HOUR_MS);
    if (code === null) return null;
    await this.letters.write(tx, [
      {
        eventId: null,
        userId,
        topic: 'security',
        happened: purpose,
        subjectId: userId,
        loanId: null,
        businessDate: await this.clock.businessDate(tx),
        data: { code: code.id, hours: HOURS[purpose], expires_at: code.expiresAt.toISOString() },
        toAddress: linkAddressOf(user),
      },
    ]);
    return code.expiresAt;
  }

  private async mail(username: string): Promise<void> {
    const user = await this.accounts.findByUsername(username);
    if (!user?.isActive) return;
    await this.transactions.run(async (tx) => {
      const locked = await lock(tx, user.id);
      if (locked && linkAddressOf(locked) !== '') await this.write(tx, locked, 'forgotten');
    });
  }
}

function lock(tx: Tx, id: string): Promise<User | null> {
  return tx.findOne(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
}
