import type { FastifyInstance } from 'fastify';
import { reading } from '../database/person.js';

/** What only reads. Commands decide over rows of several people, as the bank (docs/adr/0034). */
const READS = new Set(['GET', 'HEAD']);

/** Gives each read a place for the person that it is for, which the guard fills in when it admits the caller. */
export function readForPersons(fastify: FastifyInstance): void {
  // Not in onRequest: a body arrives in events of its socket, which know nothing of the request.
  fastify.addHook('preValidation', (request, _reply, next) => {
    if (READS.has(request.method)) reading({ person: null }, next);
    else next();
  });
}
