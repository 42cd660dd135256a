import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '../runtime/problems.js';
import { ACCESS, admits, type Access, type Caller } from './access.js';
import { EndedSessions } from './ended-sessions.queries.js';
import { JwtStrategy } from './jwt.strategy.js';

/**
 * Guards every route: requires a valid access token, unless the route is `@Public()`, with a role in its `@Roles()`. It
 * does not query the database: a disabled account is locked out once `EndedSessions` knows, within two seconds. Passport
 * verifies a token the first time; one that is known is only looked up, which spares each request Passport's machinery.
 */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  private readonly accesses = new WeakMap<object, WeakMap<object, { access: Access | undefined }>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly endedSessions: EndedSessions,
    private readonly tokens: JwtStrategy,
  ) {
    super();
  }

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.accessTo(context);
    if (access === 'public') return true;
    const refreshed = this.endedSessions.refreshed();
    if (refreshed !== null) return refreshed.then(() => this.admit(context, access));
    return this.admit(context, access);
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
    assertAdmitted(context, this.accessTo(context), user);
    return user as TUser;
  }

  private admit(context: ExecutionContext, access: Access | undefined): boolean | Promise<boolean> {
    const caller = this.tokens.known(context.switchToHttp().getRequest());
    if (caller === null) return super.canActivate(context) as Promise<boolean>;
    assertAdmitted(context, access, caller);
    return true;
  }

  /** Read once for each handler: decorators do not change. */
  private accessTo(context: ExecutionContext): Access | undefined {
    const [handler, controller] = [context.getHandler(), context.getClass()];
    let ofController = this.accesses.get(controller);
    if (ofController === undefined) this.accesses.set(controller, (ofController = new WeakMap()));
    let found = ofController.get(handler);
    if (found === undefined) {
      found = { access: this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller]) };
      ofController.set(handler, found);
    }
    return found.access;
  }
}

/** Makes the user known to the handler and the log, which also names callers who are refused. */
function assertAdmitted(context: ExecutionContext, access: Access | undefined, user: Caller): void {
  context.switchToHttp().getRequest<{ user?: Caller }>().user = user;
  if (access === undefined || access === 'public' || admits(access, user)) return;
  throw new DomainError('forbidden', `Allowed roles: ${access.join(', ')}. Your role: ${user.role}.`);
}
