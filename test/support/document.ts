import type { TestApp } from './app.js';
import { must } from './make.js';

export interface Schema {
  $ref?: string;
  type?: string;
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
  in: 'path' | 'query' | 'header';
  schema: Schema;
  example?: unknown;
}
export interface Operation {
  /** Such as `GET /api/loans/{id}`. */
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
  /** The schema itself, where it is a reference. */
  resolve(schema: Schema): Schema;
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
