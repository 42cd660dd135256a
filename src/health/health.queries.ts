import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { APP_CONFIG, type AppConfig } from '../config.js';

/** Asks the database on a connection of its own, so that a busy pool does not make all instances unready at once. */
@Injectable()
export class HealthQueries implements OnApplicationShutdown {
  static readonly timeoutMs = 1000;
  private readonly pool: pg.Pool;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl ?? '',
      application_name: 'loan-management-platform-health',
      max: 1,
      connectionTimeoutMillis: HealthQueries.timeoutMs,
      query_timeout: HealthQueries.timeoutMs,
      allowExitOnIdle: true,
    });
    this.pool.on('error', () => undefined);
  }

  /** Throws when the database gives no answer in time. */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
