import { Injectable } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Notification, type Reason, type SENT_BY } from './notification.entity.js';
import type { Language } from '../auth/languages.js';

/** Longer than handing a letter over can take, with all the server's silences. */
const LEASE_MS = 300_000;
const RETRIES_MS = [1, 10, 60, 360, 1440].map((minutes) => minutes * 60_000);

const byLease = rowsOf(Notification, 'n', 'WHERE n.id = $1 AND n.lease = $2');

/** A letter as its reader gets it, but for what must not be kept. */
export interface Written {
  locale: Language;
  templateVersion: number;
  address: string;
  subject: string;
  body: string;
  messageId: string;
}

/** What is written of a letter while a worker holds it. */
type Columns = Partial<Omit<Notification, 'data'>>;

/** The letters that are due, shared by all workers, and what becomes of each. */
@Injectable()
export class LetterTable {
  readonly work: LeasedWork<Leased>;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    this.work = new LeasedWork(transactions, {
      name: 'notifications',
      where: "state IN ('waiting', 'sending')",
      leaseMs: LEASE_MS,
    });
  }

  /** A letter that this worker holds; null when another one has taken it over. */
  async held(tx: Tx, { id, lease }: Leased): Promise<Notification | null> {
    return (await byLease(tx, id, lease))[0] ?? null;
  }

  /** From here on it may have been sent. False: another worker has taken it over. */
  async sending(tx: Tx, leased: Leased, written: Written): Promise<boolean> {
    return this.update(tx, leased, { state: 'sending', ...written });
  }

  /** The same letter is sent once more, because nobody knows whether it went. */
  async repeating(tx: Tx, leased: Leased): Promise<boolean> {
    return this.update(tx, leased, { isRepeated: true });
  }

  async sent(leased: Leased, by: (typeof SENT_BY)[number]): Promise<void> {
    await this.end(leased, {
      state: 'sent',
      sentBy: by,
      sentAt: this.clock.now(),
      detail: null,
      nextAttemptAt: null,
    });
  }

  async suppressed(tx: Tx, leased: Leased, reason: Reason): Promise<void> {
    await this.update(tx, leased, {
      state: 'suppressed',
      reason,
      toAddress: null,
      nextAttemptAt: null,
      ...FREE,
    });
  }

  /** It will never be taken. Nothing more is sent to a bad address, until somebody has a letter sent again. */
  async refused(leased: Leased, detail: string, badAddress: string | null): Promise<void> {
    const reason: Reason = badAddress === null ? 'refused' : 'bad_address';
    await this.transactions.run(async (tx) => {
      if (badAddress !== null) {
        await tx.query(
          `INSERT INTO bad_addresses (address, answer, since) VALUES (lower($1), $2, $3)
           ON CONFLICT (address) DO UPDATE SET answer = excluded.answer, since = excluded.since`,
          [badAddress, detail, this.clock.now()],
        );
      }
      await this.update(tx, leased, { state: 'failed', reason, detail, nextAttemptAt: null, ...FREE });
    });
  }

  /** Tries again later, from the beginning; after the last time it has failed. `isUnknown`: it may have gone. */
  async later(leased: Leased, detail: string, isUnknown: boolean): Promise<void> {
    const restMs = RETRIES_MS[leased.attempts - 1];
    if (restMs === undefined) {
      await this.end(leased, { state: 'failed', reason: 'unreachable', detail, nextAttemptAt: null });
      return;
    }
    const at = new Date(this.clock.now().getTime() + restMs);
    await this.end(leased, { state: isUnknown ? 'sending' : 'waiting', detail, nextAttemptAt: at });
  }

  /** It is not the time of day for it. That was no attempt. */
  async holdUntil(tx: Tx, leased: Leased, at: Date): Promise<void> {
    await this.update(tx, leased, { nextAttemptAt: at, attempts: leased.attempts - 1, ...FREE });
  }

  /** Puts back what this worker has not begun. */
  async release(leased: Leased): Promise<void> {
    await this.end(leased, { attempts: leased.attempts - 1 });
  }

  /** Work on a letter in one transaction, and the time for it. */
  run<T>(work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
    return this.transactions.run((tx) => work(tx, this.clock.now()));
  }

  /** How many letters have failed and were not sent again. */
  failed(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const [row]: { count: number }[] = await tx.query(
        `SELECT count(*)::int AS count FROM notifications n WHERE n.state = 'failed'
         AND NOT EXISTS (SELECT FROM notifications a WHERE a.again_of = n.id)`,
      );
      return row?.count ?? 0;
    });
  }

  private async end(leased: Leased, columns: Columns): Promise<void> {
    await this.transactions.run((tx) => this.update(tx, leased, { ...columns, ...FREE }));
  }

  private async update(tx: Tx, { id, lease }: Leased, columns: Columns): Promise<boolean> {
    const { affected } = await tx.update(Notification, { id, lease }, columns);
    return affected === 1;
  }
}

const FREE = { lease: null, leasedUntil: null };
