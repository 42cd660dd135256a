import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { inRun, isTracing } from '../runtime/tracing.js';
import { DatabaseState } from './database-state.js';

/** A job that repeats while the process serves. */
export interface BackgroundLoop {
  /** The pause before each run (ms), which may depend on how long the last run took. */
  restMs: number | ((workedMs: number) => number);
  /** Starts the first run without a pause. */
  atOnce?: boolean;
  /** Also runs in processes that do no other background work, such as the command line's. */
  everywhere?: boolean;
  /** Logged when a run fails, unless the previous run failed too. */
  failure: string;
  logger: Logger;
  /** One run; a long run stops where it can once `isEnding` returns true. */
  work: (isEnding: () => boolean) => Promise<void>;
}

/**
 * Runs background jobs. A loop never overlaps itself, continues after a failure, and ends with the process: runs in
 * progress finish before the connections are closed. Every instance has the same loops.
 */
@Injectable()
export class BackgroundLoops implements OnModuleDestroy {
  private readonly timers = new Map<BackgroundLoop, NodeJS.Timeout>();
  private readonly running = new Map<BackgroundLoop, Promise<void>>();
  private readonly failing = new Set<BackgroundLoop>();
  private stopping = false;

  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly database: DatabaseState,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'backgroundWork'>,
  ) {}

  start(loop: BackgroundLoop): void {
    if (!this.config.backgroundWork && loop.everywhere !== true) return;
    if (loop.atOnce === true) this.run(loop);
    else this.restThenRun(loop, 0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.running.values());
  }

  private readonly isEnding = (): boolean => this.stopping || this.lifecycle.draining;

  private restThenRun(loop: BackgroundLoop, workedMs: number): void {
    if (this.isEnding()) return;
    const rest = typeof loop.restMs === 'number' ? loop.restMs : loop.restMs(workedMs);
    const timer = setTimeout(() => {
      if (!this.isEnding()) this.run(loop);
    }, rest);
    this.timers.set(loop, timer.unref());
  }

  private run(loop: BackgroundLoop): void {
    const started = performance.now();
    const run = this.attempt(loop).then(() => {
      this.running.delete(loop);
      this.restThenRun(loop, performance.now() - started);
    });
    this.running.set(loop, run);
  }

  private async attempt(loop: BackgroundLoop): Promise<void> {
    try {
      await (isTracing() ? inRun(nameOf(loop), () => loop.work(this.isEnding)) : loop.work(this.isEnding));
      this.failing.delete(loop);
    } catch (error) {
      if (this.isEnding() || this.failing.has(loop)) return;
      this.failing.add(loop);
      this.database.report(loop.logger, { msg: loop.failure }, error);
    }
  }
}

/** As its lines in the log are marked. */
function nameOf({ logger }: BackgroundLoop): string {
  return (logger as unknown as { context?: string }).context ?? 'background work';
}
