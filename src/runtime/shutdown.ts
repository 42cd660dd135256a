import { whenNpmEnds } from './npm-parent.js';

/** A terminal and npm both pass on one Ctrl-C: a signal that follows this soon is the same one. */
const SAME_SIGNAL_MS = 500;

/**
 * Ends the process in order on SIGINT, on SIGTERM, and when the npm that started it ends, even during start-up. Stops
 * what was started, last first, then exits: with 0, or with 1 if a stop failed. A second signal ends the process at once.
 */
export class Shutdown {
  private readonly stops: (() => Promise<void>)[] = [];
  private ending: Promise<void> | undefined;
  private signalledAt = 0;

  constructor(
    private readonly onFailure: (error: unknown) => void,
    private readonly onBegin: () => void = () => undefined,
  ) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        this.onSignal();
      });
    }
    whenNpmEnds(() => {
      this.exit();
    });
    // Whoever reads the output may be gone first; that must not break the stop.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  }

  get begun(): boolean {
    return this.ending !== undefined;
  }

  /** Registers `stop` for what `starting` returns, even when the end comes before it has started. */
  async until<T>(starting: Promise<T>, stop: (started: T) => Promise<unknown>): Promise<T> {
    this.stops.push(async () => {
      const started = await starting.then(
        (value) => ({ value }),
        () => null,
      );
      if (started !== null) await stop(started.value);
    });
    return starting;
  }

  /** Stops everything that was started. A failure is reported and does not keep the rest from stopping. */
  end(): Promise<void> {
    return (this.ending ??= this.stopAll());
  }

  private async stopAll(): Promise<void> {
    for (const stop of this.stops.toReversed()) {
      try {
        await stop();
      } catch (error) {
        process.exitCode = 1;
        this.onFailure(error);
      }
    }
  }

  private onSignal(): void {
    if (this.ending === undefined) {
      this.signalledAt = Date.now();
      this.exit();
    } else if (Date.now() - this.signalledAt > SAME_SIGNAL_MS) {
      process.exit(1);
    }
  }

  private exit(): void {
    if (this.ending !== undefined) return;
    this.onBegin();
    void this.end().then(() => process.exit());
  }
}
