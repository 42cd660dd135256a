import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, open, openBrowser, openPage, signIn } from '../support/browser.js';
import { clerkAt } from '../support/clerk.js';
import { DESK } from '../support/console-bank.js';
import { daysAfter, openSandbox, TERMS, type Sandbox } from '../support/late-loans.js';
import { makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe("a clerk's work in the console", () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let sandbox: Sandbox;
  let staff: Actor;
  let ada: { id: string; number: string };
  let loan: { id: string };
  let provider: Actor;

  const { button, dialog, press, close, fill, choose, problemAt, wrong } = clerkAt(() => page);
  const read = async (path: string) => must(200, await staff.api.get(`/api/${path}`));

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    ({ staff } = sandbox);
    must(200, await staff.api.patch('/api/bank_configuration/', { ...TERMS, queue_on_request: true }));
    provider = await makeProvider(app, '5000.00');
    const register = async (first_name: string, last_name: string, phone: string) =>
      must(201, await staff.api.post('/api/customers/', { first_name, last_name, phone })) as never;
    ada = await register('Ada', 'Okoye', '+234 803 555 1234');
    loan = must(201, await staff.api.post('/api/loans/', { customer: ada.id, amount: '900.00' })) as never;
    await makeAccount(app, 'mei', 'staff');
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser, { viewport: DESK, locale: 'en-ZA' }));
    await signIn(page, app, 'mei');
    await page.getByText('The books are right').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  afterEach(async () => {
    expect(faults.splice(0)).toEqual([]);
    await page.setViewportSize(DESK);
  });

  it('finds people and loans in one box, which `/` opens unless something is typed', async () => {
    await open(page, app, '/customers');
    await page.getByLabel('Name, username, email or number').press('/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByLabel('Name, username, email or number').fill('');
    await page.getByRole('heading', { name: 'Customers' }).first().click();
    await page.keyboard.press('/');
    await page.keyboard.type('okoyo');
    await dialog().getByText('Similar').waitFor();
    expect(await wrong('search')).toEqual([]);
    const { number } = await read(`loans/${loan.id}/`);
    await dialog().getByRole('searchbox').fill(String(number));
    await dialog()
      .getByRole('link', { name: /Ada Okoye/ })
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`loans/${loan.id}/show`));
    await page.keyboard.press('/');
    await dialog()
      .getByRole('searchbox')
      .fill(`${String(number).slice(0, -1)}${String((Number(String(number).at(-1)) + 1) % 10)}`);
    await dialog().getByText('one of its digits is wrong').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('registers nobody twice without having seen who looks the same', async () => {
    await open(page, app, '/providers');
    await button('Register a loan provider').click();
    await fill({ 'First name': 'Ada', 'Last name': 'Okoye', Email: 'ada' });
    await press('Show what it does');
    await dialog().locator('[name=email][aria-invalid=true]').waitFor();
    expect(await problemAt('Email')).toMatch(/^Email /);
    await fill({ Email: 'ada@example.org' });
    await press('Show what it does');
    await dialog().getByText('somebody who is here already').waitFor();
    expect(await wrong('look-alikes')).toEqual([]);
    await press('Register a loan provider');
    await dialog().getByText('Please say that you have read this.').waitFor();
    await dialog().getByLabel('It is somebody else').check();
    await press('Register a loan provider');
    await dialog().getByText('The loan provider is registered').waitFor();
    await press('Sign-in code');
    await press('Sign-in code');
    await dialog()
      .getByText(/^[a-z2-9]{4}-[a-z2-9]{4}$/)
      .waitFor();
    await dialog().getByText('mei made it').waitFor();
    expect(await wrong('code')).toEqual([]);
    await press('Close');
    await dialog().getByRole('link', { name: 'Open the page' }).click();
    await page.waitForURL(/providers\/.*\/show/);
    expect((await read('providers/?search=okoye')).results).toHaveLength(1);
  });

  it('books what a provider brings and takes, in the notation of the reader, with receipts', async () => {
    await open(page, app, `/providers/${provider.id}/show`);
    expect(await wrong('provider')).toEqual([]);
    await button('Deposit').click();
    await fill({ 'Amount in USD': '1.234,50' });
    await choose('How the money goes', 'Cheque');
    await fill({ Reference: 'CHQ 9' });
    await press('Deposit');
    await dialog()
      .getByText(/\/mei\/0001$/i)
      .waitFor();
    expect(await dialog().innerText()).toMatch(/1\s234,50[\s\S]*Cheque, CHQ 9/);
    expect(await wrong('receipt')).toEqual([]);
    await close();
    // Only what came back from loans can be taken, or lent again.
    expect(await button('Withdrawal').isDisabled()).toBe(true);
    const { results } = await read('loans/?limit=1');
    const [{ id }] = results as [{ id: string }];
    must(201, await staff.api.post('/api/payments/', { loan: id, amount: '30.00' }));
    await open(page, app, `/providers/${provider.id}/show`);
    await button('Withdrawal').click();
    await fill({ 'Amount in USD': '30,01' });
    await press('Withdrawal');
    await dialog().getByRole('alert').waitFor();
    await fill({ 'Amount in USD': '10' });
    await press('Withdrawal');
    await dialog()
      .getByText(/\/mei\/0002$/i)
      .waitFor();
    await close();
    await button('Reinvest').click();
    await fill({ 'Amount in USD': '20' });
    await press('Reinvest');
    await dialog().getByText('The money is free to lend again.').waitFor();
    await close();
    expect(await read(`providers/${provider.id}/`)).toMatchObject({ wallet_amount: '0.00' });
  });

  it('lets a request wait where there is no money, once that was said', async () => {
    await open(page, app, `/customers/${ada.id}/show`);
    expect(await wrong('customer')).toEqual([]);
    await button('Lend').click();
    await fill({ 'Amount in USD': '9.500,00', Instalments: '2' });
    await press('Show what it does');
    await dialog().getByText('unless it may wait').waitFor();
    expect(await wrong('quote')).toEqual([]);
    await press('Lend');
    await dialog().getByRole('alert').nth(1).waitFor();
    await press('Back');
    await dialog()
      .getByLabel(/^May wait/)
      .check();
    await press('Show what it does');
    await dialog().getByText('The request would wait in the queue').waitFor();
    await press('Lend');
    await dialog()
      .getByText(/^It waits for money at place 1/)
      .waitFor();
    expect(await wrong('queued')).toEqual([]);
    await dialog().getByRole('link', { name: 'Open the loan' }).click();
    await page.waitForURL(/loans/);
    await button('Take out of the queue').click();
    await press('Take out of the queue');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('says where a figure cannot be: more instalments, or more money, than may be', async () => {
    await open(page, app, `/customers/${ada.id}/show`);
    await button('Lend').click();
    await fill({ 'Amount in USD': 'much', Instalments: '1,5' });
    await press('Show what it does');
    expect(await problemAt('Amount in USD')).toMatch(/^Please type an amount such as 1\s000,50/);
    expect(await problemAt('Instalments')).toContain('Please type a whole number');
    await fill({ 'Amount in USD': '100', Instalments: '99' });
    await press('Show what it does');
    await dialog().locator('[name=installments][aria-invalid=true]').waitFor();
    expect(await problemAt('Instalments')).toMatch(/^Instalments /);
    await press('Cancel');
  });

  it('asks before a payment that looks like another is entered again', async () => {
    const pay = async () => {
      await open(page, app, `/loans/${loan.id}/show`);
      await button('Enter payment').click();
      await fill({ 'Amount in USD': '45,00', Reference: 'T 77' });
      await press('Show what it does');
      await dialog().getByText('please confirm').waitFor();
    };
    await pay();
    expect(await dialog().getByText('entered twice').count()).toBe(0);
    await press('Enter payment');
    await dialog().getByText('The payment is booked').waitFor();
    await close();
    await pay();
    await dialog().getByText('entered twice').waitFor();
    expect(await wrong('looks-like')).toEqual([]);
    await press('Enter payment');
    await dialog().getByText('Please say that you have read this.').waitFor();
    await dialog().getByLabel('It is another payment').check();
    await press('Enter payment');
    await dialog().getByText('The payment is booked').waitFor();
    expect(await wrong('paid')).toEqual([]);
    await close();
    const { results } = await read(`payments/?loan=${loan.id}`);
    expect((results as { amount: string }[]).filter(({ amount }) => amount === '45.00')).toHaveLength(2);
  });

  it("shows a teller's day, and keeps what was counted", async () => {
    await open(page, app, '/counter');
    await page.getByRole('table', { name: 'Receipts' }).getByText('T 77').first().waitFor();
    await button('Count the till').click();
    await fill({ 'Counted, in USD': '79,50' });
    await press('Count the till');
    await page.getByText(/79,50.*was counted; the receipts make.*80,00/).waitFor();
    expect(await wrong('counter')).toEqual([]);
    await button('Count again').click();
    await fill({ 'Counted, in USD': '80' });
    await press('Count again');
    await page.getByText('was counted;').waitFor({ state: 'detached' });
    await page.getByRole('table', { name: 'Receipts' }).getByRole('link').first().click();
    await page.waitForURL(/payments\/.*\/show/);
    expect(await wrong('payment')).toEqual([]);
  });

  it('gives a late loan to a colleague', async () => {
    const today = await sandbox.today();
    await sandbox.advance(daysAfter(today, 16));
    await makeAccount(app, 'tariq', 'staff');
    await open(page, app, '/collections/work');
    await page.getByRole('heading', { name: 'Ada Okoye' }).waitFor();
    await button('Give to').click();
    await choose('Colleague', 'tariq (tariq)');
    await press('Give to');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await open(page, app, '/collections');
    await page.getByRole('row', { name: /Ada Okoye.*tariq/s }).waitFor();
  });

  it('closes dates and moves the clock of a sandbox, after what that does was seen', async () => {
    const today = await sandbox.today();
    await open(page, app, '/day_close');
    expect(await wrong('days')).toEqual([]);
    await button('Close dates').click();
    await press('Show what it does');
    await dialog().getByText('All dates are closed already.').waitFor();
    await press('Cancel');
    await button('Move the clock').click();
    await fill({ 'The new business date': daysAfter(today, 40) });
    await press('Show what it does');
    await dialog().getByText('And 9 more.').waitFor();
    expect(await wrong('clock')).toEqual([]);
    await press('Back');
    await fill({ 'The new business date': daysAfter(today, 2) });
    await press('Show what it does');
    const rows = dialog().getByRole('table', { name: 'Business dates' }).getByRole('row');
    await rows.nth(2).waitFor();
    const expected = await rows.allInnerTexts();
    await press('Move the clock');
    await dialog().getByText('The clock is moved').waitFor();
    expect(await rows.allInnerTexts()).toEqual(expected);
    await close();
    expect(await sandbox.today()).toBe(daysAfter(today, 2));
    await expectGreenProof(app);
  });

  it('corrects a profile', async () => {
    await open(page, app, `/customers/${ada.id}/show`);
    await button('Correct profile').click();
    await fill({ Phone: '+234 700 1' });
    await press('Correct profile');
    await page.getByText('+234 700 1').first().waitFor();
    expect(await read(`customers/${ada.id}/`)).toMatchObject({ phone: '+234 700 1', last_name: 'Okoye' });
  });
});
