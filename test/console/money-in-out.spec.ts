import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { autopay } from '../support/autopay.js';
import { NUMBER, openBankAccount, statementOf } from '../support/bank.js';
import { goTo, makeAccount, moveTo, openBrowser, openPage, signIn } from '../support/browser.js';
import { DESK, openConsoleBank } from '../support/console-bank.js';
import { faultsOf } from '../support/console-faults.js';
import { makeInstrument, payWith, startWithGateway, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const item = (page: Page, name: string) => page.getByRole('menuitem', { name });

it('says nothing of travelling money where neither a gateway nor a bank account exists', async () => {
  const { app, browser, page, faults, customer } = await openConsoleBank();
  try {
    await item(page, 'Payments').waitFor();
    await goTo(page, app, `/customers/${customer.id}/show`);
    await page.getByRole('region', { name: 'Limits' }).waitFor();
    for (const name of ['Money on its way', 'Bank statements', 'Reconciliation']) {
      expect(await item(page, name).count()).toBe(0);
    }
    expect(await page.getByRole('region', { name: 'Credit', exact: true }).count()).toBe(0);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    await app.stop();
  }
});

describe('where money travels', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let staff: Actor;
  let customer: Actor;
  let loan: { id: string };

  beforeAll(async () => {
    app = await startWithGateway();
    browser = await openBrowser();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    await makeProvider(app, '50000.00');
    loan = await makeLoan(customer, '1000.00');
    await makeAccount(app, 'mei', 'staff');
    ({ page, faults } = await openPage(browser, { viewport: DESK }));
    await signIn(page, app, 'mei');
    await page.getByText('The books are right').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('shows a transfer with its steps, and what can still be done', async () => {
    const id = await payWith(customer, await makeInstrument(customer), loan, '87.50');
    await transferIs(customer, id, 'succeeded');
    await item(page, 'Money on its way').click();
    await page.getByRole('row').getByText('Repayment').click();
    await page.waitForURL(new RegExp(`${id}/show`));
    const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    await steps.nth(3).waitFor();
    expect(await steps.last().innerText()).toMatch(/Succeeded[\s\S]*Counts, not in the bank yet/);
    await page.getByRole('button', { name: 'Ask the gateway' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ask the gateway' }).click();
    await page.getByText('The gateway was asked.', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Resolve' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('takes a clerk through a statement: read, said, taken back, and the figures before and after', async () => {
    const { today } = await openBankAccount(app, staff);
    await goTo(page, app, '/bank_statements');
    await page.reload();
    const file = statementOf(
      today,
      '1000.00',
      [
        { amount: '40.00', text: 'thanks', name: 'Somebody' },
        { amount: '-4.90', text: 'account fee' },
        { amount: '-300.00', text: 'rent' },
      ],
      NUMBER,
    );
    await page
      .getByLabel('Statement file')
      .setInputFiles({ name: 'november.xml', mimeType: 'text/xml', buffer: Buffer.from(file) });
    await page.getByText(/november\.xml: 3 lines, 3 of them new/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('tbody tr a').first().click();
    const line = (text: string) =>
      page.getByRole('list', { name: 'Lines' }).getByRole('listitem').filter({ hasText: text });
    const figure = async (name: string) =>
      page.getByRole('row', { name, exact: false }).filter({ hasText: name }).locator('td').allTextContents();
    await line('account fee').getByRole('button', { name: 'Bank charge' }).click();
    await line('account fee').waitFor({ state: 'detached' });
    await page.getByText('explained as a charge').waitFor();
    await expect(figure('Open lines')).resolves.toEqual(['3', '2']);
    await line('rent').getByRole('button', { name: 'Not lending' }).click();
    await page.getByRole('dialog').getByLabel('What it was for').fill('Rent of November');
    await page.getByRole('dialog').getByRole('button', { name: 'Not lending' }).click();
    await line('rent').waitFor({ state: 'detached' });
    await line('thanks').getByRole('button', { name: 'Identify' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Loan').click();
    await page.getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByRole('row', { name: /Owed on the loan/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Identify' }).click();
    await page.getByText('Every line is explained.').waitFor();
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/`)).total_paid).toBe('127.50');
    await page.getByRole('button', { name: 'Not lending' }).click();
    await line('rent').getByRole('button', { name: 'Undo' }).click();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The line is open again.').waitFor();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await line('rent').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await expectGreenProof(app);
  });

  it('compares bank and books, and names what is not explained', async () => {
    await moveTo(page, '/reconciliation');
    await page.getByText('Bank and books agree').waitFor();
    await page.getByRole('heading', { name: 'Not explained: 1 line' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await moveTo(page, '/');
    await page.getByRole('region', { name: 'Money on its way' }).first().waitFor();
    expect(faults).toEqual([]);
  });

  it('has an admin remove what statements say of a customer', async () => {
    await makeAccount(app, 'root', 'admin');
    const office = await openPage(browser, { viewport: DESK });
    await signIn(office.page, app, 'root');
    await office.page.getByText('The books are right').waitFor();
    await goTo(office.page, app, `/users/${customer.id}/show`);
    await office.page.getByRole('button', { name: 'Remove bank texts' }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByText('lines that are explained').waitFor();
    expect(await faultsOf(office.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Remove bank texts' }).click();
    await office.page.getByText('The texts are removed.').waitFor();
    expect(await app.database.rows('SELECT remittance FROM statement_lines ORDER BY id')).toEqual([
      { remittance: '' },
      { remittance: 'account fee' },
      { remittance: 'rent' },
    ]);
    expect(office.faults).toEqual([]);
    await office.page.close();
  });

  it('shows what is collected by itself, and stops it', async () => {
    await autopay(customer, loan, await makeInstrument(customer), 2);
    await moveTo(page, `/loans/${loan.id}/show`);
    await page.getByText(/Test card ok, 2 days before; next .*\d/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop collecting' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What was already sent goes on').waitFor();
    await dialog.getByRole('button', { name: 'Stop collecting' }).click();
    await page.getByText('Switched off').waitFor();
    expect(await page.getByRole('button', { name: 'Stop collecting' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('shows and changes whose word is taken, and how long other money is held', async () => {
    await moveTo(page, '/configuration');
    const section = page.getByRole('region', { name: 'Money that comes in' });
    await section.getByText('Until settled').first().waitFor();
    await section.getByRole('button', { name: 'Change money that comes in' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Days of hold, bank debits').fill('5');
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByText('Bank debit 5 days').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change money that comes in' }).click();
    await page.getByText('The configuration is changed.').waitFor();
    expect(must(200, await staff.api.get('/api/bank_configuration/')).hold_days).toEqual({
      card: null,
      bank_debit: 5,
      wallet: null,
    });
    expect(faults).toEqual([]);
  });

  it('refuses a file that is no statement in the words of the API', async () => {
    await moveTo(page, '/bank_statements');
    await page
      .getByLabel('Statement file')
      .setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Sir') });
    await page.getByRole('alert').first().waitFor();
  });
});
