import { errorCodes, type FastifyInstance } from 'fastify';

/** Statements arrive here, and nothing else is read as text. */
const ADDRESS = /^\/api\/bank_statements\/?$/;
const TYPES = ['text/xml', 'application/xml', 'text/plain', 'text/csv'];
const LIMIT = 5 * 1024 * 1024;

/**
 * Reads bank statements as they are, on their own address and with a limit of their own; everywhere else these types of
 * bodies are refused unread, as before.
 */
export function acceptStatements(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(TYPES, (request, payload, done) => {
    if (request.is404) {
      done(null);
      return;
    }
    if (!ADDRESS.test(request.routeOptions.url ?? '')) {
      done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    payload.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LIMIT) chunks.push(chunk);
      else if (length - chunk.length <= LIMIT) done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
    });
    payload.on('end', () => {
      if (length <= LIMIT) done(null, Buffer.concat(chunks));
    });
    payload.on('error', (error) => {
      if (length <= LIMIT) done(error);
    });
  });
}
