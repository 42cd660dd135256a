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

  /** Whether the sessions that this token belongs to were ended. */
  includes(userId: string, epoch: number): boolean {
    return epoch < (this.epochs.get(userId) ?? 0);
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
      const rows: { id: string; session_epoch: number }[] = await this.db.query(
        `SELECT id, session_epoch FROM users WHERE sessions_ended_at > now() - interval '${LOOK_BACK}'`,
      );
      this.epochs = new Map(rows.map(({ id, session_epoch: epoch }) => [id, epoch]));
    } catch {
      // Without a database no request gets anything anyway; what was known holds until it is back.
    }
  }
}
