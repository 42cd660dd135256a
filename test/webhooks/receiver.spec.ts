import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { startApp, type TestApp } from '../support/app.js';
import { makeProvider, makeUser, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

const FILE = fileURLToPath(new URL('../../examples/webhook-receiver/receiver.mjs', import.meta.url));

describe('the receiver that we show', () => {
  let app: TestApp;
  let admin: Actor;
  let child: ChildProcess;
  let url: string;
  let secret: string;
  let output = '';
  const lines = () =>
    output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  const listen = async (environment: Record<string, string>) => {
    const started = spawn(process.execPath, [FILE], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, PORT: '0', ...environment },
    });
    started.stdout.on('data', (part: Buffer) => {
      output += part.toString();
    });
    await until(() => lines().some((line) => 'listening' in line));
    return started;
  };

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    admin = await makeUser(app, 'admin');
    // The port is known once it listens, and the secret once there is an address.
    const made = must(
      201,
      await admin.api.post('/api/webhook_endpoints/', {
        url: 'http://127.0.0.1:9/',
        types: ['provider.deposited'],
      }),
    );
    secret = String(made.secret);
    child = await listen({ WEBHOOK_SECRET: secret });
    url = `http://127.0.0.1:${String(lines()[0]?.listening)}/`;
    must(200, await admin.api.patch(`/api/webhook_endpoints/${String(made.id)}/`, { url }));
  });
  afterAll(async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
    await app.stop();
  });

  it('takes events of the platform, and knows which are new', async () => {
    await makeProvider(app, '5.00');
    await until(() => lines().length > 1);
    expect(lines()[1]).toMatchObject({ what: 'new', type: 'provider.deposited', seq: 1 });
  });

  const send = async (event: object, changed = (body: string) => body) => {
    const body = JSON.stringify(event);
    const id = (event as { id: string }).id;
    const signature = new Webhook(secret).sign(id, new Date(), body);
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': signature,
    };
    return (await fetch(url, { method: 'POST', headers, body: changed(body) })).status;
  };

  it('knows a repeat by its id, drops what is older than it knows, and refuses what is not signed', async () => {
    const subject = { type: 'loan', id: 'a' };
    const event = (id: string, seq: number) => ({ id, seq, type: 'loan.overdue', subject });
    const before = lines().length;
    expect(await send(event('one', 7))).toBe(204);
    expect(await send(event('one', 7))).toBe(204);
    expect(await send(event('two', 5))).toBe(204);
    expect(await send({ ...event('three', 5), subject: { type: 'loan', id: 'b' } })).toBe(204);
    expect(await send(event('four', 8), (body) => body.replace('overdue', 'undone'))).toBe(401);
    await until(() => lines().length >= before + 4);
    expect(
      lines()
        .slice(before)
        .map(({ what }) => what),
    ).toEqual(['new', 'repeat', 'old', 'new']);
  });

  it('fits on a page', () => {
    expect(readFileSync(FILE, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });
});
