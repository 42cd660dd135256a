import { SpanStatusCode, type Context } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTracing, startRequest, within } from '../runtime/tracing.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The trace that it is a part of; undefined when it is not traced. */
    traced?: Context | undefined;
  }
}

/** Whether a peer is a proxy whose headers count (`TRUST_PROXY`). */
export type Trusts = (address: string, hop: number) => boolean;

/** Pages are files, and probes come every few seconds: neither is traced. */
const TRACED = '/api/';

/**
 * A span for each request to the API: method, route, status, request id and problem code. Never its address or query,
 * which may have names and tokens in them, nor who asked. A `traceparent` counts only when a trusted proxy sent it.
 */
export function traceRequests(fastify: FastifyInstance, trusts: Trusts | false): void {
  if (!isTracing()) return;
  fastify.addHook('onRequest', (request, reply, next) => {
    if (request.url.startsWith(TRACED)) {
      const { remoteAddress } = request.socket;
      const isTrusted = trusts !== false && remoteAddress !== undefined && trusts(remoteAddress, 0);
      const route = request.routeOptions.url;
      const started = startRequest(
        route === undefined ? request.method : `${request.method} ${route}`,
        {
          'http.request.method': request.method,
          'url.scheme': request.protocol,
          'http.response.header.x-request-id': [request.id],
          ...(route !== undefined && { 'http.route': route }),
        },
        isTrusted ? request.headers : null,
      );
      request.traced = started?.own;
      // However it ends, and also when the client hangs up.
      reply.raw.once('close', () => {
        const { statusCode } = reply;
        started?.span.setAttribute('http.response.status_code', statusCode);
        if (request.problem !== undefined) started?.span.setAttribute('lending.problem', request.problem);
        if (statusCode >= 500) {
          started?.span.setAttribute('error.type', request.problem ?? String(statusCode));
          started?.span.setStatus({ code: SpanStatusCode.ERROR });
        }
        started?.span.end();
      });
    }
    next();
  });
  // Not in onRequest: a body arrives in events of its socket, which know nothing of the request.
  fastify.addHook('preValidation', (request: FastifyRequest, _reply, next) => {
    within(request.traced, next);
  });
}
