import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { must, type Actor } from '../support/make.js';
import { openPortalBank, signInTo, type PortalBank } from '../support/portal-bank.js';
import { expectGreenProof } from '../support/proof.js';

describe('a lender at the portal', () => {
  let bank: PortalBank;
  let page: Page;
  let faults: string[];
  let lena: Actor;
  let loan: { id: string };

  beforeAll(async () => {
    bank = await openPortalBank();
    lena = await bank.register('lena', 'provider', { first_name: 'Lena', last_name: 'Voss' });
    ({ page, faults } = await bank.open({ viewport: { width: 1440, height: 900 } }));
    await signInTo(page, bank.app, 'lena');
  });
  afterAll(async () => {
    await expectGreenProof(bank.app);
    await bank.stop();
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  const way = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const me = async () => must(200, await lena.api.get(`/api/providers/${lena.id}/`));

  it('puts in money', async () => {
    await way('Money');
    const add = section('Add money');
    await add.getByLabel('Amount').fill('3,000');
    await add.getByRole('button', { name: 'Add $3,000.00' }).click();
    await add.getByText('Done. Free to lend: $3,000.00.').waitFor();
    expect(await me()).toMatchObject({ fund_amount: '3000.00' });
  });

  it('sets rules, which hold from then on', async () => {
    await way('Mandate');
    await page.getByLabel('Keep in reserve').fill('500');
    await page.getByLabel('At most on one loan').fill('1,000.00');
    await page.getByLabel('At most to one borrower, as a part of all my money').fill('50');
    await page.getByLabel('Longest loan, in months').fill('24');
    // What they would do is said before they are saved.
    const effect = section('What these rules do today');
    await effect.getByRole('row', { name: /^Your mandate keeps a reserve\. \$0\.00 \$500\.00$/ }).waitFor();
    expect(must(200, await lena.api.get('/api/providers/mandate/'))).toMatchObject({ version: 0 });
    await page.getByRole('button', { name: 'Save the rules' }).click();
    await section('Money that is not lent').getByText('Your mandate keeps a reserve.').waitFor();
    expect(must(200, await lena.api.get('/api/providers/mandate/'))).toMatchObject({
      reserve_amount: '500.00',
      max_per_loan: '1000.00',
      max_per_borrower: null,
      max_per_borrower_share: '0.5',
      longest_term_months: 24,
    });
    await page.getByLabel('At most to one borrower, as a part of all my money').fill('101');
    await page.getByText('Type a part above 0 and up to 100').waitFor();
  });

  it('sees what was lent, in which loan, and why', async () => {
    const ada = await bank.register('ada', 'customer');
    loan = must(201, await ada.api.post('/api/loans/', { amount: '1000.00' }));
    must(201, await ada.api.post('/api/payments/', { loan: loan.id, amount: '87.50' }));
    await page.reload();
    await way('Portfolio');
    await section('Loans').getByText('100% of the loan').waitFor();
    await section('Loans').getByText('Lent $1,000.00 on').waitFor();
    await section('Loans')
      .getByRole('link', { name: /^Loan \d{4}/ })
      .click();
    await section('Your share').getByText('$916.67').waitFor();
    const why = section('Why your money was taken');
    await why.getByText('Your mandate allowed').waitFor();
    expect(await why.textContent()).toContain('$1,000.00');
    await section('Timeline').getByText('Payment', { exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('reinvests and withdraws what came back', async () => {
    await way('Money');
    const reinvest = section('Reinvest');
    await reinvest.getByLabel('Amount').fill('40.00');
    await reinvest.getByRole('button', { name: 'Reinvest $40.00' }).click();
    await reinvest.getByText('In the wallet: $47.50.').waitFor();
    const withdraw = section('Withdraw');
    // The answer is said before the balances are read again.
    await withdraw.getByText('$47.50 in the wallet').waitFor();
    await withdraw.getByRole('button', { name: 'All of it' }).click();
    await withdraw.getByRole('button', { name: 'Withdraw $47.50' }).click();
    await withdraw.getByText('In the wallet: $0.00.').waitFor();
    expect(await me()).toMatchObject({ wallet_amount: '0.00', fund_amount: '2040.00' });
    await withdraw.getByLabel('Amount').fill('1');
    await withdraw.getByRole('button', { name: 'Withdraw $1.00' }).click();
    await withdraw.getByText('There is only $0.00 in the wallet.').waitFor();
    await section('Automatic reinvestment').getByRole('button', { name: 'Turn on' }).click();
    await section('Automatic reinvestment').getByText('On', { exact: true }).waitFor();
    expect(must(200, await lena.api.get('/api/providers/mandate/')).auto_reinvest).toBe(true);
  });

  it('reads every movement with its balance, and takes it along as a file', async () => {
    await page.getByRole('link', { name: 'All movements' }).click();
    const movements = section('Movements').getByRole('listitem');
    await movements.first().waitFor();
    const texts = await movements.allTextContents();
    expect(texts[0]).toMatch(/^Withdrawn/);
    expect(texts.at(-1)).toMatch(/^Added.*\$3,000\.00 free/);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file (CSV)' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    for (const name of ['Save as PDF', /^Year \d{4} as PDF$/]) {
      const [document] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).first().click(),
      ]);
      expect(document.suggestedFilename()).toMatch(/\.pdf$/);
    }
    // A browser has its own notation for dates: what was chosen is said in words.
    await page.getByLabel('From').fill('2026-03-04');
    await page.getByText('Wed, 4 Mar 2026').waitFor();
  });

  it('sees at home where the money is, what it brings, and why some of it is idle', async () => {
    await way('Home');
    await page.getByRole('heading', { name: 'Hello, Lena' }).waitFor();
    await section('Your money').getByText('Free to lend').waitFor();
    await section('Returns a year').getByText('Careful').waitFor();
    await section('Came in this month').getByText('Interest', { exact: true }).waitFor();
    await section('Money that is not lent').getByText('Your mandate keeps a reserve.').waitFor();
  });
});
