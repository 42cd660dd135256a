import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { QueryFailedError, type DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { isLockTimeout, isUnreachable, sqlState, tooMuch } from './database-errors.js';
import type { GuardedClient } from './guarded-client.js';
import { DomainError } from '../runtime/problems.js';
import { inPart, isTracing, NoFault, startPart } from '../runtime/tracing.js';
import type { Write } from './writes.js';

declare const insideTransaction: unique symbol;

/**
 * The manager of an open transaction. Only `Transactions.run` makes one, so a function that takes `tx: Tx` joins a
 * transaction and cannot be called outside one.
 */
export type Tx = EntityManager & { readonly [insideTransaction]: true };

/** Thrown by work that must start over in a new transaction, because it learnt that it must lock other rows. */
export class RestartTransaction extends NoFault {}

/** Ends a preview. */
class Undone<T> extends NoFault {
  answer?: { value: T };
}

/** BEGIN got no answer: the connection had died in the pool. */
class NotBegun extends Error {}

/** How long a transaction may take, including all its attempts. */
export interface Allowance {
  /** After this moment nothing more is started for it, on the clock of `performance.now()`. */
  until: number;
  /** How long it may wait for a lock (ms). By default it waits for half of the time, and once more for the rest. */
  lockWaitMs?: number;
  /** The work begins with statements that only read or lock: BEGIN is sent with them, which saves a round trip. */
  beginsLate?: boolean;
}

/** For background work, which no client waits for: its statements have limits, the whole has none. */
export const PATIENT: Allowance = { until: Number.POSITIVE_INFINITY };
/** A scan of all loans takes longer than the statements of a request may (ms). */
const LONG_STATEMENT_MS = 600_000;

const MAX_ATTEMPTS = 5;
const MAX_STARTS_OVER = 20;
const MAX_DEAD_CONNECTIONS = 3;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
/** PostgreSQL ends a wait for a lock by itself; a statement with no answer this much later (ms) hangs. */
const GRACE_MS = 1000;

/**
 * Sends statements of one transaction without waiting for each answer. They run in the order in which they were started
 * (connections are pipelined), which saves a round trip each. Answers their results, or throws the first failure, after
 * all of them have ended: no statement is still under way when the transaction ends. Use it instead of `Promise.all`,
 * which guarantees neither.
 */
export async function pipelined<T extends readonly unknown[]>(
  statements: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const results = await Promise.allSettled(statements as readonly Promise<unknown>[]);
  const values = results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  return values as unknown as T;
}

const connections = new WeakMap<EntityManager, GuardedClient>();

/**
 * Adds a write to the transaction. Writes need no answers of their own: all that were added leave as one statement,
 * together with the transaction's next query, or with its COMMIT. If one fails, what follows throws its error, so work
 * that answers before its writes are done is not told to be done unless they are.
 */
export function write(tx: Tx, added: Write): void {
  const client = connections.get(tx);
  if (client === undefined) throw new Error('a write needs an open transaction');
  client.write(added);
}

@Injectable()
export class Transactions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'lockTimeoutMs'>,
  ) {}

  /**
   * Runs `work` in one READ COMMITTED transaction (the connection's default level, see data-source.ts): commits when it
   * returns, rolls back when it throws. After a serialization failure or a deadlock, all of it runs again in a *new*
   * transaction with jittered backoff, at most five times. So `work` must not have effects outside the transaction.
   * After `RestartTransaction` it runs again at once. A connection lost at COMMIT is not retried: it throws
   * `outcome_unknown`. Lock waits and attempts share one time limit, `lockTimeoutMs` unless the caller sets another. A
   * statement with no answer shortly after that loses its connection.
   */
  async run<T>(
    work: (tx: Tx) => Promise<T>,
    allowance: Allowance = { until: performance.now() + this.config.lockTimeoutMs },
  ): Promise<T> {
    let startsOver = 0;
    let dead = 0;
    // Background work may wait for a lock as long as a whole command may take.
    let lockWaitMs =
      allowance.lockWaitMs ?? (Number.isFinite(allowance.until) ? undefined : this.config.lockTimeoutMs);
    for (let attempt = 1; ; attempt++) {
      try {
        const own = { ...allowance, ...(lockWaitMs !== undefined && { lockWaitMs }) };
        if (!isTracing()) return await this.attempt(work, own);
        const attributes = { 'db.system.name': 'postgresql', 'lending.transaction.attempt': attempt };
        const span = startPart({ name: 'transaction', attributes, begins: true });
        return await inPart(span, () => this.attempt(work, own));
      } catch (error) {
        const left = allowance.until - performance.now();
        const isOver = left <= 0;
        if (error instanceof RestartTransaction) {
          if (isOver || ++startsOver > MAX_STARTS_OVER) throw tooMuch();
          attempt--;
          continue;
        }
        if (error instanceof NotBegun) {
          if (isOver || ++dead === MAX_DEAD_CONNECTIONS) throw error.cause;
          attempt--;
          continue;
        }
        if (isOver || attempt === MAX_ATTEMPTS) throw error;
        if (isLockTimeout(error) && lockWaitMs === undefined && Number.isFinite(left)) {
          lockWaitMs = left;
          continue;
        }
        const state = sqlState(error);
        if (state !== SERIALIZATION_FAILURE && state !== DEADLOCK_DETECTED) throw error;
        await sleep(Math.min(Math.random() * 10 * 2 ** attempt, left));
      }
    }
  }

  /** Runs `work` as `run` does, then undoes it: the answer tells what would happen, and nothing has happened. */
  async preview<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const undone = new Undone<T>();
    try {
      return await this.run(async (tx) => {
        undone.answer = { value: await work(tx) };
        await connections.get(tx)?.sendWrites();
        throw undone;
      });
    } catch (error) {
      if (error === undone && undone.answer) return undone.answer.value;
      throw error;
    }
  }

  private async attempt<T>(
    work: (tx: Tx) => Promise<T>,
    { until, lockWaitMs, beginsLate = false }: Allowance,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as GuardedClient;
    try {
      client.finishWithin(until - performance.now() + GRACE_MS);
      client.beginsLate = beginsLate;
      await begin(runner);
      if (lockWaitMs !== undefined) void this.limitLockWaits(runner, lockWaitMs);
      connections.set(runner.manager, client);
      const result = await work(runner.manager as Tx);
      // Were BEGIN refused, the writes would be done one by one.
      await client.begun;
      await commit(runner, client);
      return result;
    } catch (error) {
      if (runner.isTransactionActive) {
        // Report the first error: a failed rollback only follows from it.
        await runner.rollbackTransaction().catch(() => {
          client.abandon('The transaction could not be rolled back.');
        });
      }
      throw rootOf(error, client);
    } finally {
      client.finishWithin(Number.POSITIVE_INFINITY);
      client.beginsLate = false;
      await runner.release();
    }
  }

  /** Sets the limit where it differs from the session's. Sent ahead, without waiting for its answer. */
  private async limitLockWaits(runner: QueryRunner, ms: number): Promise<void> {
    const usual = sessionLockTimeout(this.config);
    if (ms > usual * 0.9 && ms <= usual) return;
    // If this fails, what follows fails too.
    await runner.query(`SET LOCAL lock_timeout = ${String(Math.ceil(ms))}`).catch(() => undefined);
  }
}

