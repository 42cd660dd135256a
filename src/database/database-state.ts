import type { Logger } from '@nestjs/common';
import { asBusy, isUnreachable, refusesWrites } from './database-errors.js';
import { DomainError } from '../runtime/problems.js';

/** The database is not reported as back before it was lost this long, so that the log does not flicker (ms). */
const LOST_AT_LEAST_MS = 1000;
/** A refused write counts against the database this long, unless a command succeeds (ms). */
const REMEMBERED_MS = 15_000;

/**
 * Whether the database can be reached and accepts changes, as its connections find it. Each change of state is one line
 * in the log; errors that follow from it add nothing.
 */
export class DatabaseState {
  private lostAt: number | null = null;
  private refusal: { at: number; reason: string; overcome: boolean } | null = null;

  /** Without a logger it stays silent. */
  constructor(private readonly logger: Logger | null = null) {}

  /** A connection broke, or could not be made. */
  lost(error: Error): void {
    if (this.lostAt !== null) return;
    this.lostAt = performance.now();
    this.logger?.warn({ msg: 'the database was lost', reason: error.message });
  }

  answered(): void {
    if (this.lostAt === null) return;
    const ms = Math.round(performance.now() - this.lostAt);
    if (ms < LOST_AT_LEAST_MS) return;
    this.lostAt = null;
    this.logger?.warn({ msg: 'the database is back', ms });
  }

  /** The database answered with an error. */
  failed(error: Error): void {
    if (!refusesWrites(error)) return;
    if (this.refusal === null) {
      this.logger?.error({ msg: 'the database accepts no changes', reason: error.message });
    }
    this.refusal = { at: performance.now(), reason: error.message, overcome: false };
  }

  saved(): void {
    if (this.refusal !== null) this.refusal.overcome = true;
  }

  /**
   * Logs a failure: with its stack if the error is not known to pass; with its reason in one line if it is; and not at
   * all if it follows from an outage, which was logged when it began.
   */
  report(
    logger: Pick<Logger, 'warn'>,
    said: { msg: string; [field: string]: unknown },
    error: unknown,
  ): void {
    const willPass = asBusy(error) !== null || (error instanceof DomainError && error.status === 503);
    if (!willPass) {
      logger.warn({ ...said, err: error });
      return;
    }
    const isOutage = isUnreachable(error) || refusesWrites(error);
    if (isOutage || this.lostAt !== null || this.refusal !== null) return;
    logger.warn({ ...said, reason: error instanceof Error ? error.message : String(error) });
  }

  /**
   * Why the database accepts no changes, or null when it does, as far as is known. `probe` tries a change, and is
   * called only while there is doubt. A small change may succeed on a full disk, so success alone does not end the
   * doubt.
   */
  async refusesChanges(probe: () => Promise<void>): Promise<string | null> {
    const doubted = this.refusal;
    if (doubted === null) return null;
    if (!doubted.overcome && performance.now() - doubted.at < REMEMBERED_MS) return doubted.reason;
    try {
      await probe();
    } catch (error) {
      if (refusesWrites(error)) return doubted.reason;
      throw error;
    }
    if (this.refusal !== doubted) return this.refusal === null ? null : doubted.reason;
    this.refusal = null;
    this.logger?.warn({ msg: 'the database accepts changes again' });
    return null;
  }
}
