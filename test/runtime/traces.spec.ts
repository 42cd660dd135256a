import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { ERROR, KIND, startCollector, type Collector, type Span } from '../support/collector.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { eventsAreNumbered } from '../support/events.js';
import { makeCustomer, makeProvider, makeStaff, makeUser, must, type Actor } from '../support/make.js';
import { inOneBatch } from '../support/one-batch.js';
import { startReceiver } from '../support/receiver.js';
import { until } from '../support/until.js';

/** A trace of somebody else: of a proxy, or of a client that would like to be in the platform's. */
const FOREIGN = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };
const TRACEPARENT = { traceparent: `00-${FOREIGN.trace}-${FOREIGN.span}-01` };

const settings = ({ url }: Collector) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_BSP_SCHEDULE_DELAY: '50',
  WEBHOOK_ALLOW_PRIVATE: 'true',
  LOG_LEVEL: 'info',
});
const ofRequest = (id: string) => (span: Span) =>
  span.kind === KIND.server &&
  (span.attributes['http.response.header.x-request-id'] as string[]).includes(id);
const named = (spans: readonly Span[], name: string | RegExp) => {
  const found = spans.filter((span) =>
    typeof name === 'string' ? span.name === name : name.test(span.name),
  );
  expect([name, found.length > 0]).toEqual([name, true]);
  return found;
};

