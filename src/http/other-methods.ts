import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import Router from 'find-my-way';
import { METHODS } from 'node:http';
import { sendProblem } from './problem.filter.js';
import { DomainError } from '../runtime/problems.js';

type Methods = Set<string>;
type Addresses = Router.Instance<Router.HTTPVersion.V1>;

/**
 * Collects the methods of every address that is added from here on, in one tree. A separate route for each unsupported
 * method would mean thousands of routes, and a seventh of the start-up time.
 */
export function noteRoutes(fastify: FastifyInstance): Addresses {
  const addresses = Router({ ignoreTrailingSlash: true });
  // Methods that no route takes must also reach an address, to be refused there.
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !fastify.supportedMethods.includes(method)) fastify.addHttpMethod(method);
  }
  fastify.addHook('onRoute', ({ url, method }: RouteOptions) => {
    // An address with and without a trailing slash is the same.
    const address = url.replace(/(.)\/$/, '$1');
    const known = addresses.findRoute('GET', address)?.store as Methods | undefined;
    const methods: Methods = known ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    if (known === undefined) addresses.on('GET', address, () => undefined, methods);
  });
  return addresses;
}

/**
 * Answers methods that an address does not support: 405 with `Allow`, and OPTIONS with 204 and `Allow`. It does so
 * before sign-in and before the body is read, because the answer is the same for everybody.
 */
export function answerOtherMethods(fastify: FastifyInstance, addresses: Addresses): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    // Null when the address cannot be decoded.
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
    new DomainError('method_not_allowed', `This address does not support ${method}, only ${allow}.`, {
      allow,
    }),
  );
}
