import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { dataSourceOptions } from './data-source.js';
import { isUnreachable, sqlState } from './database-errors.js';
import { Metrics } from '../runtime/metrics.js';
import { Replica } from './replica.js';

/** How long a read waits for a replica to hold what was committed when it was asked for (ms). */
const PATIENCE_MS = 100;
/** A replica ends statements that stand in the way of what it has to replay. */
const CONFLICT_WITH_RECOVERY = new Set(['40001', '40P01']);

/**
 * Reads that need no lock: on a replica where there is one, else on the primary. A replica serves only once it holds all
 * that was committed when the read was asked for, so whoever wrote something, through whichever instance, reads it.
 * One that is dead, behind or no standby costs nothing but its help.
 */
@Injectable()
export class Replicas implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Replicas');
  private replicas: Replica[] = [];
  private turn = 0;
  private asking: Promise<bigint> | null = null;

  constructor(
    @InjectDataSource() private readonly primary: DataSource,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.replicaUrls.length === 0) return;
    const [{ system }] = await this.primary.query<[{ system: string }]>(
      'SELECT system_identifier::text AS system FROM pg_control_system()',
    );
    this.replicas = this.config.replicaUrls.map((databaseUrl) => {
      const { entities } = this.primary.options;
      const options = dataSourceOptions({ ...this.config, databaseUrl }, entities);
      return new Replica(new URL(databaseUrl).host, options, system, this.logger);
    });
    this.metrics.gauge('db_replicas_usable', 'Replicas that answer', () => this.usable.length);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.close()));
  }

  /** The rows of one statement that only reads. */
  query<T>(sql: string, values?: unknown[]): Promise<T> {
    return this.read((manager) => manager.query<T>(sql, values));
  }

  /** Runs work that only reads, and may run twice. `patienceMs`: how long it may wait for a replica to catch up. */
  async read<T>(work: (manager: EntityManager) => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    const candidates = this.usable;
    const replica = candidates[this.turn++ % (candidates.length || 1)];
    if (replica === undefined) return work(this.primary.manager);
    const db = await replica.reaching(await this.committed(), patienceMs);
    if (db === null) return work(this.primary.manager);
    try {
      return await work(db.manager);
    } catch (error) {
      if (isUnreachable(error)) replica.lost(error);
      else if (!CONFLICT_WITH_RECOVERY.has(sqlState(error) ?? '')) throw error;
      return work(this.primary.manager);
    }
  }

  private get usable(): Replica[] {
    return this.replicas.length === 0 ? this.replicas : this.replicas.filter(({ isUsable }) => isUsable);
  }

  /** How far the primary's commits reach; asked once for all who want to know before the question is sent. */
  private committed(): Promise<bigint> {
    this.asking ??= new Promise((resolve) => setImmediate(resolve)).then(async () => {
      this.asking = null;
      const [{ position }] = await this.primary.query<[{ position: string }]>(
        "SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text AS position",
      );
      return BigInt(position);
    });
    return this.asking;
  }
}
