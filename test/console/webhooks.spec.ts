import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, open, openBrowser, openPage, signIn } from '../support/browser.js';
import { eventsAreNumbered } from '../support/events.js';
import { makeProvider, must, type Actor } from '../support/make.js';
import { NO_CONTENT, startReceiver, status, type Receiver } from '../support/receiver.js';

describe('events and webhooks in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let provider: Actor;
  let receiver: Receiver;
  let secret: string;

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    receiver = await startReceiver(status(500));
    browser = await openBrowser();
    provider = await makeProvider(app, '10.00');
    await eventsAreNumbered(app.database);
    await makeAccount(app, 'root', 'admin');
    ({ page, faults } = await openPage(browser));
    await signIn(page, app, 'root');
    await page.getByRole('menuitem', { name: 'Webhooks' }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await receiver.stop();
  });

  const deposit = async (amount: string) =>
    must(200, await provider.api.post('/api/providers/add_funds/', { amount }));
  const dialog = () => page.getByRole('dialog');
  /** What a button asks before it does it. */
  const confirm = async (name: string) => dialog().getByRole('button', { name, exact: true }).click();

  it('shows what happens as it happens', async () => {
    await open(page, app, '/events');
    await page.getByText('Provider deposited').first().waitFor();
    await deposit('17.25');
    // Nobody has loaded the page again.
    await page.getByText('$17.25').waitFor();
  });

  it('adds an endpoint, whose secret is shown this once', async () => {
    await open(page, app, '/webhook_endpoints');
    await page.getByRole('button', { name: 'Add endpoint' }).click();
    await dialog().getByLabel('Address').fill(receiver.url);
    await dialog().getByLabel('Events it wants').fill('provider.deposited, endpoint.gone');
    await confirm('Add endpoint');
    secret = await page.locator('code', { hasText: 'whsec_' }).innerText();
    await page.getByText('Provider deposited, Endpoint is gone').waitFor();
    await open(page, app, '/webhook_endpoints');
    await page.getByText('Provider deposited, Endpoint is gone').waitFor();
    expect(await page.locator('code', { hasText: 'whsec_' }).count()).toBe(0);
  });

  it('shows each attempt with what came back, and sends again', async () => {
    await deposit('23.00');
    const [refused] = await receiver.has(1);
    expect(() => new Webhook(secret).verify(refused?.body ?? '', refused?.headers ?? {})).not.toThrow();
    receiver.answers(NO_CONTENT);
    await page.getByText(receiver.url).first().click();
    const deliveries = page.getByRole('table', { name: 'Deliveries' });
    await deliveries.getByText('Provider deposited').waitFor();
    await deliveries.getByRole('link').first().click();
    const attempts = page.getByRole('table', { name: 'Attempts' });
    await attempts.getByText('as the test says').first().waitFor();
    await page.getByRole('button', { name: 'Show JSON' }).click();
    await page.getByRole('region', { name: 'JSON' }).getByText('23.00').waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    await confirm('Send again');
    await page.getByText('It is sent again.').waitFor();
    const [first, ...others] = await receiver.has(2);
    expect(others.every(({ event }) => event.id === first?.event.id)).toBe(true);
  });

  it('counts what a replay would send before it sends it', async () => {
    const before = receiver.received.length;
    await open(page, app, '/webhook_endpoints');
    await page.getByText(receiver.url).first().click();
    await page.getByRole('button', { name: 'Send events again' }).click();
    await dialog().getByLabel('To number').fill('100000');
    await dialog().getByLabel('Only what did not arrive').uncheck();
    await dialog().getByRole('button', { name: 'Show what it does' }).click();
    // Of before the endpoint was there as well: 10.00, 17.25 and 23.00.
    await dialog().getByText('3 events would be sent again.').waitFor();
    expect(receiver.received.length).toBe(before);
    await confirm('Send events again');
    await page.getByText('The events are sent again.').waitFor();
    const sent = (await receiver.has(before + 3)).slice(before);
    expect(sent.map(({ event }) => event.data.amount).sort()).toEqual(['10.00', '17.25', '23.00']);
    expect(faults).toEqual([]);
  });
});
