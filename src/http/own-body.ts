import { errorCodes, type FastifyInstance } from 'fastify';

/** Bodies of some types that one address takes, of at most `limit` bytes. */
interface OwnBody {
  types: string | string[];
  isFor: (address: string) => boolean;
  limit: number;
}

/**
 * Reads bodies of these types as bytes, on their own address and with a limit of their own; everywhere else they are
 * refused unread, like types that nobody knows.
 */
export function acceptOwnBody(fastify: FastifyInstance, { types, isFor, limit }: OwnBody): void {
  fastify.addContentTypeParser(types, (request, payload, done) => {
    if (request.is404) {
      done(null);
      return;
    }
    if (!isFor(request.routeOptions.url ?? '')) {
      done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    payload.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else if (length - chunk.length <= limit) done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
    });
    payload.on('end', () => {
      if (length <= limit) done(null, Buffer.concat(chunks));
    });
    payload.on('error', (error) => {
      if (length <= limit) done(error);
    });
  });
}
