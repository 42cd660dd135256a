import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { TestApp } from './app.js';
import { makeUser, must } from './make.js';
import { until } from './until.js';

export const PASSWORD = 'correct horse battery';

/** A real browser, installed from npm alone. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--no-zygote', '--font-render-hinting=none'],
  });
}

/** A new page, not signed in, and what went wrong on it: errors, and what its content security policy blocked. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The browser also logs what the API refuses; that is not a fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  return { page, faults };
}

/** A user with a password that signs in for real. */
export async function makeAccount(app: TestApp, username: string, role: 'staff' | 'admin'): Promise<string> {
  const admin = await makeUser(app, 'admin');
  const made = must(201, await admin.api.post('/api/users/', { username, password: PASSWORD, role }));
  return String(made.id);
}

export async function signIn(page: Page, app: TestApp, username: string, password = PASSWORD): Promise<void> {
  await page.goto(`${app.url}/admin/`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Goes to a page of the console by its path. */
export const goTo = (page: Page, app: TestApp, path: string) => page.goto(`${app.url}/admin/#${path}`);

/** Waits until nothing on the page shows that more is loaded, in whatever language it says so. */
export const untilLoaded = (page: Page) =>
  page
    .locator('.MuiSkeleton-root, .MuiCircularProgress-indeterminate')
    .first()
    .waitFor({ state: 'detached' });

/** Reloads a page of the console and waits until all of it is there. */
export async function open(page: Page, app: TestApp, path: string): Promise<void> {
  await page.goto('about:blank');
  await goTo(page, app, path);
  await page.locator('#main-content').getByText(/\S/).first().waitFor();
  await untilLoaded(page);
}

/** Goes to another page of the console as a click would, without loading it again, and waits until all of it is there. */
export async function moveTo(page: Page, path: string): Promise<void> {
  const main = page.locator('#main-content');
  const title = page.locator('#react-admin-title');
  if (new URL(page.url()).hash !== `#${path}`) {
    // What the page before still reads would change its text too.
    await untilLoaded(page);
    const before = await main.innerText();
    await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
    await until(async () => (await main.innerText()) !== before && (await title.innerText()) !== '');
  }
  await untilLoaded(page);
}

/** Two frames, in which what follows the size is laid out, and the end of what they set moving. */
export const SETTLED = `new Promise(requestAnimationFrame)
  .then(() => new Promise(requestAnimationFrame))
  .then(() => Promise.allSettled(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().iterations !== Infinity)
    .map((animation) => animation.finished)))`;
