import type { Logger } from '@nestjs/common';
import { asBusy, isUnreachable, refusesWrites } from './database-errors.js';
import { DomainError } from '../runtime/problems.js';

/** It is not called back before it has been lost for so long, so that the log does not flicker (ms). */
const LOST_AT_LEAST_MS = 1000;
/** A refused write is held against the database for so long, unless a command succeeds (ms). */
const REMEMBERED_MS = 15_000;

/**
 * Whether the database can be reached and takes changes, as its connections find it. Each change of that is one line in
 * the log; whoever fails because of it has nothing to add.
 */
export class DatabaseState {
  private lostAt: number | null = null;
  private refusal: { at: number; reason: string; overcome: boolean } | null = null;

  /** Without a logger it says nothing. */
  constructor(private readonly logger: Logger | null = null) {}

  /** A connection broke, or could not be made. */
  lost(error: Error): void {
    if (this.lostAt !== null) return;
    this.lostAt = performance.now();
    this.logger?.warn({ msg: 'the database was lost', reason: error.message });
  }

  /** The database has answered. */
  answered(): void {
    if (this.lostAt === null) return;
    const ms = Math.round(performance.now() - this.lostAt);
    if (ms < LOST_AT_LEAST_MS) return;
    this.lostAt = null;
    this.logger?.warn({ msg: 'the database is back', ms });
  }

  /** The database has answered with an error. */
  failed(error: Error): void {
    if (!refusesWrites(error)) return;
    if (this.refusal === null) {
      this.logger?.error({ msg: 'the database takes no changes', reason: error.message });
    }
    this.refusal = { at: performance.now(), reason: error.message, overcome: false };
  }

  /** A command was saved. */
  saved(): void {
    if (this.refusal !== null) this.refusal.overcome = true;
  }

  /**
   * Logs that something failed: with where it was, if that is not known to pass; with its reason in a line, if it is;
   * and not at all, if it comes of an outage, which was logged when it began.
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
   * Why the database takes no changes, or null when it does as far as is known. `probe` tries, and is asked only while
   * there is doubt; a small change may succeed on a full disk, so that alone does not end it.
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
    this.logger?.warn({ msg: 'the database takes changes again' });
    return null;
  }
}
