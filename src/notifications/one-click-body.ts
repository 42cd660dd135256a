import type { FastifyInstance } from 'fastify';
import { acceptOwnBody } from '../http/own-body.js';

/** Lets forms of several parts through to where a link turns letters off: mail programs POST there as RFC 8058 says. */
export function acceptOneClick(fastify: FastifyInstance): void {
  acceptOwnBody(fastify, {
    types: 'multipart/form-data',
    isFor: (address) => address.startsWith('/api/unsubscribe/'),
    limit: 10 * 1024,
  });
}
