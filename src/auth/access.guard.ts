import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '../runtime/problems.js';
import { ACCESS, admits, type Access, type Caller } from './access.js';
import { EndedSessions } from './ended-sessions.queries.js';

/**
 * In front of every route: a valid access token, unless the route is `@Public()`, of a role in its `@Roles()`.
 * The database is not asked: an account that was disabled is out as soon as `EndedSessions` knows, within two seconds.
 */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    private readonly endedSessions: EndedSessions,
  ) {
    super();
  }

  override canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    if (this.access(context) === 'public') return true;
    const refreshed = this.endedSessions.refreshed();
    return refreshed === null ? super.canActivate(context) : this.canActivateAfter(refreshed, context);
  }

  /** Passport's verdict; `user` is false when there is no token or it is not valid. */
  override handleRequest<TUser>(
    error: unknown,
    user: Caller | false,
    _: unknown,
    context: ExecutionContext,
  ): TUser {
    if (error instanceof Error) throw error;
    if (!user) {
      throw new DomainError(
        'not_authenticated',
        'Send "Authorization: Bearer <access_token>" with a token from POST /api/auth/login/ that has not expired.',
      );
    }
    const access = this.access(context);
    if (access !== undefined && access !== 'public' && !admits(access, user)) {
      // Passport sets it for those who are let in only, and the log names the others as well.
      context.switchToHttp().getRequest<{ user?: Caller }>().user = user;
      throw new DomainError('forbidden', `This is for: ${access.join(', ')}. You are: ${user.role}.`);
    }
    return user as TUser;
  }

  private async canActivateAfter(refreshed: Promise<void>, context: ExecutionContext): Promise<boolean> {
    await refreshed;
    return (await super.canActivate(context)) as boolean;
  }

  private access(context: ExecutionContext): Access | undefined {
    return this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
  }
}
