import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  type Actor,
} from '../support/make.js';
import { textOf } from '../support/pdf.js';
import { JPEG, png } from '../support/pictures.js';
import { until } from '../support/until.js';

const PATH = '/api/bank/logo/';

describe('the logo of a bank', () => {
  let app: TestApp;
  let admin: Actor;
  let customer: Actor;
  let loan: { id: string };

  beforeAll(async () => {
    app = await startApp();
    admin = await makeUser(app, 'admin');
    await makeProvider(app, '5000.00');
    customer = await makeCustomer(app);
    loan = await makeLoan(customer, '1000.00');
    const staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', { bank_name: 'Harbour Credit Union' }));
  });
  afterAll(() => app.stop());
  afterEach(async () => must(204, await admin.api.send('DELETE', PATH)));

  const send = async (file: Buffer | string, type: string, by = admin) => {
    const answer = await fetch(`${app.url}${PATH}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${by.api.token ?? ''}`, 'content-type': type },
      body: typeof file === 'string' ? file : new Uint8Array(file),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  const get = (query = '', headers: Record<string, string> = {}) =>
    fetch(`${app.url}${PATH}${query}`, { headers });
  const version = async () => must(200, await app.as().get('/api/bank/')).logo_version;
  const agreement = async (language = 'en') => {
    const answer = await fetch(`${app.url}/api/loans/${loan.id}/agreement/pdf/?language=${language}`, {
      headers: { authorization: `Bearer ${customer.api.token ?? ''}` },
    });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const pictures = (pdf: Buffer) => pdf.toString('latin1').split('/Subtype /Image').length - 1;

  it('is none at first', async () => {
    expect(await version()).toBeNull();
    const answer = await get();
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      404,
      'logo_not_found',
    ]);
    expect(pictures(await agreement())).toBe(0);
  });

  it('is what an admin sent, to the byte, for anybody; a page that names its version keeps it', async () => {
    const file = png();
    const sent = await send(file, 'image/png');
    expect(sent).toEqual({ status: 200, body: { logo_version: expect.stringMatching(/^[0-9a-f]{12}$/) } });
    expect(await version()).toBe(sent.body.logo_version);
    const kept = await get(`?version=${String(sent.body.logo_version)}`);
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(file);
    expect(kept.headers.get('content-type')).toBe('image/png');
    expect(kept.headers.get('cache-control')).toContain('immutable');
    expect(kept.headers.get('x-content-type-options')).toBe('nosniff');
    expect(kept.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const query of ['', '?version=000000000000']) {
      expect((await get(query)).headers.get('cache-control')).toBe('no-cache');
    }
    expect((await get('?size=large')).status).toBe(400);
  });

  it('is of the type that it has, not of the one that was named', async () => {
    expect((await send(JPEG, 'image/png')).status).toBe(200);
    expect((await get()).headers.get('content-type')).toBe('image/jpeg');
    expect((await send(png(), 'image/jpeg')).status).toBe(200);
    expect((await get()).headers.get('content-type')).toBe('image/png');
  });

  it('is no drawing with scripts, nothing broken, and nothing large; the one before stays', async () => {
    const { body } = await send(png(), 'image/png');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    expect(await send(svg, 'image/png')).toMatchObject({ status: 422, body: { code: 'picture_not_usable' } });
    expect(await send(svg, 'image/svg+xml')).toMatchObject({ status: 415 });
    expect(await send(png().subarray(0, 60), 'image/png')).toMatchObject({ status: 422 });
    expect(await send('', 'image/png')).toMatchObject({ status: 422 });
    const large = Buffer.concat([png(), Buffer.alloc(262_144)]);
    expect(await send(large, 'image/png')).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    expect(await send('{}', 'application/json')).toMatchObject({ status: 415 });
    expect(await send('text', 'text/plain')).toMatchObject({ status: 415 });
    expect(await version()).toBe(body.logo_version);
  });

  it('takes the place of the one before, also when two admins send one at once', async () => {
    const files = [png({ width: 10 }), png({ width: 20 }), JPEG];
    const answers = await Promise.all(files.map((file) => send(file, 'image/png')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ body }) => body.logo_version)).toContain(await version());
    expect(await app.database.rows('SELECT count(*)::int AS count FROM bank_logos')).toEqual([{ count: 1 }]);
  });

  it.each([
    ['grey', png({ colour: 0 }), 1],
    ['of colours', png({ colour: 2 }), 1],
    ['of a palette', png({ colour: 3 }), 1],
    // What shows through is a picture of its own.
    ['with alpha', png({ colour: 6 }), 2],
    ['grey with alpha', png({ colour: 4 }), 2],
    ['a JPEG', JPEG, 1],
  ])('is printed on documents: %s', async (_, file, count) => {
    expect((await send(file, 'image/png')).status).toBe(200);
    for (const language of ['en', 'ar']) {
      const pdf = await agreement(language);
      expect(pictures(pdf)).toBe(count);
      expect(await textOf(pdf)).toContain('Harbour Credit Union');
    }
  });

  it('is written down: who set it, and who removed it', async () => {
    const { body } = await send(png(), 'image/png');
    must(204, await admin.api.send('DELETE', PATH));
    expect(await version()).toBeNull();
    expect(pictures(await agreement())).toBe(0);
    const entries = () =>
      app
        .output()
        .split('\n')
        .filter((line) => line.includes('"action":"bank_logo.'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    await until(() => entries().at(-1)?.action === 'bank_logo.remove');
    expect(entries().slice(-2)).toMatchObject([
      {
        action: 'bank_logo.set',
        by: admin.id,
        changes: [{ field: 'version', before: null, after: body.logo_version }],
      },
      { action: 'bank_logo.remove', by: admin.id },
    ]);
  });
});
