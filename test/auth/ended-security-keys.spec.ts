import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { setUp } from '../support/factor.js';
import { Client } from '../support/http.js';
import { FACTOR_WRONG, HERE, keyOwners, PASSWORD, SETTINGS, type Owner } from '../support/key-owners.js';
import { makeUser, must, type Actor } from '../support/make.js';
import { SoftwareKey } from '../support/software-key.js';

describe('security keys that come to an end', () => {
  let app: TestApp;
  let admin: Actor;
  let people: ReturnType<typeof keyOwners>;

  beforeAll(async () => {
    app = await startApp(SETTINGS);
    admin = await makeUser(app, 'admin');
    people = keyOwners(app, admin);
  });
  afterAll(() => app.stop());

  describe('are removed', () => {
    it('with the password and a factor; the last one switches the factor off', async () => {
      const mia = await people.owner();
      const remove = (id: string, proof: object) =>
        mia.api.post(`/api/auth/factor/keys/${id}/remove/`, { current_password: PASSWORD, ...proof });
      expect(await remove(mia.keyId, { current_password: 'wrong' })).toMatchObject({ status: 400 });
      expect(await remove(mia.keyId, { code: 'wrong' })).toMatchObject({
        body: { errors: [{ code: 'wrong_code' }] },
      });
      expect(await remove(mia.id, { code: mia.recovery[0] })).toMatchObject({
        status: 404,
        body: { code: 'key_not_found' },
      });
      const spare = new SoftwareKey();
      const options = await people.begin(mia, { key: mia.key.sign(await people.ask(mia), HERE) });
      const { id: spareId } = must(200, await people.confirm(mia, spare.make(options, HERE), 'Spare'));
      expect((await remove(mia.keyId, { key: spare.sign(await people.ask(mia), HERE) })).status).toBe(204);
      const removed = mia.key.sign(await people.asked(mia), HERE);
      expect(await people.login(mia.username, { key: removed })).toMatchObject(FACTOR_WRONG);
      expect((await remove(String(spareId), { code: mia.recovery[0] })).status).toBe(204);
      must(200, await people.login(mia.username));
      expect(await people.shown(mia)).toMatchObject({ is_on: false, keys: [], recovery_codes_left: 0 });
      expect(await people.letters(mia)).toEqual([
        'factor_on',
        'factor_added',
        'factor_removed',
        'recovery_code_used',
        'factor_off',
      ]);
    });

    it('not the last one where the bank wants a factor of the role', async () => {
      const strict = await startApp({ ...SETTINGS, SECOND_FACTOR_FOR: 'customer' }, app.database);
      try {
        const nia = await people.person();
        const tokens = must(200, await people.login(nia.username, {}, strict));
        expect(tokens.factor_needed).toBe(true);
        const half = { api: new Client(strict.url, String(tokens.access_token)) };
        const key = new SoftwareKey();
        const added = must(200, await people.confirm(half, key.make(await people.begin(half), HERE)));
        const renewed = await strict.as().post('/api/auth/refresh/', { refresh_token: tokens.refresh_token });
        const full = { api: new Client(strict.url, String(must(200, renewed).access_token)) };
        const proof = { current_password: PASSWORD, key: key.sign(await people.ask(full), HERE) };
        const removed = await full.api.post(`/api/auth/factor/keys/${String(added.id)}/remove/`, proof);
        expect(removed).toMatchObject({ status: 403, body: { code: 'factor_needed' } });
      } finally {
        await strict.end();
      }
    });

    it('all at once: by switching the factor off, by an admin, and at the command line', async () => {
      const [ola, pam, rob] = [await people.owner(), await people.owner(), await people.owner()];
      await setUp(app, await tokenOf(ola), PASSWORD, ola.recovery[0]);
      const key = ola.key.sign(await people.ask(ola), HERE);
      const off = await ola.api.post('/api/auth/factor/off/', { current_password: PASSWORD, key });
      expect(off.status).toBe(204);
      must(200, await admin.api.post(`/api/users/${pam.id}/reset_factor/`));
      const cli = await startCli(app.database.url, `factor reset ${rob.username} --json`).ended;
      expect(cli.code).toBe(0);
      for (const who of [ola, pam, rob]) must(200, await people.login(who.username));
      const kept = await app.database.rows(
        'SELECT FROM security_keys WHERE user_id = ANY ($1) UNION ALL SELECT FROM key_challenges WHERE user_id = ANY ($1)',
        [[ola.id, pam.id, rob.id]],
      );
      expect(kept).toEqual([]);
    });
  });

  const tokenOf = async (who: Owner) => {
    const tokens = must(
      200,
      await people.login(who.username, { key: who.key.sign(await people.asked(who), HERE) }),
    );
    return String(tokens.access_token);
  };

  it('are refused in words where browsers know none: over plain http, or for a numeric address', async () => {
    for (const address of ['http://loans.example.org', 'https://192.0.2.7']) {
      const plain = await startApp({ PUBLIC_URL: address }, app.database);
      try {
        const sam = await people.owner();
        const api = new Client(plain.url, sam.api.token);
        const more = await api.post('/api/auth/factor/keys/', { current_password: PASSWORD });
        expect(more).toMatchObject({ status: 409, body: { code: 'keys_off' } });
        expect(more.body.detail).toContain('https');
        expect(must(200, await api.get('/api/auth/factor/'))).toMatchObject({ keys_possible: false });
        // Its owner gets in by recovery codes.
        const asked = await people.login(sam.username, {}, plain);
        expect(asked.body).not.toHaveProperty('public_key');
        must(200, await people.login(sam.username, { code: sam.recovery[0] }, plain));
      } finally {
        await plain.end();
      }
    }
  });
});
