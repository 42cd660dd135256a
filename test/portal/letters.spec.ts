import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PASSWORD } from '../support/browser.js';
import { giveAddress, letterIs, mailingTo, writeLetters } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import type { Actor } from '../support/make.js';
import { arrived, openPortalBank, type PortalBank } from '../support/portal-bank.js';
import { until } from '../support/until.js';

describe('letters at the portal', () => {
  let mail: MailServer;
  let bank: PortalBank;
  let lena: Actor;
  let address: string;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    mail = await startMailServer();
    // Pages of another origin than PUBLIC_URL cannot sign in.
    bank = await openPortalBank({
      ...mailingTo(mail.url),
      PUBLIC_URL: '',
      MAIL_ONLY_TO: 'tests@bank.example',
    });
    lena = await bank.register('lena', 'provider', { first_name: 'Lena', last_name: 'Voss' });
    address = 'tests@bank.example';
    await giveAddress(bank.app, lena, { firstName: 'Lena' });
    ({ page, faults } = await bank.open());
  });
  afterAll(async () => {
    await bank.stop();
    await mail.stop();
  });

  const button = (name: string) => page.getByRole('button', { name });
  const said = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  /** Where a link of the bank leads on this machine. */
  const here = (link: string) => link.replace('http://127.0.0.1:0', bank.app.url);
  /** What she has said; a new password ends the sessions of every token. */
  const wants = async (topic: string) => {
    const [said] = await bank.app.database.rows<{ wanted: boolean }>(
      'SELECT wanted FROM notification_preferences WHERE user_id = $1 AND topic = $2',
      [lena.id, topic],
    );
    return said?.wanted ?? true;
  };

  it('have a link for who has forgotten the password, which leads to a new one and in', async () => {
    await page.goto(`${bank.app.url}/sign-in`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('Username').fill('lena');
    await button('Send the link').click();
    await said('If we know you and your e-mail address, the link is on its way.');
    const [letter] = await mail.arrived(address);
    const link = /http:\/\/127\.0\.0\.1:0\/code#\S+/.exec(letter!.text)?.[0];
    await page.goto(here(link!));
    expect(await page.getByLabel('Username').inputValue()).toBe('lena');
    expect(await page.locator('[name=code]').count()).toBe(0);
    await page.getByLabel('New password').fill('eight green umbrellas');
    await button('Set the password and sign in').click();
    await page.getByRole('navigation').waitFor();
    expect(
      await bank.app.as().post('/api/auth/login/', { username: 'lena', password: PASSWORD }),
    ).toMatchObject({
      status: 401,
    });
  });

  it('go to another address at once, and links for a password with the present one', async () => {
    await page.goto(`${bank.app.url}/me`);
    const form = page.locator('form').filter({ has: page.getByLabel('E-mail') });
    const kept = async () => {
      const rows = 'SELECT email, link_email FROM users WHERE id = $1';
      return (await bank.app.database.rows(rows, [lena.id]))[0];
    };
    const before = await kept();
    expect(await form.getByLabel('Present password').count()).toBe(0);
    await form.getByLabel('E-mail').fill('lena@elsewhere.example');
    await form.getByLabel('Present password').fill('nine green umbrellas');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').getByText('This is not your password.').waitFor();
    expect(await kept()).toEqual(before);
    await form.getByLabel('Present password').fill('eight green umbrellas');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Saved').waitFor();
    expect(await kept()).toEqual({ email: 'lena@elsewhere.example', link_email: null });
    await form.getByLabel('Present password').waitFor({ state: 'detached' });
  });

  it('are turned off and on by their reader', async () => {
    await page.goto(`${bank.app.url}/me`);
    const deposits = page.getByLabel('Deposits');
    await deposits.uncheck();
    await until(async () => !(await wants('deposit')));
    await deposits.check();
    await until(() => wants('deposit'));
    await page.reload();
    await arrived(page);
    expect(await deposits.isChecked()).toBe(true);
    // Those that keep the account safe are not offered.
    expect(await page.getByLabel('Your sign-in').count()).toBe(0);
  });

  it('are turned off by the link in one, whoever is signed in, once its button is pressed', async () => {
    const [id] = await writeLetters(bank.app, lena);
    await letterIs(bank.staff, id!, 'sent');
    const letter = mail.to(address).at(-1);
    const link = /http:\/\/127\.0\.0\.1:0\/unsubscribe\/\S+/.exec(letter!.text)?.[0];
    const other = await bank.open({ locale: 'fr' });
    await other.page.goto(here(link!));
    await other.page.getByRole('button', { name: 'Ne plus les envoyer' }).waitFor();
    expect(await wants('deposit')).toBe(true);
    await other.page.getByRole('button', { name: 'Ne plus les envoyer' }).click();
    await other.page.getByText('ces messages n’arrivent pas').waitFor();
    expect(await wants('deposit')).toBe(false);
    await page.goto(here(link!));
    await said('you no longer receive these letters');
    await page.goto(here(link!).slice(0, -2));
    await said('This link is not complete.');
    expect([...faults, ...other.faults]).toEqual([]);
  });
});
