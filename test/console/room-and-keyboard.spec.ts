import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { open } from '../support/browser.js';
import { DESK, openConsoleBank, type ConsoleBank } from '../support/console-bank.js';

const PHONE = { width: 390, height: 844 };
/** A landscape sheet of A4 between its margins, in CSS pixels. */
const SHEET = { width: 1032, height: 700 };

describe('the console on any screen, on paper, and by keyboard', () => {
  let bank: ConsoleBank;
  let app: TestApp;
  let page: Page;
  let loan: string;

  beforeAll(async () => {
    bank = await openConsoleBank();
    ({ app, page, loan } = bank);
  });
  afterAll(async () => {
    await bank.browser.close();
    await bank.app.stop();
  });
  afterEach(async () => {
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize(DESK);
    expect(bank.faults.splice(0)).toEqual([]);
  });

  const dialog = () => page.getByRole('dialog');
  /** What is cut off within an element: cells and figures that end beyond it. */
  const cutOff = (within: Locator, width: number) =>
    within.evaluate(
      (element: { querySelectorAll: (selector: string) => Iterable<never> }, most: number) =>
        [...element.querySelectorAll('td, th, dd, li span, button')]
          .filter((cell: { getBoundingClientRect: () => { right: number; width: number } }) => {
            const box = cell.getBoundingClientRect();
            return box.width > 0 && box.right > most + 0.5;
          })
          .map((cell: { textContent: string }) => cell.textContent),
      width,
    );

  describe('by keyboard alone', () => {
    it.each([
      ['/loans', /loans\/[^/]+\/show/],
      ['/customers', /customers\/[^/]+\/show/],
      ['/providers', /providers\/[^/]+\/show/],
      ['/payments', /payments\/[^/]+\/show/],
      ['/users', /users\/[^/]+\/show/],
    ])('a row of %s is opened, and where the focus is can be seen', async (path, opened) => {
      // Anew: the page before has rows as well, which go away while its successor is fetched.
      await open(page, app, path);
      await page.locator('tbody tr a').first().waitFor();
      const focused = (expression: string) => page.evaluate<string | boolean>(expression);
      for (let presses = 0; !(await focused(`!!document.activeElement.closest('tbody')`)); presses += 1) {
        expect(presses).toBeLessThan(60);
        await page.keyboard.press('Tab');
      }
      expect(await focused(`document.activeElement.tagName`)).toBe('A');
      expect(await focused(`getComputedStyle(document.activeElement).outlineStyle`)).toBe('solid');
      await page.keyboard.press('Enter');
      await page.waitForURL(opened);
    });
  });

  it('shows the columns that people choose, also the next time', async () => {
    const head = page.getByRole('columnheader');
    const choose = async (act: (name: string) => Promise<void>) => {
      await page.getByRole('button', { name: 'Columns' }).click();
      const columns = page.getByRole('dialog', { name: 'Columns' });
      // The first one leads to the customer, and stays.
      expect(await columns.getByRole('checkbox', { name: 'Name', exact: true }).count()).toBe(0);
      for (const name of ['Username', 'Email']) await act(name);
      await page.keyboard.press('Escape');
      await columns.waitFor({ state: 'detached' });
    };
    const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
    await open(page, app, '/customers');
    await head.first().waitFor();
    const all = await head.allInnerTexts();
    expect(all.slice(0, 3)).toEqual(['Name', 'Username', 'Email']);
    await choose((name) => box(name).uncheck());
    await open(page, app, '/customers');
    await head.first().waitFor();
    expect(await head.allInnerTexts()).toEqual(all.filter((name) => name !== 'Username' && name !== 'Email'));
    await choose((name) => box(name).check());
    expect(await head.allInnerTexts()).toEqual(all);
  });

  describe('has room', () => {
    it.each([
      ['a phone', PHONE],
      ['a desk', DESK],
    ])('for all that is to be confirmed on %s', async (_, viewport) => {
      await page.setViewportSize(viewport);
      await open(page, app, `/loans/${loan}/show`);
      await page.getByRole('button', { name: 'Enter payment' }).click();
      await dialog().getByLabel('Amount in USD').fill('500.00');
      await dialog().getByRole('button', { name: 'Show what it does' }).click();
      await dialog().getByText('please confirm').waitFor();
      await dialog().getByText('Total').first().waitFor();
      const { x, width } = (await dialog().boundingBox()) ?? { x: 0, width: 0 };
      expect(await cutOff(dialog(), x + width)).toEqual([]);
      await dialog().getByRole('button', { name: 'Cancel' }).click();
    });

    it('for the whole schedule on a phone', async () => {
      await page.setViewportSize(PHONE);
      await open(page, app, `/loans/${loan}/show`);
      const rows = page.getByRole('list', { name: 'Schedule' }).getByRole('listitem');
      await rows.nth(12).waitFor();
      const first = await rows.first().innerText();
      for (const label of [
        'Due',
        'Principal',
        'Interest',
        'Late interest',
        'Total due',
        'Paid',
        'Outstanding',
        'State',
      ]) {
        expect(first).toContain(label);
      }
      expect(await rows.last().innerText()).toContain('Total');
      expect(await cutOff(page.locator('main'), PHONE.width)).toEqual([]);
    });

    it('for all columns on paper', async () => {
      await page.setViewportSize(SHEET);
      const paths = [
        '/loans',
        '/payments',
        '/ledger/journal',
        '/day_close',
        '/users',
        '/proof',
        `/loans/${loan}/show`,
      ];
      for (const path of [...paths, `/providers/${bank.provider.id}/show/portfolio`]) {
        await open(page, app, path);
        await page.emulateMedia({ media: 'print' });
        expect([path, await cutOff(page.locator('main'), SHEET.width)]).toEqual([path, []]);
        expect(await page.getByRole('menuitem', { name: 'Dashboard' }).isVisible()).toBe(false);
        await page.emulateMedia({ media: 'screen' });
      }
    });
  });
});
