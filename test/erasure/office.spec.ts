import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { eventsAreNumbered } from '../support/events.js';
import { makeCustomer, makeStaff, makeUser, must, type Actor } from '../support/make.js';
import { MARK, marksIn } from '../support/marked.js';

const PASSWORD = 'correct horse battery';

describe('a member of staff who is erased', () => {
  let app: TestApp;
  let admin: Actor;
  let mei: string;
  const username = `${MARK}-mei`;

  const erase = (id: string, name: string, by = admin) =>
    by.api.post(`/api/users/${id}/erase/`, { username: name });
  const preview = (id: string) => admin.api.post(`/api/users/${id}/erase/preview/`);
  const cli = (args: string) => startCli(app.database.url, args).ended;

  beforeAll(async () => {
    app = await startApp();
    admin = await makeUser(app, 'admin');
    const names = { first_name: MARK, last_name: MARK, email: `${username}@example.org` };
    const made = { username, password: PASSWORD, role: 'staff', ...names };
    mei = String(must(201, await admin.api.post('/api/users/', made)).id);
    must(200, await app.as().post('/api/auth/login/', { username, password: PASSWORD }));
    const own_accounts = [(await makeCustomer(app)).id];
    must(200, await admin.api.patch(`/api/users/${mei}/`, { own_accounts }));
  });
  afterAll(() => app.stop());

  it('is told of before, and not erased by anybody else or under another name', async () => {
    const before = await marksIn(app);
    expect(before).toEqual(expect.arrayContaining(['users']));
    expect(must(200, await preview(mei)).removed).toContainEqual({ what: 'account', count: 1 });
    expect((await erase(mei, 'somebody')).body.code).toBe('validation_failed');
    expect((await erase(mei, username, await makeStaff(app))).status).toBe(403);
    expect(await marksIn(app)).toEqual(before);
  });

  it('leaves no text behind and cannot sign in; the audit log keeps the id', async () => {
    await eventsAreNumbered(app.database);
    const wanted = must(200, await preview(mei)).removed;
    expect(must(200, await erase(mei, username)).removed).toEqual(wanted);
    expect(await marksIn(app)).toEqual([]);
    const shown = must(200, await admin.api.get(`/api/users/${mei}/`));
    expect(shown).toMatchObject({ username: `erased-${mei}`, first_name: '', own_accounts: [] });
    expect(shown.erased_at).not.toBeNull();
    const login = await app.as().post('/api/auth/login/', { username, password: PASSWORD });
    expect(login.body.code).toBe('invalid_credentials');
    const line = app
      .output()
      .split('\n')
      .find((entry) => entry.includes('"person.erase"'));
    expect(line).toContain(`"on":{"type":"user","id":"${mei}"}`);
    expect(line).toContain(`"by":"${admin.id}"`);
  });

  it('is nobody else: neither oneself, nor a customer, nor unknown', async () => {
    expect((await erase(admin.id, `admin-${admin.id}`)).body.code).toBe('own_account');
    const ada = await makeCustomer(app);
    expect((await preview(ada.id)).body.code).toBe('role_fixed');
    expect((await preview('0198c0de-0000-7000-8000-000000000000')).body.code).toBe('user_not_found');
  });

  it('is never the last admin, not at the command line either', async () => {
    const active = "SELECT id FROM users WHERE role = 'admin' AND is_active";
    const admins = await app.database.rows<{ id: string }>(active);
    for (const { id } of admins.filter((one) => one.id !== admin.id))
      must(200, await admin.api.patch(`/api/users/${id}/`, { is_active: false }));
    const refused = await cli(`erase staff ${admin.id} --yes --json`);
    expect([refused.code, refused.json()]).toMatchObject([2, { error: { code: 'last_admin' } }]);
    expect(await app.database.rows(active)).toEqual([{ id: admin.id }]);
  });

  it('can be a customer at the command line: shown first, removed with --yes, and told', async () => {
    const ada = await makeCustomer(app);
    must(200, await admin.api.patch(`/api/customers/${ada.id}/`, { first_name: MARK }));
    const shown = await cli(`erase customer customer-${ada.id}`);
    expect([shown.code, shown.err]).toEqual([0, '']);
    expect(shown.out).toMatch(/account +1\n[^]*Nothing was removed\. --yes removes it for good\.\n$/);
    expect(await marksIn(app)).not.toEqual([]);
    const done = await cli(`erase customer customer-${ada.id} --yes --json`);
    expect([done.code, done.json()]).toMatchObject([0, { id: ada.id, erased: true }]);
    expect(await marksIn(app)).toEqual([]);
    await eventsAreNumbered(app.database);
    // Of the two runs only the second told of it, and of the member of staff nobody was told.
    const told = must(200, await admin.api.get('/api/events/?after_seq=0&limit=100')).results as {
      type: string;
    }[];
    expect(told.filter(({ type }) => type.endsWith('.erased'))).toMatchObject([
      {
        type: 'customer.erased',
        customer: ada.id,
        subject: { type: 'customer', id: ada.id },
        actor: null,
        data: {},
      },
    ]);
    expect((await cli('erase loan x')).code).toBe(2);
  });
});
