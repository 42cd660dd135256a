import { afterAll, beforeAll, expect } from '@jest/globals';
import { startApp, type TestApp } from './app.js';
import { expectOrderly, type Attempt } from './attempts.js';
import { believeEverybody, importStatement, openBankAccount, statementOf } from './bank.js';
import { readDocument, type Document, type Operation, type Schema } from './document.js';
import { fingerprinter } from './fingerprint.js';
import type { Client } from './http.js';
import { makeCustomer, makeLoan, makeProvider, makeUser, must, pay } from './make.js';
import { expectGreenProof } from './proof.js';

/** What tests of bad input ask of a bank, in which there is one of everything. */
export interface BadInput {
  bodySchema: (operation: Operation) => Schema | undefined;
  withBody: (operation: Operation) => boolean;
  withIn: (place: string) => (operation: Operation) => boolean;
  isObject: (schema: Schema) => boolean;
  /** An address with ids of what is there. */
  address: (operation: Operation) => string;
  validBody: (operation: Operation) => Record<string, unknown>;
  /** One test over all operations of the document that `has` picks: new ones are covered by being documented. */
  everyOperation: (
    has: (operation: Operation) => boolean,
    attemptsOf: (operation: Operation, client: Client) => Attempt[],
  ) => Promise<void>;
  /** The books are right, and it can still be done well. */
  expectAllWell: () => Promise<void>;
}

/** Opens a bank for the tests of this file. */
export function openToBadInput(): BadInput {
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

  const expectAllWell = async (): Promise<void> => {
    await expectGreenProof(app);
    const [, customer] = clients;
    await believeEverybody(await makeUser(app, 'staff'));
    must(
      201,
      await (customer as Client).post('/api/payments/', { loan: values['/api/loans'], amount: 0.01 }),
    );
    expect(app.output()).not.toContain('"level":50');
  };

  return { bodySchema, withBody, withIn, isObject, address, validBody, everyOperation, expectAllWell };
}
