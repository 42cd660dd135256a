import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { barriersOn } from '../support/axe.js';
import { moveTo, openBrowser, openPage, SETTLED, signIn, untilLoaded } from '../support/browser.js';
import { everyPage, EVERYTHING } from '../support/console-pages.js';
import { until } from '../support/until.js';

/** Wide and light, and a phone in the dark. */
const LOOKS = {
  desk: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const;

/** Waits until the page has changed to it, its colours too. */
async function show(page: Page, look: keyof typeof LOOKS): Promise<void> {
  const { colorScheme, viewport } = LOOKS[look];
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize(viewport);
  await untilLoaded(page);
  await page.evaluate(SETTLED);
}

/** The colours that the page has, by what it is written in. */
const IS_DARK = `getComputedStyle(document.body).color.match(/\\d+/g).slice(0, 3).every((part) => Number(part) > 127)`;

describe('every page of the console', () => {
  let app: TestApp;
  let browser: Browser;
  let pages: Record<string, string>;

  beforeAll(async () => {
    app = await startApp(EVERYTHING);
    browser = await openBrowser();
    pages = await everyPage(app);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('has nothing that axe finds serious, no fault and no code, links its rows, and fits screens, light and dark', async () => {
    const { page, faults } = await openPage(browser);
    const wrong: object[] = [];
    let look: keyof typeof LOOKS = 'desk';
    const check = async (name: string) => {
      const serious = await barriersOn(page);
      const tooWide = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      // Names of code, durations in ISO 8601, and what a program says when it has nothing to say; not in addresses, where
      // a random key may look like any of them.
      const text = (await page.locator('main').innerText()).replaceAll(/https?:\/\/\S+/g, '');
      const code = text.match(/\S*[a-z]_[a-z]\S*|\bP\d+[DWMY]\b|undefined|NaN|\[object/g) ?? [];
      const rowsWithoutLink = await page.locator('.RaDataTable-rowCell:first-child:not(:has(a))').count();
      const isLinked = rowsWithoutLink === 0 || ['journal', 'day-close', 'payout files'].includes(name);
      if (serious.length + tooWide + faults.length + code.length > 0 || !isLinked) {
        wrong.push({ name, look, serious, tooWide, code, rowsWithoutLink, faults: faults.splice(0) });
      }
    };
    /** A page is opened in one look, and seen in the other as well: which of them is first takes turns. */
    const checkBoth = async (name: string) => {
      await check(name);
      look = look === 'desk' ? 'phone' : 'desk';
      await show(page, look);
      await until(async () => (await page.evaluate<boolean>(IS_DARK)) === (look === 'phone'));
      await check(name);
    };
    await show(page, look);
    await page.goto(`${app.url}/admin/`);
    await page.getByLabel('Username').waitFor();
    await checkBoth('signing in');
    await signIn(page, app, 'root');
    await page.getByText('The books are right').waitFor();
    for (const [name, path] of Object.entries(pages)) {
      await moveTo(page, path);
      await checkBoth(name);
    }
    expect(wrong).toEqual([]);
  });
});
