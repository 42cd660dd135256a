import { errorCodes, type FastifyInstance } from 'fastify';

/** Mail programs POST here as RFC 8058 says, most as a form of several parts. */
const ADDRESS = '/api/unsubscribe/';
const LIMIT = 10 * 1024;

/** Lets forms of several parts through to where a link turns letters off, unread; elsewhere they are refused as before. */
export function acceptOneClick(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('multipart/form-data', (request, payload, done) => {
    if (request.is404) {
      done(null);
      return;
    }
    if (request.routeOptions.url?.startsWith(ADDRESS) !== true) {
      done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']));
      return;
    }
    let length = 0;
    payload.on('data', (chunk: Buffer) => {
      const before = length;
      length += chunk.length;
      if (before <= LIMIT && length > LIMIT) done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
    });
    payload.on('end', () => {
      if (length <= LIMIT) done(null);
    });
    payload.on('error', (error) => {
      if (length <= LIMIT) done(error);
    });
  });
}
