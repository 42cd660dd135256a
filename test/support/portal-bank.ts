import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startApp, type TestApp } from './app.js';
import { openBrowser, openPage, PASSWORD } from './browser.js';
import { WIDTHS } from './layout.js';
import { makeStaff, must, type Actor } from './make.js';
import { until } from './until.js';

export const PHONE = WIDTHS.phone;

export interface PortalBank {
  app: TestApp;
  browser: Browser;
  staff: Actor;
  /** Registers somebody who can sign in. */
  register: (username: string, role: 'customer' | 'provider', names?: object) => Promise<Actor>;
  /** A page of the portal, not signed in, as on a phone unless said otherwise. */
  open: (options?: BrowserContextOptions) => Promise<{ page: Page; faults: string[] }>;
  stop: () => Promise<void>;
}

/** A bank with a name, whose loans may wait for money; nobody lends yet. */
export async function openPortalBank(environment: Record<string, string> = {}): Promise<PortalBank> {
  const app = await startApp({ SANDBOX: 'true', DAY_CLOSE_SCHEDULE: 'false', ...environment });
  const browser = await openBrowser();
  const staff = await makeStaff(app);
  must(
    200,
    await staff.api.patch('/api/bank_configuration/', {
      bank_name: 'Harbour Credit Union',
      payment_instructions: 'At the counter, 12 Harbour Road.\nMonday to Friday, 9 to 16.',
      queue_on_request: true,
    }),
  );
  return {
    app,
    browser,
    staff,
    register: async (username, role, names = { first_name: 'Ada', last_name: 'Okoye' }) => {
      const body = { username, password: PASSWORD, role, ...names };
      const { id } = must(201, await app.as().post('/api/auth/register/', body)) as { id: string };
      return { id, role, api: app.as({ id, role }) };
    },
    open: (options) => openPage(browser, { viewport: PHONE, ...options }),
    stop: async () => {
      await browser.close();
      await app.stop();
    },
  };
}

/** Signs in on the page of the portal, and waits for what a user sees. */
export async function signInTo(
  page: Page,
  app: TestApp,
  username: string,
  password = PASSWORD,
): Promise<void> {
  await page.goto(`${app.url}/sign-in`);
  await typeLogin(page, username, password);
  await page.getByRole('navigation').waitFor();
}

export async function typeLogin(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(password);
  await page.locator('form button[type=submit]').click();
}

/** Waits until all of a page is there. */
export async function arrived(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await until(async () => (await page.locator('[data-loading], [aria-busy=true]').count()) === 0);
}
