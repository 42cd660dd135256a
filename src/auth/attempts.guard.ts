import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerModuleOptions } from '@nestjs/throttler';
import { DomainError } from '../runtime/problems.js';
import type { AppConfig } from '../config.js';

const MINUTE = 60_000;

/**
 * The limit on attempts per minute from one address (IPv6: one /64), counted per process. `SignInAttempts` also slows
 * down guessing at one account.
 */
export function attemptLimits(config: AppConfig): ThrottlerModuleOptions {
  return {
    throttlers: [{ name: 'address', ttl: MINUTE, limit: 60, skipIf: () => config.throttleDisabled }],
    setHeaders: false,
  };
}

/** More than people need and too few to do harm: for operations that hash no password. */
export const OFTEN = { address: { limit: 300, ttl: MINUTE } };

/** Refuses with `too_many_requests` before any password is hashed. */
@Injectable()
export class AttemptsGuard extends ThrottlerGuard {
  protected override throwThrottlingException(
    _: ExecutionContext,
    detail: ThrottlerLimitDetail,
  ): Promise<void> {
    const seconds = Math.max(1, detail.timeToBlockExpire);
    return Promise.reject(
      new DomainError('too_many_requests', `Too many attempts. Try again in ${String(seconds)} seconds.`, {
        retry_after: seconds,
      }),
    );
  }
}
