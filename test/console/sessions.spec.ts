import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { goTo, makeAccount, PASSWORD } from '../support/browser.js';
import { openConsoleBank, type ConsoleBank } from '../support/console-bank.js';
import { must } from '../support/make.js';

describe('the session at the console', () => {
  let bank: ConsoleBank;
  let page: Page;

  beforeAll(async () => {
    bank = await openConsoleBank();
    ({ page } = bank);
    await makeAccount(bank.app, 'mei', 'staff');
  });
  afterAll(async () => {
    await bank.browser.close();
    await bank.app.stop();
  });
  afterEach(() => {
    expect(bank.faults.splice(0)).toEqual([]);
  });

  const typeLogin = async (tab: Page, username: string) => {
    await tab.getByLabel('Username').fill(username);
    await tab.getByLabel('Password').fill(PASSWORD);
    await tab.getByRole('button', { name: 'Sign in' }).click();
  };
  const signOut = async (tab: Page, username: string) => {
    await tab.getByRole('button', { name: username }).click();
    await tab.getByRole('menuitem', { name: 'Sign out' }).click();
    await tab.getByRole('heading', { name: 'Loan administration' }).waitFor();
  };
  const secondTab = async () => {
    const tab = await page.context().newPage();
    await goTo(tab, bank.app, '/');
    await tab.getByText('The books are right').waitFor();
    return tab;
  };

  it('is the same in a second tab, and ends in both', async () => {
    const tab = await secondTab();
    await goTo(page, bank.app, '/customers');
    await page.getByText('Ada Obi').waitFor();
    await signOut(tab, 'root');
    await page.getByRole('heading', { name: 'Loan administration' }).waitFor();
    expect(await page.getByText('Ada Obi').count()).toBe(0);
    // Who signs in in one tab is signed in in the other, where it was.
    await typeLogin(tab, 'root');
    await page.getByText('Ada Obi').waitFor();
    await tab.close();
  });

  it('belongs to another user once somebody else signs in in the second tab: nothing of before is shown', async () => {
    const tab = await secondTab();
    await goTo(page, bank.app, `/loans/${bank.loan}/show`);
    await page.getByRole('button', { name: 'Enter payment' }).first().click();
    await page.getByRole('dialog').getByLabel('Amount in USD').fill('12.34');
    await signOut(tab, 'root');
    await typeLogin(tab, 'mei');
    await tab.getByRole('button', { name: 'mei' }).waitFor();
    await page.getByRole('button', { name: 'mei' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'root' }).count()).toBe(0);
    await tab.close();
  });

  it('that another user took over while this tab heard nothing of it sends nothing more for the one before', async () => {
    const payments = async () =>
      (must(200, await bank.staff.api.get('/api/payments/')).results as unknown[]).length;
    const before = await payments();
    await goTo(page, bank.app, `/loans/${bank.loan}/show`);
    await page.getByRole('button', { name: 'Enter payment' }).first().click();
    await page.getByRole('dialog').getByLabel('Amount in USD').fill('12.34');
    await page.getByRole('dialog').getByRole('button', { name: 'Show what it does' }).click();
    await page.getByRole('dialog').getByText('please confirm').waitFor();
    // A program with the browser's cookies stands for a tab that says nothing.
    const answer = await page.context().request.post(`${bank.app.url}/api/auth/login/`, {
      data: { username: 'root', password: PASSWORD, session: 'cookie' },
      headers: { Origin: bank.app.url },
    });
    expect(answer.status()).toBe(200);
    const sent: string[] = [];
    await page.route('**/api/loans/*/payments/**', (route) => route.abort());
    await page.route('**/api/payments/**', async (route) => {
      sent.push(route.request().headers().authorization ?? '');
      if (sent.length === 1) await route.fulfill({ status: 401, json: { code: 'not_authenticated' } });
      else await route.continue();
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Enter payment' }).click();
    await page.getByRole('button', { name: 'root' }).waitFor();
    expect(sent).toHaveLength(1);
    expect(await payments()).toBe(before);
    await page.unroute('**/api/payments/**');
  });
});
