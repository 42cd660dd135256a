import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';
import type { Document, Operation, Parameter } from './document.js';
import type { Actor } from './make.js';
import { linesOf } from './pdf.js';
import { OF_CUSTOMER, OF_PROVIDER } from './whose-rows.js';

/** A read of one person. */
export interface Read {
  operation: string;
  by: Actor;
  path: string;
}

const OWN_IDS = 4;
const MOST_CHOICES = 12;
/** Of the day, of the moment, or of the process, and nothing of anybody: the answer is another each time. */
const OF_THE_MOMENT = ['GET /health/live', 'GET /health/ready', 'GET /metrics', 'GET /api/openapi.json'];
/** A page of a list is read after its first one. */
const NOT_ASKED = ['cursor', 'page'];
/** Where a path names no row of a table. */
const NAMES: Record<string, string> = { code: 'forbidden', token: 'no.token' };

/**
 * Every read of the API document, for each person: of some things of his own and of one of somebody else's, and with each
 * parameter alone for the first person of a role, who is the one to get PDFs too. Throws where a new operation names what nobody knows here.
 */
export async function readsOf(
  { operations }: Document,
  database: TestDatabase,
  persons: readonly (readonly Actor[])[],
): Promise<Read[]> {
  const reads: Read[] = [];
  const asked = operations.filter(({ method, name }) => method === 'GET' && !OF_THE_MOMENT.includes(name));
  for (const [rank, by] of persons.flatMap((those) =>
    those.map((person, index) => [index, person] as const),
  )) {
    const idsOf = idsFor(database, by);
    for (const operation of asked) {
      const isPaper = operation.name.endsWith('/pdf');
      // Paper is made of the same reads as the answer beside it, and takes ten times as long.
      if (isPaper && rank > 0) continue;
      const all = await pathsOf(operation, idsOf);
      const paths = isPaper ? [...new Set([...all.slice(0, 1), ...all.slice(-1)])] : all;
      const add = (path: string) => reads.push({ operation: operation.name, by, path });
      for (const path of paths) add(path);
      if (rank > 0 || isPaper) continue;
      const [first = operation.path] = paths;
      for (const query of await queriesOf(operation, idsOf)) add(`${first}?${query}`);
    }
  }
  return reads;
}

type IdsOf = (table: string) => Promise<string[]>;

/** Some of a person's own ids of a table, and one of somebody else's. */
function idsFor(database: TestDatabase, { id, role }: Actor): IdsOf {
  const known = new Map<string, string[]>();
  const own = role === 'customer' ? OF_CUSTOMER : OF_PROVIDER;
  return async (table) => {
    const found = known.get(table);
    if (found !== undefined) return found;
    // Those of whom the person is none have others' rows only, which are refused.
    const mine = own[table] ?? 'id = $1';
    const rows = await database.rows<{ id: string }>(
      `(SELECT id FROM ${table} WHERE ${mine} ORDER BY id LIMIT ${String(OWN_IDS)})
       UNION ALL (SELECT id FROM ${table} WHERE (${mine}) IS NOT TRUE ORDER BY id DESC LIMIT 1)`,
      [id],
    );
    const ids = rows.map((row) => row.id);
    known.set(table, ids);
    return ids;
  };
}

async function pathsOf({ name, path }: Operation, idsOf: IdsOf): Promise<string[]> {
  const [, table = '', parameter] = /^\/api\/(\w+).*?(?:\{(\w+)\}|$)/.exec(path) ?? [];
  if (parameter === undefined) return [path];
  const named = NAMES[parameter];
  if (named !== undefined) return [path.replace(`{${parameter}}`, named)];
  if (parameter !== 'id') throw new Error(`${name}: nobody knows here what {${parameter}} is`);
  return (await idsOf(table)).map((id) => path.replace('{id}', id));
}

async function queriesOf({ parameters }: Operation, idsOf: IdsOf): Promise<string[]> {
  const queries: string[] = [];
  for (const parameter of parameters) {
    if (parameter.in !== 'query' || NOT_ASKED.includes(parameter.name)) continue;
    for (const value of await valuesOf(parameter, idsOf))
      queries.push(`${parameter.name}=${encodeURIComponent(value)}`);
  }
  // The demo lasted eight months.
  if (parameters.some(({ name }) => name === 'from'))
    queries.push('from=2026-04-01', 'from=2026-04-01&format=csv');
  return queries;
}

async function valuesOf({ name, schema, example }: Parameter, idsOf: IdsOf): Promise<string[]> {
  if (name === 'loan') return (await idsOf('loans')).slice(0, 2);
  const choices = schema.enum ?? schema.items?.enum;
  if (choices !== undefined) return choices.slice(0, MOST_CHOICES).map(String);
  if (name === 'limit') return ['1', '100'];
  const shown = (example ?? schema.example ?? schema.default) as string | number | boolean | undefined;
  return shown === undefined ? [] : [String(shown)];
}

/** What a person is told: status and text; of a PDF its lines, without when it was made. */
export async function told(app: TestApp, { by, path }: Read): Promise<string> {
  const response = await fetch(new URL(path, app.url), {
    headers: { authorization: `Bearer ${String(by.api.token)}` },
    redirect: 'manual',
  });
  if (response.headers.get('content-type')?.startsWith('application/pdf') === true) {
    const pages = await linesOf(new Uint8Array(await response.arrayBuffer()));
    return `${String(response.status)} ${JSON.stringify(pages).replaceAll(/\d{1,2}:\d\d/g, 'now')}`;
  }
  const text = await response.text();
  return `${String(response.status)} ${text.replaceAll(/"(request_id|proved_at|full_proved_at|ms|age_seconds)":("[^"]*"|[\d.]+|null)/g, '"$1":""')}`;
}

/** Asks all of them, some at once. */
export async function toldAll(app: TestApp, reads: readonly Read[]): Promise<Map<Read, string>> {
  const answers = new Map<Read, string>();
  await someAtOnce(reads, async (read) => {
    answers.set(read, await told(app, read));
  });
  return answers;
}

/** The operations with a read that is told something else now. */
export async function changedOperations(
  app: TestApp,
  before: ReadonlyMap<Read, string>,
): Promise<Set<string>> {
  const changed = new Set<string>();
  await someAtOnce([...before], async ([read, answer]) => {
    // One is enough.
    if (changed.has(read.operation) || (await told(app, read)) === answer) return;
    changed.add(read.operation);
  });
  return changed;
}

async function someAtOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
    }),
  );
}
