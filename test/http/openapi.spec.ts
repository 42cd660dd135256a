import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startApp, type TestApp } from '../support/app.js';
import { readDocument, type Document, type Operation } from '../support/document.js';
import type { Parameter, Schema } from '../support/document.js';
import { daysAfter, openSandbox } from '../support/late-loans.js';
import { makeLoan, makeProvider, makeUser, must } from '../support/make.js';
import { until } from '../support/until.js';

const PROBLEM = 'application/problem+json';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOVE_MONEY = [
  'POST /api/bank_accounts',
  'POST /api/customers',
  'POST /api/customers/{id}/credit/apply',
  'POST /api/customers/{id}/credit/refund',
  'POST /api/loans',
  ...['promises', 'undo', 'write_off'].map((what) => `POST /api/loans/{id}/${what}`),
  'POST /api/notes',
  'POST /api/payments',
  'POST /api/payments/collect',
  'POST /api/payments/{id}/reverse',
  'POST /api/promises/{id}/cancel',
  'POST /api/providers',
  'POST /api/providers/add_funds',
  'POST /api/providers/deposits',
  'POST /api/providers/reinvest',
  'POST /api/providers/withdraw',
  'POST /api/providers/withdrawals',
  ...['banked', 'charge', 'outside'].map((what) => `POST /api/statement_lines/{id}/${what}`),
];
const OF_REPEATS = ['idempotency_in_progress', 'idempotency_key_reused', 'outcome_unknown'];
// Answered by the transport, for requests that are none of an operation.
const OF_NO_OPERATION = ['request_timeout', 'address_too_long', 'expectation_failed', 'headers_too_large'];

