import { Inject, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { IsNull } from 'typeorm';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { Retention } from '../database/retention.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { OneTimeCode } from './one-time-code.entity.js';
import { readableCode } from './readable-code.js';
import { assertKnown, User } from './user.entity.js';

const GROUPS = 2;
const LIVES_MS = 24 * 3_600_000;
const MOST_ATTEMPTS = 5;
/** Between two mailed codes of one purpose. */
const REST_MS = 2 * 60_000;

/** A code in the clear, to be passed on; it is not stored. */
export interface IssuedCode {
  code: string;
  expiresAt: Date;
  username: string;
}

/** A code that is only ever in a letter: `mailed` makes it from its id, and it is stored nowhere. */
export interface MailedCode {
  id: string;
  expiresAt: Date;
}

/** A code that may be used, and who made it when. */
export interface LiveCode {
  id: string;
  hash: Buffer;
  madeBy: string | null;
  madeAt: Date;
}

/** Codes with which people choose a password for themselves. */
@Injectable()
export class OneTimeCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'jwtSecret'>,
    retention: Retention,
  ) {
    retention.forget('one-time codes', {
      table: 'one_time_codes',
      where: "expires_at < now() - interval '30 days'",
    });
  }

  /**
   * Makes a code for a customer or provider to choose a password with, good for a day and five attempts; an earlier one
   * ends. Throws `customer_not_found` or `provider_not_found`, `person_erased`, and
   * `account_disabled`.
   */
  async issue(userId: string, role: 'customer' | 'provider', by: Actor): Promise<IssuedCode> {
    const code = readableCode(GROUPS);
    const issued = await this.transactions.run(async (tx) => {
      const user = await tx.findOne(User, {
        where: { id: userId, role },
        lock: { mode: 'for_no_key_update' },
      });
      if (!user) throw notFound(role, userId);
      assertKnown(user);
      if (!user.isActive) {
        throw new DomainError('account_disabled', 'This account is disabled: nobody may sign in to it.');
      }
      const purpose = user.passwordHash.startsWith('$') ? 'forgotten' : 'first_password';
      const now = this.clock.now();
      const expiresAt = new Date(now.getTime() + LIVES_MS);
      await this.put(tx, { id: newId(), userId, purpose, expiresAt, createdBy: by.id, createdAt: now }, code);
      return { code, expiresAt, username: user.username };
    });
    this.audit.record({ action: 'user.issue_code', by, on: { type: 'user', id: userId } });
    return issued;
  }

  /** Counts an attempt, and answers the live code that it fits; null when there is none. */
  async tryCode(userId: string, code: string): Promise<LiveCode | null> {
    const wanted = this.hashOf(userId, code);
    // Counted before it is compared, so that parallel attempts all count.
    const counted: LiveCode[] = await this.transactions.run((tx) =>
      tx.query(
        `WITH counted AS (
           UPDATE one_time_codes SET attempts = attempts + 1
           WHERE user_id = $1 AND used_at IS NULL AND expires_at > $2 AND attempts < $3
           RETURNING id, hash, created_by, created_at
         ) SELECT c.id, c.hash, c.created_at AS "madeAt",
             coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.username) AS "madeBy"
           FROM counted c LEFT JOIN users u ON u.id = c.created_by`,
        [userId, this.clock.now(), MOST_ATTEMPTS],
      ),
    );
    return counted.find(({ hash }) => timingSafeEqual(hash, wanted)) ?? null;
  }

  /** Uses a code up, in the transaction that has locked its user; false when somebody else has. */
  async use(tx: Tx, { id }: LiveCode): Promise<boolean> {
    const { affected } = await tx.update(OneTimeCode, { id, usedAt: IsNull() }, { usedAt: this.clock.now() });
    return affected === 1;
  }

  /**
   * Makes a code to be mailed to a user whom this transaction has locked; an earlier one for the same purpose ends. Null
   * when one was made so shortly before that it may still be on its way: nobody floods a mailbox.
   */
  async issueMailed(
    tx: Tx,
    userId: string,
    purpose: 'forgotten' | 'invitation',
    livesMs: number,
  ): Promise<MailedCode | null> {
    const now = this.clock.now();
    const live = await tx.findOneBy(OneTimeCode, { userId, purpose, usedAt: IsNull() });
    const isFresh = live !== null && live.createdAt.getTime() > now.getTime() - REST_MS;
    if (isFresh && live.createdBy === null) return null;
    const made = { id: newId(), expiresAt: new Date(now.getTime() + livesMs) };
    await this.put(tx, { ...made, userId, purpose, createdBy: null, createdAt: now }, this.mailed(made.id));
    return made;
  }

  /** A mailed code in the clear, the same each time: 32 bytes that nobody can guess from its id. */
  mailed(id: string): string {
    return createHmac('sha256', this.config.jwtSecret).update(`mailed code ${id}`).digest('hex');
  }

  /** In place of the one for the same purpose that was not used. */
  private async put(
    tx: Tx,
    made: Omit<OneTimeCode, 'hash' | 'attempts' | 'usedAt'>,
    code: string,
  ): Promise<void> {
    const { userId, purpose } = made;
    await tx.delete(OneTimeCode, { userId, purpose, usedAt: IsNull() });
    await tx.insert(OneTimeCode, { ...made, hash: this.hashOf(userId, code), attempts: 0, usedAt: null });
  }

  private hashOf(userId: string, code: string): Buffer {
    const plain = code.toLowerCase().replaceAll(/[\s-]/g, '');
    return createHmac('sha256', this.config.jwtSecret).update(`code ${userId} ${plain}`).digest();
  }
}

function notFound(role: 'customer' | 'provider', id: string): DomainError {
  return role === 'customer'
    ? new DomainError('customer_not_found', `There is no customer ${id}.`)
    : new DomainError('provider_not_found', `There is no loan provider ${id}.`);
}
