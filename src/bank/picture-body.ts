import type { FastifyInstance } from 'fastify';
import { acceptOwnBody } from '../http/own-body.js';
import { MOST_BYTES, PICTURE_TYPES } from './picture.js';

const ADDRESS = /^\/api\/bank\/logo\/?$/;

/** The picture of the bank is read as it is. */
export function acceptPictures(fastify: FastifyInstance): void {
  acceptOwnBody(fastify, {
    types: [...PICTURE_TYPES],
    isFor: (address) => ADDRESS.test(address),
    limit: MOST_BYTES,
  });
}
