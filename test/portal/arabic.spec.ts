import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { must } from '../support/make.js';
import { arrived, openPortalBank, signInTo, type PortalBank } from '../support/portal-bank.js';

/** Without the marks that steer direction: the page sets its own around the whole amount. */
const bare = (text: string) => text.replace(/[\u200e\u200f\u061c]/g, '');

describe('the portal in Arabic', () => {
  let bank: PortalBank;
  let page: Page;

  beforeAll(async () => {
    bank = await openPortalBank();
    const lender = await bank.register('lena', 'provider');
    must(200, await lender.api.post('/api/providers/add_funds/', { amount: '5000.00' }));
    const ada = await bank.register('ada', 'customer');
    must(201, await ada.api.post('/api/loans/', { amount: '1000.00' }));
    ({ page } = await bank.open({ locale: 'ar' }));
  });
  afterAll(() => bank.stop());

  const direction = () => page.evaluate<string>('document.documentElement.dir');
  const startOf = async (selector: string) => {
    const box = await page.locator(selector).first().boundingBox();
    return box === null ? NaN : box.x;
  };

  it('is what a browser gets that asks for it, mirrored, with its own digits and marks', async () => {
    await page.goto(`${bank.app.url}/`);
    await page.getByRole('heading', { level: 1, name: /اعرف/ }).waitFor();
    expect(await direction()).toBe('rtl');
    // The brand begins at the right edge, and the way to sign in ends at the left one.
    expect(await startOf('.brand')).toBeGreaterThan(195);
    const amount = page.getByLabel('المبلغ', { exact: true });
    await amount.fill('٢٬٠٠٠٫٥٠');
    const dollars = new Intl.NumberFormat('ar', {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
    });
    await page.locator('.hint', { hasText: bare(dollars.format(2000.5)) }).waitFor();
    await amount.fill('2,000.50');
    expect(await page.locator('[aria-invalid=true]').count()).toBe(0);
    const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(tooWide)).toBe(0);
  });

  it('is left for another language and comes back, with the amounts of each', async () => {
    await signInTo(page, bank.app, 'ada');
    await arrived(page);
    await page.goto(`${bank.app.url}/me`);
    await arrived(page);
    const choice = page.locator('select').first();
    await choice.selectOption('en');
    await page.getByRole('heading', { name: 'About me' }).waitFor();
    expect(await direction()).toBe('ltr');
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByText('$87.50').first().waitFor();
    await page.goto(`${bank.app.url}/me`);
    await arrived(page);
    await choice.selectOption('ar');
    await page.getByRole('heading', { name: 'حسابي' }).waitFor();
    expect(await direction()).toBe('rtl');
    await page.getByRole('link', { name: 'الرئيسية' }).click();
    const due = new Intl.NumberFormat('ar', {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
    }).format(87.5);
    await page
      .locator('.big', { hasText: bare(due) })
      .first()
      .waitFor();
  });
});
