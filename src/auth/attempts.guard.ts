import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerModuleOptions } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../common/problems.js';
import type { AppConfig } from '../config.js';

const MINUTE = 60_000;

/** Attempts a minute from one address (IPv6: one /64), and from it at one username. Counted per process. */
export function attemptLimits(config: AppConfig): ThrottlerModuleOptions {
  return {
    throttlers: [
      { name: 'address', ttl: MINUTE, limit: 60, skipIf: () => config.throttleDisabled },
      {
        name: 'username',
        ttl: MINUTE,
        limit: 10,
        skipIf: (context) => config.throttleDisabled || usernameOf(context) === null,
      },
    ],
    setHeaders: false,
  };
}

/** Refuses with `too_many_requests` before any password is hashed. */
@Injectable()
export class AttemptsGuard extends ThrottlerGuard {
  protected override generateKey(context: ExecutionContext, address: string, throttler: string): string {
    const tracker = throttler === 'username' ? `${address} ${usernameOf(context) ?? ''}` : address;
    return super.generateKey(context, tracker, throttler);
  }

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

/** Guards run before validation, so the body may be anything. */
function usernameOf(context: ExecutionContext): string | null {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  const username = (body as { username?: unknown } | null | undefined)?.username;
  return typeof username === 'string' ? username.toLowerCase() : null;
}
