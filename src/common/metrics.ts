import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of one application. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly batchItems = new Histogram({
    name: 'command_batch_items',
    help: 'Commands that were decided in one transaction.',
    labelNames: ['command'],
    buckets: [1, 2, 4, 8, 16, 32, 64],
    registers: [this.registry],
  });

  private readonly batchSeconds = new Histogram({
    name: 'command_batch_duration_seconds',
    help: 'Time that the transaction of one batch of commands took, retries included.',
    labelNames: ['command', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** All metrics in the Prometheus text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }

  /** Runs a batch of commands and records how many there were and how long it took, also when it fails. */
  async observeBatch<T>(command: string, items: number, work: () => Promise<T>): Promise<T> {
    this.batchItems.observe({ command }, items);
    const started = performance.now();
    let outcome = 'failed';
    try {
      const result = await work();
      outcome = 'done';
      return result;
    } finally {
      this.batchSeconds.observe({ command, outcome }, (performance.now() - started) / 1000);
    }
  }

  /** A gauge that is read when metrics are asked for: one value for each label value. */
  gauge(name: string, help: string, label: string, read: () => Record<string, number>): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        for (const [labelValue, value] of Object.entries(read())) this.set({ [label]: labelValue }, value);
      },
    });
  }
}
