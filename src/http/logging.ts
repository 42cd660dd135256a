import type { LoggerService } from '@nestjs/common';
import {
  fastify,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyHttpOptions,
} from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import { isatty } from 'node:tty';
import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { AppConfig } from '../config.js';
import { newId } from '../runtime/ids.js';
import type { Lifecycle } from '../runtime/lifecycle.js';
import type { Metrics } from '../runtime/metrics.js';
import { DomainError, toProblemBody } from '../runtime/problems.js';
import { isTracing, traceIdOf } from '../runtime/tracing.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that answered it. */
    problem?: string;
  }
}

const SAFE_REQUEST_ID = /^[A-Za-z0-9._:/+=-]{1,128}$/;

/**
 * Structured logs to standard error or standard output: one JSON object per line, or in a terminal the same, readable.
 */
export function pinoLogger(config: Pick<AppConfig, 'logLevel'>, stream: 1 | 2 = 1): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      ...(isTracing() && { mixin: () => ({ trace_id: traceIdOf() }) }),
      // A failed statement carries its values: names, password hashes, amounts.
      redact: [
        'err.parameters',
        'err.driverError',
        'err.detail',
        'req.headers.authorization',
        'req.headers.cookie',
      ],
    },
    isatty(stream)
      ? pretty({ destination: stream, sync: true, translateTime: 'SYS:HH:MM:ss.l', singleLine: true })
      : pino.destination({ fd: stream, sync: true }),
  );
}

/**
 * Fastify's part: request ids, even for requests whose address cannot be read, which no hook or filter sees. A client's
 * own X-Request-Id is kept if it is safe to log.
 */
export function fastifyLogging(logger: Logger): FastifyHttpOptions<Server> {
  return {
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const refusal = new DomainError('malformed_request', error.message);
      logger.info({ msg: 'request', request_id: request.id, method: request.method, status: refusal.status });
      void reply
        .status(refusal.status)
        .headers({ 'X-Request-Id': request.id, 'Content-Type': 'application/problem+json' })
        .send(toProblemBody(refusal, request.id));
    },
    loggerInstance: logger,
    logController: new fastify.LogController({ disableRequestLogging: true }),
    // One logger for all requests: a child logger per request costs more than the line it would write.
    childLoggerFactory: (parent) => parent,
    genReqId: (request: IncomingMessage) => {
      const wanted = request.headers['x-request-id'];
      return typeof wanted === 'string' && SAFE_REQUEST_ID.test(wanted) ? wanted : newId();
    },
  };
}

/** Echoes the request id. When the answer is sent, counts it and writes one line: no bodies, no tokens. */
export function observeRequests(
  fastify: FastifyInstance,
  logger: Logger,
  lifecycle: Lifecycle,
  metrics: Metrics,
): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    void reply.header('X-Request-Id', request.id);
    // The answer may end without `onResponse` (the client hangs up), but the socket always closes.
    reply.raw.once('close', lifecycle.requestStarted());
    next();
  });
  fastify.addHook('onSend', (_request, reply, payload, next) => {
    // Makes clients with a persistent connection send their next request elsewhere.
    if (lifecycle.draining) void reply.header('Connection', 'close');
    next(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, next) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const ms = Math.round(reply.elapsedTime * 100) / 100;
    metrics.observeRequest(request.method, route, reply.statusCode, ms);
    logger[isProbe(route) ? 'debug' : 'info']({
      msg: 'request',
      request_id: request.id,
      trace_id: request.traced && traceIdOf(request.traced),
      method: request.method,
      route,
      status: reply.statusCode,
      ms,
      user: (request as { user?: { id: string } }).user?.id,
      address: request.ip,
      ...refusalOf(request, reply.statusCode),
    });
    next();
  });
}

/** Why the request was refused. For 403 and 404 also the id it asked for. */
function refusalOf(request: FastifyRequest, status: number): object {
  const { problem, params, user } = request as FastifyRequest & { user?: { role: string } };
  if (problem === undefined) return {};
  const { id } = (params ?? {}) as { id?: unknown };
  const about = (status === 403 || status === 404) && typeof id === 'string' ? { id } : {};
  return { code: problem, role: user?.role, ...about };
}

/** Monitors ask every few seconds; their lines would bury the rest. */
function isProbe(route: string): boolean {
  return route === '/metrics' || route.startsWith('/health/');
}

/** Nest's contexts that log every module and route at start-up. */
const TALKATIVE = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Nest's `Logger`, written to the same log: `(message or fields or error, ..., stack?, context?)`. */
export function nestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const stack = rest.length > 1 ? rest[0] : undefined;
      const own = level === 'info' && TALKATIVE.has(String(context)) ? 'debug' : level;
      logger[own]({ ...fieldsOf(message), context, ...(stack === undefined ? {} : { stack }) });
    };
  return {
    log: write('info'),
    error: write('error'),
    warn: write('warn'),
    debug: write('debug'),
    verbose: write('trace'),
    fatal: write('fatal'),
  };
}

function fieldsOf(message: unknown): object {
  if (message instanceof Error) return { msg: message.message, err: message };
  return typeof message === 'object' && message !== null ? message : { msg: String(message) };
}
