import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, open, openBrowser, openPage, signIn } from '../support/browser.js';
import { DESK } from '../support/console-bank.js';
import { faultsOf } from '../support/console-faults.js';
import { JPEG, png } from '../support/pictures.js';
import { until } from '../support/until.js';

describe('the logo of the bank, in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    app = await startApp({ DAY_CLOSE_SCHEDULE: 'false' });
    browser = await openBrowser();
    await makeAccount(app, 'root', 'admin');
    await makeAccount(app, 'mei', 'staff');
    ({ page, faults } = await openPage(browser, { viewport: DESK }));
    await signIn(page, app, 'root');
    await page.getByText('The books are right').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  const section = (of = page) => of.getByRole('region', { name: 'Logo' });
  const choose = async (name: string, buffer: Buffer) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      section().getByRole('button', { name: 'Choose a logo' }).click(),
    ]);
    await chooser.setFiles({ name, mimeType: 'image/png', buffer });
  };
  /** The size of a picture that the browser could show. */
  const sizeOf = async (picture: Locator) => {
    await picture.waitFor();
    const size = () =>
      picture.evaluate((image: { naturalWidth: number; naturalHeight: number }) => [
        image.naturalWidth,
        image.naturalHeight,
      ]);
    await until(async () => (await size())[0] !== 0);
    return size();
  };
  const shown = () => sizeOf(section().getByRole('img', { name: 'The logo of the bank' }));

  it('is chosen by an admin, and shown at once, where staff sign in and at the portal', async () => {
    await open(page, app, '/configuration');
    await section().getByText('There is none.').waitFor();
    await choose('logo.png', png({ width: 60, height: 30 }));
    await page.getByText('The logo is in use.').waitFor();
    expect(await shown()).toEqual([60, 30]);
    expect(await faultsOf(page, 'logo')).toEqual([]);
    const { page: stranger, faults: wrong } = await openPage(browser);
    await stranger.goto(`${app.url}/admin/`);
    expect(await sizeOf(stranger.locator('main img'))).toEqual([60, 30]);
    await stranger.goto(`${app.url}/`);
    expect(await sizeOf(stranger.locator('.brand img[src*="logo"]'))).toEqual([60, 30]);
    expect(wrong).toEqual([]);
    await stranger.context().close();
  });

  it('is replaced by another; what is no picture is refused in words, and the one before stays', async () => {
    await choose('photo.jpg', JPEG);
    await until(async () => (await shown())[0] === 24);
    await choose('logo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    const refusal = section().getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.innerText()).toMatch(/neither a PNG nor a JPEG/);
    expect(await refusal.innerText()).not.toMatch(/[a-z]_[a-z]/);
    expect(await shown()).toEqual([24, 12]);
  });

  it('is changed by admins alone', async () => {
    const { page: clerk } = await openPage(browser);
    await signIn(clerk, app, 'mei');
    await clerk.getByText('The books are right').waitFor();
    await open(clerk, app, '/configuration');
    await section(clerk).getByRole('img').waitFor();
    expect(await section(clerk).getByRole('button').count()).toBe(0);
    await clerk.context().close();
  });

  it('is removed once that was confirmed', async () => {
    await section().getByRole('button', { name: 'Remove the logo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the logo' }).click();
    await section().getByText('There is none.').waitFor();
    const answer = await fetch(`${app.url}/api/bank/`);
    expect(((await answer.json()) as { logo_version: unknown }).logo_version).toBeNull();
  });
});
