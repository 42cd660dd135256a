import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { readDocument, type Document, type Operation, type Schema } from '../support/document.js';
import type { Client } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, makeUser } from '../support/make.js';

const NO_DATES = [
  '0000-01-01',
  '0001-01-05',
  '1899-12-31',
  '3000-01-01',
  '9999-12-31',
  '10000-01-01',
  '+012026-01-01',
  '-0001-01-01',
  '2026-02-30',
  '2026-13-01',
  '2026-1-1',
  '2026-11-22T00:00:00Z',
  '20261122',
  'today',
  'infinity',
  '-infinity',
  ' 2026-11-22',
  '',
];
/** The first and the last that are taken, and some that nothing has happened on. */
const DATES = ['1900-01-01', '1970-01-01', '2000-02-29', '2999-12-31'];

const isDate = ({ format, pattern }: Schema) => format === 'date' && pattern !== undefined;

describe('every date that is taken', () => {
  let app: TestApp;
  let document: Document;
  let clients: Client[];
  let loan: string;
  const asked = new Set<string>();

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    document = await readDocument(app);
    const provider = await makeProvider(app, '1000.00');
    const customer = await makeCustomer(app);
    loan = (await makeLoan(customer, '500.00')).id;
    clients = [provider, await makeUser(app, 'admin'), customer].map(({ api }) => api);
  });
  afterAll(() => app.stop());

  const address = ({ path }: Operation) => path.replace(/\{\w+\}/, loan);
  /** The answer to whoever may ask. */
  const send = async (operation: Operation, query: Record<string, string>, body?: object) => {
    const search = new URLSearchParams(query).toString();
    for (const client of clients) {
      const answer = await client.send(operation.method, `${address(operation)}?${search}`, body);
      if (answer.status !== 403) return answer;
    }
    throw new Error(`nobody may ${operation.name}`);
  };
  const fieldsOf = (answer: { body: { errors?: { field: string }[] } }) =>
    answer.body.errors?.map(({ field }) => field) ?? [];
  const inQueries = () =>
    document.operations.flatMap((operation) => {
      const names = operation.parameters
        .filter((parameter) => parameter.in === 'query' && isDate(parameter.schema))
        .map(({ name }) => name);
      return names.length === 0 ? [] : [{ operation, names }];
    });
  const inBodies = () =>
    document.operations.flatMap((operation) => {
      const schema = operation.requestBody?.content['application/json']?.schema;
      const names = Object.entries((schema && document.resolve(schema).properties) ?? {})
        .filter(([, property]) => isDate(property))
        .map(([name]) => name);
      return names.length === 0 ? [] : [{ operation, names }];
    });

  it('in a query is refused by name when it is invalid or out of range', async () => {
    for (const { operation, names } of inQueries()) {
      for (const name of names) {
        asked.add(`${operation.name} ${name}`);
        for (const value of NO_DATES) {
          const answer = await send(operation, { [name]: value });
          expect([operation.name, value, answer.status, fieldsOf(answer)]).toEqual([
            operation.name,
            value,
            400,
            [name],
          ]);
        }
      }
    }
    expect(asked.size).toBeGreaterThanOrEqual(11);
  });

  it('in a query is answered or refused when it is valid, and never fails', async () => {
    for (const { operation, names } of inQueries()) {
      for (const name of names) {
        for (const value of DATES) {
          const { status } = await send(operation, { [name]: value });
          expect([operation.name, name, value, status < 500]).toEqual([operation.name, name, value, true]);
        }
      }
    }
  });

  it('in a query may not end a range before it begins', async () => {
    const ranges = inQueries().filter(({ names }) => names.length > 1);
    expect(ranges.length).toBeGreaterThanOrEqual(4);
    for (const { operation, names } of ranges) {
      const [from, to] = names as [string, string];
      expect([from, to].map((name) => name.replace(/^\w+_/, ''))).toEqual(['from', 'to']);
      const answer = await send(operation, { [from]: '2026-11-23', [to]: '2026-11-22' });
      expect([operation.name, answer.status, fieldsOf(answer)]).toEqual([operation.name, 400, [from]]);
    }
  });

  it('in a body is refused by name when it is invalid or out of range', async () => {
    expect(inBodies().length).toBeGreaterThanOrEqual(2);
    for (const { operation, names } of inBodies()) {
      for (const name of names) {
        for (const value of [...NO_DATES, 20_261_122, null, ['2026-11-22'], {}]) {
          const answer = await send(operation, {}, { [name]: value });
          expect([operation.name, value, answer.status]).toEqual([operation.name, value, 400]);
          expect(fieldsOf(answer)).toContain(name);
        }
      }
    }
  });

  it('of a command is refused in a sentence', async () => {
    const provider = await makeUser(app, 'provider');
    const commands = [
      'proof --as-of 0001-01-05',
      'day-close --date 9999-12-31',
      `statement ${provider.id} --from 0001-01-05`,
      `statement ${provider.id} --to 9999-12-31`,
    ];
    const runs = await Promise.all(commands.map((command) => startCli(app.database.url, command).ended));
    for (const { code, err } of runs) {
      expect(code).toBe(2);
      expect(err).toContain('must be a date from 1900-01-01 to 2999-12-31');
    }
  });
});
