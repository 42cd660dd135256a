import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app.js';
import { startCli, type Run } from '../support/cli.js';
import { Client } from '../support/http.js';
import { makeProvider } from '../support/make.js';

describe('the command line', () => {
  let app: TestApp;
  let folder: string;

  beforeAll(async () => {
    app = await startApp();
    folder = await mkdtemp(join(tmpdir(), 'lmp-cli-'));
  });

  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a command on the database of the running server. */
  const cli = (args: string, options: { input?: string; env?: Record<string, string> } = {}): Promise<Run> =>
    startCli(app.database.url, args, options).ended;

  const PASSWORD = 'correct horse battery';
  const login = (username: string) => app.as().post('/api/auth/login/', { username, password: PASSWORD });

  it('tells what it can do, and the exit codes, without a database', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const [all, one] = await Promise.all([cli('--help', { env }), cli('config set --help', { env })]);
    for (const { code, out, err } of [all, one]) {
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('Exit codes: 0 done; 1 the answer is no');
    }
    for (const name of ['create-admin', 'create-user', 'config', 'proof', 'day-close', 'demo', 'openapi']) {
      expect(all.out).toContain(`\n  ${name} `);
    }
  });

  it('refuses wrong usage with 2 and a line that says why', async () => {
    const cases = [
      ['', 'Usage:'],
      ['nonsense', "unknown command 'nonsense'"],
      ['proof --nonsense', "unknown option '--nonsense'"],
      ['proof --as-of 2026-02-31', 'as_of must be a date'],
      ['config set', "missing required argument 'key=value'"],
      ['config set interest_rate', '"interest_rate" is not key=value'],
      ['config set interest_rate=0.07', 'There is no terminal to ask on: nothing was changed.'],
      ['create-user --role king --username bob --password-stdin', '--role must be one of customer,'],
      ['create-admin --username bob', 'There is no terminal to ask on'],
      ['demo --loans many', '--loans must be a whole number from 0 to'],
    ] as const;
    const runs = await Promise.all(cases.map(([args]) => cli(args)));
    for (const [index, [args, reason]] of cases.entries()) {
      const { code, out, err } = runs[index] as Run;
      expect(err).toContain(reason);
      expect(err).not.toMatch(/\n\s+at /);
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' });
    }
  });

  describe('create-admin', () => {
    it('makes an admin who can sign in and see everybody', async () => {
      const run = await cli('create-admin --username cli-admin --password-stdin', { input: `${PASSWORD}\n` });
      // Beside the answer the audit log says who was made, and by whom.
      expect(run).toMatchObject({ code: 0, err: expect.stringMatching(/^\{.*"msg":"audit".*\}\n$/) });
      expect(run.out).toMatch(/^Created the admin "cli-admin" \(id [0-9a-f-]{36}\)\.\n$/);
      const { status, body } = await login('cli-admin');
      expect(status).toBe(200);
      const admin = new Client(app.url, body.access_token as string);
      expect((await admin.get('/api/auth/me/')).body).toMatchObject({ username: 'cli-admin', role: 'admin' });
      expect((await admin.get('/api/customers/')).status).toBe(200);
    });

    it('refuses a name that is taken, whatever its case, with 2', async () => {
      const again = await cli('create-admin --username CLI-Admin --password-stdin --json', {
        input: PASSWORD,
      });
      expect(again.code).toBe(2);
      expect(again.err).toBe('error: The username "CLI-Admin" is taken.\n');
      expect(again.json()).toEqual({
        error: {
          code: 'username_taken',
          detail: 'The username "CLI-Admin" is taken.',
          username: 'CLI-Admin',
        },
      });
    });

    it('lists what is wrong with name and password', async () => {
      const { code, err } = await cli('create-admin --username x! --password-stdin', { input: 'short\n' });
      expect(code).toBe(2);
      expect(err).toMatch(/^error: Not valid: username, password\.\n {2}username: .+\n {2}password: .+\n$/);
    });
  });

  it('create-user makes users of every role, with their profile', async () => {
    for (const role of ['customer', 'provider', 'staff']) {
      const run = await cli(
        `create-user --role ${role} --username cli-${role}-2 --first-name Ada --last-name Okoye ` +
          '--email ada@example.org --password-stdin --json',
        { input: PASSWORD },
      );
      expect(run.code).toBe(0);
      const user = run.json();
      expect(user).toMatchObject({ role, first_name: 'Ada', last_name: 'Okoye', email: 'ada@example.org' });
      const profile = { customer: 'customers', provider: 'providers' }[role];
      if (profile !== undefined) {
        expect((await app.as(user).get(`/api/${profile}/${String(user.id)}/`)).status).toBe(200);
      }
    }
    const { code, err } = await cli(
      'create-user --role staff --username cli-staff-3 --email no --password-stdin',
      { input: PASSWORD },
    );
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: Not valid: email.\n  email: email must be an email\n',
    });
  });

  it('config get and set show and change what the API shows, with its rules', async () => {
    const staff = app.as({ id: '0198c0de-0000-7000-8000-000000000000', role: 'staff' });
    const before = (await cli('config get --json')).json();
    expect((await staff.get('/api/bank_configuration/')).body).toEqual(before);

    const set = await cli('config set interest_rate=0.06 installments=6 --yes --json');
    expect(set.err).toMatch(/interest_rate +0\.05 \(5 % a year\) +0\.06 \(6 % a year\)\n/);
    expect(set.err).toMatch(/to pay in all +1050\.00 +1060\.00\n/);
    expect(set.json()).toMatchObject({ version: 2, interest_rate: '0.06', installments: 6 });
    expect((await staff.get('/api/bank_configuration/')).body).toEqual(set.json());

    const bad = { interest_rate: '-1', installments: 7, min_loan_amount: '1.001', colour: 'red' };
    const args = Object.entries(bad).map(([key, value]) => `${key}=${String(value)}`);
    // What is so already is not asked about.
    expect((await cli('config set interest_rate=0.06')).out).toMatch(/^version +2$/m);
    const refused = await cli(`config set ${args.join(' ')} --json`);
    const answer = await staff.patch('/api/bank_configuration/', bad);
    expect(refused.code).toBe(2);
    expect(refused.json().error.errors).toEqual(answer.body.errors);
    expect((await cli('config get')).out).toMatch(/^version +2$/m);
  });

  it('proof is 0 while the books are right and 1 with the rows when a balance was tampered with', async () => {
    const provider = await makeProvider(app, '500.00');
    const green = await cli('proof');
    expect(green.out).toMatch(/^provider_fund +ok /m);
    expect(green.out).toMatch(/The books are proved, now: \d+ checks hold/);
    expect(green).toMatchObject({ code: 0, err: '' });

    await app.database.tamper('UPDATE providers SET fund_amount = fund_amount + 1 WHERE id = $1', [
      provider.id,
    ]);
    const red = await cli('proof');
    expect(red.code).toBe(1);
    expect(red.out).toContain(`${provider.id}: expected 500.00, actual 500.01`);
    const [asJson, past] = await Promise.all([cli('proof --json'), cli('proof --as-of 2020-01-01 --json')]);
    expect(asJson.code).toBe(1);
    expect(asJson.json()).toMatchObject({ ok: false });
    expect(past.code).toBe(0);
    expect(past.json()).toMatchObject({ ok: true, as_of: '2020-01-01' });

    await app.database.tamper('UPDATE providers SET fund_amount = fund_amount - 1 WHERE id = $1', [
      provider.id,
    ]);
  });

  it('demo makes a bank with a history whose books are proved, once for each seed, not in production', async () => {
    const size = 'demo --customers 4 --providers 2 --loans 6 --seed 3';
    const run = await cli(`${size} --json`);
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ customers: 4, providers: 2, loans: 6, refused: 0 });
    expect((await cli('proof')).code).toBe(0);
    const [{ days } = { days: '0' }] = await app.database.rows<{ days: string }>(
      'SELECT max(current_date - start_on) AS days FROM loans',
    );
    expect(Number(days)).toBeGreaterThan(30);

    const [again, production] = await Promise.all([
      cli(size),
      cli('demo --seed 4', { env: { NODE_ENV: 'production' } }),
    ]);
    expect(again.code).toBe(2);
    expect(again.err).toContain('Choose another --seed.');
    expect(production.code).toBe(2);
    expect(production.err).toContain('needs --force');
  });

  it('openapi writes the document that the server serves, without a database', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const served = (await app.as().get('/api/openapi.json')).body;
    // A file is the same every day; what is served has the dates of today in its examples.
    const undated = (document: unknown): unknown =>
      JSON.parse(JSON.stringify(document).replace(/\d{4}-\d\d-\d\d(?![\d-])/g, '<date>'));
    expect(undated((await cli('openapi', { env })).json())).toEqual(undated(served));
    const file = join(folder, 'openapi.json');
    const { code, json } = await cli(`openapi --output ${file} --json`, { env });
    expect({ code, answer: json() }).toEqual({
      code: 0,
      answer: { output: file, paths: Object.keys(served.paths).length },
    });
    expect(undated(JSON.parse(await readFile(file, 'utf8')))).toEqual(undated(served));
    expect((await cli(`openapi --output ${folder}`, { env })).code).toBe(2);
  });

  it('says in a line, with 3, that the database cannot be reached', async () => {
    const env = { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' };
    const { code, out, err } = await cli('proof', { env });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^error: The database cannot be reached: .*ECONNREFUSED.*\n$/);
    expect(err).not.toContain('secret');
  });
});
