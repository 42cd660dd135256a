import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../runtime/metrics.js';
import { HealthQueries } from './health.queries.js';

/** Tells operators what the readiness probe tells a load balancer about the database. */
@Injectable()
export class DatabaseMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly database: HealthQueries,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('db_usable', 'Whether the database answers and accepts changes: 1 or 0', () =>
      this.database.assertWritable().then(
        () => 1,
        () => 0,
      ),
    );
  }
}
