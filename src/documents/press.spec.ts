import { describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { Job, Order } from './order.js';
import { Press } from './press.js';
import type { Letterhead } from './sheet.js';

const PAPER: Letterhead = {
  language: 'en',
  bankName: '',
  bankAddress: '',
  logo: null,
  timeZone: 'UTC',
  madeAt: '2026-11-24T10:00:00Z',
};
const order = (rows: number) =>
  ({
    kind: 'provider-statement',
    statement: { movements: Array.from({ length: rows }) },
  }) as unknown as Order;

/** A thread that makes a document when the test says so. */
class Thread extends EventEmitter {
  readonly jobs: Job[] = [];
  postMessage = (job: Job) => this.jobs.push(job);
  terminate = () => Promise.resolve(this.emit('exit', 1));

  finishes(): void {
    const { id } = this.jobs.at(-1) as Job;
    this.emit('message', { id, file: new Uint8Array([id]) });
  }
}

class TestPress extends Press {
  readonly threads: Thread[] = [];

  get thread(): Thread {
    return this.threads.at(-1) as Thread;
  }

  protected override start(): Worker {
    const thread = new Thread();
    this.threads.push(thread);
    return this.watched(thread as unknown as Worker);
  }
}

describe('the press', () => {
  it('makes one document at a time, lets ten wait, and refuses the next with the time to try again', async () => {
    const press = new TestPress();
    const asked = Array.from({ length: 11 }, () => press.print(order(1), PAPER));
    expect(press.thread.jobs).toHaveLength(1);
    expect(() => press.print(order(1), PAPER)).toThrow(
      expect.objectContaining({ code: 'service_busy', facts: { retry_after: 2 } }),
    );
    press.thread.finishes();
    expect(await asked[0]).toEqual(Buffer.from([1]));
    const next = press.print(order(1), PAPER);
    expect(() => press.print(order(1), PAPER)).toThrow(expect.objectContaining({ code: 'service_busy' }));
    for (let left = 11; left > 0; left--) press.thread.finishes();
    await Promise.all([...asked, next]);
    expect(press.thread.jobs.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    expect(press.threads).toHaveLength(1);
  });

  it('refuses what is too long for paper before it waits', () => {
    const press = new TestPress();
    expect(() => press.print(order(5001), PAPER)).toThrow(
      expect.objectContaining({ code: 'export_too_large', facts: { limit: 5000 } }),
    );
    expect(press.threads).toHaveLength(0);
  });

  it('loses one document when its thread breaks, and makes the next in a new one', async () => {
    const press = new TestPress();
    const [lost, next] = [press.print(order(1), PAPER), press.print(order(1), PAPER)];
    press.thread.emit('exit', 1);
    await expect(lost).rejects.toThrow('A document was not made');
    expect(press.threads).toHaveLength(2);
    press.thread.finishes();
    expect(await next).toEqual(Buffer.from([2]));
  });

  it('lets nobody wait when the process ends', async () => {
    const press = new TestPress();
    const [inWork, waiting] = [press.print(order(1), PAPER), press.print(order(1), PAPER)];
    const both = Promise.allSettled([inWork, waiting]);
    await press.onModuleDestroy();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(waiting).rejects.toMatchObject({ code: 'shutting_down' });
    expect(press.threads).toHaveLength(1);
  });
});
