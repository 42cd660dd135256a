import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HealthController } from '../health/health.controller.js';
import { DatabaseState } from '../database/database-state.js';
import type { Idempotency } from './idempotency.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { Metrics } from '../runtime/metrics.js';
import { MoneyCommands } from './money-commands.js';
import type { Transactions } from '../database/transactions.js';

describe('a batch of money commands that never comes back', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('makes the instance not ready, which names it, and is seen in the metrics', async () => {
    const lifecycle = new Lifecycle();
    const metrics = new Metrics(lifecycle, {
      driver: { master: { totalCount: 0, idleCount: 0, waitingCount: 0 } },
    } as never);
    const hanging = { run: () => new Promise(() => undefined) } as unknown as Transactions;
    const commands = new MoneyCommands(hanging, {} as Idempotency, lifecycle, metrics, new DatabaseState(), {
      lockTimeoutMs: 5000,
    });
    const lend = commands.define('funds', 200, () => Promise.resolve([]));
    commands.define('loans', 201, () => Promise.resolve([]));
    const health = new HealthController(
      { check: () => Promise.resolve({ status: 'ok' }) } as never,
      {} as never,
      { assertWritable: () => Promise.resolve() } as never,
      lifecycle,
      commands,
    );
    void lend({}, { callerId: 'ada', requestId: 'one', idempotency: null });
    expect(commands.stuck).toEqual([]);
    await expect(health.ready()).resolves.toEqual({ status: 'ok' });
    jest.advanceTimersByTime(5001);
    expect(commands.stuck).toEqual(['funds']);
    await expect(health.ready()).rejects.toMatchObject({
      code: 'service_busy',
      message: 'A batch of these commands has been in flight for too long: funds.',
      facts: { stuck: ['funds'] },
    });
    const text = await metrics.registry.metrics();
    expect(text).toContain('money_command_batch_in_flight_seconds{command="funds"} 5.001');
    expect(text).toContain('money_command_batch_in_flight_seconds{command="loans"} 0');
  });
});
