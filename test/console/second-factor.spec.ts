import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { barriersOn } from '../support/axe.js';
import { goTo, makeAccount, PASSWORD } from '../support/browser.js';
import { openConsoleBank, type ConsoleBank } from '../support/console-bank.js';
import { codeOf, nextCode } from '../support/factor.js';
import { must } from '../support/make.js';
import { byName, plugInKey } from '../support/virtual-key.js';

describe('the second factor at the console', () => {
  let bank: ConsoleBank;
  let page: Page;
  let secret = '';
  let recovery: string[] = [];

  beforeAll(async () => {
    bank = await openConsoleBank();
    ({ page } = bank);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await makeAccount(bank.app, 'mei', 'staff');
  });
  afterAll(async () => {
    await bank.browser.close();
    await bank.app.stop();
  });
  afterEach(() => {
    expect(bank.faults.splice(0)).toEqual([]);
  });

  const typeLogin = async (username: string) => {
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
  };
  const signOut = async (username: string) => {
    await page.getByRole('button', { name: username }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('Username').waitFor();
  };
  const expectAccessible = async () => {
    expect(await barriersOn(page)).toEqual([]);
  };
  /** From the password to the recovery codes, by keyboard alone. */
  const setUp = async () => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Present password').waitFor();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    await expectAccessible();
    secret = await dialog.locator('code').innerText();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    await page.keyboard.type(codeOf(secret));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    recovery = await dialog.getByRole('listitem').allInnerTexts();
    expect(recovery).toHaveLength(10);
    await expectAccessible();
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await dialog.waitFor({ state: 'detached' });
    await nextCode(bank.app);
  };

  it('is set up on the page of one’s own account, by a code that is scanned', async () => {
    await signOut('root');
    await typeLogin('mei');
    await page.getByRole('button', { name: 'mei' }).waitFor();
    await goTo(page, bank.app, '/account');
    const section = page.getByRole('region', { name: 'Second factor' });
    await section.getByRole('button', { name: 'Set up' }).click();
    await setUp();
    await section.getByText('10 recovery codes are left.').waitFor();
  });

  it('is asked for at the sign-in: a wrong code is said, a right one lets in', async () => {
    await signOut('mei');
    await typeLogin('mei');
    const code = page.getByRole('textbox', { name: 'Code' });
    await code.waitFor();
    await expectAccessible();
    await page.keyboard.type('not-a-code');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The code is wrong, too old, or was used before.').waitFor();
    await code.fill(codeOf(secret));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'mei' }).waitFor();
  });

  it('is switched off with the password and a recovery code', async () => {
    await goTo(page, bank.app, '/account');
    const section = page.getByRole('region', { name: 'Second factor' });
    await section.getByRole('button', { name: 'Switch off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Present password').fill(PASSWORD);
    await dialog.getByRole('textbox', { name: 'Code' }).fill('wrong');
    await dialog.getByRole('button', { name: 'Switch off' }).click();
    await dialog.getByText('The code is wrong, too old, or was used before.').waitFor();
    await dialog.getByRole('textbox', { name: 'Code' }).fill(recovery[0] ?? '');
    await dialog.getByRole('button', { name: 'Switch off' }).click();
    await section.getByRole('button', { name: 'Set up' }).waitFor();
  });

  it('is a security key: added, touched at the sign-in, and removed by touching it', async () => {
    const at = { ...bank.app, url: byName(bank.app).url };
    await plugInKey(page);
    await page.context().clearCookies();
    await goTo(page, at, '/account');
    await typeLogin('mei');
    const section = page.getByRole('region', { name: 'Second factor' });
    await section.getByRole('button', { name: 'Add a security key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name of the key').fill('Blue key');
    await dialog.getByLabel('Present password').fill(PASSWORD);
    await expectAccessible();
    await page.keyboard.press('Enter');
    await dialog.getByRole('list', { name: 'Your recovery codes' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await section.getByText('Not used yet').waitFor();
    await expectAccessible();

    await signOut('mei');
    await typeLogin('mei');
    await page.getByRole('textbox', { name: 'Code' }).waitFor();
    await page.getByRole('button', { name: 'Use a security key' }).click();
    await page.getByRole('button', { name: 'mei' }).waitFor();
    await goTo(page, at, '/account');
    await section.getByText('Last used').waitFor();

    await section.getByRole('button', { name: 'Remove Blue key' }).click();
    await dialog.getByLabel('Present password').fill(PASSWORD);
    // Without a code the key is asked.
    await dialog.getByRole('button', { name: 'Remove Blue key' }).click();
    await section.getByRole('button', { name: 'Set up' }).waitFor();
  });

  it('comes first where the bank wants one, and an admin resets a lost one', async () => {
    const strict: TestApp = await startApp({ SECOND_FACTOR_FOR: 'staff,admin' }, bank.app.database);
    try {
      await page.context().clearCookies();
      await page.goto(`${strict.url}/admin/`);
      await typeLogin('mei');
      await page.getByRole('heading', { name: 'A second factor comes first' }).waitFor();
      await expectAccessible();
      await page.getByRole('button', { name: 'Set up' }).click();
      await setUp();
      await page.getByRole('button', { name: 'mei' }).waitFor();
      await page.getByRole('menuitem', { name: 'Loans' }).waitFor();
    } finally {
      await page.goto('about:blank');
      await strict.end();
    }
    await page.context().clearCookies();
    await goTo(page, bank.app, '/');
    await typeLogin('root');
    await page.getByText('The books are right').waitFor();
    const { results } = must(200, await bank.staff.api.get('/api/users/?search=mei')) as {
      results: { id: string }[];
    };
    await goTo(page, bank.app, `/users/${String(results[0]?.id)}/show`);
    await page.getByRole('button', { name: 'Reset second factor' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset second factor' }).click();
    await page.getByText('The second factor is reset.').waitFor();
    await page.getByRole('button', { name: 'Reset second factor' }).waitFor({ state: 'detached' });
  });
});
