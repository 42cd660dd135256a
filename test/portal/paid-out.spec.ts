import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { makeInstrument } from '../support/gateway.js';
import { must, type Actor } from '../support/make.js';
import { openPortalBank, signInTo, type PortalBank } from '../support/portal-bank.js';
import { expectGreenProof } from '../support/proof.js';

describe('money that is paid out to bank accounts', () => {
  let bank: PortalBank;
  let page: Page;
  let faults: string[];
  let lena: Actor;
  let ada: Actor;
  let loan: { id: string };

  beforeAll(async () => {
    bank = await openPortalBank({ GATEWAYS: 'sandbox,bank_file' });
    const { app, staff } = bank;
    lena = await bank.register('lena', 'provider', { first_name: 'Lena', last_name: 'Voss' });
    ada = await bank.register('ada', 'customer');
    must(200, await staff.api.post('/api/providers/add_funds/', { provider: lena.id, amount: '3000.00' }));
    loan = must(201, await ada.api.post('/api/loans/', { amount: '1000.00' }));
    must(201, await staff.api.post('/api/payments/', { loan: loan.id, amount: '87.50' }));
    await makeInstrument(ada);
    ({ page, faults } = await bank.open({ viewport: { width: 1440, height: 900 } }));
    await signInTo(page, app, 'lena');
  });
  afterAll(async () => {
    await expectGreenProof(bank.app);
    await bank.stop();
  });
  afterEach(() => {
    // The browser says of each refusal that there was one.
    expect(faults.splice(0).filter((fault) => !fault.includes('400'))).toEqual([]);
  });

  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const addAccount = async (holder: string, iban: string) => {
    const accounts = section('Bank accounts you are paid to');
    if (await accounts.getByLabel('Name on the account').isHidden()) {
      await accounts.getByRole('button', { name: 'Add bank account' }).click();
    }
    await accounts.getByLabel('Name on the account').fill(holder);
    await accounts.getByLabel('IBAN').fill(iban);
    await accounts.getByRole('button', { name: 'Add bank account' }).click();
  };

  it('has a lender add an account, whose number the browser does not keep', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Money' }).click();
    await section('Withdraw').getByText('Add a bank account first').waitFor();
    await addAccount('Lena Voss', 'DE89 3704 0044 0532 0130 01');
    await page.getByRole('alert').getByText('This IBAN is not right.').waitFor();
    await addAccount('Lena Voss', 'DE89 3704 0044 0532 0130 00');
    await section('Bank accounts you are paid to').getByText('•••• 3000').waitFor();
    const kept = await page.evaluate<string>('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])');
    expect(kept).not.toMatch(/0532|3704/);
  });

  it('leaves the wallet at once, and says when it should be there', async () => {
    const withdraw = section('Withdraw');
    await withdraw.getByRole('button', { name: 'All of it' }).click();
    await withdraw.getByRole('button', { name: 'Withdraw $87.50' }).click();
    await withdraw.getByText(/It should be on your account on /).waitFor();
    await withdraw.getByText('$0.00 in the wallet').waitFor();
    expect(must(200, await lena.api.get('/api/transfers/'))).toMatchObject({
      results: [{ purpose: 'provider_withdrawal', amount: '87.50', gateway: 'bank_file' }],
    });
  });

  it('has a borrower add one, which is nothing to pay with', async () => {
    const { page: other, faults: of } = await bank.open();
    page = other;
    await signInTo(page, bank.app, 'ada');
    await page.goto(`${bank.app.url}/me`);
    await addAccount('Ada Okoye', 'GB29 NWBK 6016 1331 9268 19');
    await section('Bank accounts you are paid to').getByText('•••• 6819').waitFor();
    expect(await section('Cards and accounts').getByRole('listitem').count()).toBe(1);
    await page.goto(`${bank.app.url}/loans/${loan.id}/pay`);
    await section('By card or from an account').getByRole('button').first().waitFor();
    expect(await section('By card or from an account').getByRole('button').count()).toBe(1);
    await section('Bank accounts you are paid to').waitFor({ state: 'detached' });
    expect(of).toEqual([]);
  });

  it('is taken back: nothing more is paid to it', async () => {
    await page.goto(`${bank.app.url}/me`);
    const accounts = section('Bank accounts you are paid to');
    await accounts.getByRole('button', { name: 'Remove' }).click();
    await accounts.getByText('None yet.').waitFor();
    const { results } = must(200, await bank.staff.api.get(`/api/instruments/?party=${ada.id}`));
    expect(results).toMatchObject([{ kind: 'card', state: 'usable' }]);
  });
});
