import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import { barriersOn } from '../support/axe.js';
import { PASSWORD } from '../support/browser.js';
import { codeOf, nextCode } from '../support/factor.js';
import { openPortalBank, signInTo, typeLogin, type PortalBank } from '../support/portal-bank.js';
import { byName, plugInKey } from '../support/virtual-key.js';

describe('the second factor at the portal', () => {
  let bank: PortalBank;

  beforeAll(async () => {
    bank = await openPortalBank();
    await bank.register('ada', 'customer');
    await bank.register('lena', 'provider', { first_name: 'Lena', last_name: 'Voss' });
  });
  afterAll(() => bank.stop());

  it('is set up in the own account, asked for at the sign-in, and switched off', async () => {
    const { page, faults } = await bank.open({ reducedMotion: 'reduce' });
    await signInTo(page, bank.app, 'ada');
    await page.goto(`${bank.app.url}/me`);
    await page.getByRole('button', { name: 'Set up' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    const secret = await dialog.locator('code').innerText();
    await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const [recovery = ''] = await dialog.getByRole('listitem').allInnerTexts();
    expect(await barriersOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await nextCode(bank.app);

    await page.context().clearCookies();
    await page.goto(`${bank.app.url}/sign-in`);
    await typeLogin(page, 'ada');
    await page.getByRole('textbox', { name: 'Code' }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.type('not-a-code');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The code is wrong').waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();

    await page.goto(`${bank.app.url}/me`);
    await page.getByRole('button', { name: 'Switch off' }).click();
    const form = page.locator('form').filter({ has: page.getByRole('textbox', { name: 'Code' }) });
    await form.locator('input[type=password]').fill(PASSWORD);
    await form.getByRole('textbox', { name: 'Code' }).fill(recovery);
    await form.getByRole('button', { name: 'Switch off' }).click();
    await page.getByRole('button', { name: 'Set up' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is a security key, added in the own account and touched at the sign-in', async () => {
    await bank.register('bola', 'customer', { first_name: 'Bola', last_name: 'Ade' });
    const at = { ...bank.app, url: byName(bank.app).url };
    const { page, faults } = await bank.open({ reducedMotion: 'reduce' });
    await plugInKey(page);
    await signInTo(page, at, 'bola');
    await page.goto(`${at.url}/me`);
    await page.getByRole('button', { name: 'Add a security key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name of the key' }).fill('Blue key');
    await dialog.locator('input[type=password]').fill(PASSWORD);
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog.getByRole('list', { name: 'Your recovery codes' }).waitFor();
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('Not used yet').waitFor();
    expect(await barriersOn(page)).toEqual([]);

    await page.context().clearCookies();
    await page.goto(`${at.url}/sign-in`);
    await typeLogin(page, 'bola');
    await page.getByRole('button', { name: 'Use a security key' }).click();
    await page.getByRole('heading', { name: 'Hello, Bola' }).waitFor();

    await page.goto(`${at.url}/me`);
    await page.getByRole('list', { name: 'Your security keys' }).getByText('Last used').waitFor();
    await page.getByRole('button', { name: 'Remove Blue key' }).click();
    const form = page.locator('form').filter({ has: page.getByRole('textbox', { name: 'Code' }) });
    await form.locator('input[type=password]').fill(PASSWORD);
    await form.getByRole('button', { name: 'Remove Blue key' }).click();
    await page.getByRole('button', { name: 'Set up' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('comes first where the bank wants one of lenders, in their language', async () => {
    const strict = await startApp({ SECOND_FACTOR_FOR: 'provider' }, bank.app.database);
    const { page, faults } = await bank.open({ reducedMotion: 'reduce', locale: 'fr-FR' });
    try {
      await page.goto(`${strict.url}/sign-in`);
      await typeLogin(page, 'lena');
      await page.getByRole('heading', { name: 'D’abord un second facteur' }).waitFor();
      expect(await barriersOn(page)).toEqual([]);
      // No page leads anywhere yet, but the way out.
      expect(await page.getByRole('navigation').count()).toBe(0);
      await page.getByRole('banner').getByRole('button', { name: 'Se déconnecter' }).waitFor();
      await page.getByRole('button', { name: 'Configurer' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type=password]').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await dialog
        .getByRole('textbox', { name: 'Code' })
        .fill(codeOf(await dialog.locator('code').innerText()));
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: 'Je les ai gardés' }).click();
      await page.getByRole('navigation').getByRole('link').first().waitFor();
      await page.getByRole('heading', { name: 'D’abord un second facteur' }).waitFor({ state: 'detached' });
      expect(faults).toEqual([]);
    } finally {
      await page.context().close();
      await strict.end();
    }
  });
});
