import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const CONSOLE_PATH = '/admin/';
/** Vite writes it there; this file is compiled to dist/src/common. */
const BUILT = fileURLToPath(new URL('../../../console/dist', import.meta.url));
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * Serves the admin console, compressed at build time; without a build its address answers 404. The root redirects a
 * browser to the console, or else to the API, and tells any other client where things are.
 */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const isBuilt = existsSync(BUILT);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('vary', 'Accept');
      if (request.headers.accept?.includes('text/html'))
        return reply.redirect(isBuilt ? CONSOLE_PATH : '/api/', 302);
      return reply.send({
        api: '/api/',
        ...(isBuilt ? { console: CONSOLE_PATH } : {}),
        health: '/health/ready',
      });
    });
  if (!isBuilt) return;
  await app.register(import('@fastify/static'), {
    root: BUILT,
    prefix: CONSOLE_PATH,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Asset names change with their contents.
      void reply.header('cache-control', path.includes('/assets/') ? FOREVER : 'no-cache');
    },
  });
  // Routes ignore a trailing slash, so the wildcard does not match the path itself.
  app
    .getHttpAdapter()
    .getInstance()
    .get(CONSOLE_PATH, (_request, reply) => reply.sendFile('index.html'));
}
