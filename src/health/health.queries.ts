import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DatabaseState } from '../database/database-state.js';
import { DomainError } from '../runtime/problems.js';
import { APP_CONFIG, type AppConfig } from '../config.js';

/** Sorts some hundred kilobytes on disk, where a full disk shows; nothing of it is kept. */
const WRITE = `BEGIN; SET LOCAL work_mem = '64kB';
  SELECT count(*) FROM (SELECT random() AS r FROM generate_series(1, 20000) ORDER BY r) sorted; COMMIT`;

/** Queries the database on its own connection, so that a busy pool does not make all instances unready at once. */
@Injectable()
export class HealthQueries implements OnApplicationShutdown {
  static readonly timeoutMs = 1000;
  private readonly pool: pg.Pool;

  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    private readonly state: DatabaseState,
  ) {
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl ?? '',
      application_name: 'loan-management-platform-health',
      max: 1,
      connectionTimeoutMillis: HealthQueries.timeoutMs,
      query_timeout: HealthQueries.timeoutMs,
      keepAlive: true,
      allowExitOnIdle: true,
    });
    this.pool.on('error', () => undefined);
  }

  /** Throws when the database gives no answer in time. */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  /** Throws `service_busy` while the database accepts no changes: its disk is full, or it is read-only. */
  async assertWritable(): Promise<void> {
    const { rows } = await this.pool.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
    const reason =
      rows[0]?.transaction_read_only === 'on'
        ? 'it is read-only'
        : await this.state.refusesChanges(async () => {
            await this.pool.query(WRITE);
          });
    if (reason !== null) throw new DomainError('service_busy', `The database accepts no changes: ${reason}.`);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
