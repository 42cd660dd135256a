import type { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { asBank } from './person.js';

/** How often an unusable replica is checked again (ms). */
const RETRY_MS = 2000;
/** How long a read waits between two checks of a replica's position (ms). */
const LOOK_MS = 5;
/** For this long after a replica was behind, no read waits for it (ms). */
const BEHIND_MS = 500;

const STANDING = `SELECT pg_is_in_recovery() AS standby,
  pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text AS replayed,
  (SELECT system_identifier::text FROM pg_control_system()) AS system`;

/** On an idle primary the last transaction is old, so this is the lag only while something is to be replayed. */
const LAG = `SELECT CASE WHEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') >= $1::numeric THEN 0
  ELSE greatest(0, extract(epoch FROM now() - pg_last_xact_replay_timestamp())) END::float8 AS lag`;

interface Standing {
  standby: boolean;
  replayed: string | null;
  system: string;
}

/** One streaming replica: connected in the background, and reconnected when lost. Its failures only go to the log. */
export class Replica {
  private db: DataSource | null = null;
  private replayed = 0n;
  private behindUntil = 0;
  private isClosed = false;
  private complaint: string | null = null;
  private trying: Promise<void> = Promise.resolve();

  /** `system` identifies the primary's cluster; a server of another cluster is not a replica of it. */
  constructor(
    readonly name: string,
    private readonly options: DataSourceOptions,
    private readonly system: string,
    private readonly logger: Logger,
  ) {
    this.open();
  }

  get isUsable(): boolean {
    return this.db !== null;
  }

  /**
   * The connections of a replica that has replayed up to this position, after waiting at most this long (ms); else
   * null.
   */
  async reaching(position: bigint, patienceMs: number): Promise<DataSource | null> {
    const deadline = performance.now() + patienceMs;
    while (this.db !== null) {
      const { db } = this;
      if (this.replayed >= position) return db;
      if (performance.now() < this.behindUntil) return null;
      try {
        await this.look(db);
      } catch (error) {
        this.lost(error);
        return null;
      }
      if (this.replayed >= position) continue;
      if (performance.now() >= deadline) {
        this.behindUntil = performance.now() + BEHIND_MS;
        return null;
      }
      await sleep(LOOK_MS);
    }
    return null;
  }

  /**
   * How old the last transaction that it replayed is, if it has not replayed up to this position; 0 if it has, or if
   * it is not usable.
   */
  async lagSeconds(position: bigint): Promise<number> {
    const [row] = (await this.db?.query<{ lag: number | null }[]>(LAG, [position.toString()])) ?? [];
    return row?.lag ?? 0;
  }

  /** The replica failed: nothing is read from it until it answers again. */
  lost(error: unknown): void {
    const { db } = this;
    if (db === null) return;
    this.db = null;
    this.complain(error);
    void db.destroy().catch(() => undefined);
    this.open();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.trying;
    await this.db?.destroy();
    this.db = null;
  }

  private open(): void {
    // Whoever's read has found it lost.
    this.trying = asBank(() => this.tryToOpen());
  }

  private async tryToOpen(): Promise<void> {
    while (!this.isClosed) {
      const db = new DataSource(this.options);
      try {
        await db.initialize();
        await this.look(db);
        if (this.complaint !== null) this.logger.warn({ msg: 'a replica is back', replica: this.name });
        this.complaint = null;
        this.db = db;
        return;
      } catch (error) {
        this.complain(error);
        if (db.isInitialized) await db.destroy().catch(() => undefined);
      }
      await sleep(RETRY_MS, undefined, { ref: false });
    }
  }

  /** Logs each complaint once. */
  private complain(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason === this.complaint) return;
    this.complaint = reason;
    this.logger.warn({ msg: 'a replica cannot be used; the primary serves', replica: this.name, reason });
  }

  /** Reads the replica's position. Throws when it is no replica of the primary. */
  private async look(db: DataSource): Promise<void> {
    const [standing] = await db.query<[Standing]>(STANDING);
    if (standing.system !== this.system) throw new Error('it belongs to another cluster');
    if (!standing.standby) throw new Error('it is not a standby');
    this.replayed = BigInt(standing.replayed ?? 0);
  }
}
