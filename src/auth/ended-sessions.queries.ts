import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { asBank } from '../database/person.js';

/** Longer than the life of an access token, even if the clocks of two machines disagree. */
const LOOK_BACK = '20 minutes';
/** Older data is read again in the background; a request waits only if it is more than twice as old. */
const FRESH_MS = 1000;

/**
 * The users and sessions whose access tokens ended early. Read at most once a second while requests arrive, and at once
 * by the instance that ended them. So requests need no query of their own, and a disabled user is locked out everywhere
 * within two seconds.
 */
@Injectable()
export class EndedSessions {
  private epochs = new Map<string, number>();
  private sessions = new Set<string>();
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Null when the data is recent enough to decide on, otherwise a promise to wait for. Never rejects. */
  refreshed(): Promise<void> | null {
    const age = performance.now() - this.readAt;
    if (age < FRESH_MS) return null;
    const reading = this.read();
    return age < 2 * FRESH_MS ? null : reading;
  }

  /** Whether the token's session has ended: by itself, or with all sessions of the user. */
  includes(userId: string, epoch: number, sessionId?: string): boolean {
    return (
      epoch < (this.epochs.get(userId) ?? 0) || (sessionId !== undefined && this.sessions.has(sessionId))
    );
  }

  /** Call after ending sessions here, so that this instance knows before it answers. */
  async readAgain(): Promise<void> {
    await this.reading;
    await this.read();
  }

  private read(): Promise<void> {
    // It answers all requests, whoever asks first.
    this.reading ??= asBank(() => this.load()).finally(() => {
      this.readAt = performance.now();
      this.reading = null;
    });
    return this.reading;
  }

  private async load(): Promise<void> {
    try {
      const rows: { id: string; epoch: number | null }[] = await this.db.query(
        `SELECT id, session_epoch AS epoch FROM users WHERE sessions_ended_at > now() - interval '${LOOK_BACK}'
         UNION ALL SELECT id, NULL FROM sessions WHERE ended_at > now() - interval '${LOOK_BACK}'`,
      );
      this.epochs = new Map(rows.flatMap(({ id, epoch }) => (epoch === null ? [] : [[id, epoch]])));
      this.sessions = new Set(rows.flatMap(({ id, epoch }) => (epoch === null ? [id] : [])));
    } catch {
      // Without a database no request gets anything anyway; what was known holds until it is back.
    }
  }
}
