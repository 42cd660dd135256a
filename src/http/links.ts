import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** What links to this server begin with; empty: links are relative. */
    publicUrl?: string;
  }
}

/** The base that relative addresses are parsed with; it is removed again. */
const BASE = 'http://relative.invalid';

/**
 * The address of this list with its filters, the base of `next` and `previous`: relative, or on PUBLIC_URL. Links never
 * use the client's `Host` header, which an attacker could set to lead others elsewhere.
 */
export const ListUrl = createParamDecorator((_: unknown, host: ExecutionContext): string => {
  const request = host.switchToHttp().getRequest<FastifyRequest>();
  return linkTo(request, request.url);
});

/** A link to an address of this server. */
export function linkTo({ server }: FastifyRequest, address: string): string {
  const { pathname, search } = new URL(address, BASE);
  return `${server.publicUrl ?? ''}${pathname}${search}`;
}

/** The same link with another value of a parameter. */
export function withParameter(link: string, name: string, value: string): string {
  const address = new URL(link, BASE);
  address.searchParams.set(name, value);
  return written(address);
}

/** The same link without a parameter. */
export function withoutParameter(link: string, name: string): string {
  const address = new URL(link, BASE);
  address.searchParams.delete(name);
  return written(address);
}

/** Makes an address relative again if it was. */
function written(address: URL): string {
  return address.origin === BASE ? `${address.pathname}${address.search}` : address.href;
}

/** The value of a link's parameter; null when it has none. */
export function parameterOf(link: string, name: string): string | null {
  return new URL(link, BASE).searchParams.get(name);
}
