import { Injectable } from '@nestjs/common';
import { AttemptsGuard } from '../auth/attempts.guard.js';

const MINUTE = 60_000;

/** As many searches a minute as a person types, and too few to read all names off. */
export const SEARCHES = { address: { limit: 30, ttl: MINUTE } };

/** Counts searches by user rather than by address: a branch has one address. */
@Injectable()
export class SearchesGuard extends AttemptsGuard {
  protected override getTracker(request: Record<string, unknown>): Promise<string> {
    const { user } = request as { user?: { id: string } };
    return Promise.resolve(user?.id ?? '');
  }
}
