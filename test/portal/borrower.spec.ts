import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { must, type Actor } from '../support/make.js';
import { openPortalBank, PHONE, signInTo, type PortalBank } from '../support/portal-bank.js';
import { PASSWORD } from '../support/browser.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';
import { until } from '../support/until.js';

describe('a borrower at the portal', () => {
  let bank: PortalBank;
  let page: Page;
  let faults: string[];
  let lender: Actor;

  beforeAll(async () => {
    bank = await openPortalBank();
    lender = await bank.register('lena', 'provider');
    must(200, await lender.api.post('/api/providers/add_funds/', { amount: '2000.00' }));
    ({ page, faults } = await bank.open());
  });
  afterAll(async () => {
    await expectGreenProof(bank.app);
    await bank.stop();
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = () => page.getByRole('dialog');
  const said = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const value = async (name: string) =>
    page
      .locator('dl > div', { has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .first()
      .textContent();
  const loansOf = async (username: string) => {
    const [row] = await bank.app.database.rows('SELECT id FROM users WHERE username = $1', [username]);
    const api = bank.app.as({ id: String(row?.id), role: 'customer' });
    return must(200, await api.get('/api/loans/')).results as Record<string, string>[];
  };

  it('sees as a stranger what a loan costs, and may register', async () => {
    await page.goto(`${bank.app.url}/`);
    await said('Harbour Credit Union');
    await page.getByLabel('Amount', { exact: true }).fill('1,000.00');
    await said('$87.50');
    await said('$1,050.00');
    await page.getByLabel('Amount', { exact: true }).fill('50');
    await said('This must be from $100.00 to $10,000.00.');
    await page.getByRole('link', { name: 'Register' }).first().click();
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Last name').fill('Okoye');
    await page.getByLabel('Username').fill('ada');
    await page.getByLabel('Password').fill('password12');
    await button('Create my account').click();
    await page.locator('[name=password][aria-invalid=true]').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await button('Create my account').click();
    await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
    await said('You have no loan yet.');
  });

  it('borrows exactly what was shown', async () => {
    await page.getByRole('link', { name: 'Borrow' }).first().click();
    await page.getByLabel('Amount', { exact: true }).fill('1200');
    await page.getByLabel(/instalment/).fill('6');
    await said('$1,230.00');
    await button('Ask for it').click();
    await dialog().getByText('Take a loan of $1,200.00?').waitFor();
    expect(await loansOf('ada')).toEqual([]);
    await button('Take the loan').click();
    await dialog().getByText('The loan of $1,200.00 is yours').waitFor();
    expect(await loansOf('ada')).toMatchObject([
      { amount: '1200.00', amount_due: '1230.00', status: 'active' },
    ]);
    await dialog().getByRole('link', { name: 'See the loan' }).click();
    await page.getByRole('heading', { name: '$1,200.00' }).waitFor();
  });

  it('is told where a figure comes from', async () => {
    await page.getByRole('button', { name: 'Why is instalment 1 this much?' }).click();
    await dialog().getByText('$1,200.00 × 5% a year × 1/12 of a year').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('pays, once the effect was seen, and gets a receipt', async () => {
    await page.getByRole('link', { name: 'Pay', exact: true }).first().click();
    await page.getByText('What it does').waitFor();
    await said('$1,025.00');
    expect(await value('Owed before')).toBe('$1,230.00');
    await button('Pay $205.00').click();
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    expect(await value('Still owed')).toBe('$1,025.00');
    expect(await loansOf('ada')).toMatchObject([{ remaining_balance: '1025.00' }]);
    await page.getByRole('link', { name: 'See the loan' }).click();
    await said('$200.00 principal, $5.00 interest');
  });

  it('pays the whole loan off, and sees that nothing is left', async () => {
    await page.getByRole('link', { name: 'Pay', exact: true }).first().click();
    await page.getByText('The whole loan').click();
    await said('Nothing left');
    await button(/^Pay \$1,025/).click();
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    expect(await loansOf('ada')).toMatchObject([{ remaining_balance: '0.00', status: 'paid' }]);
  });

  it('is refused in words with the range', async () => {
    await page.getByRole('link', { name: 'Borrow' }).first().click();
    await page.getByLabel('Amount', { exact: true }).fill('20000');
    await said('You may borrow from $100.00 to $10,000.00.');
    expect(await button('Ask for it').count()).toBe(0);
  });

  it('waits in the queue when there is no money, on terms that are said before, and may leave', async () => {
    await page.getByLabel('Amount', { exact: true }).fill('9000');
    await said('You can ask for it and wait in the queue.');
    await button('Ask for it').click();
    await dialog().getByText('Dates and cents are those of the day').waitFor();
    await button('Wait for it').click();
    await dialog().getByText('Your place is 1.').waitFor();
    await dialog().getByRole('link', { name: 'To my home page' }).click();
    await said('Waiting for $9,000.00');
    await button('Leave the queue').click();
    await dialog().getByRole('button', { name: 'Leave the queue' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('Waiting for $9,000.00').waitFor({ state: 'detached' });
    const [newest] = await loansOf('ada');
    expect(newest).toMatchObject({ amount: '9000.00', status: 'cancelled' });
  });

  it('sees the score with its reasons', async () => {
    await scoresAreDone(bank.app.database);
    await page.getByRole('link', { name: 'Score' }).first().click();
    await said('Everybody begins with');
    await said('1 loan repaid on time');
  });

  it('has the language, the name and the password changed', async () => {
    await page.getByRole('link', { name: 'Me', exact: true }).click();
    await page.getByLabel('Phone').fill('+234 800 000 0000');
    await button('Save').click();
    await said('Saved');
    await said('This one');
    await page.getByLabel('Language of the portal and of letters').selectOption('es');
    await page.getByRole('heading', { name: 'Sobre mí' }).waitFor();
    const kept = () => bank.app.database.rows("SELECT language FROM users WHERE username = 'ada'");
    await until(async () => (await kept())[0]?.language === 'es');
    // Another device speaks it as well.
    const other = await bank.open({ viewport: PHONE });
    await signInTo(other.page, bank.app, 'ada');
    await other.page.getByRole('heading', { name: 'Hola, Ada' }).waitFor();
    await other.page.context().close();
    await page.getByLabel('El portal y las cartas están en').selectOption('en');
    await page.getByRole('heading', { name: 'About me' }).waitFor();
    await page.getByLabel('Present password').fill(PASSWORD);
    await page.getByLabel('New password').fill('seven green umbrellas');
    await button('Change password').click();
    await said('Your password is changed.');
    await page.reload();
    await page.getByRole('heading', { name: 'About me' }).waitFor();
  });

  it('finds every way with the keyboard alone, and the focus where the dialog was opened', async () => {
    await page.goto(`${bank.app.url}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    await page.goto(`${bank.app.url}/borrow`);
    const ask = button('Ask for it');
    await ask.waitFor();
    await ask.focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    expect(
      await page.evaluate('document.querySelector("[role=dialog]").contains(document.activeElement)'),
    ).toBe(true);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });
});
