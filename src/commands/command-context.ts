import {
  applyDecorators,
  createParamDecorator,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { fingerprint } from './idempotency.js';
import { CommandAnswer, type CommandContext } from './money-commands.js';
import { Refuses } from '../http/refuses.js';
import { invalidFields } from '../http/validation.js';

const KEY = /^[\x21-\x7e][\x20-\x7e]{0,254}$/;

/**
 * The context of a money command: the caller, the request id, and the Idempotency-Key with the request it is bound to.
 */
export const Context = createParamDecorator((_: unknown, host: ExecutionContext): CommandContext => {
  const request = host.switchToHttp().getRequest<FastifyRequest & { user: { id: string } }>();
  const context = { callerId: request.user.id, requestId: request.id };
  const key = request.headers['idempotency-key'];
  if (key === undefined) return { ...context, idempotency: null };
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw invalidFields([
      {
        field: 'Idempotency-Key',
        code: 'idempotency_key',
        message: 'Idempotency-Key must be 1 to 255 printable ASCII characters.',
      },
    ]);
  }
  const path = request.url.split('?', 1)[0] ?? '';
  return { ...context, idempotency: { key, fingerprint: fingerprint(request.method, path, request.body) } };
});

/** Sends the answer of a money command; a repeat is marked `Idempotent-Replayed: true`. */
const SEND_ANSWER: NestInterceptor = {
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer: unknown) => sent(reply, answer)));
  },
};

function sent(reply: FastifyReply, answer: unknown): unknown {
  if (!(answer instanceof CommandAnswer)) return answer;
  void reply.status(answer.status);
  if (answer.replayed) void reply.header('Idempotent-Replayed', 'true');
  if (answer.status >= 400) void reply.header('Content-Type', 'application/problem+json');
  return answer.body;
}

/**
 * Marks a money command: sends the `CommandAnswer` that the handler returns, and documents what all money commands
 * share.
 */
export function MovesMoney(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(SEND_ANSWER),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Makes a retry safe: the same key with the same request returns the first answer again, marked ' +
        '`Idempotent-Replayed: true`. Kept 30 days.',
      schema: { type: 'string', maxLength: 255 },
      example: '6f1c7c1e-loan-2026-11-23',
    }),
    Refuses(
      'idempotency_in_progress',
      'idempotency_key_reused',
      'service_busy',
      'shutting_down',
      'outcome_unknown',
    ),
  );
}
