import type { OpenAPIObject } from '@nestjs/swagger';
import { OF_PAGES } from './csv-list.js';
import type { Schema } from './openapi-types.js';
import { PROBLEMS, type ProblemCode } from '../runtime/problems.js';
import { problemResponse } from './refuses.js';

/** An operation of the document, with the parts that change here. */
export interface Operation {
  summary?: string;
  description?: string;
  operationId?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, Response>;
}
interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: Schema;
}
interface Response {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema?: Schema; example?: unknown; examples?: Record<string, unknown> }>;
}
const PROBLEM = 'application/problem+json';

/** The operations with their addresses, such as `GET /api/loans/{id}`. */
export function operationsOf(
  document: OpenAPIObject,
): { method: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** Splits operations that answer JSON or a file in two: generators would type the answer as either. */
export function splitFiles(document: OpenAPIObject): void {
  for (const { path, operation } of operationsOf(document)) {
    const { parameters = [], responses = {} } = operation;
    const { '200': answer, ...refusals } = responses;
    if (answer?.content?.['text/csv'] === undefined) continue;
    const { 'text/csv': csv, ...json } = answer.content;
    // The id is numbered when a handler has several addresses.
    const id = (operation.operationId ?? '').replace(/\[\d+\]$/, '');
    operation.operationId = path.endsWith('/csv') ? `${id}_csv` : id;
    if (!path.endsWith('/csv')) {
      operation.parameters = parameters.filter(({ name }) => name !== 'format');
      operation.description = `${operation.description ?? ''} As a file: the same address with \`/csv\`.`;
      operation.responses = {
        ...withoutCode(refusals, 'export_too_large'),
        '200': { ...answer, content: json },
      };
      continue;
    }
    operation.summary = `${operation.summary ?? ''}, as a file`;
    operation.parameters = parameters.filter(({ name }) => !OF_PAGES.includes(name));
    operation.responses = {
      ...refusals,
      '200': {
        description:
          'All rows; text that a spreadsheet would take for a formula gets an apostrophe in front.',
        headers: {
          'Content-Disposition': {
            description: 'The name of the file.',
            schema: { type: 'string' },
            example: 'attachment; filename="rows.csv"',
          },
        },
        content: { 'text/csv': csv },
      },
    };
  }
}

function withoutCode(responses: Record<string, Response>, code: ProblemCode): Record<string, Response> {
  const { status } = PROBLEMS[code];
  const { [status]: refusal, ...others } = responses;
  const { [code]: gone, ...examples } = refusal?.content?.[PROBLEM]?.examples ?? {};
  const left = Object.keys(examples) as ProblemCode[];
  if (gone === undefined) return responses;
  return left.length === 0 ? others : { ...others, [status]: problemResponse(left) };
}

/** The ids of the examples: an address with a loan's id shows the id of the loan in the example answers. */
const EXAMPLE_IDS: Record<string, string> = {
  bank_accounts: '0198c0de-ba0c-7000-8000-000000000001',
  bank_statements: '0198c0de-bbbb-7000-8000-000000000001',
  care_requests: '0198c0de-ca2e-7000-8000-000000000001',
  customers: '0198c0de-2222-7000-8000-000000000001',
  events: '0198c0de-e7e7-7000-8000-000000000001',
  instruments: '0198c0de-abcd-7000-8000-000000000001',
  keys: '0198c0de-5ec0-7000-8000-000000000001',
  loans: '0198c0de-4444-7000-8000-000000000001',
  notes: '0198c0de-eeee-7000-8000-000000000001',
  notifications: '0198c0de-1e77-7000-8000-000000000001',
  payments: '0198c0de-6666-7000-8000-000000000001',
  payout_files: '0198c0de-f11e-7000-8000-000000000001',
  promises: '0198c0de-ffff-7000-8000-000000000001',
  providers: '0198c0de-3333-7000-8000-000000000001',
  quotes: '0198c0de-7777-7000-8000-000000000001',
  sessions: '0198c0de-aaaa-7000-8000-000000000001',
  statement_lines: '0198c0de-cccc-7000-8000-000000000001',
  transfers: '0198c0de-7a7a-7000-8000-000000000001',
  users: '0198c0de-2222-7000-8000-000000000001',
  webhook_deliveries: '0198c0de-de11-7000-8000-000000000001',
  webhook_endpoints: '0198c0de-e0e0-7000-8000-000000000001',
};

export function nameExampleIds(document: OpenAPIObject): void {
  for (const { path, operation } of operationsOf(document)) {
    const [, resource = ''] = /([a-z_]+)\/\{id\}/.exec(path) ?? [];
    for (const { name, in: place, schema } of operation.parameters ?? []) {
      if (place !== 'path' || name !== 'id' || !schema) continue;
      const example = EXAMPLE_IDS[resource];
      if (example === undefined) throw new Error(`EXAMPLE_IDS has no id for ${path}`);
      schema.example = example;
    }
  }
}

/** Adds the errors that operations share, wherever they can occur. */
export function addSharedErrors(document: OpenAPIObject): void {
  for (const { method, path, operation } of operationsOf(document)) {
    for (const code of sharedErrors(method, path, operation)) addError(operation, code);
    operation.security ??= [];
  }
}

function sharedErrors(method: string, path: string, { security, parameters }: Operation): ProblemCode[] {
  if (!path.startsWith('/api')) return [];
  const codes: ProblemCode[] = ['validation_failed', 'internal_error', 'service_busy'];
  // A body is read, and may be refused, even where none is expected; an address with parameters may have a broken
  // encoding.
  if (method !== 'GET' || parameters?.some((parameter) => parameter.in === 'path'))
    codes.push('malformed_request');
  if (method !== 'GET') codes.push('body_too_large', 'unsupported_media_type');
  if (security) codes.push('not_authenticated', 'forbidden', 'factor_needed');
  return codes;
}

function addError(operation: Operation, code: ProblemCode): void {
  const responses = (operation.responses ??= {});
  const { status } = PROBLEMS[code];
  const examples = responses[status]?.content?.[PROBLEM]?.examples ?? {};
  const codes = [...new Set([...(Object.keys(examples) as ProblemCode[]), code])];
  responses[status] = problemResponse(codes);
}
