import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, RETRY_AFTER_SECONDS, toProblemBody } from '../runtime/problems.js';
import { asBusy } from '../database/database-errors.js';
import type { DatabaseState } from '../database/database-state.js';

/** Turns any error of a request into the refusal that answers it; internals never leave the process. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : '';
  switch (status) {
    case 404:
      return new DomainError('not_found', 'There is nothing at this address. GET /api/ lists the resources.');
    case 413:
      return new DomainError('body_too_large', 'The request body is larger than this service accepts.');
    case 415:
      return new DomainError(
        'unsupported_media_type',
        'Send a JSON body with Content-Type: application/json.',
      );
    case 429:
      return new DomainError('too_many_requests', 'Too many attempts. Wait, then try again.');
    case 503:
      return new DomainError('service_busy', 'The service cannot take this request now.');
    default:
      if (status !== undefined && status < 500) return new DomainError('malformed_request', message);
      return (
        asBusy(error) ?? new DomainError('internal_error', 'The error has been logged. Quote the request id.')
      );
  }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** The one place where errors become HTTP answers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly database: DatabaseState) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const refusal = toDomainError(error);
    request.problem = refusal.code;
    const said = { msg: refusal.message, code: refusal.code, request_id: request.id };
    if (refusal.code === 'internal_error') this.logger.error({ ...said, err: error });
    else if (refusal.code === 'outcome_unknown') this.logger.warn(said);
    else if (refusal.code === 'service_busy') this.database.report(this.logger, said, error);
    const { retry_after: after } = refusal.facts;
    if (refusal.status === 503 || refusal.status === 429) {
      void reply.header('Retry-After', String(typeof after === 'number' ? after : RETRY_AFTER_SECONDS));
    }
    if (refusal.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    sendProblem(reply, refusal);
  }
}

/** Answers a refusal in the format of RFC 9457. */
export function sendProblem(reply: FastifyReply, refusal: DomainError): void {
  void reply
    .status(refusal.status)
    .header('Content-Type', 'application/problem+json')
    .send(toProblemBody(refusal, reply.request.id));
}
