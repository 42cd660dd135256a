import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, open, openBrowser, openPage, signIn } from '../support/browser.js';
import { DESK } from '../support/console-bank.js';
import { faultsOf } from '../support/console-faults.js';
import { daysAfter, openSandbox, TERMS } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

describe('lists and charts of the console', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let ben: { actor: Actor; loan: { id: string } };

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    const sandbox = await openSandbox(app);
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', TERMS));
    await makeProvider(app, '9000.00');
    const borrow = async (first: string, last: string, amount: string) => {
      const actor = await makeCustomer(app);
      const named = 'UPDATE users SET first_name = $2, last_name = $3 WHERE id = $1';
      await app.database.rows(named, [actor.id, first, last]);
      return { actor, loan: await makeLoan(actor, amount) };
    };
    await borrow('Cem', 'Kaya', '600.00');
    ben = await borrow('Ben', 'Eze', '1500.00');
    await borrow('Ada', 'Obi', '300.00');
    // The first of three instalments is due every ten days.
    await sandbox.advance(daysAfter(await sandbox.today(), 10));
    await makeAccount(app, 'mei', 'staff');
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser, { viewport: DESK }));
    await signIn(page, app, 'mei');
    await page.getByText('The books are right').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  const shows = async (...names: string[]) => {
    const rows = () => page.locator('tbody tr').allInnerTexts();
    await until(async () => {
      const texts = await rows();
      return texts.length === names.length && names.every((name, at) => texts[at]?.includes(name));
    });
  };
  const sortBy = (label: string) =>
    page.getByRole('columnheader', { name: label }).getByRole('button').click();

  it('are sorted by what changes, the largest figure and the first name first, and say how many there are', async () => {
    await open(page, app, '/loans');
    await page.getByRole('status').getByText('3 in total').waitFor();
    await shows('Ada Obi', 'Ben Eze', 'Cem Kaya');
    await sortBy('Still owed');
    await shows('Ben Eze', 'Cem Kaya', 'Ada Obi');
    await sortBy('Still owed');
    await shows('Ada Obi', 'Cem Kaya', 'Ben Eze');
    await sortBy('Customer');
    await shows('Ada Obi', 'Ben Eze', 'Cem Kaya');
    expect(await faultsOf(page, 'sorted-loans')).toEqual([]);
    await open(page, app, '/customers');
    await sortBy('Name');
    await shows('Ada Obi', 'Ben Eze', 'Cem Kaya');
    await page.getByLabel('Name, username, email or number').fill('eze');
    await page.getByRole('status').getByText('1 in total').waitFor();
    await shows('Ben Eze');
  });

  it('show the loans that are due today, or within a week', async () => {
    const choose = async (choice: string) => {
      await page.getByLabel('Due', { exact: true }).click();
      await page.getByRole('option', { name: choice }).click();
    };
    await open(page, app, '/loans');
    await choose('Due today');
    await shows('Ada Obi', 'Ben Eze', 'Cem Kaya');
    await pay(ben.actor, ben.loan, '500.00');
    await open(page, app, '/loans');
    await choose('Due within 7 days');
    await shows('Ada Obi', 'Cem Kaya');
  });

  it('draw lines that are told apart by colour, by dash and by name, with axes in the notation of the page', async () => {
    const { page: spanish, faults: wrong } = await openPage(browser, { locale: 'es', viewport: DESK });
    await spanish.goto(`${app.url}/admin/`);
    await spanish.locator('[name=username]').fill('mei');
    await spanish.locator('[name=password]').fill('correct horse battery');
    await spanish.locator('button[type=submit]').click();
    /** What the page answers of all elements that a selector finds. */
    const ask = <T>(selector: string, answer: string) =>
      spanish.evaluate<T[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})].map(${answer})`);
    await spanish.locator('path[data-series="par90"]').waitFor({ state: 'attached' });
    for (const property of ['stroke', 'strokeDasharray']) {
      const looks = await ask('path[data-series^="par"]', `(path) => getComputedStyle(path).${property}`);
      expect(new Set(looks).size).toBe(3);
    }
    const places = await ask<number>('svg g[aria-hidden] > text', `(text) => Number(text.getAttribute('y'))`);
    expect(places).toHaveLength(3);
    const [top = 0, middle = 0, bottom = 0] = places.sort((one, other) => one - other);
    expect(Math.min(middle - top, bottom - middle)).toBeGreaterThanOrEqual(14);
    const ticks = () =>
      ask<string>('.MuiChartsAxis-directionY .MuiChartsAxis-tickLabel', '(label) => label.textContent');
    const ofDashboard = await ticks();
    for (const unit of ['%', 'US$']) expect(ofDashboard.some((tick) => tick.endsWith(unit))).toBe(true);
    for (const tick of ofDashboard) expect(tick).toMatch(/^\d+(\.\d{3})*(,\d+)?\s(%|US\$)$/);
    await spanish.goto(`${app.url}/admin/#/loans/${ben.loan.id}/show`);
    await spanish.getByRole('table', { name: 'Calendario' }).waitFor();
    const fills = await ask('.MuiBarChart-element', '(bar) => getComputedStyle(bar).fill');
    expect(new Set(fills).size).toBe(2);
    for (const tick of await ticks()) expect(tick).toMatch(/^\d+(\.\d{3})*(,\d\d)?\sUS\$$/);
    expect(wrong).toEqual([]);
    await spanish.context().close();
  });
});
