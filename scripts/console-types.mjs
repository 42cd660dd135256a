// `npm run console:types`: writes what the API document says as TypeScript: the types of answers for console and portal
// (console/src/api/schemas.ts), all operations for clients (sdk/src/api.ts), and which commands take an Idempotency-Key
// (sdk/src/keyed.ts). With --check it writes nothing, and fails when a file says something else.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const HEADER = `// Generated from the API document by \`npm run console:types\`: change the DTO and run it again.

`;
/** What a type consists of. Examples and limits are for senders, and would make the file four times as long. */
const KEPT = ['$ref', 'type', 'nullable', 'enum', 'description', 'required', 'additionalProperties'];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function typeOf(schema) {
  const kept = Object.fromEntries(KEPT.filter((name) => name in schema).map((name) => [name, schema[name]]));
  if (schema.items) kept.items = typeOf(schema.items);
  if (schema.allOf) kept.allOf = schema.allOf.map(typeOf);
  if (schema.properties) kept.properties = typesOf(schema.properties);
  return kept;
}

function typesOf(schemas) {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, typeOf(schema)]));
}

const contentOf = (content = {}) =>
  Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, { schema: typeOf(schema) }]));

/** An operation with the answers that succeed: refusals are of one type, whatever the operation. */
function operationTypeOf({ summary, description, parameters = [], requestBody, responses }) {
  return {
    summary,
    description,
    parameters: parameters
      .filter((parameter) => parameter.in !== 'header')
      .map(({ in: place, name, required, description: text, schema }) => {
        return { in: place, name, required, description: text, schema: typeOf(schema) };
      }),
    ...(requestBody && {
      requestBody: { required: requestBody.required, content: contentOf(requestBody.content) },
    }),
    responses: Object.fromEntries(
      Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([status, { description: text, content }]) => {
          return [status, { description: text, ...(content && { content: contentOf(content) }) }];
        }),
    ),
  };
}

const document = JSON.parse(
  execFileSync(process.execPath, ['dist/app/cli.js', 'openapi'], { cwd: root, maxBuffer: 64 * 1024 * 1024 }),
);
const { openapi, info, components, paths } = document;
const operations = Object.entries(paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({ method, path, operation: item[method] })),
);

async function typesOfDocument(parts, wanted) {
  const nodes = await openapiTS({ openapi, info, paths: {}, ...parts }, { alphabetize: false });
  return astToString(nodes.filter((node) => wanted.includes(node.name?.text)));
}

async function consoleTypes() {
  const answers = Object.entries(components.schemas).filter(([name]) => !name.endsWith('Dto'));
  const types = await typesOfDocument({ components: { schemas: typesOf(Object.fromEntries(answers)) } }, [
    'components',
  ]);
  return `${types}\nexport type Schemas = components['schemas'];\n`;
}

async function clientTypes() {
  const called = {};
  for (const { method, path, operation } of operations) {
    if (path.startsWith('/api/')) (called[path] ??= {})[method] = operationTypeOf(operation);
  }
  const types = await typesOfDocument(
    { paths: called, components: { schemas: typesOf(components.schemas) } },
    ['paths', 'components'],
  );
  const codes = operations.flatMap(({ operation }) =>
    Object.values(operation.responses).flatMap(({ content }) =>
      Object.keys(content?.['application/problem+json']?.examples ?? {}),
    ),
  );
  const union = [...new Set(codes)].sort().map((code) => `'${code}'`);
  return `${types}\n/** Why the API refuses. */\nexport type ProblemCode = ${union.join(' | ')};\n`;
}

function keyedCommands() {
  const isKey = ({ in: place, name }) => place === 'header' && name === 'Idempotency-Key';
  const keyed = operations
    .filter(({ operation }) => operation.parameters?.some(isKey))
    .map(({ method, path }) => `'${method.toUpperCase()} ${path}'`);
  return `/** The commands that take an Idempotency-Key. */\nexport const KEYED: ReadonlySet<string> = new Set([${keyed.join(', ')}]);\n`;
}

const files = {
  'console/src/api/schemas.ts': await consoleTypes(),
  'sdk/src/api.ts': await clientTypes(),
  'sdk/src/keyed.ts': keyedCommands(),
};
for (const [name, types] of Object.entries(files)) {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const text = await format(HEADER + types, { ...(await resolveConfig(file)), filepath: file });
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${name} is not what the API document says. Run \`npm run console:types\`.`);
    process.exitCode = 1;
  }
}
