import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { Replicas } from '../database/replicas.js';
import { allowLongStatements } from '../database/transactions.js';

/** How long to wait for a replica (ms): a proof runs long enough for that to be worth it. */
const PATIENCE_MS = 5000;
/** So many parts are read at once: this process computes with one while the database reads the other. */
const LANES = 2;
/** While others use the database, a lane rests so many times as long as it read. */
const RESTS = 20;
/** So many parts are over soon. */
const FEW = 5;
/** For so long after others were seen at work (ms), they are taken to be. */
const BUSY_MS = 1000;
/**
 * Others are at work if so many looks in a row saw one: a single look may have met a background loop, or the other lane
 * where it begins, before it has its name.
 */
const LOOKS = 3;
const NAME = 'loan-management-platform proof';

/** Parts are of different sizes, so no plan is kept; statements of short checks gain nothing by it. */
const SETTINGS = `SELECT set_config('application_name', '${NAME}', true), set_config('plan_cache_mode', 'force_custom_plan', true),
  set_config('work_mem', '64MB', true)`;
/** A moment passes; a transaction sees what it first saw of others until that is dropped. */
const BETWEEN_LOOKS = 'SELECT pg_sleep(0.004), pg_stat_clear_snapshot()';
const OTHERS_AT_WORK = `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
  AND backend_type = 'client backend' AND application_name <> '${NAME}' AND pid <> pg_backend_pid()) AS busy`;

export type Work<T> = (manager: EntityManager) => Promise<T>;

/** Reads for proofs, each on a snapshot of its own, on a replica if there is one. */
@Injectable()
export class Snapshots {
  private busyUntil = 0;

  constructor(private readonly replicas: Replicas) {}

  /**
   * Runs work, which may run twice, on one snapshot, and changes nothing. Work should be short: as long as there is a
   * snapshot, the database keeps every old version of a row that was changed since, and balances change all the time.
   */
  read<T>(work: Work<T>): Promise<T> {
    return this.replicas.read(
      (db) =>
        db.transaction('REPEATABLE READ', async (manager) => {
          await allowLongStatements(manager);
          await manager.query('SET TRANSACTION READ ONLY');
          await manager.query(SETTINGS);
          if (await areOthersAtWork(manager)) this.busyUntil = performance.now() + BUSY_MS;
          return work(manager);
        }),
      PATIENCE_MS,
    );
  }

  /**
   * Runs works, each on a snapshot of its own, and answers their results in order: two at a time, as fast as can be.
   * `gently`: unless there are few, as fast only while nobody else uses the database, else with such rests that others
   * hardly notice.
   */
  async readAll<T>(works: readonly Work<T>[], { gently }: { gently: boolean }): Promise<T[]> {
    const results = new Map<number, T>();
    const left = works.entries();
    const rests = gently && works.length > FEW;
    const lane = async () => {
      for (const [index, work] of left) {
        const started = performance.now();
        results.set(index, await this.read(work));
        // Compared with when it began: a busy machine makes a read long.
        if (rests && started < this.busyUntil) await sleep((performance.now() - started) * RESTS);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    for (const end of lanes) if (end.status === 'rejected') throw end.reason;
    return works.map((_, index) => results.get(index) as T);
  }
}

async function areOthersAtWork(manager: EntityManager): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await manager.query(BETWEEN_LOOKS);
    const [{ busy }] = await manager.query<[{ busy: boolean }]>(OTHERS_AT_WORK);
    if (!busy) return false;
  }
  return true;
}
