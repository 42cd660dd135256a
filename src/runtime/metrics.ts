import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { Lifecycle } from './lifecycle.js';

/** What PostgreSQL's pool reports (TypeORM types it as unknown). */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** The metrics that operators watch, in Prometheus' terms. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly batchSize = new Histogram({
    name: 'money_command_batch_size',
    help: 'How many commands were committed together',
    labelNames: ['command'],
    buckets: [1, 2, 4, 8, 16, 32, 64],
    registers: [this.registry],
  });

  private readonly batchSeconds = new Histogram({
    name: 'money_command_batch_seconds',
    help: 'How long a batch of commands took, from begin to commit',
    labelNames: ['command'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  /** The number of waiting commands, by command name. */
  private readonly waiting = new Map<string, () => number>();

  private readonly requestSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  constructor(lifecycle: Lifecycle, @InjectDataSource() db: DataSource) {
    collectDefaultMetrics({ register: this.registry });
    const pool = () => (db.driver as unknown as { master: Pool }).master;
    const { waiting } = this;
    new Gauge({
      name: 'money_commands_waiting',
      help: 'Money commands waiting for the batch ahead of them',
      labelNames: ['command'],
      registers: [this.registry],
      collect() {
        for (const [command, count] of waiting) this.set({ command }, count());
      },
    });
    this.gauge('http_requests_in_flight', 'Requests being answered', () => lifecycle.inFlight);
    this.gauge('db_pool_connections', 'Open connections of the pool', () => pool().totalCount);
    this.gauge('db_pool_idle', 'Idle connections of the pool', () => pool().idleCount);
    this.gauge('db_pool_waiting', 'Requests waiting for a connection', () => pool().waitingCount);
  }

  /** Exports how many commands of this name wait for a batch. */
  watchWaiting(command: string, count: () => number): void {
    this.waiting.set(command, count);
  }

  /** Runs a batch of money commands and records its size and duration. */
  async observeBatch<T>(command: string, size: number, work: () => Promise<T>): Promise<T> {
    this.batchSize.observe({ command }, size);
    const done = this.batchSeconds.startTimer({ command });
    try {
      return await work();
    } finally {
      done();
    }
  }

  /** `read` returns, for each command, how long its batch in flight has been running (ms); 0 without one. */
  observeInFlight(read: () => [command: string, ms: number][]): void {
    new Gauge({
      name: 'money_command_batch_in_flight_seconds',
      help: 'How long the batch in flight has been running; later commands wait for it',
      labelNames: ['command'],
      registers: [this.registry],
      collect() {
        for (const [command, ms] of read()) this.set({ command }, ms / 1000);
      },
    });
  }

  /** `route` is the pattern, not the address, so that ids do not become labels. */
  observeRequest(method: string, route: string, status: number, ms: number): void {
    this.requestSeconds.observe({ method, route, status }, ms / 1000);
  }

  /** A gauge that is read at each scrape, and left out while it is null or cannot be read. */
  gauge(name: string, help: string, read: () => number | null | Promise<number | null>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        // The other metrics are needed most when the database is gone.
        const value = await Promise.resolve(read()).catch(() => null);
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  }
}
