import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { readDocument, type Document, type Operation } from '../support/document.js';
import type { Client } from '../support/http.js';
import { makeCustomer, makeStaff, must, type Actor } from '../support/make.js';
import { expectProblem, rawRequest, sendRaw } from '../support/raw.js';

describe('what strangers send', () => {
  let app: TestApp;
  let document: Document;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    document = await readDocument(app);
    [staff, customer] = [await makeStaff(app), await makeCustomer(app)];
  });
  afterAll(() => app.stop());

  const raw = (head: string, headers = {}, body: string | Buffer = '') =>
    sendRaw(app.url, rawRequest(head, headers, body));
  const addressOf = ({ path }: Operation) => path.replace(/\{\w+\}/, '0198c0de-4444-7000-8000-000000000001');

  describe('as a body', () => {
    const nested = (depth: number, open = '{"a":', close = '}') =>
      open.repeat(depth) + '1' + close.repeat(depth);
    const many = (count: number, item: (nr: number) => string) =>
      Array.from({ length: count }, (_, nr) => item(nr)).join(',');
    const BODIES: [string, string][] = [
      ['2,500 objects in each other', nested(2500)],
      ['2,500 lists in each other', nested(2500, '{"a":[', ']}').slice(0, -1)],
      ['50,000 brackets that never close', `{"a":${'['.repeat(50_000)}`],
      ['50,000 objects that never close', '{"a":'.repeat(16_000)],
      ['21 lists in each other', `{"a":${'['.repeat(20)}${']'.repeat(20)}}`],
      ['40,000 values in a list', `{"username":[${many(40_000, () => '1')}]}`],
      ['200 fields inside', `{"username":{${many(200, (nr) => `"f${String(nr)}":1`)}}}`],
      ['a field twice', '{"username":"a","username":"b"}'],
      ['a field twice with one value', '{"username":"a","username":"a"}'],
      ['a field twice inside', '{"username":{"a":1,"a":1}}'],
      ['a field twice, once escaped', '{"username":"a","user\\u006eame":"a"}'],
      ['__proto__', '{"__proto__":{"role":"admin"}}'],
      ['__proto__ inside', '{"username":{"__proto__":null}}'],
      ['constructor', '{"constructor":{"prototype":{"role":"admin"}}}'],
      ['a NUL', '{"username":"a\\u0000b"}'],
      ['a NUL in a name', '{"user\\u0000name":"a"}'],
      ['half a character', '{"username":"\\ud800"}'],
      ['half a character in a name', '{"\\udc00":1}'],
      ['nothing but a quote', '{"'],
      ['a name of 90,000 characters', `{"${'n'.repeat(90_000)}":1,"${'n'.repeat(90)}"}`],
    ];

    it.each(BODIES)('%s is refused in few words, by every operation, signed in or not', async (_, body) => {
      for (const operation of document.operations.filter(({ requestBody }) => requestBody)) {
        for (const client of [app.as(), staff.api, customer.api]) {
          const answer = await client.send(operation.method, addressOf(operation), body);
          const said = JSON.stringify(answer.body);
          expect([operation.name, said, answer.status]).toEqual([operation.name, said, 400]);
          expect(answer.body).toMatchObject({ code: 'malformed_request' });
          expect(said.length).toBeLessThan(1000);
        }
      }
    });

    it('bytes that are not UTF-8 are not taken for other text', async () => {
      for (const bytes of ['"\xff\xfe"', '"\xc0\xaf"', '"\xed\xa0\x80"']) {
        const body = Buffer.from(`{"username":${bytes}}`, 'latin1');
        const answer = await raw(
          'POST /api/auth/login/ HTTP/1.1',
          { 'Content-Type': 'application/json' },
          body,
        );
        expectProblem(answer, 400, 'malformed_request');
      }
    });

    it('in another encoding is 415', async () => {
      const body = '{"username":"a","password":"b"}';
      for (const headers of [
        { 'Content-Encoding': 'gzip' },
        { 'Content-Encoding': 'br, gzip' },
        { 'Content-Type': 'application/json; charset=utf-16' },
        { 'Content-Type': 'application/json;charset="latin1"' },
      ]) {
        const all = { 'Content-Type': 'application/json', ...headers };
        expectProblem(await raw('POST /api/auth/login/ HTTP/1.1', all, body), 415, 'unsupported_media_type');
      }
      const fine = { 'Content-Type': 'application/json; charset=UTF-8', 'Content-Encoding': 'identity' };
      expect((await raw('POST /api/auth/login/ HTTP/1.1', fine, body)).body).toMatchObject({
        code: 'invalid_credentials',
      });
    });

    it('with thousands of unknown fields gets a short answer that says how many', async () => {
      const fields = Object.fromEntries(Array.from({ length: 9000 }, (_, nr) => [`f${String(nr)}`, 1]));
      const started = process.hrtime.bigint();
      for (const [client, path] of [
        [app.as(), '/api/auth/login/'],
        [app.as(), '/api/auth/register/'],
        [customer.api, '/api/loans/'],
      ] as [Client, string][]) {
        const answer = await client.post(path, fields);
        expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed', error_count: 9000 } });
        expect(answer.body.errors.length).toBeLessThanOrEqual(20);
        expect(answer.body.detail).toContain('f0, f1, f2, f3, f4 and 8995 more');
        expect(JSON.stringify(answer.body).length).toBeLessThan(4000);
      }
      expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(10_000);
    });

    it('with long names and values gets a short answer too', async () => {
      const long = 'x'.repeat(30_000);
      const bands = Array.from({ length: 900 }, () => ({ name: long.slice(0, 20), [long.slice(0, 60)]: 1 }));
      for (const [path, body] of [
        ['/api/bank_configuration/', { [long]: 1, [`${long}y`]: 2 }],
        ['/api/bank_configuration/', { interest_rate: long, currency: long, allocation_policy: long }],
        [
          '/api/bank_configuration/',
          { allocation_order: Array.from({ length: 1000 }, () => long.slice(0, 60)) },
        ],
        ['/api/bank_configuration/', { score_bands: bands }],
      ] as [string, object][]) {
        const answer = await staff.api.patch(path, body);
        expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
        expect(JSON.stringify(answer.body).length).toBeLessThan(12_000);
      }
    });
  });

  it('has harmed nothing and told nothing', async () => {
    must(200, await app.as().get('/health/ready'));
    must(200, await customer.api.get('/api/loans/'));
    expect(app.output()).not.toMatch(/"level":"(error|fatal)"/);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });
});
