import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiProblem, LendingClient, NoAnswer } from '../../sdk/src/index.js';
import { json, lost, refusal, startScripted, torn, type Scripted, type Step } from './scripted.js';

const PAYMENT = { loan: '0198c0de-4444-7000-8000-000000000001', amount: '10.00' };
const QUOTE = { amount: '100.00', installments: 3 };
/** What the API would answer is not what these specs are about. */
const DONE = json(201, { id: 'p1' });

describe('a request of the client', () => {
  let server: Scripted;
  let client: LendingClient;
  beforeAll(async () => {
    server = await startScripted();
    client = new LendingClient({ baseUrl: server.url });
  });
  afterAll(() => server.stop());

  const thrown = async (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => Promise.reject(new Error('nothing was thrown')),
      (error: unknown) => error,
    );

  it.each<[string, Step]>([
    ['the connection is lost', lost],
    ['the answer is torn', torn],
    ['the API is busy', refusal(503, 'service_busy', { 'retry-after': '0' })],
    ['what became of it is unknown', refusal(503, 'outcome_unknown', { 'retry-after': '0' })],
    ['there were too many', refusal(429, 'too_many_requests', { 'retry-after': '0' })],
    ['the first one still runs', refusal(409, 'idempotency_in_progress')],
    [
      'a proxy answers for the API',
      (response) => {
        response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
      },
    ],
  ])('that moves money is sent again with its key when %s', async (_, fault) => {
    server.answers(fault, fault, DONE);
    expect(await client.post('/api/payments', { body: PAYMENT })).toEqual({ id: 'p1' });
    expect(server.received).toHaveLength(3);
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      path: '/api/payments',
      body: JSON.stringify(PAYMENT),
    });
    expect(server.received[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(server.received.map(({ key, body }) => `${String(key)} ${body}`)).size).toBe(1);
  });

  it('has a key of its own each, or the one that it was given', async () => {
    server.answers(DONE);
    await client.post('/api/payments', { body: PAYMENT });
    await client.post('/api/payments', { body: PAYMENT });
    await client.post('/api/payments', { body: PAYMENT, idempotencyKey: 'order-7' });
    const [one, two, three] = server.received.map(({ key }) => key);
    expect(one).not.toBe(two);
    expect(three).toBe('order-7');
  });

  it('gives up after some repeats, and says by which key the command may be sent again', async () => {
    server.answers(lost);
    const error = await thrown(
      new LendingClient({ baseUrl: server.url, repeats: 2 }).post('/api/payments', { body: PAYMENT }),
    );
    expect(error).toBeInstanceOf(NoAnswer);
    expect(server.received).toHaveLength(3);
    expect((error as NoAnswer).idempotencyKey).toBe(server.received[0]?.key);
    expect((error as NoAnswer).message).toContain('POST /api/payments');
  });

  it('that takes no key is sent once when no answer comes: it may have been carried out', async () => {
    for (const fault of [lost, torn, refusal(503, 'outcome_unknown', { 'retry-after': '0' })]) {
      server.answers(fault, DONE);
      const error = await thrown(client.post('/api/quotes', { body: QUOTE }));
      expect(error).toHaveProperty('idempotencyKey', null);
      expect(server.received.map(({ key }) => key)).toEqual([undefined]);
    }
  });

  it('that takes no key is sent again when the API says that it did nothing', async () => {
    server.answers(
      refusal(429, 'too_many_requests', { 'retry-after': '0' }),
      refusal(503, 'service_busy', { 'retry-after': '0' }),
      DONE,
    );
    expect(await client.post('/api/quotes', { body: QUOTE })).toEqual({ id: 'p1' });
    expect(server.received).toHaveLength(3);
  });

  it('that reads is sent again', async () => {
    server.answers(
      lost,
      torn,
      refusal(503, 'service_busy', { 'retry-after': '0' }),
      json(200, { name: 'Bank' }),
    );
    expect(await client.get('/api/bank')).toEqual({ name: 'Bank' });
    expect(server.received).toHaveLength(4);
  });

  it('waits as long as Retry-After says, in seconds or until a date', async () => {
    for (const after of [() => '1', () => new Date(Date.now() + 2000).toUTCString()]) {
      server.answers(refusal(503, 'service_busy', { 'retry-after': after() }), json(200, {}));
      const began = performance.now();
      await client.get('/api/bank');
      // A date has no fractions of a second.
      expect(performance.now() - began).toBeGreaterThan(900);
    }
  });

  it('does not wait longer than it may, and says how long it should', async () => {
    server.answers(refusal(429, 'too_many_requests', { 'retry-after': '900' }), DONE);
    const error = await thrown(client.post('/api/payments', { body: PAYMENT }));
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code: 'too_many_requests', status: 429, retryAfter: 900 });
    expect((error as ApiProblem).idempotencyKey).toBe(server.received[0]?.key);
  });

  it('that is refused is a problem with its code, its fields and its figures, and is sent once', async () => {
    server.answers(
      json(
        422,
        {
          ...{
            type: '/api/problems/amount_out_of_range/',
            title: 'The amount is outside the range',
            status: 422,
          },
          ...{
            detail: 'From 10.00 to 500.00.',
            code: 'amount_out_of_range',
            request_id: 'r',
            maximum: '500.00',
          },
          errors: [{ field: 'amount', code: 'range', message: 'too much' }],
        },
        { 'content-type': 'application/problem+json; charset=utf-8' },
      ),
    );
    const error = (await thrown(client.post('/api/loans', { body: { amount: '900.00' } }))) as ApiProblem;
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error.message).toBe('From 10.00 to 500.00.');
    expect(error.code).toBe('amount_out_of_range');
    expect(error.problem.maximum).toBe('500.00');
    expect(error.fields).toEqual([{ field: 'amount', code: 'range', message: 'too much' }]);
    expect(server.received).toHaveLength(1);
  });

  it('is not led elsewhere', async () => {
    server.answers((response) => {
      response.writeHead(301, { location: 'http://127.0.0.1:1/api/bank' }).end();
    });
    const error = await thrown(client.get('/api/bank'));
    expect((error as NoAnswer).message).toContain('Is baseUrl right?');
    expect(server.received).toHaveLength(1);
  });

  it('is given up when its signal says so: while it waits for an answer, and before it is sent again', async () => {
    const asked = new AbortController();
    server.answers(() => {
      asked.abort(new Error('left the page'));
    });
    expect(await thrown(client.get('/api/bank', { signal: asked.signal }))).toMatchObject({
      message: 'left the page',
    });
    const waiting = new AbortController();
    server.answers((response, received, request) => {
      refusal(503, 'service_busy', { 'retry-after': '50' })(response, received, request);
      response.once('close', () => {
        waiting.abort(new Error('left the page'));
      });
    });
    expect(await thrown(client.get('/api/bank', { signal: waiting.signal }))).toMatchObject({
      message: 'left the page',
    });
    expect(server.received).toHaveLength(1);
  });

  it('that gets no answer in time is lost', async () => {
    server.answers(() => undefined);
    const hasty = new LendingClient({ baseUrl: server.url, timeoutMs: 50, repeats: 1 });
    expect(await thrown(hasty.get('/api/bank'))).toBeInstanceOf(NoAnswer);
    expect(server.received).toHaveLength(2);
  });

  it('is addressed as the document writes it, with its parameters encoded', async () => {
    server.answers(json(200, {}));
    await client.get('/api/loans/{id}', { path: { id: 'a/b?c' } });
    await client.get('/api/loans', { query: { limit: 5, status: undefined } });
    expect(server.received.map(({ path }) => path)).toEqual(['/api/loans/a%2Fb%3Fc', '/api/loans?limit=5']);
    expect(() => client.get('/api/loans/{id}', { path: { id: '' } })).toThrow('path.id');
  });

  it('answers text as text, a document as bytes, and nothing as nothing', async () => {
    server.answers((response) => {
      response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end('id\r\n7\r\n');
    });
    expect(await client.get('/api/loans/csv')).toBe('id\r\n7\r\n');
    server.answers((response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-');
    });
    const file = await client.get('/api/payments/{id}/pdf', { path: { id: 'p1' } });
    expect(await file.text()).toBe('%PDF-');
    server.answers((response) => {
      response.writeHead(204).end();
    });
    await expect(client.delete('/api/auth/sessions')).resolves.toBeUndefined();
  });
});

describe('the rows of a list', () => {
  let server: Scripted;
  beforeAll(async () => {
    server = await startScripted();
  });
  afterAll(() => server.stop());

  it('come page by page by the place in `next`, from the same server wherever the link leads', async () => {
    const page = (from: number, next: string | null) =>
      json(200, { count: null, previous: null, next, results: [{ id: from }, { id: from + 1 }] });
    server.answers(
      page(1, '/api/loans/?limit=2&cursor=abc'),
      page(3, 'https://elsewhere.example/x?cursor=def'),
      page(5, null),
    );
    const seen: unknown[] = [];
    const client = new LendingClient({ baseUrl: `${server.url}/` });
    for await (const { id } of client.each('/api/loans', { query: { limit: 2, status: 'active' } })) {
      seen.push(id);
      // A page is read when its rows are wanted.
      expect(server.received).toHaveLength(Math.ceil(seen.length / 2));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(server.received.map(({ path }) => path)).toEqual([
      '/api/loans?limit=2&status=active',
      '/api/loans?limit=2&status=active&cursor=abc',
      '/api/loans?limit=2&status=active&cursor=def',
    ]);
  });
});
