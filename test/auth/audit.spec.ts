import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userInfo } from 'node:os';
import { uuidv7 } from 'uuidv7';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { makeCustomer, makeProvider, makeStaff, makeUser, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

interface Entry {
  msg: string;
  action: string;
  outcome: string;
  request_id: string;
  changes?: { field: string; before: unknown; after: unknown }[];
}

const PASSWORD = 'correct horse battery';

describe('the audit log', () => {
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let customer: Actor;

  beforeAll(async () => {
    // It is written whatever else is left out.
    app = await startApp({ LOG_LEVEL: 'error' });
    [staff, admin, customer] = [await makeStaff(app), await makeUser(app, 'admin'), await makeCustomer(app)];
  });
  afterAll(() => app.stop());

  const entriesIn = (output: string) =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Entry)
      .filter(({ msg }) => msg === 'audit');
  const entriesOf = async (requestId: string) => {
    const found = () => entriesIn(app.output()).filter((entry) => entry.request_id === requestId);
    await until(() => found().length > 0);
    return found();
  };
  const withId = (id: string) => ({ 'x-request-id': id });
  const byStaff = () => ({ by: staff.id, role: 'staff', via: 'api', from: '127.0.0.1' });
  const byAdmin = () => ({ by: admin.id, role: 'admin', via: 'api', from: '127.0.0.1' });

  it('says who changed whose range, with before and after', async () => {
    const path = `/api/customers/${customer.id}/`;
    must(200, await staff.api.patch(path, { max_loan_amount: '25000.00' }, withId('range-1')));
    must(
      200,
      await staff.api.patch(path, { min_loan_amount: '50.00', max_loan_amount: null }, withId('range-2')),
    );
    expect(await entriesOf('range-1')).toMatchObject([
      {
        ...byStaff(),
        level: 'info',
        action: 'customer.set_range',
        outcome: 'done',
        on: { type: 'customer', id: customer.id },
        changes: [{ field: 'max_loan_amount', before: null, after: '25000.00' }],
      },
    ]);
    expect((await entriesOf('range-2'))[0]?.changes).toEqual([
      { field: 'min_loan_amount', before: null, after: '50.00' },
      { field: 'max_loan_amount', before: '25000.00', after: null },
    ]);
  });

  it('says who changed the bank configuration, only what differs', async () => {
    must(
      200,
      await staff.api.patch(
        '/api/bank_configuration/',
        { interest_rate: '0.06', grace_days: 5 },
        withId('config'),
      ),
    );
    const [entry, ...more] = await entriesOf('config');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ ...byStaff(), action: 'bank_configuration.change' });
    expect(entry?.changes).toEqual(
      expect.arrayContaining([
        { field: 'interest_rate', before: '0.05', after: '0.06' },
        { field: 'grace_days', before: 0, after: 5 },
      ]),
    );
    expect(entry?.changes?.map(({ field }) => field)).not.toContain('max_loan_amount');
  });

  it('says who made and changed users, and never a password', async () => {
    const user = { username: `u${uuidv7()}`, password: PASSWORD, role: 'staff', first_name: 'Mei' };
    const { id } = must(201, await admin.api.post('/api/users/', user, withId('create')));
    const path = `/api/users/${String(id)}/`;
    must(200, await admin.api.patch(path, { first_name: 'May', is_active: false }, withId('change')));
    must(200, await admin.api.post(`${path}reset_password/`, {}, withId('reset')));
    const on = { type: 'user', id };
    expect(await entriesOf('create')).toMatchObject([{ ...byAdmin(), action: 'user.create', on }]);
    expect(await entriesOf('change')).toMatchObject([
      {
        ...byAdmin(),
        action: 'user.change',
        on,
        changes: [
          { field: 'first_name', is_personal: true },
          { field: 'is_active', before: true, after: false },
        ],
      },
    ]);
    expect(await entriesOf('reset')).toMatchObject([{ ...byAdmin(), action: 'user.reset_password', on }]);
    expect(app.output()).not.toContain(PASSWORD);
    expect(app.output()).not.toMatch(/argon2|password_hash|Mei|May/);
  });

  it('says who changed whose mandate', async () => {
    const provider = await makeProvider(app);
    const path = `/api/providers/mandate/?provider=${provider.id}`;
    must(200, await staff.api.patch(path, { max_per_loan: '900.00' }, withId('mandate')));
    expect(await entriesOf('mandate')).toMatchObject([
      { ...byStaff(), action: 'mandate.change', on: { type: 'provider', id: provider.id } },
    ]);
  });

  it('says who failed to sign in at which account, from where', async () => {
    const username = `u${uuidv7()}`;
    must(201, await app.as().post('/api/auth/register/', { username, password: PASSWORD, role: 'customer' }));
    const login = (name: string, password: string, id: string) =>
      app.as().post('/api/auth/login/', { username: name, password }, withId(id));
    await login(username, 'a wrong password', 'failed');
    await login('a-password-typed-as-a-name', 'a wrong password', 'unknown');
    must(200, await login(username, PASSWORD, 'succeeded'));
    const [row] = await app.database.rows('SELECT id FROM users WHERE username = $1', [username]);
    expect(await entriesOf('failed')).toMatchObject([
      {
        action: 'user.sign_in',
        outcome: 'refused',
        by: null,
        from: '127.0.0.1',
        on: { type: 'user', id: row?.id },
        account: expect.stringMatching(/^[\w-]{16}$/),
      },
    ]);
    expect(await entriesOf('unknown')).toMatchObject([
      { outcome: 'refused', on: { type: 'user', id: null } },
    ]);
    expect(await entriesOf('succeeded')).toMatchObject([{ outcome: 'done', by: row?.id }]);
    expect(app.output()).not.toContain('a-password-typed');
    expect(app.output()).not.toContain('a wrong password');
  });

  it('says what was changed at the server itself, on standard error, beside an answer that stays one document', async () => {
    const run = await startCli(app.database.url, 'config set interest_rate=0.07 --yes --json').ended;
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ interest_rate: '0.07' });
    expect(entriesIn(run.err)).toMatchObject([
      {
        action: 'bank_configuration.change',
        by: null,
        via: 'cli',
        from: userInfo().username,
        changes: expect.arrayContaining([{ field: 'interest_rate', before: '0.06', after: '0.07' }]),
      },
    ]);
    const name = `u${uuidv7()}`;
    const made = await startCli(
      app.database.url,
      `create-user --role staff --username ${name} --password-stdin`,
      {
        input: PASSWORD,
      },
    ).ended;
    expect(entriesIn(made.err)).toMatchObject([{ action: 'user.create', via: 'cli' }]);
    expect(made.err).not.toContain(PASSWORD);
    const weak = await startCli(app.database.url, `create-admin --username ${name}x --password-stdin`, {
      input: '1234567890',
    }).ended;
    expect(weak).toMatchObject({ code: 2, err: expect.stringContaining('password: it is easy to guess.') });
  });
});
