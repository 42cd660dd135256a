import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { codeOf } from '../support/factor.js';
import { Client } from '../support/http.js';
import { FACTOR_WRONG, HERE, keyOwners, PASSWORD, SETTINGS } from '../support/key-owners.js';
import { makeUser, must, type Actor } from '../support/make.js';
import { SoftwareKey } from '../support/software-key.js';

const WRONG_KEY = { status: 400, body: { errors: [{ field: 'key', code: 'wrong_key' }] } };

describe('security keys', () => {
  let app: TestApp;
  let admin: Actor;
  let people: ReturnType<typeof keyOwners>;

  beforeAll(async () => {
    app = await startApp(SETTINGS);
    admin = await makeUser(app, 'admin');
    people = keyOwners(app, admin);
  });
  afterAll(() => app.stop());

  describe('are set up', () => {
    it('with the password: the first one switches the factor on and ends the other sessions', async () => {
      const ada = await people.person();
      const other = must(200, await people.login(ada.username));
      const wrong = await ada.api.post('/api/auth/factor/keys/', { current_password: 'not the password' });
      expect(wrong).toMatchObject({ status: 400, body: { errors: [{ code: 'wrong_password' }] } });
      const options = await people.begin(ada);
      expect(options).toMatchObject({ rp: { id: 'example.org' }, attestation: 'none' });
      // Until the key came nothing is different.
      must(200, await people.login(ada.username));

      const key = new SoftwareKey();
      const added = must(200, await people.confirm(ada, key.make(options, HERE), 'Ada’s key'));
      expect(added).toMatchObject({ name: 'Ada’s key', last_used_at: null });
      expect(added.recovery_codes).toHaveLength(10);
      expect(await people.shown(ada)).toMatchObject({
        is_on: true,
        has_app: false,
        recovery_codes_left: 10,
        keys: [{ id: added.id, name: 'Ada’s key' }],
        keys_possible: true,
      });
      expect((await app.as().post('/api/auth/refresh/', { refresh_token: other.refresh_token })).status).toBe(
        401,
      );
      must(200, await app.as().post('/api/auth/refresh/', { refresh_token: ada.refresh }));
      expect(await people.letters(ada)).toEqual(['factor_on']);
    });

    it('by a further one, beside an app or another key, with the factor that is on', async () => {
      const bo = await people.owner();
      const without = await bo.api.post('/api/auth/factor/keys/', { current_password: PASSWORD });
      expect(without).toMatchObject({ status: 400, body: { errors: [{ field: 'code', code: 'required' }] } });
      const key = bo.key.sign(await people.ask(bo), HERE);
      const options = await people.begin(bo, { key });
      const second = new SoftwareKey();
      const added = must(200, await people.confirm(bo, second.make(options, HERE), 'Spare'));
      expect(added.recovery_codes).toEqual([]);
      must(200, await people.login(bo.username, { key: second.sign(await people.asked(bo), HERE) }));
      must(200, await people.login(bo.username, { key: bo.key.sign(await people.asked(bo), HERE) }));
      must(200, await people.login(bo.username, { code: bo.recovery[0] }));

      const app2 = { current_password: PASSWORD, code: bo.recovery[1] };
      const { secret } = must(201, await bo.api.post('/api/auth/factor/', app2));
      const on = await bo.api.post('/api/auth/factor/confirm/', { code: codeOf(String(secret)) });
      expect(must(200, on).recovery_codes).toEqual([]);
      expect(await people.shown(bo)).toMatchObject({ has_app: true, recovery_codes_left: 8 });
      expect(await people.letters(bo)).toEqual([
        'factor_on',
        'factor_added',
        'recovery_code_used',
        'recovery_code_used',
        'factor_added',
      ]);
    });

    it('only for this session’s challenge, once, within five minutes, and for pages of this server', async () => {
      const cleo = await people.person();
      const key = new SoftwareKey();
      const refused = async (body: object) => {
        expect(await people.confirm(cleo, body)).toMatchObject(WRONG_KEY);
      };
      const made = { challenge: Buffer.alloc(32).toString('base64url') };
      await refused(key.make(made, HERE));
      await refused(key.make(await people.begin(cleo), { ...HERE, origin: 'https://loans.example.net' }));
      await refused(key.make(await people.begin(cleo), { ...HERE, domain: 'example.net' }));
      // What was answered wrongly is used up.
      const options = await people.begin(cleo);
      await refused(key.make(options, { ...HERE, origin: 'http://loans.example.org' }));
      await refused(key.make(options, HERE));

      const elsewhere = must(200, await people.login(cleo.username));
      const other = { api: new Client(app.url, String(elsewhere.access_token)) };
      await refused(key.make(await people.begin(other), HERE));
      const late = await people.begin(cleo);
      await app.database.rows(
        "UPDATE key_challenges SET created_at = created_at - interval '6 minutes' WHERE user_id = $1",
        [cleo.id],
      );
      await refused(key.make(late, HERE));
      expect(await people.shown(cleo)).toMatchObject({ is_on: false, keys: [] });
      expect(app.output()).toContain('a security key was refused');
      must(200, await people.confirm(cleo, key.make(await people.begin(cleo), HERE)));
    });

    it('by one person each, and ten at most', async () => {
      const [dora, eve] = [await people.owner(), await people.person()];
      expect(await people.confirm(eve, dora.key.make(await people.begin(eve), HERE))).toMatchObject(
        WRONG_KEY,
      );
      await app.database.rows(
        `INSERT INTO security_keys SELECT gen_random_uuid(), $1, 'filler' || n, '\\x00', 0, '{}', 'x', now(), NULL
         FROM generate_series(1, 9) n`,
        [dora.id],
      );
      const key = dora.key.sign(await people.ask(dora), HERE);
      const more = await dora.api.post('/api/auth/factor/keys/', { current_password: PASSWORD, key });
      expect(more).toMatchObject({ status: 409, body: { code: 'factor_state' } });
    });
  });

  describe('at the sign-in', () => {
    it('are asked for only of who has the password', async () => {
      const [fay, plain] = [await people.owner(), await people.person()];
      const wrong = { password: 'wrong password' };
      const key = fay.key.sign(await people.asked(fay), HERE);
      const answers = [
        await people.login(fay.username, wrong),
        await people.login(fay.username, { ...wrong, key }),
        await people.login(plain.username, wrong),
        await people.login('nobody-here', wrong),
      ];
      const [first] = answers.map(({ status, body }) => ({ status, ...body, request_id: '' }));
      for (const { status, body } of answers) expect({ status, ...body, request_id: '' }).toEqual(first);
      expect(first).toMatchObject({ status: 401, code: 'invalid_credentials' });
      // The password was wrong, so the challenge is still good.
      must(200, await people.login(fay.username, { key }));
      const [used] = (await people.shown(fay)).keys as { last_used_at: string | null }[];
      expect(used?.last_used_at).not.toBeNull();
    });

    it('sign each challenge once, also when the same answer comes twice at a moment', async () => {
      const gus = await people.owner();
      const options = await people.asked(gus);
      const key = gus.key.sign(options, HERE);
      const answers = await Promise.all([
        people.login(gus.username, { key }),
        people.login(gus.username, { key }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
      expect(await people.login(gus.username, { key })).toMatchObject(FACTOR_WRONG);
      // Signed again, but asked once.
      expect(await people.login(gus.username, { key: gus.key.sign(options, HERE) })).toMatchObject(
        FACTOR_WRONG,
      );
    });

    it('are refused for another page, another domain, another signature and a counter that does not go up', async () => {
      const hana = await people.owner();
      const refused = async (key: object) => {
        expect(await people.login(hana.username, { key })).toMatchObject(FACTOR_WRONG);
      };
      for (const at of [
        { ...HERE, origin: 'https://evil.example' },
        { ...HERE, origin: 'http://loans.example.org' },
        { ...HERE, origin: 'https://sub.loans.example.org' },
        { ...HERE, domain: 'evil.example' },
      ]) {
        await refused(hana.key.sign(await people.asked(hana), at));
      }
      const signed = hana.key.sign(await people.asked(hana), HERE);
      const { signature } = hana.key.sign(await people.asked(hana), HERE);
      await refused({ ...signed, signature });
      // The page of the console is one of this server's too.
      const console = { ...HERE, origin: 'https://console.example.org' };
      must(200, await people.login(hana.username, { key: hana.key.sign(await people.asked(hana), console) }));
      await refused(hana.key.sign(await people.asked(hana), HERE, 'held'));
      hana.key.counter -= 3;
      await refused(hana.key.sign(await people.asked(hana), HERE));
      hana.key.counter += 9;
      must(200, await people.login(hana.username, { key: hana.key.sign(await people.asked(hana), HERE) }));
    });

    it('are refused where the key, or what it signed, is somebody else’s or for something else', async () => {
      const [ida, jo] = [await people.owner(), await people.owner()];
      const refused = async (key: object) => {
        expect(await people.login(ida.username, { key })).toMatchObject(FACTOR_WRONG);
      };
      await refused(jo.key.sign(await people.asked(ida), HERE));
      await refused(ida.key.sign(await people.asked(jo), HERE));
      // Signed for a change of the account, in a session of its owner.
      await refused(ida.key.sign(await people.ask(ida), HERE));
      const off = { current_password: PASSWORD, key: ida.key.sign(await people.asked(ida), HERE) };
      expect(await ida.api.post('/api/auth/factor/off/', off)).toMatchObject(WRONG_KEY);
    });

    it('let in a page, with its cookie, and a temporary password', async () => {
      const kim = await people.owner();
      const given = must(200, await admin.api.post(`/api/users/${kim.id}/reset_password/`, {}));
      const body = {
        username: kim.username,
        password: given.temporary_password,
        new_password: 'seven green umbrellas',
        session: 'cookie',
      };
      const page = { origin: HERE.origin, 'sec-fetch-site': 'same-origin' };
      const first = await app.as().post('/api/auth/login/', body, page);
      expect([first.status, first.headers.get('set-cookie')]).toEqual([401, null]);
      const key = kim.key.sign(people.optionsOf(first), HERE);
      const done = await app.as().post('/api/auth/login/', { ...body, key }, page);
      expect(must(200, done)).toMatchObject({ user: { id: kim.id } });
      expect(done.headers.get('set-cookie')).toContain('lmp_session=');
    });

    it('are guessed as slowly as codes', async () => {
      const slow = await startApp({ ...SETTINGS, THROTTLE_DISABLED: 'false' }, app.database);
      try {
        const lou = await people.owner();
        const key = new SoftwareKey().sign({ challenge: 'none' }, HERE);
        for (let nr = 1; nr <= 10; nr++) {
          expect(await people.login(lou.username, { key }, slow)).toMatchObject(FACTOR_WRONG);
        }
        await app.database.rows(
          "UPDATE sign_in_attempts SET closed_until = now() + interval '10 minutes' WHERE closed_until > last_at",
        );
        const right = lou.key.sign(people.optionsOf(await people.login(lou.username, {}, slow)), HERE);
        const closed = await people.login(lou.username, { key: right }, slow);
        expect(closed).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      } finally {
        await slow.end();
      }
    });
  });
});