/** How long a session waits for a lock (ms): half of a command's time, which leaves time for another attempt. */
export function sessionLockTimeout({ lockTimeoutMs }: Pick<AppConfig, 'lockTimeoutMs'>): number {
  return Math.ceil(lockTimeoutMs / 2);
}

/** Until this transaction ends, its statements may scan all loans, and wait as long for locks. */
export async function allowLongStatements(manager: EntityManager): Promise<void> {
  const client = (await manager.queryRunner?.connect()) as GuardedClient | undefined;
  client?.beGivenTime(LONG_STATEMENT_MS + GRACE_MS);
  await manager.query(
    `SELECT set_config('statement_timeout', $1, true), set_config('lock_timeout', '0', true)`,
    [String(LONG_STATEMENT_MS)],
  );
}

async function begin(runner: QueryRunner): Promise<void> {
  try {
    await runner.startTransaction();
  } catch (error) {
    if (isUnreachable(error)) throw new NotBegun('', { cause: error });
    throw error;
  }
}

async function commit(runner: QueryRunner, client: GuardedClient): Promise<void> {
  try {
    await runner.commitTransaction();
  } catch (error) {
    // The outcome is known if COMMIT was never sent, if a statement ahead of it failed, or if PostgreSQL refused it (a
    // deferred constraint).
    if (!client.commitSent || client.failure !== undefined || !isUnreachable(error)) throw error;
    throw new DomainError(
      'outcome_unknown',
      'The connection was lost while the request was being saved: it may or may not have taken effect. ' +
        'Send it again with the same Idempotency-Key, or look before repeating it.',
    );
  }
}

/** The first failure on the connection: it explains whatever error the work made of it. */
function rootOf(error: unknown, { failure, loss, commitSent, beginLost }: GuardedClient): unknown {
  // It says what to do next, whatever failed meanwhile.
  if (error instanceof RestartTransaction) return error;
  if (beginLost) return new NotBegun('', { cause: error });
  if (error instanceof NotBegun || (error instanceof DomainError && error.code === 'outcome_unknown')) {
    return error;
  }
  const root = failure ?? (commitSent ? undefined : loss);
  if (root === undefined) return error;
  return error instanceof QueryFailedError && error.driverError === root ? error : root;
}
