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
import { asBank } from './person.js';
import { QuickReads } from './quick-reads.js';
import { Replica } from './replica.js';

/** How long a read waits for a replica to replay what was committed when the read was requested (ms). */
const PATIENCE_MS = 100;
/** A replica cancels statements that conflict with its replay. */
const CONFLICT_WITH_RECOVERY = new Set(['40001', '40P01']);

/**
 * Reads that need no lock: on a replica if there is one, otherwise on the primary. A replica serves a read only after
 * it has replayed everything that was committed when the read was requested. So a client always reads its own writes,
 * through any instance. A replica that is dead, behind or no standby is simply not used.
 */
@Injectable()
export class Replicas implements OnApplicationBootstrap, OnModuleDestroy {
  /** For statements that find their rows by a key or an index (see `QuickReads`). */
  readonly quickly = {
    query: <T>(sql: string, values?: unknown[]): Promise<T> =>
      this.replicas.length === 0 ? this.quickReads.query(sql, values) : this.query(sql, values),
  };

  private readonly logger = new Logger('Replicas');
  private replicas: Replica[] = [];
  private turn = 0;
  private asking: Promise<bigint> | null = null;

  constructor(
    @InjectDataSource() private readonly primary: DataSource,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly metrics: Metrics,
    private readonly quickReads: QuickReads,
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
    this.metrics.gauge('db_replicas_configured', 'Replicas in the settings', () => this.replicas.length);
    this.metrics.gauge('db_replicas_usable', 'Replicas that answer', () => this.usable.length);
    this.metrics.gauge(
      'db_replica_lag_seconds',
      'How far the usable replica that is furthest behind is behind the primary',
      () => this.lagSeconds(),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.close()));
  }

  get dataSource(): DataSource {
    return this.primary;
  }

  /** Returns the rows of one read-only statement. */
  query<T>(sql: string, values?: unknown[]): Promise<T> {
    return this.read((manager) => manager.query<T>(sql, values));
  }

  /** Runs read-only work, which may run twice. `patienceMs`: how long to wait for a replica to catch up. */
  async read<T>(work: (manager: EntityManager) => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    const candidates = this.usable;
    const replica = candidates[this.turn++ % (candidates.length || 1)];
    if (replica === undefined) return work(this.primary.manager);
    const position = await this.committed();
    const db = await asBank(() => replica.reaching(position, patienceMs));
    if (db === null) return work(this.primary.manager);
    try {
      return await work(db.manager);
    } catch (error) {
      if (isUnreachable(error)) replica.lost(error);
      else if (!CONFLICT_WITH_RECOVERY.has(sqlState(error) ?? '')) throw error;
      return work(this.primary.manager);
    }
  }

  /** Null without a usable replica. */
  private async lagSeconds(): Promise<number | null> {
    const { usable } = this;
    if (usable.length === 0) return null;
    const position = await this.committed();
    return Math.max(...(await Promise.all(usable.map((replica) => replica.lagSeconds(position)))));
  }

  private get usable(): Replica[] {
    return this.replicas.length === 0 ? this.replicas : this.replicas.filter(({ isUsable }) => isUsable);
  }

  /** The position of the primary's last commit; one query answers all who ask before it is sent. */
  private committed(): Promise<bigint> {
    // It answers all who ask, whoever they are for.
    this.asking ??= asBank(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      this.asking = null;
      const [{ position }] = await this.primary.query<[{ position: string }]>(
        "SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text AS position",
      );
      return BigInt(position);
    });
    return this.asking;
  }
}
