import type { FastifyInstance, FastifyHttpOptions } from 'fastify';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { newId } from '../runtime/ids.js';
import { DomainError, toProblemBody } from '../runtime/problems.js';

/** Headers arrive at once; only a body may take as long as a slow line needs. */
const LONGEST_HEADERS_MS = 10_000;
/** How often Node.js looks for requests that take too long. */
const CHECKED_EVERY_MS = 2000;
/** After this long without a byte in either direction, the client is gone. */
const SILENCE_MS = 600_000;
const ANSWER_LEAVES_MS = 1000;
const LONG_ADDRESS = 8000;

/** Fastify's options against slow clients, and answers to what is not an HTTP request at all. */
export function transportLimits(requestTimeoutMs: number, logger: Logger): FastifyHttpOptions<Server> {
  return {
    requestTimeout: requestTimeoutMs,
    connectionTimeout: SILENCE_MS,
    http: {
      headersTimeout: Math.min(LONGEST_HEADERS_MS, requestTimeoutMs),
      connectionsCheckingInterval: Math.min(CHECKED_EVERY_MS, requestTimeoutMs),
    },
    clientErrorHandler: brokenRequests(logger),
  };
}

/** What Node.js' parser rejects never becomes a request: it is answered on the socket itself, once. */
function brokenRequests(logger: Logger): (error: ClientError, socket: AnsweringSocket) => void {
  const answered = new WeakSet<Socket>();
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed || answered.has(socket)) return;
    answered.add(socket);
    answerOn(socket, refusalOf(error), logger);
  };
}

/** By itself Node.js answers a CONNECT with nothing, and an unmet Expect header with a bare status. */
export function refuseTunnels(server: Server, logger: Logger): void {
  server.on('connect', (_request, socket: AnsweringSocket) => {
    socket.on('error', () => socket.destroy());
    const refusal = new DomainError('method_not_allowed', 'CONNECT is not supported: this is not a proxy.', {
      allow: '',
    });
    answerOn(socket, refusal, logger);
  });
  server.on('checkExpectation', ({ socket }: { socket: AnsweringSocket }) => {
    const refusal = new DomainError('expectation_failed', 'The only supported expectation is 100-continue.');
    answerOn(socket, refusal, logger);
  });
}

function answerOn(socket: AnsweringSocket, refusal: DomainError, logger: Logger): void {
  const requestId = newId();
  const { status, code } = refusal;
  logger.info({ msg: 'request', request_id: requestId, status, code, address: socket.remoteAddress });
  setTimeout(() => socket.destroy(), ANSWER_LEAVES_MS).unref();
  // A second answer cannot be written into the middle of another.
  if (!socket.writable || socket._httpMessage?._headerSent === true) socket.destroy();
  else socket.end(answerOf(refusal, requestId));
}

/** Fastify's types say that the packet is JSON; Node.js passes the bytes. */
interface ClientError {
  code: string;
  rawPacket: unknown;
}
type AnsweringSocket = Socket & { _httpMessage?: { _headerSent?: boolean } | null };

function refusalOf({ code, rawPacket }: ClientError): DomainError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new DomainError('request_timeout', 'The whole request did not arrive in time.');
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    const lineEnds = Buffer.isBuffer(rawPacket) ? rawPacket.indexOf('\n') : 0;
    return lineEnds === -1 || lineEnds > LONG_ADDRESS
      ? new DomainError('address_too_long', 'The address is longer than this service accepts.')
      : new DomainError('headers_too_large', 'The headers are larger than this service accepts.');
  }
  return new DomainError('malformed_request', 'This is not an HTTP/1.1 request.');
}

function answerOf(refusal: DomainError, requestId: string): string {
  const body = JSON.stringify(toProblemBody(refusal, requestId));
  return [
    `HTTP/1.1 ${String(refusal.status)} ${STATUS_CODES[refusal.status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    `X-Request-Id: ${requestId}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    ...(typeof refusal.facts.allow === 'string' ? [`Allow: ${refusal.facts.allow}`] : []),
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/** A host with an optional port; empty when a request names none. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~%!$&'()*+,;=-]*)(?::\d{0,5})?$/i;
const PUBLIC = /^\/(?:admin|portal|api\/docs|api\/openapi\.json)(?:[/?]|$)/;

/**
 * Runs before everything else. Only files that are the same for everybody may be cached, and headers that describe the
 * request must be valid.
 */
export function checkEnvelopes(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    if (!PUBLIC.test(request.raw.url ?? '')) void reply.header('Cache-Control', 'no-store');
    next(faultOf(request.headers) ?? undefined);
  });
}

function faultOf(headers: NodeJS.Dict<string | string[]>): DomainError | null {
  const { host = '', 'content-encoding': encoding = 'identity', 'content-type': type = '' } = headers;
  if (!HOST.test(String(host))) return new DomainError('malformed_request', 'The Host header is not valid.');
  if (String(encoding).trim().toLowerCase() !== 'identity') {
    return new DomainError('unsupported_media_type', 'Send the body without Content-Encoding.');
  }
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(String(type))?.[1] ?? 'utf-8';
  if (!/^(?:utf-?8|us-ascii)$/i.test(charset)) {
    return new DomainError('unsupported_media_type', 'Send the body in UTF-8.');
  }
  return null;
}
