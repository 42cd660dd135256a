import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { isUnreachable, sqlState } from './database-errors.js';
import { DomainError } from './problems.js';

declare const insideTransaction: unique symbol;

/**
 * The manager of an open transaction. Only `Transactions.run` makes one, so a function that takes `tx: Tx`
 * joins a transaction and cannot be called outside of one.
 */
export type Tx = EntityManager & { readonly [insideTransaction]: true };

/** Thrown by work that must start over in a new transaction, because it learnt that it has to lock other rows. */
export class StartOver extends Error {}

/** Ends a preview. */
class Undone<T> extends Error {
  answer?: { value: T };
}

const MAX_ATTEMPTS = 5;
const MAX_STARTS_OVER = 20;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';

/**
 * Sends statements of one transaction without waiting for each answer: they run in the order in which they were
 * started (the connections are pipelined), which saves a round trip each. Throws the first failure, once all
 * have ended.
 */
export async function inOneTrip(statements: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(statements);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

@Injectable()
export class Transactions {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction (the connection's default level, see data-source.ts): commit when it returns, roll back when it throws.
   * On a serialization failure or a deadlock all of it runs again in a *new* transaction with jittered
   * backoff, at most five times, so `work` must not have effects outside the transaction.
   * `StartOver` runs it again at once. A connection lost at COMMIT is not retried: it throws `outcome_unknown`.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let startsOver = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (error instanceof StartOver && startsOver++ < MAX_STARTS_OVER) {
          attempt--;
          continue;
        }
        const state = sqlState(error);
        const again = state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED;
        if (!again || attempt === MAX_ATTEMPTS) throw error;
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  /** Runs `work` as `run` does and then undoes it: what it answers is what would happen, and nothing has. */
  async preview<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const undone = new Undone<T>();
    try {
      return await this.run(async (tx) => {
        undone.answer = { value: await work(tx) };
        throw undone;
      });
    } catch (error) {
      if (error === undone && undone.answer) return undone.answer.value;
      throw error;
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction();
      const result = await work(runner.manager as Tx);
      await this.commit(() => runner.commitTransaction());
      return result;
    } catch (error) {
      if (runner.isTransactionActive) {
        // The first error is the one worth reporting: a failed rollback only follows from it.
        await runner.rollbackTransaction().catch(() => undefined);
      }
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async commit(commit: () => Promise<void>): Promise<void> {
    try {
      await commit();
    } catch (error) {
      // A commit that PostgreSQL refused (a deferred constraint) has an answer; a lost connection has none.
      if (!isUnreachable(error) && sqlState(error) !== undefined) throw error;
      throw new DomainError(
        'outcome_unknown',
        'The connection was lost while the request was being saved: it may or may not have taken effect. ' +
          'Send it again with the same Idempotency-Key, or look before repeating it.',
      );
    }
  }
}
