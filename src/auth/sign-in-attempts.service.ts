import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { DomainError } from '../runtime/problems.js';
import { Retention } from '../database/retention.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { APP_CONFIG, type AppConfig } from '../config.js';

/** An attempt that is already counted; give it back when the password was right. */
export interface Attempt {
  account: Buffer;
  source: string;
}

/** This many attempts are free. Each further one closes the account, for twice as long as the one before. */
const FREE = 10;
const LONGEST_SECONDS = 900;
/** After this long without an attempt, all are free again. */
const FORGOTTEN = '1 day';
const STRANGERS = '*';

/** What is guessed: who knows the password and guesses codes is counted apart. */
type Guessed = 'password' | 'factor';

/**
 * Slows down guessing at one account, whoever guesses and from however many addresses. Attempts are counted in the
 * database for all instances, per username, whether it exists or not. An address from which the user signed in before
 * is counted separately, so that strangers cannot lock the owner out there.
 */
@Injectable()
export class SignInAttempts implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly retention: Retention,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.retention.forget('sign-in attempts', {
      table: 'sign_in_attempts',
      where: `last_at < now() - interval '${FORGOTTEN}'`,
    });
  }

  /**
   * Counts an attempt as failed before anything is hashed, so that a thousand parallel attempts all count. Throws
   * `too_many_requests` while the account is closed; refused attempts do not count.
   */
  async begin(username: string, address: string, guessed: Guessed = 'password'): Promise<Attempt> {
    const account = this.accountOf(username, guessed);
    if (this.config.throttleDisabled) return { account, source: STRANGERS };
    const { source, wait } = await this.transactions.run(async (tx) =>
      this.count(tx, account, username, address),
    );
    if (wait === null) return { account, source };
    throw new DomainError(
      'too_many_requests',
      `Too many sign-in attempts for this account. Try again in ${String(wait)} seconds.`,
      { retry_after: wait },
    );
  }

  /** Call when the password or the code was right: forgets the attempts counted with it. */
  async succeeded({ account, source }: Attempt): Promise<void> {
    if (this.config.throttleDisabled) return;
    await this.transactions.run((tx) =>
      tx.query('DELETE FROM sign_in_attempts WHERE account = $1 AND source = $2', [account, source]),
    );
  }

  /** Forgets all attempts at an account, from all addresses. */
  async forgive(tx: Tx, username: string): Promise<void> {
    const accounts = [this.accountOf(username), this.accountOf(username, 'factor')];
    await tx.query('DELETE FROM sign_in_attempts WHERE account = ANY ($1)', [accounts]);
  }

  /** A keyed hash that stands for a username where it must not be readable; the same for all spellings of it. */
  accountOf(username: string, guessed: Guessed = 'password'): Buffer {
    // No username has a space in it.
    const of = guessed === 'password' ? 'account' : 'factor of account';
    return createHmac('sha256', this.config.jwtSecret).update(`${of} ${username.toLowerCase()}`).digest();
  }

  private async count(
    tx: Tx,
    account: Buffer,
    username: string,
    address: string,
  ): Promise<{ source: string; wait: number | null }> {
    const [known]: { known: boolean }[] = await tx.query(
      `SELECT EXISTS (SELECT FROM users u JOIN sessions s ON s.user_id = u.id
                      WHERE lower(u.username) = lower($1) AND s.address = $2 AND s.expires_at > now()) AS known`,
      [username.includes('\0') ? '' : username, address],
    );
    const source = known?.known === true && address !== '' ? address : STRANGERS;
    const counted: unknown[] = await tx.query(
      `INSERT INTO sign_in_attempts AS a (account, source, failures, last_at, closed_until)
       VALUES ($1, $2, 1, now(), now())
       ON CONFLICT (account, source) DO UPDATE SET
         failures = CASE WHEN a.last_at < now() - interval '${FORGOTTEN}' THEN 1 ELSE a.failures + 1 END,
         last_at = now(),
         closed_until = now() + CASE
           WHEN a.last_at < now() - interval '${FORGOTTEN}' OR a.failures + 1 < $3 THEN interval '0'
           ELSE make_interval(secs => least($4, 2 ^ least(a.failures + 2 - $3, 30))) END
       WHERE a.closed_until <= now() RETURNING 1`,
      [account, source, FREE, LONGEST_SECONDS],
    );
    if (counted.length > 0) return { source, wait: null };
    const [closed]: { wait: number }[] = await tx.query(
      `SELECT greatest(1, ceil(extract(epoch FROM closed_until - now())))::int AS wait
       FROM sign_in_attempts WHERE account = $1 AND source = $2`,
      [account, source],
    );
    return { source, wait: closed?.wait ?? 1 };
  }
}
