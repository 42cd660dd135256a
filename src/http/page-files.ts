import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AppConfig } from '../config.js';
import { PAGE_HEADERS } from './security-headers.js';

export const CONSOLE_PATH = '/admin/';
/** The files of the portal; its page answers at every address that is nobody else's. */
const PORTAL_FILES = '/portal/';
/** What is never a page of the portal. */
const OTHERS = /^\/(?:api|admin|health|metrics|portal)(?:[/?]|$)/;
const FOREVER = 'public, max-age=31536000, immutable';

/** Vite writes them there; this file is compiled to dist/src/http. */
const built = (workspace: string) => fileURLToPath(new URL(`../../../${workspace}/dist`, import.meta.url));

/**
 * Serves the admin console and the portal, compressed at build time. Without a build of the console its address answers
 * 404; without one of the portal the root redirects a browser to the console, or else to the API. Any other client is
 * told at the root where things are. Where the console has a host of its own, the portal's leads there.
 */
export async function servePages(
  app: NestFastifyApplication,
  { publicUrl, consoleUrl }: Pick<AppConfig, 'publicUrl' | 'consoleUrl'>,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const [console, portal] = [built('console'), built('portal')];
  const [hasConsole, hasPortal] = [existsSync(console), existsSync(portal)];
  fastify.get('/', (request: FastifyRequest, reply: FastifyReply) => {
    void reply.header('vary', 'Accept');
    if (wantsPage(request)) return reply.redirect(hasConsole ? CONSOLE_PATH : '/api/', 302);
    return reply.send({
      api: '/api/',
      ...(hasConsole ? { console: CONSOLE_PATH } : {}),
      health: '/health/ready',
    });
  });
  if (hasConsole) {
    await serveFiles(app, console, CONSOLE_PATH);
    // Routes ignore a trailing slash, so the wildcard does not match the path itself.
    fastify.get(CONSOLE_PATH, (request, reply) => {
      const isElsewhere = publicUrl !== null && consoleUrl !== null && isAt(publicUrl, request);
      if (isElsewhere && !isAt(consoleUrl, request)) return reply.redirect(consoleUrl + CONSOLE_PATH, 302);
      return reply.sendFile('index.html', console);
    });
  }
  if (!hasPortal) return;
  await serveFiles(app, portal, PORTAL_FILES);
  // A hook, not a route: a route for every address would answer 405 where there is nothing to post to.
  fastify.addHook('onRequest', (request, reply, next) => {
    if (!isPortalPage(request)) {
      next();
      return;
    }
    void reply.headers(PAGE_HEADERS).header('vary', 'Accept');
    void reply.sendFile('index.html', portal);
  });
}

async function serveFiles(app: NestFastifyApplication, root: string, prefix: string): Promise<void> {
  await app.register(import('@fastify/static'), {
    root,
    prefix,
    // The second one finds the reply decorated.
    decorateReply: !app.getHttpAdapter().getInstance().hasReplyDecorator('sendFile'),
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Asset names change with their contents.
      void reply.header('cache-control', path.includes('/assets/') ? FOREVER : 'no-cache');
    },
  });
}

const isAt = (address: string, { host }: FastifyRequest) => new URL(address).host === host;
const wantsPage = ({ headers }: FastifyRequest) => headers.accept?.includes('text/html') === true;

function isPortalPage(request: FastifyRequest): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && !OTHERS.test(request.url) && wantsPage(request);
}
