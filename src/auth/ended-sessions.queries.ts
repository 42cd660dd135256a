import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

/** Longer than an access token is good for, whatever the clocks of two machines say. */
const LOOK_BACK = '20 minutes';
/** Read anew in the background once it is this old; a request waits for what is older than twice that. */
const FRESH_MS = 1000;

/**
 * Whose access tokens were ended before their time: read at most once a second, while there are requests, and at once
 * by the instance that ended them. So no request asks the database, and a disabled user is out within two seconds
 * everywhere.
 */
@Injectable()
export class EndedSessions {
  private epochs = new Map<string, number>();
  private sessions = new Set<string>();
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Null when what is known is recent enough to decide on, else what to wait for. Never rejects. */
  refreshed(): Promise<void> | null {
    const age = performance.now() - this.readAt;
    if (age < FRESH_MS) return null;
    const reading = this.read();
    return age < 2 * FRESH_MS ? null : reading;
  }

  /** Whether the session that a token belongs to was ended: by itself, or with all of its user. */
  includes(userId: string, epoch: number, sessionId?: string): boolean {
    return (
      epoch < (this.epochs.get(userId) ?? 0) || (sessionId !== undefined && this.sessions.has(sessionId))
    );
  }

  /** After sessions were ended here: this instance knows before it answers. */
  async readAgain(): Promise<void> {
    await this.reading;
    await this.read();
  }

  private read(): Promise<void> {
    this.reading ??= this.load().finally(() => {
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
