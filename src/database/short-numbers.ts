import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Tx } from './transactions.js';

const AT_ONCE = 200;
const LOW = 50;

/**
 * Numbers that people say, for loans, customers and providers. Each is handed out once. An instance fetches many at a
 * time, ahead of need, so a number costs no statement and no wait, and is known before anything is written. Those that
 * are left when the process ends are lost, which is no harm.
 */
@Injectable()
export class ShortNumbers {
  private readonly logger = new Logger(ShortNumbers.name);
  private readonly ready: number[] = [];
  private fetching = false;

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** So many numbers; what memory lacks, this transaction reads. */
  async take(tx: Tx, count: number): Promise<number[]> {
    const taken = this.ready.splice(0, count);
    if (this.ready.length < LOW) void this.fetchAhead();
    return taken.length === count ? taken : [...taken, ...(await read(tx, count - taken.length))];
  }

  /** Takes numbers back that were not used after all. */
  giveBack(numbers: readonly number[]): void {
    this.ready.push(...numbers);
  }

  private async fetchAhead(): Promise<void> {
    if (this.fetching) return;
    this.fetching = true;
    try {
      this.ready.push(...(await read(this.db.manager, AT_ONCE)));
    } catch (error) {
      // Whoever needs numbers reads them for itself.
      this.logger.debug({ msg: 'no numbers were fetched', err: error });
    } finally {
      this.fetching = false;
    }
  }
}

async function read(manager: Pick<EntityManager, 'query'>, count: number): Promise<number[]> {
  const rows: { number: number }[] = await manager.query(
    `SELECT short_number(nextval('short_numbers')) AS number FROM generate_series(1, $1::integer)`,
    [count],
  );
  return rows.map(({ number }) => number);
}
