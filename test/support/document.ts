import type { TestApp } from './app.js';
import { must } from './make.js';

export interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  example?: unknown;
  enum?: unknown[];
  minItems?: number;
  format?: string;
  pattern?: string;
  maxLength?: number;
  nullable?: boolean;
  additionalProperties?: boolean | Schema;
}
export interface Content {
  schema: Schema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
export interface Parameter {
  name: string;
  required?: boolean;
  in: 'path' | 'query' | 'header';
  schema: Schema;
  example?: unknown;
}
export interface Operation {
  /** For example `GET /api/loans/{id}`. */
  name: string;
  method: string;
  path: string;
  summary?: string;
  description?: string;
  operationId?: string;
  tags?: string[];
  security: unknown[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}
export interface Document {
  json: unknown;
  operations: Operation[];
  /** Follows a reference to its schema. */
  resolve(schema: Schema): Schema;
}

/** All schemas of a document, with the place of each. */
export function schemasOf({ json }: Pick<Document, 'json'>): { at: string; schema: Schema }[] {
  const { paths, components } = json as { paths: unknown; components: { schemas: Record<string, Schema> } };
  const found: { at: string; schema: Schema }[] = [];
  const add = (at: string, schema: Schema): void => {
    found.push({ at, schema });
    for (const [name, property] of Object.entries(schema.properties ?? {})) add(`${at}.${name}`, property);
    if (schema.items) add(`${at}[]`, schema.items);
    for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? [])]) add(at, part);
    if (typeof schema.additionalProperties === 'object') add(`${at}{}`, schema.additionalProperties);
  };
  for (const [name, schema] of Object.entries(components.schemas)) add(name, schema);
  const look = (at: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'schema') add(at, inner as Schema);
      else if (key !== 'example' && key !== 'examples') look(`${at} ${key}`, inner);
    }
  };
  look('', paths);
  return found;
}

/** The OpenAPI document that the server answers, operation by operation. */
export async function readDocument(app: TestApp): Promise<Document> {
  const json = must(200, await app.as().get('/api/openapi.json')) as {
    paths: Record<string, Record<string, Omit<Operation, 'name' | 'method' | 'path'>>>;
    components: { schemas: Record<string, Schema> };
  };
  const operations = Object.entries(json.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, operation]) => {
      const method = verb.toUpperCase();
      return { ...operation, name: `${method} ${path}`, method, path };
    }),
  );
  const resolve = (schema: Schema): Schema => {
    if (schema.$ref === undefined) return schema;
    const found = json.components.schemas[schema.$ref.replace('#/components/schemas/', '')];
    if (!found) throw new Error(`the document has no ${schema.$ref}`);
    return found;
  };
  return { json, operations, resolve };
}