describe('traces', () => {
  let collector: Collector;
  let app: TestServer;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    collector = await startCollector();
    app = await startServer({
      ...settings(collector),
      TRUST_PROXY: 'loopback',
      OTEL_SERVICE_NAME: 'lending-1',
    });
    customer = await makeCustomer(app);
    provider = await makeProvider(app, '9000.00');
  });
  afterAll(async () => {
    await app.stop();
    await collector.stop();
  });

  const ask = (id: string, amount: string, more: Record<string, string> = {}) =>
    customer.api.post('/api/loans/', { amount }, { 'x-request-id': id, ...more });

  it('lead from a request over its batch and transaction to each statement', async () => {
    must(201, await ask('a-loan', '321.00'));
    const spans = await collector.trace(ofRequest('a-loan'));
    const [server] = named(spans, 'POST /api/loans');
    const [command] = named(spans, 'command loans');
    const [batch] = named(spans, 'batch loans');
    const [transaction] = named(spans, 'transaction');
    const statements = spans.filter(({ kind }) => kind === KIND.client);
    expect([command?.parentSpanId, batch?.parentSpanId, transaction?.parentSpanId]).toEqual([
      server?.spanId,
      command?.spanId,
      batch?.spanId,
    ]);
    expect(server).toMatchObject({
      service: 'lending-1',
      status: {},
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/api/loans',
        'http.response.status_code': 201,
        'url.scheme': 'http',
      },
    });
    const inTransaction = statements.filter(({ parentSpanId }) => parentSpanId === transaction?.spanId);
    const insert = named(inTransaction, /INSERT loans\b/)[0];
    expect(insert?.attributes).toMatchObject({
      'db.system.name': 'postgresql',
      'db.query.summary': insert?.name,
      'db.query.text': expect.stringMatching(/INSERT INTO "?loans"?[^]*\$1/),
      'db.namespace': new URL(app.database.url).pathname.slice(1),
      'server.address': '127.0.0.1',
    });
    for (const name of ['START TRANSACTION', 'COMMIT', /UPDATE providers/]) named(inTransaction, name);
  });

  it('have neither values of statements nor of requests, nor people, addresses and tokens', async () => {
    const staff = await makeStaff(app);
    await app.database.rows("UPDATE users SET last_name = 'Unmistakable' WHERE id = $1", [customer.id]);
    must(201, await ask('secretive', '456.78', { 'idempotency-key': 'a-key-nobody-sees' }));
    must(200, await staff.api.get(`/api/customers/${customer.id}/`));
    must(200, await staff.api.get('/api/customers/?search=Unmistakable', { 'x-request-id': 'a-search' }));
    await app.as().post('/api/auth/login/', { username: 'somebody-known', password: 'a-secret-word' });
    must(200, await staff.api.get('/api/loans/?limit=1', { 'x-request-id': 'the-last' }));
    await collector.has(ofRequest('the-last'));
    const found = [
      ...[customer.id, staff.id, customer.api.token, staff.api.token, 'Unmistakable', 'a-secret-word'],
      ...['somebody-known', 'a-key-nobody-sees', '45678', '456.78', new URL(app.database.url).password],
    ].filter((secret) => collector.posted().includes(String(secret)));
    expect(found).toEqual([]);
  });

  it('say that several requests shared a transaction: links lead from each to it, and back', async () => {
    const others = [await makeCustomer(app), await makeCustomer(app), await makeCustomer(app)];
    await inOneBatch(
      app,
      others.map(
        ({ api }, index) =>
          () =>
            api.post('/api/loans/', { amount: '111.00' }, { 'x-request-id': `shared-${String(index)}` }),
      ),
    );
    const traces = await Promise.all(
      [0, 1, 2].map((index) => collector.trace(ofRequest(`shared-${String(index)}`))),
    );
    const commands = traces.map((spans) => named(spans, 'command loans')[0]!);
    const batches = traces.flatMap((spans) => spans.filter(({ name }) => name === 'batch loans'));
    expect(batches).toHaveLength(1);
    const [batch] = batches as [Span];
    const idsOf = ({ traceId, spanId }: { traceId: string; spanId: string }) => ({ traceId, spanId });
    expect(batch.attributes['lending.batch.size']).toBe(3);
    expect(batch.parentSpanId).toBe(commands[0]?.spanId);
    expect(batch.links?.map(idsOf)).toEqual(commands.slice(1).map(idsOf));
    for (const command of commands.slice(1)) expect(command.links?.map(idsOf)).toEqual([idsOf(batch)]);
    expect(new Set(traces.map(([first]) => first?.traceId)).size).toBe(3);
  });

  it('are found by the request id of a log line or problem, which has their id', async () => {
    const answer = await ask('too-much', '99999.00');
    expect(answer).toMatchObject({ status: 422, body: { request_id: 'too-much' } });
    const [span] = (await collector.trace(ofRequest('too-much'))).filter(ofRequest('too-much'));
    expect(span).toMatchObject({ status: {}, attributes: { 'lending.problem': answer.body.code } });
    const line = app
      .output()
      .split('\n')
      .find((text) => text.includes('"request_id":"too-much"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ trace_id: span?.traceId, code: answer.body.code });
  });

  it('say which statement failed, by its SQLSTATE, and that the request did', async () => {
    await app.database.rows('ALTER TABLE loans RENAME COLUMN duration TO duration_');
    try {
      expect((await ask('a-failure', '123.45')).status).toBe(500);
    } finally {
      await app.database.rows('ALTER TABLE loans RENAME COLUMN duration_ TO duration');
    }
    const spans = await collector.trace(ofRequest('a-failure'));
    const failed = spans.filter(({ attributes }) => attributes['error.type'] === '42703');
    expect(failed.some(({ kind }) => kind === KIND.client)).toBe(true);
    const [server] = spans.filter(ofRequest('a-failure'));
    expect(server).toMatchObject({ status: { code: ERROR }, attributes: { 'error.type': 'internal_error' } });
    expect(server?.status).not.toHaveProperty('message');
  });

  it('of a read have its statement, although reads of a moment share connections', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `read-${String(index)}`);
    await Promise.all(ids.map((id) => customer.api.get('/api/loans/?limit=2', { 'x-request-id': id })));
    for (const id of ids) {
      const spans = await collector.trace(ofRequest(id));
      const [server] = spans.filter(ofRequest(id));
      const reads = named(spans, /SELECT loans/);
      for (const read of reads) expect([id, read.parentSpanId]).toEqual([id, server?.spanId]);
    }
  });

  it('go on from a trusted proxy, and on to the receiver of a webhook', async () => {
    must(201, await ask('from-a-proxy', '100.00', TRACEPARENT));
    const [server] = (await collector.trace(ofRequest('from-a-proxy'))).filter(ofRequest('from-a-proxy'));
    expect([server?.traceId, server?.parentSpanId]).toEqual([FOREIGN.trace, FOREIGN.span]);
    const receiver = await startReceiver();
    const admin = await makeUser(app, 'admin');
    await eventsAreNumbered(app.database);
    const wanted = { url: receiver.url, types: ['provider.deposited'] };
    must(201, await admin.api.post('/api/webhook_endpoints/', wanted));
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    const [message] = await receiver.has(1);
    const post = await collector.has(({ name }) => name === 'POST webhook');
    expect(message?.headers.traceparent).toBe(`00-${post.traceId}-${post.spanId}-01`);
    expect(post).toMatchObject({ kind: KIND.client, attributes: { 'http.response.status_code': 204 } });
    expect(post.attributes['server.port']).toBe(Number(new URL(receiver.url).port));
    await receiver.stop();
    const run = await collector.has(
      ({ name, traceId }) => name === 'WebhookWorker' && traceId === post.traceId,
    );
    expect(run.parentSpanId ?? '').toBe('');
  });

  it('of background loops are those of runs that did something', async () => {
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '2.00' }));
    await collector.has(({ name }) => name === 'Sequencer');
    const roots = collector.spans.filter(
      ({ parentSpanId = '', kind }) => parentSpanId === '' && kind === KIND.internal,
    );
    const idle = roots.filter(
      ({ spanId }) => !collector.spans.some(({ parentSpanId }) => parentSpanId === spanId),
    );
    expect(idle.map(({ name }) => name)).toEqual([]);
    expect(collector.spans.filter(({ name }) => /health|metrics/.test(name))).toEqual([]);
  });

  it('are finished when the instance ends', async () => {
    const last = await startServer(
      { ...settings(collector), OTEL_BSP_SCHEDULE_DELAY: '600000' },
      app.database,
    );
    must(200, await last.as(customer).get('/api/loans/', { 'x-request-id': 'just-before', ...TRACEPARENT }));
    expect(collector.spans.some(ofRequest('just-before'))).toBe(false);
    expect(await last.end()).toBe(0);
    const [span] = collector.spans.filter(ofRequest('just-before'));
    // No proxy is trusted there.
    expect(span?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect([span?.traceId === FOREIGN.trace, span?.parentSpanId ?? '']).toEqual([false, '']);
  });
});

