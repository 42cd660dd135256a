import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '../runtime/problems.js';
import { ACCESS, admits, type Access, type Caller } from './access.js';
import { EndedSessions } from './ended-sessions.queries.js';

/**
 * Guards every route: requires a valid access token, unless the route is `@Public()`, with a role in its `@Roles()`. It
 * does not query the database: a disabled account is locked out once `EndedSessions` knows, within two seconds.
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

  /** Passport's verdict; `user` is false when the token is missing or not valid. */
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
      // Passport sets the user only on requests it admits, but the log should name refused callers too.
      context.switchToHttp().getRequest<{ user?: Caller }>().user = user;
      throw new DomainError('forbidden', `Allowed roles: ${access.join(', ')}. Your role: ${user.role}.`);
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
