import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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

/** Throws `validation_failed` for a request without Idempotency-Key, where a repeat would move money twice. */
export function keyed(context: CommandContext): CommandContext {
  if (context.idempotency !== null) return context;
  const message = 'Idempotency-Key is required: a repeat after a lost answer would move the money twice.';
  throw invalidFields([{ field: 'Idempotency-Key', code: 'required', message }]);
}

/**
 * Sends the `CommandAnswer` that a handler returns: its status and body, and a mark on a repeat. A hook of the server
 * rather than an interceptor, which costs every request a chain of observables.
 */
export function sendCommandAnswers(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_request, reply, answer, done) => {
    if (!(answer instanceof CommandAnswer)) {
      done(null, answer);
      return;
    }
    void reply.status(answer.status);
    if (answer.replayed) void reply.header('Idempotent-Replayed', 'true');
    if (answer.status >= 400) void reply.header('Content-Type', 'application/problem+json');
    done(null, answer.body);
  });
}

/**
 * Marks a money command, whose handler returns a `CommandAnswer`: documents what all of them share. `keyed`: it takes
 * no request without an Idempotency-Key.
 */
export function MovesMoney({ keyed: required = false } = {}): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required,
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
