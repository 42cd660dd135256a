import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import { METHODS } from 'node:http';
import { sendProblem } from './problem.filter.js';
import { DomainError } from '../runtime/problems.js';

type Routes = Map<string, Set<string>>;
const KNOWN = new WeakMap<FastifyInstance, Routes>();

/** Notes the methods of every address that is added from here on. */
export function noteRoutes(fastify: FastifyInstance): void {
  const routes: Routes = new Map();
  KNOWN.set(fastify, routes);
  // Also those that nothing here takes have to reach an address, to be told so.
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !fastify.supportedMethods.includes(method)) fastify.addHttpMethod(method);
  }
  fastify.addHook('onRoute', ({ url, method }: RouteOptions) => {
    // With and without a slash at its end it is one address.
    const address = url.replace(/(.)\/$/, '$1');
    const methods = routes.get(address) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    routes.set(address, methods);
  });
}

/**
 * What an address does not take is answered there too: 405 with `Allow`, and OPTIONS with 204 and `Allow`. Before
 * sign-in and before the body is read, for it is the same for everybody.
 */
@Injectable()
class OtherMethods implements OnApplicationBootstrap {
  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  /** All routes are there, and the server does not listen yet. */
  onApplicationBootstrap(): void {
    // A command has no HTTP.
    const { httpAdapter } = this.host as { httpAdapter: FastifyAdapter | null };
    if (httpAdapter === null) return;
    const fastify = httpAdapter.getInstance();
    for (const [url, methods] of [...(KNOWN.get(fastify) ?? [])]) {
      const others = fastify.supportedMethods.filter((method) => !methods.has(method));
      const allow = [...new Set([...methods, 'OPTIONS'])].sort().join(', ');
      fastify.route({
        url,
        method: others,
        onRequest: (request, reply) => {
          answer(request.method, reply, allow);
        },
        handler: () => undefined,
      });
    }
  }
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

@Module({ providers: [OtherMethods] })
export class OtherMethodsModule {}
