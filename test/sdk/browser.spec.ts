import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { makeProvider, must } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const SDK = fileURLToPath(new URL('../../sdk/', import.meta.url));
const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const LOGIN = { username: 'sdk-in-a-page', password: 'seven green umbrellas in Lagos' };
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

/** A page of somebody else, served where the API is; its store is that of the README. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>A page</title><script type="module">
  import * as sdk from '/page/index.js';
  const store = {
    load: () => JSON.parse(localStorage.getItem('bank') ?? 'null'),
    save: (tokens) => localStorage.setItem('bank', JSON.stringify(tokens)),
    exclusively: (work) => navigator.locks.request('bank', work),
  };
  window.sdk = sdk;
  window.bank = new sdk.LendingClient({ baseUrl: location.origin, store });
  document.title = 'ready';
</script>`;

describe('the client in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let folder: string;
  const faults: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    folder = await mkdtemp(join(tmpdir(), 'sdk-page-'));
    await promisify(execFile)(process.execPath, [
      TSC,
      '-p',
      join(SDK, 'tsconfig.build.json'),
      '--outDir',
      folder,
    ]);
    await makeProvider(app, '5000.00');
    must(201, await app.as().post('/api/auth/register/', { ...LOGIN, role: 'customer' }));
    browser = await openBrowser();
    context = await browser.newContext();
    await context.route('**/page/**', async (route) => {
      const name = basename(new URL(route.request().url()).pathname);
      if (!name.endsWith('.js')) return route.fulfill({ contentType: 'text/html', body: PAGE });
      return route.fulfill({
        contentType: 'text/javascript',
        body: await readFile(join(folder, name), 'utf8'),
      });
    });
    page = await tab();
    await inPage(`bank.signIn(${JSON.stringify(LOGIN)})`);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
    await app.stop();
  });

  const tab = async (): Promise<Page> => {
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    await opened.goto(`${app.url}/page/`);
    await opened.waitForFunction("document.title === 'ready'");
    return opened;
  };
  /** What a call comes to on the page; what it throws is thrown here, as text. */
  const inPage = <T>(call: string, on = page): Promise<T> => on.evaluate<T>(`(async () => ${call})()`);

  it('signs in, asks, borrows, and follows a list', async () => {
    expect(await inPage("bank.get('/api/auth/me')")).toMatchObject({ username: LOGIN.username });
    const loan = await inPage<{ id: string }>(
      "bank.post('/api/loans', { body: { amount: '1000.00' }, idempotencyKey: 'order-1' })",
    );
    // The same order once more is the same loan.
    expect(
      await inPage("bank.post('/api/loans', { body: { amount: '1000.00' }, idempotencyKey: 'order-1' })"),
    ).toMatchObject({ id: loan.id });
    const pay = `bank.post('/api/payments', { body: { loan: '${loan.id}', amount: '1.00' } })`;
    for (let nr = 0; nr < 3; nr++) await inPage(pay);
    const listed = `Array.fromAsync(bank.each('/api/payments', { query: { limit: 2 } }), ({ amount }) => amount)`;
    expect(await inPage(listed)).toEqual(['1.00', '1.00', '1.00']);
    expect(faults).toEqual([]);
  });

  it('repeats a payment whose answer was lost with its key, and it is made once', async () => {
    const [{ id: loan }] = await inPage<[{ id: string }]>("(await bank.get('/api/loans')).results");
    const keys: (string | undefined)[] = [];
    await page.route('**/api/payments', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      // It arrives, and is done; nobody hears of it.
      expect((await route.fetch()).status()).toBe(201);
      return route.abort('connectionreset');
    });
    const paid = await inPage(`bank.post('/api/payments', { body: { loan: '${loan}', amount: '7.00' } })`);
    await page.unroute('**/api/payments');
    expect(paid).toMatchObject({ amount: '7.00' });
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0]]);
    const counted = 'SELECT count(*)::int AS count FROM payments WHERE amount = 700';
    expect(await app.database.rows(counted)).toEqual([{ count: 1 }]);
    await expectGreenProof(app);
  });

  it('throws what the API refuses, as its own kind of error', async () => {
    const call = `bank.post('/api/loans', { body: { amount: '0.01' } }).catch((error) => [
      error instanceof sdk.ApiProblem, error.code, error.status])`;
    expect(await inPage(call)).toEqual([true, 'amount_out_of_range', 422]);
  });

  it('renews a session once that two tabs share', async () => {
    const second = await tab();
    const refreshes: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/api/auth/refresh')) refreshes.push(request.method());
    });
    await inPage(
      "localStorage.setItem('bank', JSON.stringify({ ...JSON.parse(localStorage.bank), expiresAt: 0 }))",
    );
    // A page that was just loaded knows nothing but the store.
    await page.reload();
    await page.waitForFunction("document.title === 'ready'");
    const asked = await Promise.all(
      [page, second].map((on) => inPage<{ username: string }>("bank.get('/api/auth/me')", on)),
    );
    expect(asked.map(({ username }) => username)).toEqual([LOGIN.username, LOGIN.username]);
    expect(refreshes).toEqual(['POST']);
    await second.close();
  });

  it('verifies a webhook, and refuses one with a byte more', async () => {
    const [at, body] = [
      new Date(),
      JSON.stringify({ id: 'msg_1', type: 'loan.disbursed', seq: 7, data: {} }),
    ];
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign('msg_1', at, body),
    };
    const verify = (text: string) =>
      `sdk.verifyWebhook(${JSON.stringify(text)}, new Headers(${JSON.stringify(headers)}), '${SECRET}')
        .then(({ seq }) => seq, (error) => error.name)`;
    expect(await inPage(verify(body))).toBe(7);
    expect(await inPage(verify(`${body} `))).toBe('WebhookRefused');
  });

  it('ends its session here and at the server', async () => {
    await inPage('bank.signOut()');
    expect(await inPage("bank.get('/api/auth/me').catch(({ code }) => code)")).toBe('not_authenticated');
    expect(await inPage("localStorage.getItem('bank')")).toBe('null');
    expect(faults).toEqual([]);
  });
});