describe('the OpenAPI document', () => {
  let app: TestApp;
  let document: Document;
  let problems: Record<string, number>;

  beforeAll(async () => {
    app = await startApp();
    document = await readDocument(app);
    const { results } = must(200, await app.as().get('/api/problems/')) as {
      results: { code: string; status: number }[];
    };
    problems = Object.fromEntries(results.map(({ code, status }) => [code, status]));
    expect(document.operations.length).toBeGreaterThan(25);
  });
  afterAll(() => app.stop());

  const named = (has: (operation: Operation) => boolean) =>
    document.operations.filter(has).map(({ name }) => name);
  const codesOf = ({ responses }: Operation): string[] =>
    Object.values(responses).flatMap(({ content }) => Object.keys(content?.[PROBLEM]?.examples ?? {}));
  const hasExample = (holder: { example?: unknown; schema?: Schema }) =>
    holder.example !== undefined || holder.schema?.example !== undefined;

  /** Properties without an example, however deep; a list or an object is shown by what is in it. */
  const unshown = (schema: Schema, path: string, seen: readonly Schema[] = []): string[] => {
    const found = document.resolve(schema);
    if (found.example !== undefined || found.format === 'binary' || seen.includes(found)) return [];
    const inside = [...seen, found];
    const parts = found.allOf ?? found.oneOf;
    if (parts) return parts.flatMap((part) => unshown(part, path, inside));
    if (found.items) return unshown(found.items, `${path}[]`, inside);
    if (!found.properties) return [path];
    return Object.entries(found.properties).flatMap(([name, property]) =>
      unshown(property, `${path}.${name}`, inside),
    );
  };
  const successes = ({ name, responses }: Operation) =>
    Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .map(([status, answer]) => ({ at: `${name} ${status}`, status, answer }));

  it('says of every operation what it is, for whom to read and for whom to generate', () => {
    const incomplete = named(
      ({ summary, description, operationId, tags }) =>
        !summary || !description || !operationId || tags?.length !== 1,
    );
    expect(incomplete).toEqual([]);
    const ids = document.operations.map(({ operationId: id = '' }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Z][A-Za-z]+_[a-z][A-Za-z]+(_csv)?$/.test(id))).toEqual([]);
  });

  it('has an address in the list at /api/ for everything that can be read without an id', async () => {
    const read = document.operations
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/') && !path.includes('{'))
      .map(({ path }) => path)
      // In a sandbox, or with a gateway.
      .filter((path) => !/^\/api\/(sandbox\/clock|instruments|transfers)\b/.test(path));
    const tops = read.filter((path) => !read.some((other) => path.startsWith(`${other}/`)));
    const { docs, openapi, ...listed } = must(200, await app.as().get('/api/')) as Record<string, string>;
    expect([docs, openapi]).toEqual(['/api/docs/', '/api/openapi.json']);
    expect(Object.values(listed).sort()).toEqual(tops.map((path) => `${path}/`).sort());
  });

  it('explains every tag, and uses it', () => {
    const { tags } = document.json as { tags: { name: string; description: string }[] };
    const used = new Set(document.operations.flatMap((operation) => operation.tags ?? []));
    expect(tags.map(({ name }) => name).sort()).toEqual([...used].sort());
    expect(tags.filter(({ description }) => !description)).toEqual([]);
  });

  it('shows a success of every operation, with an example of each of its fields', () => {
    // A loan that waits is answered 202, a statement that was read before 200.
    const two = ['POST /api/loans', 'POST /api/bank_statements'];
    const none = named((operation) => successes(operation).length !== (two.includes(operation.name) ? 2 : 1));
    expect(none).toEqual([]);
    const bare = document.operations.flatMap(successes).flatMap(({ at, status, answer }) => {
      const contents = Object.entries(answer.content ?? {});
      if (contents.length === 0) return status === '204' ? [] : [`${at} has no body`];
      return contents.flatMap(([type, content]) =>
        content.example === undefined ? unshown(content.schema, `${at} ${type}`) : [],
      );
    });
    expect(bare).toEqual([]);
  });

  it('has examples of every parameter and of every field of a body', () => {
    const parameters = document.operations.flatMap(({ name, parameters: own }) =>
      own.filter((parameter) => !hasExample(parameter)).map((parameter) => `${name} ${parameter.name}`),
    );
    expect(parameters).toEqual([]);
    const fields = document.operations.flatMap(({ name, requestBody }) =>
      Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => unshown(schema, name)),
    );
    expect(fields).toEqual([]);
    expect(named(({ requestBody }) => requestBody !== undefined).length).toBeGreaterThan(10);
  });

  it('limits the length of every text that a body takes', () => {
    const unlimited = document.operations.flatMap(({ name, requestBody }) =>
      Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
        Object.entries(document.resolve(schema).properties ?? {})
          .filter(
            ([, { type, enum: values, format, pattern, maxLength }]) =>
              type === 'string' && !values && format !== 'uuid' && !pattern && maxLength === undefined,
          )
          .map(([field]) => `${name} ${field}`),
      ),
    );
    expect(unlimited).toEqual([]);
  });

  it('fills in nothing, on the page to try it, that one does not have to send', async () => {
    const { body } = await app.as().get('/api/docs/swagger-ui-init.js');
    const [, json] = /let options = (\{[\s\S]*\n\});?\n\s*url = /.exec(body as string) ?? [];
    const { swaggerDoc } = JSON.parse(json ?? '{}') as {
      swaggerDoc: { paths: Record<string, Record<string, Operation>> };
    };
    const parameters = Object.values(swaggerDoc.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap((operation) => operation.parameters as (Parameter & { required?: boolean })[]);
    const optional = parameters.filter(({ required }) => required !== true);
    expect(optional.length).toBeGreaterThan(20);
    expect(optional.filter(hasExample)).toEqual([]);
    expect(parameters.filter(({ required }) => required === true).every(hasExample)).toBe(true);
  });

  it('has examples that the server takes', async () => {
    const register = document.operations.find(({ name }) => name === 'POST /api/auth/register');
    const schema = register?.requestBody?.content['application/json']?.schema as Schema;
    const body = Object.fromEntries(
      Object.entries(document.resolve(schema).properties ?? {}).map(([name, property]) => [
        name,
        property.example,
      ]),
    );
    must(201, await app.as().post('/api/auth/register/', body));
  });

  it('has links in its examples as they are answered: relative', () => {
    const links: string[] = [];
    const look = (value: unknown): void => {
      if (typeof value === 'string' && /\/api\/.*[?&]cursor=/.test(value)) links.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
    };
    look(document.json);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !link.startsWith('/api/'))).toEqual([]);
  });

  it('has dates in its examples that are good on the day on which they are asked for', async () => {
    const later = await startApp({ SANDBOX: 'true' });
    try {
      // Years after the examples were written.
      await later.database.rows('INSERT INTO sandbox_clock (id, days_ahead) VALUES (1, 1234)');
      await makeProvider(later, '1000.00');
      const customer = await makeUser(later, 'customer');
      const { staff, today: businessDate } = await openSandbox(later);
      const soon = daysAfter(new Date().toISOString().slice(0, 10), 1000);
      await until(async () => (await businessDate()) > soon);
      const today = await businessDate();
      const loan = await makeLoan(customer, '1000.00');
      const served = await readDocument(later);
      const parameter = (operation: string, name: string) => {
        const found = served.operations.find((one) => one.name === operation)?.parameters;
        return String(found?.find((one) => one.name === name)?.schema.example);
      };
      const date = parameter('GET /api/loans/{id}/payoff', 'date');
      expect(date > today).toBe(true);
      expect(must(200, await customer.api.get(`/api/loans/${loan.id}/payoff/?date=${date}`))).toMatchObject({
        date,
      });
      const asOf = parameter('GET /api/loans/{id}/schedule', 'as_of');
      must(200, await customer.api.get(`/api/loans/${loan.id}/schedule/?as_of=${asOf}`));
      const page = (await later.as().get('/api/docs/swagger-ui-init.js')).body as string;
      expect(page).toContain(`For example \`${date}\``);
      const { to } = served.resolve({ $ref: '#/components/schemas/AdvanceClockDto' }).properties as {
        to: Schema;
      };
      must(200, await staff.api.post('/api/sandbox/clock/advance/', { to: to.example }));
    } finally {
      await later.stop();
    }
  });

  it('documents 401 and 403 on what needs a token, and only there', () => {
    const secured = named(({ security }) => security.length > 0);
    expect(secured.length).toBeGreaterThan(15);
    expect(named((operation) => codesOf(operation).includes('not_authenticated'))).toEqual(secured);
    expect(named((operation) => codesOf(operation).includes('forbidden'))).toEqual(secured);
  });

  it('shows every error as a problem whose code and status are those of the table', () => {
    let shown = 0;
    for (const { name, responses } of document.operations) {
      for (const [status, { content, description }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        expect([name, status, Object.keys(content ?? {})]).toEqual([name, status, [PROBLEM]]);
        const examples = Object.entries(content?.[PROBLEM]?.examples ?? {});
        expect([name, status, examples.length > 0]).toEqual([name, status, true]);
        for (const [code, { value }] of examples) {
          shown++;
          expect([name, value]).toEqual([name, expect.objectContaining({ code, status: Number(status) })]);
          expect([name, code, problems[code]]).toEqual([name, code, Number(status)]);
          expect([name, description.split(`\`${code}\``).length - 1]).toEqual([name, 1]);
          expect(value).toMatchObject({ type: `/api/problems/${code}/`, title: expect.any(String) });
        }
      }
    }
    expect(shown).toBeGreaterThan(100);
  });

  it('documents the Idempotency-Key and its errors on the commands that move money, and only there', () => {
    const keyed = named(({ parameters }) =>
      parameters.some(({ name, in: place }) => name === 'Idempotency-Key' && place === 'header'),
    );
    expect(keyed.sort()).toEqual(MOVE_MONEY);
    for (const code of OF_REPEATS) {
      expect([code, named((operation) => codesOf(operation).includes(code)).sort()]).toEqual([
        code,
        MOVE_MONEY,
      ]);
    }
  });

  it('documents every problem code on an operation that answers it', () => {
    const documented = new Set(document.operations.flatMap(codesOf));
    const undocumented = Object.keys(problems).filter((code) => !documented.has(code));
    expect(undocumented).toEqual(OF_NO_OPERATION);
  });

  it('documents a 404 wherever an address names an object', () => {
    const silent = named(
      ({ path, responses }) => path.includes('{') && responses['404']?.content?.[PROBLEM] === undefined,
    );
    expect(silent).toEqual([]);
  });

  it.each([
    ['redocly', '@redocly/cli/bin/cli.js', ['lint', 'FILE', '--extends=recommended', '--format=json']],
    ['spectral', '@stoplight/spectral-cli/dist/index.js', ['lint', 'FILE', '--format=json', '--quiet']],
  ])('is found without errors or warnings by the recommended rules of %s', async (_, tool, args) => {
    const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(document.json));
      await writeFile(join(folder, '.spectral.yaml'), 'extends: ["spectral:oas"]');
      const command = [join(ROOT, 'node_modules', tool), ...args.map((arg) => (arg === 'FILE' ? file : arg))];
      const { stdout } = await promisify(execFile)(process.execPath, command, {
        cwd: folder,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
      }).catch((error: unknown) => error as { stdout: string });
      const found = JSON.parse(stdout) as { problems?: unknown[] } | unknown[];
      expect(Array.isArray(found) ? found : found.problems).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
