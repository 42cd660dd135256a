import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { LANGUAGES, type Language } from '../auth/languages.js';

/** The language that the client prefers among ours (`Accept-Language`); null when it names none of them. */
export function preferredLanguage(headers: Record<string, string | string[] | undefined>): Language | null {
  if (headers['accept-language'] === undefined) return null;
  const preferred = new Negotiator({ headers }).language([...LANGUAGES]);
  return LANGUAGES.find((language) => language === preferred) ?? null;
}

export const PreferredLanguage = createParamDecorator((_: unknown, host: ExecutionContext): Language | null =>
  preferredLanguage(host.switchToHttp().getRequest<FastifyRequest>().headers),
);
