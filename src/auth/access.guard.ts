import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '../common/problems.js';
import { ACCESS, admits, type Access, type Caller } from './access.js';

/**
 * In front of every route: a valid access token, unless the route is `@Public()`, of a role in its `@Roles()`.
 * It asks nobody: a role that changed or an account that was disabled counts within 15 minutes.
 */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    return this.access(context) === 'public' || super.canActivate(context);
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
      throw new DomainError('forbidden', `This is for: ${access.join(', ')}. You are: ${user.role}.`);
    }
    return user as TUser;
  }

  private access(context: ExecutionContext): Access | undefined {
    return this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
  }
}
