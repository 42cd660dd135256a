import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
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

/** Lets a user try again whose attempts were used up, by counting under another key. Of this process. */
@Injectable()
export class ForgivenAttempts {
  private readonly times = new Map<string, number>();

  forgive(username: string): void {
    const name = username.toLowerCase();
    this.times.set(name, this.timesOf(name) + 1);
  }

  timesOf(username: string): number {
    return this.times.get(username) ?? 0;
  }
}

/** Refuses with `too_many_requests` before any password is hashed. */
@Injectable()
export class AttemptsGuard extends ThrottlerGuard {
  @Inject(ForgivenAttempts)
  private readonly forgiven!: ForgivenAttempts;

  protected override generateKey(context: ExecutionContext, address: string, throttler: string): string {
    if (throttler !== 'username') return super.generateKey(context, address, throttler);
    const username = usernameOf(context) ?? '';
    const tracker = `${address} ${username} ${String(this.forgiven.timesOf(username))}`;
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
