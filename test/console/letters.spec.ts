import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, open, openBrowser, openPage, signIn } from '../support/browser.js';
import { giveAddress, letterIs, mailingTo, writeLetters } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { makeProvider, makeStaff, type Actor } from '../support/make.js';

describe('letters in the console', () => {
  let mail: MailServer;
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let provider: Actor;
  let address: string;

  beforeAll(async () => {
    mail = await startMailServer();
    // Pages of another origin than PUBLIC_URL cannot sign in.
    app = await startApp({ ...mailingTo(mail.url), PUBLIC_URL: '' });
    browser = await openBrowser();
    const staff = await makeStaff(app);
    provider = await makeProvider(app);
    address = await giveAddress(app, provider);
    await mail.answer({ recipient: [550] });
    const [id] = await writeLetters(app, provider);
    await letterIs(staff, id!, 'failed');
    await makeAccount(app, 'root', 'admin');
    ({ page, faults } = await openPage(browser));
    await signIn(page, app, 'root');
    await page.getByRole('menuitem', { name: 'Messages' }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await mail.stop();
  });

  it('are listed with what became of each, shown as they were written, and sent again', async () => {
    await open(page, app, '/notifications');
    await page.getByText('The mail server does not know the address').waitFor();
    await page.locator('.RaDataTable-rowCell a').first().click();
    await page.getByRole('region', { name: 'What was written' }).getByText('Dear Amina,').waitFor();
    await page.getByRole('region', { name: 'What became of it' }).getByText(address).waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    await page.getByText('A new letter is on its way.').waitFor();
    const [got] = await mail.arrived(address);
    expect(got!.text).toContain('We received your deposit of');
  });

  it('are edited with what they will say beside them', async () => {
    await open(page, app, '/templates');
    await page.getByLabel('About').click();
    await page.getByRole('option', { name: 'Deposit' }).click();
    const preview = page.getByRole('region', { name: 'What it makes' });
    await preview.getByText('We received your deposit of').waitFor();
    const text = page.getByLabel('Text', { exact: true });
    await text.fill('Thank you, {{ nobody }}');
    await preview.getByText('undefined variable: nobody').waitFor();
    await text.fill('Thank you, {{ name }}, for {{ amount | money: currency }}.');
    await preview.getByText('Thank you, Amina, for').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The template is saved.').waitFor();
    await page.getByText('Version 1,').waitFor();
    await writeLetters(app, provider);
    const [, second] = await mail.arrived(address, 2);
    expect(second!.text).toContain('Thank you, Amina, for');
    expect(faults).toEqual([]);
  });

  it('come as the configuration says, which has them in a list', async () => {
    await open(page, app, '/configuration');
    await page.getByRole('button', { name: 'Change letters' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Letters for everybody').click();
    for (const name of ['Overdue notice', 'Default']) {
      await page.getByRole('option', { name, exact: true }).click();
    }
    await page.keyboard.press('Escape');
    await dialog.getByLabel('Below letters').fill('12 Harbour Road');
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByText('Overdue notice, Default').waitFor();
    await dialog.getByRole('button', { name: 'Change letters' }).click();
    await page.getByText('The configuration is changed.').waitFor();
    await writeLetters(app, provider);
    const [, , third] = await mail.arrived(address, 3);
    expect(third!.text).toContain('12 Harbour Road');
    const [configured] = await app.database.rows(
      'SELECT letters_required FROM bank_configurations ORDER BY version DESC LIMIT 1',
    );
    expect(configured).toEqual({ letters_required: ['overdue', 'default'] });
    expect(faults).toEqual([]);
  });
});
