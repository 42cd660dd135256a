import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { expectOrderly, toRefuse, type Attempt } from '../support/attempts.js';
import { believeEverybody, importStatement, openBankAccount, statementOf } from '../support/bank.js';
import { readDocument, type Document, type Operation, type Schema } from '../support/document.js';
import { fingerprinter } from '../support/fingerprint.js';
import type { Answer, Client } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, makeUser, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import {
  LONE,
  LONG,
  NESTED,
  NEVER_A_VALUE,
  NOT_AMOUNTS,
  NOT_JSON,
  NOT_OBJECTS,
  NUMBERS,
  STRANGE_TEXT,
} from '../support/strange-values.js';

// Thousands of requests, and the passwords among them are hashed.
jest.setTimeout(300_000);

describe('bad input', () => {
  let app: TestApp;
  let document: Document;
  let fingerprint: () => Promise<string>;
  let clients: Client[];
  let values: Record<string, string>;

  beforeAll(async () => {
    app = await startApp();
    const provider = await makeProvider(app, '50000.00');
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '1000.00');
    const payment = await pay(customer, loan, '87.50');
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '100.00' }));
    clients = [app.as(), customer.api, provider.api, (await makeUser(app, 'admin')).api];
    values = {
      '/api/loans': loan.id,
      '/api/payments': String(payment.id),
      '/api/quotes': String(quote.id),
      '/api/customers': customer.id,
      '/api/providers': provider.id,
      ...(await bankObjects()),
      '/api/users': (await makeUser(app, 'staff')).id,
    };
    document = await readDocument(app);
    fingerprint = await fingerprinter(app.database);
  });
  afterAll(() => app.stop());

  /** A line of a statement that nobody has explained. */
  async function bankObjects(): Promise<Record<string, string>> {
    const staff = await makeUser(app, 'staff');
    const { id, today } = await openBankAccount(app, staff);
    must(201, await importStatement(staff, id, statementOf(today, '1000.00', [{ amount: '80.00' }])));
    const [row] = await app.database.rows('SELECT id, statement_id FROM statement_lines');
    return {
      '/api/bank_accounts': id,
      '/api/bank_statements': String(row?.statement_id),
      '/api/statement_lines': String(row?.id),
    };
  }

  const bodySchema = (operation: Operation): Schema | undefined => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    return schema && document.resolve(schema);
  };
  const address = ({ path, parameters }: Operation): string =>
    parameters
      .filter((parameter) => parameter.in === 'path')
      .reduce((text, { name, schema }) => {
        const id = values[text.slice(0, text.indexOf('/{'))];
        return text.replace(`{${name}}`, id ?? String(schema.example));
      }, path);
  const validBody = (operation: Operation): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(bodySchema(operation)?.properties ?? {}).map(([name, property]) => [
        name,
        name === 'loan' ? values['/api/loans'] : property.example,
      ]),
    );

  /** Whoever signs out everywhere can ask nothing afterwards. */
  const somebodyElse = async (): Promise<Client> => {
    return (await makeUser(app, 'staff')).api;
  };

  /** Whoever is let in: refusals for the role would hide everything else. */
  const clientFor = async (operation: Operation): Promise<Client> => {
    if (operation.security.length === 0) return clients[0] as Client;
    if (operation.name.startsWith('DELETE /api/auth/sessions')) return somebodyElse();
    for (const client of clients) {
      const body = operation.requestBody ? { unknown: 1 } : undefined;
      const { status } = await client.send(operation.method, address(operation), body);
      if (status !== 401 && status !== 403) return client;
    }
    throw new Error(`nobody may ${operation.name}`);
  };

  const isObject = (schema: Schema): boolean => {
    const { type, allOf = [] } = document.resolve(schema);
    return type === 'object' || allOf.some(isObject);
  };
  const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;
  /** One test over all operations of the document that `has` picks: new ones are covered by being documented. */
  const everyOperation = async (
    has: (operation: Operation) => boolean,
    attemptsOf: (operation: Operation, client: Client) => Attempt[],
  ): Promise<void> => {
    const operations = document.operations.filter(has);
    expect(operations.length).toBeGreaterThan(0);
    for (const operation of operations) {
      const attempts = attemptsOf(operation, await clientFor(operation));
      await expectOrderly(attempts, fingerprint);
    }
  };
  const withBody = (operation: Operation) => bodySchema(operation) !== undefined;
  const withIn = (place: string) => (operation: Operation) =>
    operation.parameters.some((parameter) => parameter.in === place);

  it('strange values in a field of a body', async () => {
    await everyOperation(withBody, (operation, client) =>
      Object.keys(bodySchema(operation)?.properties ?? {}).flatMap((name) =>
        [...STRANGE_TEXT.map((text) => JSON.stringify(text)), ...NUMBERS].map((literal) => {
          const rest = JSON.stringify({ ...validBody(operation), [name]: undefined }).slice(1);
          const body = `{"${name}":${literal}${rest === '}' ? rest : `,${rest}`}`;
          return {
            what: `${operation.name} ${body}`,
            send: () => client.send(operation.method, address(operation), body),
          };
        }),
      ),
    );
  });

  it('values that no field takes, fields that are missing, unknown or too long', async () => {
    await everyOperation(withBody, (operation, client) => {
      const { properties = {}, required = [] } = bodySchema(operation) as Schema;
      const attempts: Attempt[] = [];
      const refuse = (change: Record<string, unknown>, field: string) => {
        const body = JSON.stringify({ ...validBody(operation), ...change });
        const send = () => client.send(operation.method, address(operation), body);
        attempts.push(toRefuse(`${operation.name} ${body}`, send, field));
      };
      for (const [name, { nullable, pattern, type, ...schema }] of Object.entries(properties)) {
        for (const value of NEVER_A_VALUE) {
          const isFlag = type === 'boolean' && typeof value === 'boolean';
          const isList = type === 'array' && schema.minItems === undefined && isEmptyList(value);
          const isMap = isObject(properties[name] as Schema) && JSON.stringify(value) === '{}';
          if (!isFlag && !isList && !isMap) refuse({ [name]: value }, name);
        }
        if (!nullable && !schema.enum?.includes(null)) refuse({ [name]: null }, name);
        if (type === 'string') refuse({ [name]: LONG }, name);
        if (schema.enum) refuse({ [name]: 'something else' }, name);
        if (schema.format === 'uuid') refuse({ [name]: '7' }, name);
        if (pattern?.startsWith('^\\d{1,12}')) {
          for (const text of NOT_AMOUNTS) refuse({ [name]: text }, name);
        } else if (type === 'string' && Number.isNaN(Number(schema.example))) {
          refuse({ [name]: 5 }, name);
        }
      }
      for (const name of required) refuse({ [name]: undefined }, name);
      for (const name of ['role_', 'id', 'status', 'is_admin', '😀']) {
        refuse({ [name]: 'x' }, name);
      }
      return attempts;
    });
  });

  it('bodies that are no object, no JSON, or nested without end', async () => {
    await everyOperation(withBody, (operation, client) => {
      const { required = [] } = bodySchema(operation) as Schema;
      const send = (body: string, type = 'application/json') =>
        client.send(operation.method, address(operation), body, { 'content-type': type });
      const valid = JSON.stringify(validBody(operation));
      return [
        ...[...NOT_OBJECTS, ...NOT_JSON, ...NESTED].map((body) =>
          toRefuse(`${operation.name} ${body}`, () => send(body)),
        ),
        ...['', ' '].map((body) => {
          const attempt = { what: `${operation.name} with nothing`, send: () => send(body) };
          return required.length > 0 ? toRefuse(attempt.what, attempt.send) : attempt;
        }),
        ...['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'nonsense'].map((type) => ({
          what: `${operation.name} as ${type}`,
          send: () => send(valid, type),
          check: (answer: Answer) => {
            expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
          },
        })),
        {
          what: `${operation.name} with 120 kB`,
          send: () => send(`{"a":"${LONG.repeat(12)}"}`),
          check: (answer: Answer) => {
            expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
          },
        },
      ];
    });
  });

  it('strange values in an address', async () => {
    await everyOperation(withIn('path'), (operation, client) => {
      const { schema, name } = operation.parameters.find(({ in: place }) => place === 'path') as {
        schema: Schema;
        name: string;
      };
      const body = operation.requestBody && validBody(operation);
      const at = (text: string) => operation.path.replace(`{${name}}`, text);
      const send = (text: string) => client.send(operation.method, at(text), body);
      const strange = STRANGE_TEXT.filter((text) => !LONE.test(text)).map(encodeURIComponent);
      const attempts: Attempt[] = [...strange, '%', '%zz', '%00', '%ff', '..%2f..', '*', ':id']
        // Without an id it is the operation that signs out everywhere, which would leave the client nothing to ask.
        .filter((text) => text !== '' || !operation.name.startsWith('DELETE /api/auth/sessions'))
        .map((text) => ({
          what: `${operation.method} ${at(text)}`,
          send: () => send(text),
          check: ({ status }) => {
            if (text !== '') expect([at(text), [400, 404].includes(status)]).toEqual([at(text), true]);
          },
        }));
      if (schema.format === 'uuid') attempts.push(toRefuse(at('seven'), () => send('seven'), name));
      return attempts;
    });
  });

  it('strange values of a query parameter', async () => {
    await everyOperation(withIn('query'), (operation, client) => {
      const body = operation.requestBody && validBody(operation);
      const at = (query: string) => `${address(operation)}?${query}`;
      const ask = (query: string) => () => client.send(operation.method, at(query), body);
      return operation.parameters
        .filter(({ in: place }) => place === 'query')
        .flatMap(({ name, schema }): Attempt[] => {
          const strange = STRANGE_TEXT.filter((text) => !LONE.test(text) && text !== LONG);
          const wrong = [`${name}=1&${name}=2`, `${name}[a]=1`, `${name}[]=1`];
          // One may look for any text.
          if (name !== 'search' && name !== 'q') wrong.push(`${name}=null`, `${name}=NaN`);
          if (name !== 'cursor') wrong.push(`${name}=`);
          if (schema.type === 'number') wrong.push(`${name}=0`, `${name}=1.5`, `${name}=101`, `${name}=1e3`);
          return [
            ...[...strange.map(encodeURIComponent), '%', '%ff', 'x'.repeat(5000)]
              .map((text) => `${name}=${text}`)
              .map((query) => ({ what: at(query), send: ask(query) })),
            ...wrong.map((query) => toRefuse(at(query), ask(query))),
          ];
        });
    });
  });

  it('query parameters that an operation does not have', async () => {
    await everyOperation(
      ({ path }) => path.startsWith('/api'),
      (operation, client) => {
        const path = `${address(operation)}?offset=1`;
        const body = operation.requestBody && validBody(operation);
        return [toRefuse(path, () => client.send(operation.method, path, body), 'offset')];
      },
    );
  });

  it('idempotency keys that are invalid', async () => {
    await everyOperation(withIn('header'), (operation, client) =>
      ['', 'k'.repeat(256), 'caf\u00e9', 'a\tb'].map((key) =>
        toRefuse(
          `${operation.name} with the key ${key}`,
          () =>
            client.send(operation.method, address(operation), validBody(operation), {
              'idempotency-key': key,
            }),
          'Idempotency-Key',
        ),
      ),
    );
  });

  it('has left the books right, and can still be done well', async () => {
    await expectGreenProof(app);
    const [, customer] = clients;
    await believeEverybody(await makeUser(app, 'staff'));
    must(
      201,
      await (customer as Client).post('/api/payments/', { loan: values['/api/loans'], amount: 0.01 }),
    );
    expect(app.output()).not.toContain('"level":50');
  });
});
