import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sealer } from '../../src/runtime/sealed.js';
import { SECRETS_KEY, startApp, type TestApp } from '../support/app.js';
import { codeOf, nextCode, setUp, wrongCode } from '../support/factor.js';
import { Client, type Answer } from '../support/http.js';
import { lettersTo } from '../support/letters.js';
import { makeUser, must, type Actor } from '../support/make.js';

const PASSWORD = 'correct horse battery';
const WRONG_CODE = { status: 400, body: { errors: [{ field: 'code', code: 'wrong_code' }] } };
const FACTOR_WRONG = { status: 401, body: { code: 'factor_wrong' } };

interface Person {
  id: string;
  username: string;
  token: string;
  refresh: string;
  api: Client;
}

describe('a second factor', () => {
  let app: TestApp;
  let admin: Actor;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ PUBLIC_URL: 'https://loans.example.org' });
    admin = await makeUser(app, 'admin');
  });
  afterAll(() => app.stop());

  const login = (username: string, more: object = {}, at = app): Promise<Answer> =>
    at.as().post('/api/auth/login/', { username, password: PASSWORD, ...more });
  const refresh = (token: string) => app.as().post('/api/auth/refresh/', { refresh_token: token });
  const person = async (): Promise<Person> => {
    const username = `person-${String(++number)}`;
    const email = `${username}@example.org`;
    const body = { username, password: PASSWORD, role: 'customer', email };
    const { id } = must(201, await app.as().post('/api/auth/register/', body));
    const tokens = must(200, await login(username));
    const [token, again] = [String(tokens.access_token), String(tokens.refresh_token)];
    return { id: String(id), username, token, refresh: again, api: new Client(app.url, token) };
  };
  const withFactor = async () => {
    const who = await person();
    return { ...who, ...(await setUp(app, who.token, PASSWORD)) };
  };
  const letters = async (of: { id: string }) => (await lettersTo(admin, of)).map(({ happened }) => happened);
  const shown = async ({ api }: { api: Client }) => must(200, await api.get('/api/auth/factor/'));

  describe('is set up', () => {
    it('with the password, and by a first code of the app; until then nothing is different', async () => {
      const ada = await person();
      expect(await shown(ada)).toEqual({
        is_on: false,
        since: null,
        is_required: false,
        recovery_codes_left: 0,
        has_app: false,
        keys: [],
        keys_possible: true,
      });
      const wrong = await ada.api.post('/api/auth/factor/', { current_password: 'not the password' });
      expect(wrong).toMatchObject({ status: 400, body: { errors: [{ code: 'wrong_password' }] } });
      const begun = await ada.api.post('/api/auth/factor/', { current_password: PASSWORD });
      expect(begun.headers.get('cache-control')).toBe('no-store');
      const { secret, uri } = must(201, begun) as Record<'secret' | 'uri', string>;
      expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      expect(uri).toContain(`otpauth://totp/loans.example.org:${ada.username}?`);
      expect(uri).toContain(`secret=${secret}`);

      must(200, await login(ada.username));
      const code = wrongCode(secret);
      expect(await ada.api.post('/api/auth/factor/confirm/', { code })).toMatchObject(WRONG_CODE);
      const first = codeOf(secret);
      const answer = must(200, await ada.api.post('/api/auth/factor/confirm/', { code: first }));
      const codes = answer.recovery_codes as string[];
      expect(new Set(codes).size).toBe(10);
      for (const each of codes) expect(each).toMatch(/^([b-z2-9]{4}-){5}[b-z2-9]{4}$/);
      expect(await shown(ada)).toMatchObject({ is_on: true, recovery_codes_left: 10 });
      expect(await login(ada.username)).toMatchObject({ status: 401, body: { code: 'factor_required' } });
      // The code that confirmed it was accepted once.
      expect(await login(ada.username, { code: first })).toMatchObject(FACTOR_WRONG);
      expect(await letters(ada)).toEqual(['factor_on']);
    });

    it('with a secret that is stored encrypted, and recovery codes that are stored as hashes', async () => {
      const bo = await withFactor();
      const [row] = await app.database.rows('SELECT id, secret FROM second_factors WHERE user_id = $1', [
        bo.id,
      ]);
      expect(row?.secret).not.toContain(bo.secret);
      const place = `second_factors.secret ${String(row?.id)}`;
      expect(new Sealer(SECRETS_KEY).open(String(row?.secret), place)).toBe(bo.secret);
      const kept = await app.database.rows('SELECT r::text AS row FROM recovery_codes r WHERE user_id = $1', [
        bo.id,
      ]);
      expect(kept).toHaveLength(10);
      const plain = bo.recovery.map((code) => code.replaceAll('-', ''));
      for (const { row: text } of kept) {
        expect([...bo.recovery, ...plain].filter((code) => text?.includes(code))).toEqual([]);
      }
      expect(app.output()).not.toContain(bo.secret);
      expect(app.output()).not.toContain(bo.recovery[0]);
    });

    it('and ends every other session: they began without it', async () => {
      const cleo = await person();
      const other = must(200, await login(cleo.username));
      await setUp(app, cleo.token, PASSWORD);
      expect((await refresh(String(other.refresh_token))).status).toBe(401);
      must(200, await refresh(cleo.refresh));
    });

    it('once, begun anew as often as needed: only the latest secret counts, and only for an hour', async () => {
      const dora = await person();
      const begin = async () =>
        String(must(201, await dora.api.post('/api/auth/factor/', { current_password: PASSWORD })).secret);
      const [earlier, latest] = [await begin(), await begin()];
      const confirm = (code: string) => dora.api.post('/api/auth/factor/confirm/', { code });
      expect(await confirm(codeOf(earlier))).toMatchObject(WRONG_CODE);
      await app.database.rows(
        "UPDATE second_factors SET created_at = created_at - interval '1 hour' WHERE user_id = $1",
        [dora.id],
      );
      expect(await confirm(codeOf(latest))).toMatchObject({ status: 409, body: { code: 'factor_state' } });
      must(200, await confirm(codeOf(await begin())));
      const again = await dora.api.post('/api/auth/factor/', { current_password: PASSWORD });
      expect(again).toMatchObject({ status: 409, body: { code: 'factor_state' } });
    });
  });

  describe('at the sign-in', () => {
    it('is asked for only where there is one, and only of who has the password', async () => {
      const [with_, without] = [await withFactor(), await person()];
      const wrong = { password: 'wrong password' };
      const [first, second] = [await login(with_.username, wrong), await login(without.username, wrong)];
      const { request_id: requestId } = first.body as Record<string, unknown>;
      expect(first.body).toEqual({ ...(second.body as object), request_id: requestId });
      expect(first.status).toBe(401);
      const plain = must(200, await login(without.username));
      expect(Object.keys(plain)).toEqual([
        'access_token',
        'token_type',
        'expires_in',
        'refresh_token',
        'refresh_expires_in',
      ]);
      const wrongCodeToo = await login(with_.username, { ...wrong, code: codeOf(with_.secret) });
      expect(wrongCodeToo).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    });

    it('takes each code once, also when two come at the same moment', async () => {
      const eve = await withFactor();
      const code = codeOf(eve.secret);
      const answers = await Promise.all([login(eve.username, { code }), login(eve.username, { code })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
      expect(await login(eve.username, { code })).toMatchObject(FACTOR_WRONG);
      expect(await login(eve.username, { code: wrongCode(eve.secret) })).toMatchObject(FACTOR_WRONG);
      await nextCode(app);
      // As people type it.
      must(200, await login(eve.username, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` }));
    });

    it('gives a page its cookie by the same two answers', async () => {
      const fay = await withFactor();
      const page = { origin: 'https://loans.example.org', 'sec-fetch-site': 'same-origin' };
      const body = { username: fay.username, password: PASSWORD, session: 'cookie' };
      const asked = await app.as().post('/api/auth/login/', body, page);
      expect([asked.status, asked.headers.get('set-cookie')]).toEqual([401, null]);
      const done = await app.as().post('/api/auth/login/', { ...body, code: codeOf(fay.secret) }, page);
      expect(must(200, done)).toMatchObject({ user: { id: fay.id } });
      expect(done.headers.get('set-cookie')).toContain('lmp_session=');
    });

    it('takes a recovery code once, in any spelling, and tells its user', async () => {
      const gus = await withFactor();
      const [code = '', other = ''] = gus.recovery;
      must(200, await login(gus.username, { code: code.toUpperCase().replaceAll('-', ' ') }));
      expect(await login(gus.username, { code })).toMatchObject(FACTOR_WRONG);
      expect(await shown(gus)).toMatchObject({ recovery_codes_left: 9 });
      const both = await Promise.all([
        login(gus.username, { code: other }),
        login(gus.username, { code: other }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
      expect(await letters(gus)).toEqual(['factor_on', 'recovery_code_used', 'recovery_code_used']);
    });

    it('is asked for after a temporary password too, and is not used up by what is refused', async () => {
      const hana = await withFactor();
      const given = must(200, await admin.api.post(`/api/users/${hana.id}/reset_password/`, {}));
      const temporary = { password: given.temporary_password as string };
      const [weak, strong] = [{ new_password: 'password123' }, { new_password: 'seven green umbrellas' }];
      const code = codeOf(hana.secret);
      expect(await login(hana.username, { ...temporary, code })).toMatchObject({
        body: { code: 'password_change_required' },
      });
      expect(await login(hana.username, { ...temporary, ...strong })).toMatchObject({
        body: { code: 'factor_required' },
      });
      expect(await login(hana.username, { ...temporary, ...weak, code })).toMatchObject({ status: 400 });
      expect(
        await login(hana.username, { ...temporary, ...strong, code: wrongCode(hana.secret) }),
      ).toMatchObject(FACTOR_WRONG);
      must(200, await login(hana.username, { ...temporary, ...strong, code }));
    });

    it('outlives the key that its secret is encrypted with: recovery codes need none', async () => {
      const ida = await withFactor();
      const other = await startApp({ SECRETS_KEY: Buffer.alloc(32, 'x').toString('base64') }, app.database);
      try {
        expect(await login(ida.username, { code: codeOf(ida.secret) }, other)).toMatchObject(FACTOR_WRONG);
        expect(other.output()).toContain('a second factor cannot be read any more');
        must(200, await login(ida.username, { code: ida.recovery[0] }, other));
      } finally {
        await other.end();
      }
    });
  });

  describe('is switched off', () => {
    it('with the password and a code, and told; then the password is enough', async () => {
      const jo = await withFactor();
      const off = (body: object) => jo.api.post('/api/auth/factor/off/', body);
      const code = codeOf(jo.secret);
      expect(await off({ current_password: 'not the password', code })).toMatchObject({ status: 400 });
      expect(await off({ current_password: PASSWORD, code: wrongCode(jo.secret) })).toMatchObject(WRONG_CODE);
      expect((await off({ current_password: PASSWORD, code })).status).toBe(204);
      must(200, await login(jo.username));
      expect(await shown(jo)).toMatchObject({ is_on: false, recovery_codes_left: 0 });
      expect(await letters(jo)).toEqual(['factor_on', 'factor_off']);
      expect(await off({ current_password: PASSWORD, code })).toMatchObject({
        status: 409,
        body: { code: 'factor_state' },
      });
    });

    it('by an admin for who has lost everything: sessions end, and the user is told', async () => {
      const kim = await withFactor();
      const seen = await admin.api.get(`/api/users/${kim.id}/`);
      expect(must(200, seen)).toMatchObject({ has_second_factor: true });
      const reset = (id: string) => admin.api.post(`/api/users/${id}/reset_factor/`);
      expect(must(200, await reset(kim.id))).toMatchObject({ id: kim.id, has_second_factor: false });
      expect((await refresh(kim.refresh)).status).toBe(401);
      expect((await kim.api.get('/api/auth/me/')).status).toBe(401);
      must(200, await login(kim.username));
      expect(await login(kim.username, { code: kim.recovery[0] })).toMatchObject({ status: 200 });
      expect(await letters(kim)).toEqual(['factor_on', 'factor_off']);
      expect(await reset(kim.id)).toMatchObject({ status: 409, body: { code: 'factor_state' } });
      expect(await reset(admin.id)).toMatchObject({ status: 409, body: { code: 'own_account' } });
      expect(app.output()).toContain('user.reset_factor');
    });
  });

  it('has other recovery codes whenever its user wants, in place of the earlier ones', async () => {
    const lou = await withFactor();
    const [used = '', kept = ''] = lou.recovery;
    const body = { current_password: PASSWORD, code: used };
    const { recovery_codes: codes } = must(200, await lou.api.post('/api/auth/factor/recovery_codes/', body));
    expect(await login(lou.username, { code: kept })).toMatchObject(FACTOR_WRONG);
    must(200, await login(lou.username, { code: (codes as string[])[0] }));
    expect(await shown(lou)).toMatchObject({ recovery_codes_left: 9 });
  });
});
