import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { readDocument, schemasOf, type Document, type Schema } from '../support/document.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** What generators of clients, and the page to try the API, need to know of every value. */
describe('the types of the OpenAPI document', () => {
  let app: TestApp;
  let document: Document;
  let schemas: { at: string; schema: Schema }[];

  beforeAll(async () => {
    app = await startApp();
    document = await readDocument(app);
    schemas = schemasOf(document);
    expect(schemas.length).toBeGreaterThan(1000);
  });
  afterAll(() => app.stop());

  const places = (has: (schema: Schema, at: string) => boolean) =>
    schemas.filter(({ schema, at }) => has(schema, at)).map(({ at }) => at);

  it('say of every parameter that it is a text, a whole number or a yes or no', () => {
    const others = document.operations.flatMap(({ name, parameters }) =>
      parameters
        .filter(({ schema }) => !['string', 'integer', 'boolean'].includes(String(schema.type)))
        .map((parameter) => `${name} ${parameter.name}`),
    );
    expect(others).toEqual([]);
    const open = document.operations.flatMap(({ name, parameters }) =>
      parameters
        .filter(({ schema: { type, minimum, maximum } }) => type === 'integer' && !(minimum! <= maximum!))
        .map((parameter) => `${name} ${parameter.name}`),
    );
    expect(open).toEqual([]);
  });

  it('ask for no query parameter but the words of a search and the loan of a share: each can be left out', () => {
    const asked = document.operations.flatMap(({ name, parameters }) =>
      parameters.filter((one) => one.in === 'query' && one.required).map((one) => `${name} ${one.name}`),
    );
    // A search without words would be a list; a share is of one loan.
    expect(asked.sort()).toEqual(['GET /api/providers/portfolio/payments loan', 'GET /api/search q']);
  });

  it('have no schema that says nothing, and none called Object', () => {
    const says = ({ $ref, type, properties, items, allOf, oneOf, additionalProperties, ...rest }: Schema) => {
      if ($ref ?? allOf ?? oneOf ?? rest.enum) return true;
      if (type === 'object') return properties !== undefined || additionalProperties !== undefined;
      return type === 'array' ? items !== undefined : type !== undefined;
    };
    expect(places((schema) => !says(schema))).toEqual([]);
    expect(
      places(({ properties }) => properties !== undefined && Object.keys(properties).length === 0),
    ).toEqual([]);
    expect(JSON.stringify(document.json)).not.toMatch(/schemas\/Object"|"Object":/);
  });

  it('list every value of an enum once', () => {
    expect(places(({ enum: values }) => new Set(values).size !== (values ?? []).length)).toEqual([]);
    expect(places(({ enum: values }) => values?.length === 0)).toEqual([]);
  });

  it('say integer of every number, for none has a fraction: money and rates are texts', () => {
    expect(places(({ type }) => type === 'number')).toEqual([]);
    expect(places(({ type }) => type === 'integer').length).toBeGreaterThan(100);
  });

  it('have a format on every id, date and instant', () => {
    const formats: [RegExp, string][] = [
      [UUID, 'uuid'],
      [DATE, 'date'],
      [INSTANT, 'date-time'],
    ];
    for (const [pattern, format] of formats) {
      const shown = ({ example }: Schema) => typeof example === 'string' && pattern.test(example);
      // A request's own id may be what its sender called it.
      const bare = places(
        (schema, at) => shown(schema) && schema.format !== format && at !== 'Problem.request_id',
      );
      expect([format, bare]).toEqual([format, []]);
      expect(places((schema) => shown(schema) && schema.format === format).length).toBeGreaterThan(20);
    }
    const { parameters } = document.operations.find(({ name }) => name === 'GET /api/ledger/journal') ?? {};
    const named = Object.fromEntries((parameters ?? []).map(({ name, schema }) => [name, schema.format]));
    expect(named).toMatchObject({ loan: 'uuid', provider: 'uuid', from: 'date', to: 'date' });
  });

  it('allow null where they say so, also of a reference and of a list of values', () => {
    const forbids = ({ nullable, allOf, enum: values }: Schema): boolean =>
      nullable === true &&
      ((values !== undefined && !values.includes(null)) ||
        (allOf ?? []).some((part) => document.resolve(part).nullable !== true));
    expect(places(forbids)).toEqual([]);
    expect(places(({ nullable, type }) => nullable === true && type === undefined)).toEqual([]);
    expect(places(({ enum: values }) => values?.includes(null) === true)).toEqual(
      expect.arrayContaining(['ConsideredProviderResponse.reason', 'ReturnResponse.reason']),
    );
    expect(places(({ allOf, nullable }) => allOf !== undefined && nullable === true)).toEqual(
      expect.arrayContaining(['HappeningResponse.before', 'DayCloseReportResponse.newest']),
    );
  });

  it('have one media type an answer, and no answer that is either of two things', () => {
    const several = document.operations.flatMap(({ name, responses }) =>
      Object.entries(responses)
        .filter(([, { content }]) => Object.keys(content ?? {}).length > 1)
        .map(([status]) => `${name} ${status}`),
    );
    expect(several).toEqual([]);
    expect(places(({ oneOf }) => oneOf !== undefined)).toEqual([]);
    const files = document.operations.filter(({ responses }) => responses['200']?.content?.['text/csv']);
    expect(files.map(({ path }) => path).every((path) => path.endsWith('/csv'))).toBe(true);
    expect(files).toHaveLength(14);
  });

  it('require of an answer all that is always there', () => {
    const optional = Object.entries(
      (document.json as { components: { schemas: Record<string, Schema> } }).components.schemas,
    )
      .filter(([name]) => !name.endsWith('Dto'))
      .flatMap(([schema, { properties, required = [] }]) =>
        Object.keys(properties ?? {})
          .filter((name) => !required.includes(name))
          .map((name) => `${schema}.${name}`),
      );
    expect(optional.sort()).toEqual([
      // Where nothing was undone and no gateway collects payments, answers are as they were before there was any of that.
      'AllocationReceiptResponse.undone_on',
      'BankConfigurationResponse.disbursement',
      // Where an estimate was asked for.
      'CustomerListResponse.count_is_estimate',
      'CustomerResponse.credit_amount',
      'CustomerResponse.receivable_amount',
      'FundingResponse.undone_at',
      'LoanDetailResponse.autopay',
      'LoanDetailResponse.in_transit',
      'LoanDetailResponse.undone_on',
      'LoanListResponse.count_is_estimate',
      'LoanResponse.in_transit',
      'LoanResponse.undone_on',
      'PartResponse.responseTime',
      'PartsResponse.database',
      'PaymentListResponse.count_is_estimate',
      'Problem.errors',
      'ProviderListResponse.count_is_estimate',
      'QueuedLoanResponse.in_transit',
      'QueuedLoanResponse.undone_on',
      'RefreshedTransferResponse.action',
      'ScheduleRowResponse.explanation',
      'ShownLoanResponse.in_transit',
      'ShownLoanResponse.undone_on',
      'StartedTransferResponse.action',
      'TellerResponse.rows',
      // Only where the bank wants a second factor of the role.
      'TokensResponse.factor_needed',
      'TransferActionResponse.client_secret',
      'TransferActionResponse.url',
    ]);
  });

  it('show, in an address, the id of the object that the answers show', () => {
    const wrong = document.operations.flatMap(({ name, path, parameters, responses }) => {
      const example = parameters.find((one) => one.in === 'path' && one.name === 'id')?.schema.example;
      const schema = responses['200']?.content?.['application/json']?.schema;
      const own =
        path.endsWith('/{id}') && schema ? document.resolve(schema).properties?.id?.example : example;
      return example === own ? [] : [`${name}: ${String(example)}, ${String(own)}`];
    });
    expect(wrong).toEqual([]);
    const shown = document.operations.flatMap(({ parameters }) =>
      parameters.filter(({ name }) => name === 'id').map(({ schema }) => schema.example),
    );
    expect(new Set(shown).size).toBeGreaterThan(4);
  });

  it('document what can be wrong with every request', () => {
    const missing = document.operations.flatMap(({ name, method, path, security, responses }) => {
      const wanted = path.startsWith('/api') ? ['400', '500', '503'] : [];
      if (security.length > 0) wanted.push('401', '403');
      if (method !== 'GET') wanted.push('413', '415');
      if (path.includes('{')) wanted.push('404');
      if (/\/auth\/(register|login|refresh)$/.test(path)) wanted.push('429');
      return wanted.filter((status) => !(status in responses)).map((status) => `${name} ${status}`);
    });
    expect(missing).toEqual([]);
  });
});
