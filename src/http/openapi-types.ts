import type { OpenAPIObject } from '@nestjs/swagger';

/** A schema, or a reference to one, with the parts that matter here. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  example?: unknown;
  default?: unknown;
  minimum?: number;
  enum?: unknown[];
  'x-enum-varnames'?: string[];
  nullable?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: boolean | Schema;
}

const COMPONENTS = '#/components/schemas/';
const FORMATS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/,
};

/**
 * Translates what the classes and their examples say into OpenAPI 3.0. A number with a whole example becomes an
 * integer. A text with an id, a date or an instant as its example gets that format. A nullable field allows null.
 */
export function describeTypes(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  for (const schema of Object.values(schemas)) describe(schema);
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item as Record<string, Operation>)) {
      for (const { schema, example } of operation.parameters ?? []) if (schema) describe(schema, example);
      const bodies = [operation.requestBody, ...Object.values(operation.responses ?? {})];
      for (const { schema } of bodies.flatMap((body) => Object.values(body?.content ?? {}))) {
        if (schema) describe(schema);
      }
    }
  }
  allowNull(document, schemas);
}

interface Operation {
  parameters?: { schema?: Schema; example?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

function describe(schema: Schema, example: unknown = schema.example): void {
  if (schema.type === 'number' && Number.isInteger(example)) schema.type = 'integer';
  if (schema.type === 'string' && typeof example === 'string' && !schema.enum && !schema.format) {
    const [format] = Object.entries(FORMATS).find(([, looks]) => looks.test(example)) ?? [];
    if (format !== undefined) schema.format = format;
  }
  if (schema.enum) describeEnum(schema);
  if (schema.items) describe(schema.items, Array.isArray(example) ? example[0] : undefined);
  for (const inner of partsOf(schema)) describe(inner);
}

function describeEnum(schema: Schema): void {
  const values = schema.enum ?? [];
  if (schema.nullable) {
    // Null must be in the enum list; with a type beside it, generators would treat all values as texts.
    schema.enum = [...values, null];
    delete schema.type;
    delete schema.nullable;
  }
  const isDescending = (value: unknown) => typeof value === 'string' && value.startsWith('-');
  if (values.some(isDescending)) {
    // Without explicit names, `created_at` and `-created_at` become one constant.
    schema['x-enum-varnames'] = values.map((value) => (isDescending(value) ? 'Descending' : 'Ascending'));
  }
}

function partsOf({ properties, allOf, oneOf, additionalProperties }: Schema): Schema[] {
  const others = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  return [...Object.values(properties ?? {}), ...(allOf ?? []), ...(oneOf ?? []), ...others];
}

/** A reference beside `nullable` still forbids null: point it to a schema that allows null. */
function allowNull(document: OpenAPIObject, schemas: Record<string, Schema>): void {
  const references = Object.values(schemas)
    .flatMap(({ properties }) => Object.values(properties ?? {}))
    .flatMap(({ nullable, allOf }) => (nullable && allOf ? allOf : []));
  const names = new Set(references.map(({ $ref }) => $ref?.replace(COMPONENTS, '') ?? ''));
  for (const reference of references) reference.$ref = `${reference.$ref ?? ''}OrNull`;
  for (const name of names) schemas[`${name}OrNull`] = { ...schemas[name], nullable: true };
  const used = JSON.stringify([document.paths, schemas]);
  for (const name of names) {
    if (!used.includes(`"${COMPONENTS}${name}"`)) Reflect.deleteProperty(schemas, name);
  }
}
