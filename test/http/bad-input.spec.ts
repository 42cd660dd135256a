import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
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
  let before: string;

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
      '/api/users': (await makeUser(app, 'staff')).id,
    };
    document = await readDocument(app);
    fingerprint = await fingerprinter(app.database);
    before = await fingerprint();
  });
  afterAll(() => app.stop());

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
    const { api } = await makeUser(app, 'staff');
    before = await fingerprint();
    return api;
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

  const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;
  const shortened = (sent: string) =>
    sent.length <= 400 ? sent : `${sent.slice(0, 80)} … ${sent.slice(-300)}`;

  /** Never a 5xx; a refusal is a problem and has changed nothing. */
  const expectOrderly = async (answer: Answer, sent: string): Promise<void> => {
    const after = await fingerprint();
    const context = `${shortened(sent)} -> ${JSON.stringify(answer.body)}`;
    expect([context, answer.status < 500]).toEqual([context, true]);
    if (answer.status >= 400) {
      expect([context, answer.headers.get('content-type')]).toEqual([
        context,
        expect.stringContaining('application/problem+json'),
      ]);
      expect(answer.body).toMatchObject({ status: answer.status, code: expect.any(String) });
      expect([context, after]).toEqual([context, before]);
    }
    before = after;
  };
  const expectRefusal = async (answer: Answer, sent: string, field?: string): Promise<void> => {
    await expectOrderly(answer, sent);
    expect([shortened(sent), answer.status]).toEqual([shortened(sent), 400]);
    if (field === undefined) return;
    const { errors } = answer.body as { errors: { field: string; code: string; message: string }[] };
    const named = errors.map((error) => error.field.split('.')[0]);
    expect([shortened(sent), named]).toEqual([shortened(sent), expect.arrayContaining([field])]);
  };

  /** One test over all operations of the document that `has` picks: new ones are covered by being documented. */
  const everyOperation = async (
    has: (operation: Operation) => boolean,
    run: (operation: Operation, client: Client) => Promise<void>,
  ): Promise<void> => {
    const operations = document.operations.filter(has);
    expect(operations.length).toBeGreaterThan(0);
    for (const operation of operations) await run(operation, await clientFor(operation));
  };
  const withBody = (operation: Operation) => bodySchema(operation) !== undefined;
  const withIn = (place: string) => (operation: Operation) =>
    operation.parameters.some((parameter) => parameter.in === place);

  it('strange values in a field of a body', async () => {
    await everyOperation(withBody, async (operation, client) => {
      for (const name of Object.keys(bodySchema(operation)?.properties ?? {})) {
        for (const literal of [...STRANGE_TEXT.map((text) => JSON.stringify(text)), ...NUMBERS]) {
          const rest = JSON.stringify({ ...validBody(operation), [name]: undefined }).slice(1);
          const body = `{"${name}":${literal}${rest === '}' ? rest : `,${rest}`}`;
          const answer = await client.send(operation.method, address(operation), body);
          await expectOrderly(answer, `${operation.name} ${body}`);
        }
      }
    });
  });

  it('values that no field takes, fields that are missing, unknown or too long', async () => {
    await everyOperation(withBody, async (operation, client) => {
      const { properties = {}, required = [] } = bodySchema(operation) as Schema;
      const send = async (change: Record<string, unknown>, field: string) => {
        const body = JSON.stringify({ ...validBody(operation), ...change });
        const answer = await client.send(operation.method, address(operation), body);
        await expectRefusal(answer, `${operation.name} ${body}`, field);
      };
      for (const [name, { nullable, pattern, type, ...schema }] of Object.entries(properties)) {
        for (const value of NEVER_A_VALUE) {
          const isFlag = type === 'boolean' && typeof value === 'boolean';
          const isList = type === 'array' && schema.minItems === undefined && isEmptyList(value);
          if (!isFlag && !isList) await send({ [name]: value }, name);
        }
        if (!nullable) await send({ [name]: null }, name);
        if (type === 'string') await send({ [name]: LONG }, name);
        if (schema.enum) await send({ [name]: 'something else' }, name);
        if (schema.format === 'uuid') await send({ [name]: '7' }, name);
        if (pattern?.startsWith('^\\d{1,12}')) {
          for (const text of NOT_AMOUNTS) await send({ [name]: text }, name);
        } else if (type === 'string' && Number.isNaN(Number(schema.example))) {
          await send({ [name]: 5 }, name);
        }
      }
      for (const name of required) await send({ [name]: undefined }, name);
      for (const name of ['role_', 'id', 'status', 'is_admin', '😀']) {
        await send({ [name]: 'x' }, name);
      }
    });
  });

  it('bodies that are no object, no JSON, or nested without end', async () => {
    await everyOperation(withBody, async (operation, client) => {
      for (const body of [...NOT_OBJECTS, ...NOT_JSON, ...NESTED]) {
        const answer = await client.send(operation.method, address(operation), body);
        await expectRefusal(answer, `${operation.name} ${body}`);
      }
      const { required = [] } = bodySchema(operation) as Schema;
      for (const body of ['', ' ']) {
        const answer = await client.send(operation.method, address(operation), body);
        await (required.length > 0 ? expectRefusal : expectOrderly)(answer, `${operation.name} with nothing`);
      }
      const valid = JSON.stringify(validBody(operation));
      for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'nonsense']) {
        const answer = await client.send(operation.method, address(operation), valid, {
          'content-type': type,
        });
        await expectOrderly(answer, `${operation.name} as ${type}`);
        expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
      }
      const large = await client.send(operation.method, address(operation), `{"a":"${LONG.repeat(12)}"}`);
      await expectOrderly(large, `${operation.name} with 120 kB`);
      expect(large).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    });
  });

  it('strange values in an address', async () => {
    await everyOperation(withIn('path'), async (operation, client) => {
      const { schema, name } = operation.parameters.find(({ in: place }) => place === 'path') as {
        schema: Schema;
        name: string;
      };
      const strange = STRANGE_TEXT.filter((text) => !LONE.test(text)).map(encodeURIComponent);
      for (const text of [...strange, '%', '%zz', '%00', '%ff', '..%2f..', '*', ':id']) {
        // Without an id it is the operation that signs out everywhere, which would leave the client nothing to ask.
        if (text === '' && operation.name.startsWith('DELETE /api/auth/sessions')) continue;
        const path = operation.path.replace(`{${name}}`, text);
        const body = operation.requestBody && validBody(operation);
        const answer = await client.send(operation.method, path, body);
        await expectOrderly(answer, `${operation.method} ${path}`);
        if (text !== '') expect([path, [400, 404].includes(answer.status)]).toEqual([path, true]);
      }
      if (schema.format === 'uuid') {
        const path = operation.path.replace('{id}', 'seven');
        const body = operation.requestBody && validBody(operation);
        await expectRefusal(await client.send(operation.method, path, body), path, 'id');
      }
    });
  });

  it('strange values of a query parameter', async () => {
    await everyOperation(withIn('query'), async (operation, client) => {
      const body = operation.requestBody && validBody(operation);
      const ask = (path: string) => client.send(operation.method, path, body);
      for (const { name, in: place, schema } of operation.parameters) {
        if (place !== 'query') continue;
        const strange = STRANGE_TEXT.filter((text) => !LONE.test(text) && text !== LONG);
        for (const text of [...strange.map(encodeURIComponent), '%', '%ff', 'x'.repeat(5000)]) {
          const path = `${address(operation)}?${name}=${text}`;
          await expectOrderly(await ask(path), path);
        }
        const wrong = [`${name}=1&${name}=2`, `${name}[a]=1`, `${name}[]=1`];
        // One may look for any text.
        if (name !== 'search') wrong.push(`${name}=null`, `${name}=NaN`);
        if (name !== 'cursor') wrong.push(`${name}=`);
        if (schema.type === 'number') wrong.push(`${name}=0`, `${name}=1.5`, `${name}=101`, `${name}=1e3`);
        for (const query of wrong) {
          const path = `${address(operation)}?${query}`;
          await expectRefusal(await ask(path), path);
        }
      }
    });
  });

  it('query parameters that an operation does not have', async () => {
    await everyOperation(
      ({ path }) => path.startsWith('/api'),
      async (operation, client) => {
        const path = `${address(operation)}?offset=1`;
        const body = operation.requestBody && validBody(operation);
        await expectRefusal(await client.send(operation.method, path, body), path, 'offset');
      },
    );
  });

  it('idempotency keys that are invalid', async () => {
    await everyOperation(withIn('header'), async (operation, client) => {
      for (const key of ['', 'k'.repeat(256), 'caf\u00e9', 'a\tb']) {
        const headers = { 'idempotency-key': key };
        const answer = await client.send(operation.method, address(operation), validBody(operation), headers);
        await expectRefusal(answer, `${operation.name} with the key ${key}`, 'Idempotency-Key');
      }
    });
  });

  it('has left the books right, and can still be done well', async () => {
    await expectGreenProof(app);
    const [, customer] = clients;
    must(
      201,
      await (customer as Client).post('/api/payments/', { loan: values['/api/loans'], amount: 0.01 }),
    );
    expect(app.output()).not.toContain('"level":50');
  });
});
