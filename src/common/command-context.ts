import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fingerprint } from './idempotency.js';
import type { CommandAnswer, CommandContext } from './money-commands.js';
import { Refuses } from './refuses.js';
import { invalidFields } from './validation.js';

const KEY = /^[\x21-\x7e][\x20-\x7e]{0,254}$/;

/** The context of a money command: the caller, the request id, and the Idempotency-Key with what it is bound to. */
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

/** Sends what a money command answered; a repeat is marked `Idempotent-Replayed: true`. */
export function sendAnswer(reply: FastifyReply, answer: CommandAnswer): unknown {
  void reply.status(answer.status);
  if (answer.replayed) void reply.header('Idempotent-Replayed', 'true');
  if (answer.status >= 400) void reply.header('Content-Type', 'application/problem+json');
  return answer.body;
}

/** Documents what all money commands share. */
export function MovesMoney(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Makes a repeat safe: the same key with the same request answers what was answered first, marked ' +
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
