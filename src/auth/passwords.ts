import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { AccountWatchers } from './account-watchers.js';
import { User } from './user.entity.js';

/** OWASP's minimum for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each hash fills a core and a libuv thread for about 30 ms; more than two would starve everything else. */
const AT_ONCE = 2;
const MAX_WAITING = 128;

/** Hashes and checks passwords, at most two at once; refuses with `service_busy` when 128 are waiting. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  constructor(private readonly watchers: AccountWatchers) {}

  /** An argon2id hash with its own salt and parameters (PHC format). */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normal(password), ARGON2ID));
  }

  /**
   * Returns false in the same time for a wrong password, for `null` (no such user), and for something that is no hash
   * (a user without a password).
   */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash(randomBytes(32).toString('base64url'));
    const decoy = await this.decoy;
    const known = passwordHash?.startsWith('$argon2') === true ? passwordHash : null;
    const matched = await this.inTurn(() => verify(known ?? decoy, normal(password)));
    return matched && known !== null;
  }

  /**
   * Keeps the hash of another password of a user whom this transaction has locked. `temporaryUntil`: until when it is
   * good for choosing the next one; null: it is the user's own.
   */
  async keep(tx: Tx, userId: string, passwordHash: string, temporaryUntil: Date | null): Promise<void> {
    await tx.update(User, { id: userId }, { passwordHash, passwordTemporaryUntil: temporaryUntil });
    await this.watchers.tell(tx, { userId, what: 'password', before: null });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) this.running++;
    else await this.turn();
    try {
      return await work();
    } finally {
      // A finished hash hands over its place, so `running` falls only when nobody waits.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= MAX_WAITING) {
      throw new DomainError('service_busy', 'Too many people are signing in at once. Try again shortly.');
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** The same password typed on another keyboard (composed or decomposed accents) is the same password. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
