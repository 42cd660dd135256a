import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { normalizeIp } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';

/** Where a sign-in comes from; an IPv6 address by its /64, as the limits count it. */
export interface Origin {
  address: string;
  userAgent: string;
}

export const From = createParamDecorator((_: unknown, context: ExecutionContext): Origin => {
  const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { address: normalizeIp(ip), userAgent: headers['user-agent'] ?? '' };
});
