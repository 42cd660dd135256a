// `npm run console:types`: writes the types of the API's answers, as its document gives them, into
// console/src/api/schemas.ts. With --check it writes nothing, and fails when the file says something else.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = fileURLToPath(new URL('../console/src/api/schemas.ts', import.meta.url));
const HEADER = `// Generated from the API document by \`npm run console:types\`: change the DTO and run it again.

`;
/** What a type consists of. Examples and limits are for senders, and would make the file four times as long. */
const KEPT = ['$ref', 'type', 'nullable', 'enum', 'description', 'required', 'additionalProperties'];

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

const document = execFileSync(process.execPath, ['dist/app/cli.js', 'openapi'], {
  cwd: root,
  maxBuffer: 64 * 1024 * 1024,
});
const { openapi, info, components } = JSON.parse(document);
const answers = Object.entries(components.schemas).filter(([name]) => !name.endsWith('Dto'));
const nodes = await openapiTS({
  openapi,
  info,
  paths: {},
  components: { schemas: typesOf(Object.fromEntries(answers)) },
});
const types = astToString(nodes.filter((node) => node.name.text === 'components'));
const text = await format(`${HEADER}${types}\nexport type Schemas = components['schemas'];\n`, {
  ...(await resolveConfig(file)),
  filepath: file,
});

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('console/src/api/schemas.ts is not what the API document says. Run `npm run console:types`.');
  process.exitCode = 1;
}
