import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';

describe('the command line, on the market', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    app = await startApp();
    [staff, customer, provider] = await Promise.all([
      makeStaff(app),
      makeCustomer(app),
      makeProvider(app, '1000.00'),
    ]);
    await pay(customer, await makeLoan(customer, '1000.00'), '87.50');
    must(200, await staff.api.patch('/api/bank_configuration/', { when_unfunded: 'queue' }));
  });
  afterAll(() => app.stop());

  const cli = (args: string) => startCli(app.database.url, args).ended;

  it('shows a statement as the API does, by id or username, for people and spreadsheets', async () => {
    const api = must(200, await provider.api.get('/api/providers/statement/'));
    await app.database.rows("UPDATE users SET username = 'Harbour' WHERE id = $1", [provider.id]);
    for (const name of [provider.id, 'harbour']) {
      const { code, json } = await cli(`statement ${name} --json`);
      expect(code).toBe(0);
      expect(json()).toEqual(api);
    }
    const text = await cli(`statement ${provider.id}`);
    expect(text.out).toMatch(/opening[\s\S]*deposit[\s\S]*principal_share[\s\S]*closing/);
    const csv = await cli(`statement ${provider.id} --csv`);
    expect(`${csv.out.trimEnd()}\n`.replaceAll('\r\n', '\n')).toBe(
      ((await provider.api.get('/api/providers/statement/?format=csv')).body as string).replaceAll(
        '\r\n',
        '\n',
      ),
    );
  });

  it.each([
    ['statement', 2, 'missing required argument'],
    ['statement nobody', 2, 'There is no user "nobody".'],
    ['statement 0198c0de-0000-7000-8000-000000000000', 2, 'There is no loan provider'],
    ['statement provider --from tomorrow', 2, 'from'],
    ['queue --fast', 2, 'unknown option'],
  ])('refuses %s', async (args, exitCode, words) => {
    const { code, err, out } = await cli(args);
    expect({ code, out }).toEqual({ code: exitCode, out: '' });
    expect(err).toContain(words);
  });

  it('shows the funding queue in order, and drains it', async () => {
    expect((await cli('queue')).out).toBe('No loan is waiting for money.\n');
    const amounts = ['300.00', '200.00'];
    const loans: string[] = [];
    for (const amount of amounts) {
      loans.push(must(202, await customer.api.post('/api/loans/', { amount })).id as string);
    }
    expect((await cli('queue --json')).json()).toMatchObject({
      count: 2,
      amount: '500.00',
      results: [
        { loan: loans[0], position: 1, amount: '300.00', holds_line: false },
        { loan: loans[1], position: 2 },
      ],
    });
    expect((await cli('queue')).out).toContain('2 wait for 500.00 USD.');
    expect((await cli('queue --drain --json')).json()).toMatchObject({
      drained: { funded: 0, expired: 0 },
      count: 2,
    });
    const other = await makeProvider(app);
    must(200, await other.api.patch('/api/providers/mandate/', { paused: true }));
    must(200, await other.api.post('/api/providers/add_funds/', { amount: '450.00' }));
    // With no server there to do it first.
    await app.end();
    await app.database.tamper(`UPDATE providers SET paused = false WHERE id = '${other.id}'`);
    expect((await cli('queue --drain')).out).toContain('1 funded, 0 expired, 0 refused.');
    expect((await cli('queue --json')).json()).toMatchObject({
      count: 1,
      results: [{ loan: loans[1], position: 1 }],
    });
  });
});
