import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '../runtime/problems.js';
import { readsFor } from '../database/person.js';
import { ACCESS, admits, WITHOUT_FACTOR, type Access, type Caller } from './access.js';
import { EndedSessions } from './ended-sessions.queries.js';
import { JwtStrategy } from './jwt.strategy.js';

/** Who a route admits, and whether those too who have to set up a second factor first. */
interface Gate {
  access: Access | undefined;
  isOpenWithoutFactor: boolean;
}

/**
 * Guards every route: requires a valid access token, unless the route is `@Public()`, with a role in its `@Roles()`. It
 * does not query the database: a disabled account is locked out once `EndedSessions` knows, within two seconds. Passport
 * verifies a token the first time; one that is known is only looked up, which spares each request Passport's machinery.
 */
@Injectable()
export class AccessGuard extends AuthGuard() {
  private readonly gates = new WeakMap<object, WeakMap<object, Gate>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly endedSessions: EndedSessions,
    private readonly tokens: JwtStrategy,
  ) {
    super({ defaultStrategy: tokens.name });
  }

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const gate = this.gateOf(context);
    if (gate.access === 'public') return true;
    const refreshed = this.endedSessions.refreshed();
    if (refreshed !== null) return refreshed.then(() => this.admit(context, gate));
    return this.admit(context, gate);
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
    assertAdmitted(context, this.gateOf(context), user);
    return user as TUser;
  }

  private admit(context: ExecutionContext, gate: Gate): boolean | Promise<boolean> {
    const caller = this.tokens.known(context.switchToHttp().getRequest());
    if (caller === null) return super.canActivate(context) as Promise<boolean>;
    assertAdmitted(context, gate, caller);
    return true;
  }

  /** Read once for each handler: decorators do not change. */
  private gateOf(context: ExecutionContext): Gate {
    const [handler, controller] = [context.getHandler(), context.getClass()];
    let ofController = this.gates.get(controller);
    if (ofController === undefined) this.gates.set(controller, (ofController = new WeakMap()));
    let found = ofController.get(handler);
    if (found === undefined) {
      const of = [handler, controller];
      found = {
        access: this.reflector.getAllAndOverride<Access | undefined>(ACCESS, of),
        isOpenWithoutFactor: this.reflector.getAllAndOverride<true | undefined>(WITHOUT_FACTOR, of) === true,
      };
      ofController.set(handler, found);
    }
    return found;
  }
}

/** Makes the user known to the handler and the log, which also names callers who are refused. */
function assertAdmitted(
  context: ExecutionContext,
  { access, isOpenWithoutFactor }: Gate,
  user: Caller,
): void {
  context.switchToHttp().getRequest<{ user?: Caller }>().user = user;
  if (user.needsFactor === true && !isOpenWithoutFactor) {
    throw new DomainError(
      'factor_needed',
      `Every ${user.role} of this bank has to have a second factor: set one up with POST /api/auth/factor/ first.`,
    );
  }
  if (access === undefined || access === 'public' || admits(access, user)) {
    if (user.role === 'customer') readsFor({ role: 'loans_customer', id: user.id });
    else if (user.role === 'provider') readsFor({ role: 'loans_provider', id: user.id });
    return;
  }
  throw new DomainError('forbidden', `Allowed roles: ${access.join(', ')}. Your role: ${user.role}.`);
}
