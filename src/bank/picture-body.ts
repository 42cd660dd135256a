import type { FastifyInstance } from 'fastify';
import { acceptRaw } from '../http/raw-body.js';
import { MOST_BYTES, PICTURE_TYPES } from './picture.js';

/** Reads the picture of the bank as it is. */
export function acceptPictures(fastify: FastifyInstance): void {
  acceptRaw(fastify, { types: [...PICTURE_TYPES], address: /^\/api\/bank\/logo\/?$/, limit: MOST_BYTES });
}
