import { errorCodes, type FastifyInstance } from 'fastify';

interface RawBodies {
  types: string[];
  /** Where these types are read; everywhere else they are refused unread. */
  address: RegExp;
  /** Bytes. */
  limit: number;
}

/** Reads bodies of some types as they are, on their own address and with a limit of their own. */
export function acceptRaw(fastify: FastifyInstance, { types, address, limit }: RawBodies): void {
  fastify.addContentTypeParser(types, (request, payload, done) => {
    if (request.is404) {
      done(null);
      return;
    }
    if (!address.test(request.routeOptions.url ?? '')) {
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
