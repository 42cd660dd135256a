import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** Addresses of pages, the only answers that a browser renders; the portal's own page has any other address. */
const PAGES = /^\/(?:admin|portal|api\/docs)(?:[/?]|$)/;

/** What pages get, computed once: it is the same for every answer. */
export const PAGE_HEADERS = helmetHeaders({
  // Swagger UI sets inline styles, and shows a picture that it was answered with; scripts are files of this server.
  contentSecurityPolicy: {
    directives: {
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      upgradeInsecureRequests: null,
    },
  },
});

/**
 * Protects what browsers do with answers. Pages get all that helmet sets. Every other answer gets what matters for data,
 * and no more: it cannot be framed, run anything, be taken for another type or be read by other sites' pages. Each header
 * costs the writer and the reader of each answer.
 */
export function addSecurityHeaders(fastify: FastifyInstance): void {
  const ofData = helmetHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  fastify.addHook('onRequest', (request, reply, next) => {
    void reply.headers(PAGES.test(request.raw.url ?? '') ? PAGE_HEADERS : ofData);
    next();
  });
}

function helmetHeaders(options: Parameters<typeof helmet>[0]): Record<string, string> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  helmet(options)({} as never, answer as never, () => undefined);
  return headers;
}
