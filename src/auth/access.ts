import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import { invalidFields } from '../http/validation.js';

/** A user has exactly one. `staff` is bank personnel; `admin` is staff that also manages users. */
export const ROLES = ['customer', 'provider', 'staff', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who sends the request, according to the access token. */
export interface Caller {
  id: string;
  role: Role;
  /** The session of the token. */
  session?: string;
  /** Has to have a second factor and has none: may only set one up. */
  needsFactor?: true;
}

/** Who a route admits: anyone, or users with these roles. Without it: any signed-in user. */
export type Access = 'public' | readonly Role[];
export const ACCESS = 'auth:access';
export const WITHOUT_FACTOR = 'auth:without-factor';

/** Opens a handler or a controller to everyone; routes are closed by default. */
export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access);

/** Restricts a handler or a controller to these roles. Whatever admits `staff` admits `admin`. */
export const Roles = (...roles: Role[]) => SetMetadata(ACCESS, roles satisfies Access);

/** Opens a handler or a controller to callers who have to set up a second factor first; else they are refused. */
export const WithoutFactor = () => SetMetadata(WITHOUT_FACTOR, true);

/** The `Caller` of a route that is not public. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller =>
    context.switchToHttp().getRequest<{ user: Caller }>().user,
);

/** Who acts and from where, for the audit log; on a public route nobody is signed in. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user, ip, id } = context.switchToHttp().getRequest<FastifyRequest & { user?: Caller }>();
  return { id: user?.id ?? null, ...(user && { role: user.role }), via: 'api', from: ip, requestId: id };
});

export function isStaff(caller: Caller): boolean {
  return caller.role === 'staff' || caller.role === 'admin';
}

/**
 * Whom a request is for: the caller, or the person that staff name in `field`, in lower case. Throws `forbidden` when
 * anybody else names somebody, and `validation_failed` when staff name nobody.
 */
export function servedBy(caller: Caller, field: 'customer' | 'provider', named: string | undefined): string {
  if (!isStaff(caller)) {
    if (named === undefined) return caller.id;
    throw new DomainError('forbidden', `Only bank staff act for others: leave ${field} out.`);
  }
  if (named !== undefined) return named.toLowerCase();
  const message = `${field} is required for staff.`;
  throw invalidFields([{ field, code: 'required', message }]);
}

/** Throws `validation_failed` if the caller sent filters that only bank staff may use. */
export function assertStaffFilters(caller: Caller, filters: Record<string, unknown>): void {
  if (isStaff(caller)) return;
  const sent = Object.keys(filters).filter((field) => filters[field] !== undefined);
  if (sent.length === 0) return;
  throw invalidFields(
    sent.map((field) => ({ field, code: 'staff_only', message: `${field} is for bank staff.` })),
  );
}

/** Whether a route restricted to `roles` admits the caller. */
export function admits(roles: readonly Role[], caller: Caller): boolean {
  return roles.includes(caller.role) || (caller.role === 'admin' && roles.includes('staff'));
}
