import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { moveTo, openBrowser, openPage, PASSWORD } from '../support/browser.js';
import { everyPage, EVERYTHING } from '../support/console-pages.js';
import { misfitsOf, WIDTHS } from '../support/layout.js';

/** What people, letters and other programs wrote, by a piece of it. */
const WRITTEN = ['Out of work', 'Current account', 'account fee', 'Your deposit of', 'Dear '];

describe('the console in other languages', () => {
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

  const enter = async (locale: string, name: string): Promise<{ page: Page; faults: string[] }> => {
    const opened = await openPage(browser, { locale, viewport: WIDTHS.desk });
    await opened.page.goto(`${app.url}/admin/`);
    await opened.page.locator('[name=username]').fill('root');
    await opened.page.locator('[name=password]').fill(PASSWORD);
    await opened.page.getByRole('button', { name }).click();
    await opened.page.locator('#main-content section').first().waitFor();
    return opened;
  };
  const forget = () => app.database.rows(`UPDATE users SET language = NULL WHERE username = 'root'`);
  /** What is written in English: two words of Latin letters, the second of which is no name. */
  const ENGLISH = `[...document.querySelectorAll('#main-content, nav, header, [role=menu], h6')]
    .flatMap((part) => [...part.querySelectorAll('*')])
    .filter((element) => element.checkVisibility())
    .flatMap((element) => [...element.childNodes].filter(({ nodeType }) => nodeType === 3))
    .map(({ textContent }) => textContent.trim())
    .filter((text) => /[A-Za-z]{2,} [a-z]{2,}/.test(text))`;

  it('writes dates in a browser whose own language has no region that there is', async () => {
    const { page, faults } = await openPage(browser);
    await page.addInitScript("Object.defineProperty(navigator, 'languages', { get: () => ['en-US@posix'] })");
    await page.goto(`${app.url}/admin/#/day_close`);
    await page.locator('[name=username]').fill('root');
    await page.locator('[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#main-content table').first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is laid out from right to left in Arabic, fits each screen, and says nothing in English', async () => {
    const { page, faults } = await enter('ar', 'تسجيل الدخول');
    expect(await page.evaluate('document.documentElement.dir')).toBe('rtl');
    const menu = await page.getByRole('menuitem', { name: 'القروض', exact: true }).boundingBox();
    expect(menu?.x).toBeGreaterThan(WIDTHS.desk.width / 2);
    const wrong: object[] = [];
    for (const [name, path] of Object.entries(pages)) {
      await moveTo(page, path);
      const english = (await page.evaluate<string[]>(ENGLISH)).filter(
        (text) => !WRITTEN.some((piece) => text.includes(piece)),
      );
      const misfits = await misfitsOf(page);
      if (english.length + misfits.length + faults.length > 0) {
        wrong.push({ name, english, misfits, faults: faults.splice(0) });
      }
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  it('understands amounts in the digits of the language, and says what is wrong in its words', async () => {
    const { page } = await enter('ar', 'تسجيل الدخول');
    await moveTo(page, pages['a loan'] ?? '');
    await page.getByRole('button', { name: 'تسجيل دفعة' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[name=amount]').fill('٩٩٩٬٩٩٩٫٠٠');
    await dialog.getByRole('button', { name: 'عرض الأثر' }).click();
    expect(await dialog.getByRole('alert').textContent()).toMatch(/هذا أكثر مما/);
    await dialog.locator('[name=amount]').fill('١٠٫٠٠');
    await dialog.getByRole('button', { name: 'عرض الأثر' }).click();
    await dialog.getByText('يرجى التأكيد').waitFor();
    await page.context().close();
  });

  it('keeps the chosen tab in sight on a phone that is turned, and on a smaller one', async () => {
    const { page } = await enter('es', 'Iniciar sesión');
    await moveTo(page, `${pages['a loan'] ?? ''}/payoff`);
    const sizes = {
      turned: { width: 844, height: 390 },
      back: WIDTHS.phone,
      smaller: { width: 320, height: 640 },
    };
    expect(await misfitsOf(page, sizes)).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['es', 'Iniciar sesión', 'Los libros cuadran', 'Préstamos'],
    ['fr', 'Se connecter', 'Les livres sont justes', 'Prêts'],
  ])(
    'is what a browser in %s gets, fits each screen on every page, and another where that is chosen',
    async (locale, signIn, books, loans) => {
      const { page, faults } = await enter(locale, signIn);
      await page.getByText(books).waitFor();
      const wrong: object[] = [];
      for (const [name, path] of Object.entries(pages)) {
        await moveTo(page, path);
        const misfits = await misfitsOf(page);
        if (misfits.length > 0) wrong.push({ name, misfits });
      }
      expect(wrong).toEqual([]);
      await moveTo(page, '/');
      expect(await page.getByRole('menuitem', { name: loans, exact: true }).count()).toBe(1);
      await page.getByRole('button', { name: locale === 'es' ? 'Español' : 'Français' }).click();
      await page.getByRole('menuitem', { name: 'English' }).click();
      await page.getByText('The books are right').waitFor();
      await page.reload();
      await page.getByText('The books are right').waitFor();
      expect(faults).toEqual([]);
      await page.context().close();
      await forget();
    },
  );

  it('is kept with the user, who has it at every desk, whatever was spoken there before', async () => {
    const { page } = await enter('en-GB', 'Sign in');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('menuitem', { name: 'Français' }).click();
    await page.getByText('Les livres sont justes').waitFor();
    expect(await app.database.rows(`SELECT language FROM users WHERE username = 'root'`)).toEqual([
      { language: 'fr' },
    ]);
    const other = await openPage(browser, { locale: 'en-GB' });
    await other.page.goto(`${app.url}/admin/`);
    // Somebody chose Spanish to sign in at this desk.
    await other.page.getByLabel('Language').click();
    await other.page.getByRole('option', { name: 'Español' }).click();
    await other.page.getByLabel('Usuario').fill('root');
    await other.page.getByLabel('Contraseña').fill(PASSWORD);
    await other.page.getByRole('button', { name: 'Iniciar sesión' }).click();
    await other.page.getByText('Les livres sont justes').waitFor();
    expect(other.faults).toEqual([]);
    for (const opened of [page, other.page]) await opened.context().close();
    await forget();
  });
});