describe('without a receiver of traces', () => {
  let database: TestDatabase;
  let collector: Collector | undefined;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterEach(() => collector?.stop());
  afterAll(() => database.drop());

  it('nothing is traced, also when other variables of OpenTelemetry are set', async () => {
    collector = await startCollector();
    const app = await startServer(
      {
        LOG_LEVEL: 'info',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces`,
        OTEL_SERVICE_NAME: 'silent',
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
      database,
    );
    await makeProvider(app, '500.00');
    must(201, await (await makeCustomer(app)).api.post('/api/loans/', { amount: '100.00' }, TRACEPARENT));
    expect(await app.end()).toBe(0);
    expect(collector.posted()).toBe('');
    expect(app.output()).not.toContain('trace_id');
  });

  it.each([
    ['that refuses', (collector_: Collector) => collector_.url],
    ['that is not there', () => 'http://127.0.0.1:9'],
    ['that never answers', (collector_: Collector) => collector_.url],
  ])('requests are answered, and one line says it: a receiver %s', async (what, urlOf) => {
    collector = await startCollector((response) => {
      if (what === 'that refuses') response.writeHead(400).end();
    });
    const app = await startServer(
      {
        ...settings(collector),
        OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(collector),
        OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      },
      database,
    );
    await makeProvider(app, '5000.00');
    const customer = await makeCustomer(app);
    for (let round = 0; round < 3; round++) {
      must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
    }
    const lost = () => app.output().split('"msg":"traces are lost"').length - 1;
    await until(() => lost() > 0);
    must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
    expect(await app.end()).toBe(0);
    expect(lost()).toBe(1);
  });
});
