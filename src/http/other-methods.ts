import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import Router from 'find-my-way';
import { METHODS } from 'node:http';
import { sendProblem } from './problem.filter.js';
import { DomainError } from '../runtime/problems.js';

type Methods = Set<string>;
type Addresses = Router.Instance<Router.HTTPVersion.V1>;

/**
 * Notes the methods of every address that is added from here on, all in one tree: a route of its own for each method
 * that an address does not take would be thousands, and a seventh of the time that a start takes.
 */
export function noteRoutes(fastify: FastifyInstance): Addresses {
  const addresses = Router({ ignoreTrailingSlash: true });
  // Also those that nothing here takes have to reach an address, to be told so.
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !fastify.supportedMethods.includes(method)) fastify.addHttpMethod(method);
  }
  fastify.addHook('onRoute', ({ url, method }: RouteOptions) => {
    // With and without a slash at its end it is one address.
    const address = url.replace(/(.)\/$/, '$1');
    const known = addresses.findRoute('GET', address)?.store as Methods | undefined;
    const methods: Methods = known ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    if (known === undefined) addresses.on('GET', address, () => undefined, methods);
  });
  return addresses;
}

/**
 * What an address does not take is answered there too: 405 with `Allow`, and OPTIONS with 204 and `Allow`. Before
 * sign-in and before the body is read, for it is the same for everybody.
 */
export function answerOtherMethods(fastify: FastifyInstance, addresses: Addresses): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    // Null where the address cannot be decoded.
    const found = addresses.find('GET', request.url.split('?', 1)[0] ?? '')?.store as
      Methods | null | undefined;
    if (!found || found.has(request.method)) next();
    else answer(request.method, reply, [...new Set([...found, 'OPTIONS'])].sort().join(', '));
  });
}

function answer(method: string, reply: FastifyReply, allow: string): void {
  void reply.header('Allow', allow);
  if (method === 'OPTIONS') {
    void reply.status(204).send();
    return;
  }
  sendProblem(
    reply,
    new DomainError('method_not_allowed', `Not ${method}: this address takes ${allow}.`, { allow }),
  );
}
