import type { FastifyInstance } from 'fastify';
import { acceptOwnBody } from '../http/own-body.js';

const ADDRESS = /^\/api\/bank_statements\/?$/;

/** Bank statements are read as they are; nothing else is read as text. */
export function acceptStatements(fastify: FastifyInstance): void {
  acceptOwnBody(fastify, {
    types: ['text/xml', 'application/xml', 'text/plain', 'text/csv'],
    isFor: (address) => ADDRESS.test(address),
    limit: 5 * 1024 * 1024,
  });
}
