import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { eventsAreNumbered } from '../support/events.js';
import { makeProvider, makeUser, must, type Actor } from '../support/make.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

describe('events and webhooks at the command line', () => {
  let app: TestApp;
  let admin: Actor;
  let to: Receiver;

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    admin = await makeUser(app, 'admin');
    to = await startReceiver();
    await makeProvider(app, '5.00');
    await makeProvider(app, '6.00');
    await eventsAreNumbered(app.database);
  });
  afterAll(async () => {
    await to.stop();
    await app.stop();
  });

  const cli = (args: string) => startCli(app.database.url, args);

  it('show the newest, and those that come until somebody has seen enough', async () => {
    const { code, json } = await cli('events tail --lines 1 --json').ended;
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      results: [{ seq: 2, type: 'provider.deposited', data: { amount: '6.00' } }],
    });
    expect((await cli('events tail').ended).out).toMatch(/^1 .+ provider\.deposited .+\n2 .+\n$/);
    const following = cli('events tail --follow');
    let shown = '';
    following.process.stdout?.on('data', (part: Buffer) => {
      shown += part.toString();
    });
    await until(() => shown.includes('"6.00"'));
    await makeProvider(app, '7.00');
    await until(() => shown.includes('"7.00"'));
    following.process.kill('SIGINT');
    expect((await following.ended).code).toBe(130);
    expect((await cli('events tail --lines 0').ended).code).toBe(2);
  });

  it('send a range again', async () => {
    const body = { url: to.url, types: ['provider.deposited'] };
    const id = String(must(201, await admin.api.post('/api/webhook_endpoints/', body)).id);
    const { code, json } = await cli(`webhook replay ${id} 1 2 --json`).ended;
    expect([code, json()]).toEqual([0, { deliveries: 2 }]);
    expect((await to.has(2)).map(({ event }) => event.seq).sort()).toEqual([1, 2]);
    expect((await cli(`webhook replay ${id} one 2`).ended).code).toBe(2);
    expect((await cli(`webhook replay ${admin.id} 1 2`).ended).code).toBe(2);
  });
});
