import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PASSWORD } from '../support/browser.js';
import { Keyboard } from '../support/keyboard.js';
import { must, type Actor } from '../support/make.js';
import { arrived, openPortalBank, PHONE, type PortalBank } from '../support/portal-bank.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('the portal with the keyboard alone', () => {
  let bank: PortalBank;
  let ada: Actor;
  let lena: Actor;

  beforeAll(async () => {
    bank = await openPortalBank();
    lena = await bank.register('lena', 'provider', { first_name: 'Lena', last_name: 'Voss' });
    ada = await bank.register('ada', 'customer');
  });
  afterAll(() => bank.stop());

  /** A step to another page ends with the focus at its top: keys that are pressed before go nowhere. */
  const stepped = async (page: Page, path: RegExp) => {
    await page.waitForURL(path);
    await until(() => page.evaluate<boolean>("document.activeElement?.id === 'main'"));
    await arrived(page);
  };
  const enter = async (page: Page, username: string): Promise<Keyboard> => {
    const keyboard = new Keyboard(page);
    await page.goto(`${bank.app.url}/`);
    await arrived(page);
    await keyboard.press('Sign in');
    await stepped(page, /sign-in/);
    await keyboard.fill('Username', username);
    await keyboard.fill('Password', PASSWORD);
    await keyboard.key('Enter');
    await page.getByRole('navigation').waitFor();
    await arrived(page);
    return keyboard;
  };
  /** By the way of that name. */
  const go = async (page: Page, keyboard: Keyboard, name: string, path: RegExp) => {
    await keyboard.press(name);
    await stepped(page, path);
  };
  const money = async () =>
    must(200, await lena.api.get(`/api/providers/${lena.id}/`)) as Record<string, string>;

  it('lends at a desk in the dark: money, rules, and some of it back', async () => {
    const { page, faults } = await bank.open({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
      reducedMotion: 'reduce',
    });
    const keyboard = await enter(page, 'lena');
    await go(page, keyboard, 'Money', /money/);
    await keyboard.fill('Amount', '3000');
    await keyboard.key('Enter');
    await page.getByText('Done. Free to lend: $3,000.00.').waitFor();
    await go(page, keyboard, 'Mandate', /mandate/);
    await keyboard.fill('Keep in reserve', '500');
    await page.getByText('As typed, before you save').waitFor();
    await keyboard.key('Enter');
    await page.getByText('Your mandate keeps a reserve.').first().waitFor();
    expect(must(200, await lena.api.get('/api/providers/mandate/'))).toMatchObject({
      reserve_amount: '500.00',
    });
    expect(await money()).toMatchObject({ fund_amount: '3000.00' });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('borrows and repays on a phone, and hears what a dialog asks', async () => {
    const { page, faults } = await bank.open({ viewport: PHONE });
    const keyboard = await enter(page, 'ada');
    await go(page, keyboard, 'Borrow', /borrow/);
    // Tab selects what the field has, so typing takes its place.
    await keyboard.fill('Amount', '600');
    await page.getByText('$630.00').filter({ visible: true }).first().waitFor();
    await keyboard.press('Ask for it');
    const dialog = page.getByRole('dialog', { name: 'Take a loan of $600.00?' });
    await dialog.waitFor();
    await keyboard.press('Take the loan');
    await page.getByRole('dialog').getByText('The loan of $600.00 is yours').waitFor();
    await keyboard.press('See the loan');
    await stepped(page, /loans\/[^/]+$/);
    await keyboard.press('Pay');
    await stepped(page, /pay$/);
    await page.getByRole('button', { name: 'Pay $52.50' }).waitFor();
    await keyboard.press('Pay $52.50');
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    const [loan] = must(200, await ada.api.get('/api/loans/')).results as Record<string, string>[];
    expect(loan).toMatchObject({ amount: '600.00', total_paid: '52.50' });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('leaves the queue, and takes money out of the wallet', async () => {
    const { page } = await bank.open({ viewport: PHONE });
    const keyboard = await enter(page, 'ada');
    await go(page, keyboard, 'Borrow', /borrow/);
    await keyboard.fill('Amount', '9000');
    await page.getByText('You can ask for it and wait in the queue.').waitFor();
    await keyboard.press('Ask for it');
    await keyboard.press('Wait for it');
    await page.getByRole('dialog').getByText('Your place is 1.').waitFor();
    await keyboard.press('To my home page');
    await page.getByText('Waiting for $9,000.00').waitFor();
    await keyboard.press('Leave the queue');
    await page.getByRole('dialog').waitFor();
    await keyboard.press('Leave the queue');
    await page.getByText('Waiting for $9,000.00').waitFor({ state: 'detached' });
    await page.context().close();

    const other = await bank.open({ viewport: PHONE });
    const hers = await enter(other.page, 'lena');
    await go(other.page, hers, 'Money', /money/);
    await hers.to('Withdraw');
    await hers.press('All of it');
    const { wallet_amount: wallet } = await money();
    await other.page.getByRole('button', { name: `Withdraw $${String(wallet)}` }).waitFor();
    await hers.press(`Withdraw $${String(wallet)}`);
    await other.page.getByText('In the wallet: $0.00.').waitFor();
    expect(await money()).toMatchObject({ wallet_amount: '0.00' });
    await other.page.context().close();
    await expectGreenProof(bank.app);
  });
});
