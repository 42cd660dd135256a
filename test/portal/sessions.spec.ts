import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { must, type Actor } from '../support/make.js';
import { openPortalBank, signInTo, typeLogin, type PortalBank } from '../support/portal-bank.js';
import { PASSWORD } from '../support/browser.js';

describe('the session at the portal', () => {
  let bank: PortalBank;
  let ada: Actor;

  beforeAll(async () => {
    bank = await openPortalBank();
    const lender = await bank.register('lena', 'provider');
    must(200, await lender.api.post('/api/providers/add_funds/', { amount: '50000.00' }));
    ada = await bank.register('ada', 'customer');
    await bank.register('eve', 'customer', { first_name: 'Eve', last_name: 'Stone' });
    must(201, await ada.api.post('/api/loans/', { amount: '1000.00' }));
  });
  afterAll(() => bank.stop());

  const loans = async () => must(200, await ada.api.get('/api/loans/')).results as { id: string }[];
  const payments = async () => (must(200, await ada.api.get('/api/payments/')).results as unknown[]).length;
  const typeAmount = async (page: Page, text: string) => {
    const [loan] = await loans();
    await page.goto(`${bank.app.url}/loans/${String(loan?.id)}/pay`);
    await page.getByText('Another amount').click();
    await page.getByLabel('Amount', { exact: true }).fill(text);
    await page.getByRole('button', { name: /^Pay \$/ }).waitFor();
  };

  it('outlives a reload and another tab, and no script can read it', async () => {
    const { page } = await bank.open();
    await signInTo(page, bank.app, 'ada');
    await page.reload();
    await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
    const tab = await page.context().newPage();
    await tab.goto(`${bank.app.url}/score`);
    await tab.getByText('Everybody begins with').waitFor();
    const readable = '[document.cookie, localStorage.length, JSON.stringify(localStorage)].join()';
    expect(await page.evaluate(readable)).not.toMatch(/lmp_session|eyJ/);
    await page.context().close();
  });

  it('runs out within a form, and nothing typed there is lost', async () => {
    const { page } = await bank.open();
    await signInTo(page, bank.app, 'ada');
    await typeAmount(page, '12.34');
    const before = await payments();
    // Ended elsewhere: this tab learns of it when it asks.
    must(204, await ada.api.send('DELETE', '/api/auth/sessions/?keep_current=1'));
    const refused = page.waitForResponse((answer) => answer.status() === 401);
    await page.getByRole('button', { name: 'Pay $12.34' }).click();
    await refused;
    await page.getByRole('dialog').getByText('Everything on the page is kept').waitFor();
    await page.getByRole('dialog').locator('[name=password]').fill(PASSWORD);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Amount', { exact: true }).inputValue()).toBe('12.34');
    expect(await payments()).toBe(before);
    await page.getByRole('button', { name: 'Pay $12.34' }).click();
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    expect(await payments()).toBe(before + 1);
    await page.context().close();
  });

  it('offline it says so, keeps the form, and sends nothing by itself', async () => {
    const { page } = await bank.open();
    await signInTo(page, bank.app, 'ada');
    await typeAmount(page, '3.21');
    const before = await payments();
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.getByRole('button', { name: 'Pay $3.21' }).click();
    await page.getByText('No answer came.').first().waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Pay $3.21' }).waitFor();
    expect(await payments()).toBe(before);
    await page.getByRole('button', { name: 'Pay $3.21' }).click();
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    expect(await payments()).toBe(before + 1);
    await page.context().close();
  });

  it('sends a payment once, whose answer was lost: its repeat has the same key', async () => {
    const { page } = await bank.open();
    await signInTo(page, bank.app, 'ada');
    await typeAmount(page, '4.56');
    const before = await payments();
    const keys: (string | undefined)[] = [];
    await page.route('**/api/payments/', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      if (keys.length === 1) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await page.getByRole('button', { name: 'Pay $4.56' }).click();
    await page.getByText('No answer came.').first().waitFor();
    await page.getByRole('button', { name: 'Pay $4.56' }).click();
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(await payments()).toBe(before + 1);
    await page.context().close();
  });

  it('belongs to another user once somebody else signs in in the second tab, and nothing of before is shown', async () => {
    const { page } = await bank.open();
    await signInTo(page, bank.app, 'ada');
    await page.getByText('$87.50').or(page.getByText('Next payment')).first().waitFor();
    const tab = await page.context().newPage();
    await tab.goto(`${bank.app.url}/me`);
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await tab.goto(`${bank.app.url}/sign-in`);
    await typeLogin(tab, 'eve');
    await tab.getByRole('heading', { name: 'Hello, Eve' }).waitFor();
    await page.getByRole('navigation').waitFor();
    await page.goto(`${bank.app.url}/`);
    await page.getByRole('heading', { name: 'Hello, Eve' }).waitFor();
    expect(await page.getByText('Next payment').count()).toBe(0);
    expect(await page.evaluate('Object.keys(sessionStorage).length')).toBe(0);
    await page.context().close();
  });

  it('is renewed by two tabs at once', async () => {
    const { page } = await bank.open();
    await signInTo(page, bank.app, 'ada');
    const tabs = await Promise.all([1, 2, 3].map(() => page.context().newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(`${bank.app.url}/`)));
    await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: 'Hello, Ada' }).waitFor()));
    await Promise.all(tabs.map((tab) => tab.reload()));
    await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: 'Hello, Ada' }).waitFor()));
    await page.context().close();
  });

  it('begins with fields that hide a password, and take what is pasted and what a password manager fills in', async () => {
    const { page } = await bank.open();
    for (const path of ['/sign-in', '/admin/']) {
      await page.goto(`${bank.app.url}${path}`);
      const [username, password] = [page.locator('[name=username]'), page.locator('[name=password]')];
      await password.waitFor();
      const attributes = (name: string) =>
        Promise.all([username, password].map((field) => field.getAttribute(name)));
      expect([path, await attributes('autocomplete')]).toEqual([path, ['username', 'current-password']]);
      expect([path, await password.getAttribute('type')]).toEqual([path, 'password']);
      // The browser does with it what it always does.
      const paste = "new ClipboardEvent('paste', { bubbles: true, cancelable: true })";
      const field = "document.querySelector('[name=password]')";
      const isLeftAlone = await page.evaluate(`${field}.dispatchEvent(${paste})`);
      expect([path, isLeftAlone]).toEqual([path, true]);
      for (const each of [username, password]) expect(await each.isEditable()).toBe(true);
      const long = 'a pass phrase of many words, with blanks 🙂 '.repeat(5);
      await password.fill(long);
      expect(await password.inputValue()).toBe(long);
    }
    await page.context().close();
  });

  it('of staff leads to the console', async () => {
    const { makeAccount } = await import('../support/browser.js');
    await makeAccount(bank.app, 'mei', 'staff');
    const { page } = await bank.open();
    await page.goto(`${bank.app.url}/sign-in`);
    await typeLogin(page, 'mei');
    await page.waitForURL(/\/admin\//);
    await page.context().close();
  });
});
