import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Worker } from 'node:worker_threads';
import { DomainError } from '../runtime/problems.js';
import { MOST_ROWS, rowsOf, type Job, type Order, type Printed } from './order.js';
import type { Letterhead } from './sheet.js';

/** Besides the one in work. */
const MOST_WAITING = 10;

/** Seconds: a document takes less than one. */
const TRY_AGAIN_AFTER = 2;
/** One that takes longer hangs. */
const LONGEST_MS = 60_000;
/** A document of 5,000 rows took 150 MB. */
const MOST_MEMORY_MB = 384;

interface Waiting {
  job: Job;
  done: (file: Buffer) => void;
  failed: (error: Error) => void;
}

/**
 * Makes documents in one thread of its own, in the order they were asked for: a page takes as long as hundreds of loans,
 * and the thread that books money must not wait for it. The thread starts with the first document and ends with the
 * process; one that breaks takes its document with it, and the next gets a new one.
 */
@Injectable()
export class Press implements OnModuleDestroy {
  private readonly logger = new Logger('Documents');
  private readonly waiting: Waiting[] = [];
  private inWork: Waiting | undefined;
  private worker: Worker | undefined;
  private late: NodeJS.Timeout | undefined;
  private printed = 0;

  /** The PDF. Throws `export_too_large` above 5,000 rows, and `service_busy` when ten are waiting. */
  print(order: Order, letterhead: Letterhead): Promise<Buffer> {
    if (rowsOf(order) > MOST_ROWS) {
      const detail =
        `A document has at most ${String(MOST_ROWS)} rows: ask for a shorter period, or for the same rows as CSV or ` +
        'JSON, which have them all.';
      throw new DomainError('export_too_large', detail, { limit: MOST_ROWS });
    }
    if (this.waiting.length >= MOST_WAITING) {
      throw new DomainError('service_busy', 'Too many documents are being made. Try again shortly.', {
        retry_after: TRY_AGAIN_AFTER,
      });
    }
    return new Promise((done, failed) => {
      this.waiting.push({ job: { id: ++this.printed, order, letterhead }, done, failed });
      this.next();
    });
  }

  async onModuleDestroy(): Promise<void> {
    for (const { failed } of this.waiting.splice(0)) {
      failed(new DomainError('shutting_down', 'The service is shutting down.'));
    }
    await this.worker?.terminate();
  }

  private next(): void {
    if (this.inWork) return;
    this.inWork = this.waiting.shift();
    if (!this.inWork) return;
    this.worker ??= this.start();
    const { worker } = this;
    this.late = setTimeout(() => void worker.terminate(), LONGEST_MS).unref();
    worker.postMessage(this.inWork.job);
  }

  protected start(): Worker {
    // Not the bundle's: it loads its own few modules, and only when somebody wants a document.
    const worker = new Worker(new URL('press.worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    worker.unref();
    return this.watched(worker);
  }

  protected watched(worker: Worker): Worker {
    worker.on('message', (printed: Printed) => {
      this.finish(printed);
    });
    worker.on('error', (error) => {
      this.logger.error({ msg: 'the thread that makes documents broke', err: error });
    });
    worker.on('exit', () => {
      this.worker = undefined;
      this.finish({ id: this.inWork?.job.id ?? 0, fault: 'the thread ended' });
    });
    return worker;
  }

  private finish(printed: Printed): void {
    const { inWork } = this;
    if (inWork?.job.id !== printed.id) return;
    clearTimeout(this.late);
    this.inWork = undefined;
    if ('file' in printed) inWork.done(Buffer.from(printed.file.buffer));
    else inWork.failed(new Error(`A document was not made: ${printed.fault}`));
    this.next();
  }
}
