import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { must } from '../support/make.js';
import { openPortalBank, type PortalBank } from '../support/portal-bank.js';

/** What a page writes between parts of an amount may be a space that does not break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('amounts and dates of the portal', () => {
  let bank: PortalBank;

  beforeAll(async () => {
    bank = await openPortalBank();
    const lender = await bank.register('lena', 'provider');
    must(200, await lender.api.post('/api/providers/add_funds/', { amount: '5000.00' }));
  });
  afterAll(() => bank.stop());

  /** What the landing page says it understood of an amount. */
  const understood = async (locale: string, [label, typed]: [string, string]) => {
    const { page, faults } = await bank.open({ locale });
    await page.goto(`${bank.app.url}/`);
    await page.getByLabel(label, { exact: true }).fill(typed);
    const hint = page.locator('.hint', { hasText: '=' }).first();
    const [said] = plain(await hint.innerText()).split(' · ');
    expect(faults).toEqual([]);
    await page.context().close();
    return said;
  };

  it.each([
    ['en-GB', 'Amount', '1,234.50', '= $1,234.50'],
    ['en-IN', 'Amount', '1,234.50', '= $1,234.50'],
    ['es', 'Importe', '1.234,50', '= 1234,50 $'],
    // A comma parts thousands there: read as in Spain, it would be one and a quarter.
    ['es-MX', 'Importe', '1,234.50', '= $1,234.50'],
    ['fr-CA', 'Montant', '1 234,50', '= 1 234,50 $'],
  ])('are read and written as in %s', async (locale, label, typed, said) => {
    expect(await understood(locale, [label, typed])).toBe(said);
  });

  it('are written where the region of the browser is none that there is', async () => {
    const { page, faults } = await bank.open();
    await page.addInitScript("Object.defineProperty(navigator, 'languages', { get: () => ['en-US@posix'] })");
    await page.goto(`${bank.app.url}/`);
    await page.getByLabel('Amount', { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });
});
