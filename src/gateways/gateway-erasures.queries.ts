import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Replicas } from '../database/replicas.js';
import { Metrics } from '../runtime/metrics.js';
import { Gateways } from './gateways.service.js';

/** What a gateway should have deleted of a person who was erased, and has not. */
export interface StuckErasure {
  /** The id that the instrument had. */
  id: string;
  gateway: string;
  erased_at: string;
  attempts: number;
  why: string | null;
  what_to_do: string;
}

interface Row {
  id: string;
  gateway: string;
  created_at: Date;
  attempts: number;
  problem: string | null;
}

/** What waits to be deleted at gateways; tells operators how much that is. */
@Injectable()
export class GatewayErasuresQueries implements OnModuleInit {
  constructor(
    private readonly db: Replicas,
    private readonly gateways: Gateways,
    private readonly metrics: Metrics,
  ) {}

  /** Also where no gateway is in use any more: what waits then waits for one to be. */
  onModuleInit(): void {
    this.metrics.gauge(
      'gateway_erasures_waiting',
      'Cards and accounts of erased people that gateways have not deleted yet',
      async () => (await this.waiting()).count,
    );
    this.metrics.gauge(
      'gateway_erasures_oldest_seconds',
      'Since when the oldest of them has been erased here',
      async () => (await this.waiting()).oldestSeconds,
    );
  }

  /** Those that have waited for more than an hour, the oldest first. */
  async stuck(): Promise<StuckErasure[]> {
    const rows = await this.db.query<Row[]>(
      `SELECT e.id, e.gateway, e.created_at, e.attempts, e.problem FROM gateway_erasures e
       WHERE e.created_at < now() - interval '1 hour' ORDER BY e.created_at, e.id`,
    );
    return rows.map(({ id, gateway, created_at: erasedAt, attempts, problem }) => ({
      ...{ id, gateway, erased_at: erasedAt.toISOString(), attempts, why: problem },
      what_to_do: this.gateways.find(gateway)
        ? 'It is tried again every hour. Set the key of the account at the gateway that has it, or delete it there by hand.'
        : `Put ${gateway} into GATEWAYS again: without it nobody can delete it there.`,
    }));
  }

  /** How many wait, and since when the oldest of them does (s). */
  private async waiting(): Promise<{ count: number; oldestSeconds: number }> {
    const [row] = await this.db.query<{ count: number; oldest: number }[]>(
      `SELECT count(*)::int AS count,
         greatest(0, coalesce(extract(epoch FROM now() - min(e.created_at)), 0))::float8 AS oldest
       FROM gateway_erasures e`,
    );
    return { count: row?.count ?? 0, oldestSeconds: row?.oldest ?? 0 };
  }
}
