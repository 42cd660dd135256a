import type { FastifyInstance } from 'fastify';
import { acceptRaw } from '../http/raw-body.js';

/** Reads bank statements as they are. Nothing else is read as text. */
export function acceptStatements(fastify: FastifyInstance): void {
  acceptRaw(fastify, {
    types: ['text/xml', 'application/xml', 'text/plain', 'text/csv'],
    address: /^\/api\/bank_statements\/?$/,
    limit: 5 * 1024 * 1024,
  });
}
