import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { importStatement, lineOf, openBankAccount, statementOf } from '../support/bank.js';
import { makeAccount, moveTo, openBrowser, openPage, signIn } from '../support/browser.js';
import { DESK } from '../support/console-bank.js';
import { faultsOf } from '../support/console-faults.js';
import {
  makeInstrument,
  payWith,
  sayOf,
  startWithGateway,
  transferIs,
  transfersThatStand,
} from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { makePayoutAccount } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';

describe('money in and out, by hand', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let staff: Actor;

  beforeAll(async () => {
    app = await startWithGateway(undefined, { GATEWAYS: 'sandbox,bank_file' });
    browser = await openBrowser();
    staff = await makeStaff(app);
    await openBankAccount(app, staff);
    await makeProvider(app, '50000.00');
    await makeAccount(app, 'mei', 'staff');
    ({ page, faults } = await openPage(browser, { viewport: DESK }));
    await signIn(page, app, 'mei');
    await page.getByText('The books are right').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('reads a CSV file once it was said how the bank writes it', async () => {
    await moveTo(page, '/bank_statements');
    await page.getByRole('button', { name: 'Set up CSV' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Column of the date').fill('Datum');
    await dialog.getByLabel('Column of the amount').fill('Betrag');
    await dialog.getByLabel('Columns of the text').fill('Zweck, Mehr');
    await dialog.getByLabel('Column of the name').fill('Name');
    await dialog.getByLabel('Column of the balance').fill('Saldo');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Set up CSV' }).click();
    await page.getByText('CSV files of this account are read so.').waitFor();
    const [row] = await app.database.rows<{ date: string }>(
      "SELECT to_char(max(business_date), 'DD.MM.YYYY') AS date FROM business_dates",
    );
    const file = `Datum;Name;Zweck;Mehr;Betrag;Saldo\n${row?.date ?? ''};Juma;a bond;of 2026;1.250,00;2.250,00\n`;
    const read = (text: string) =>
      page
        .getByLabel('Statement file')
        .setInputFiles({ name: 'november.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await read(file.replace('1.250,00', '1.250.00'));
    await page.getByText(/Row 2, column "Betrag"/).waitFor();
    await read(file);
    await page.getByText(/november\.csv: 1 line, 1 of them new/).waitFor();
    const { results } = must(200, await staff.api.get('/api/bank_accounts/'));
    expect(await lineOf(staff, String(results[0]?.id), '1250.00')).toMatchObject({
      counterparty: 'Juma',
      remittance: 'a bond of 2026',
    });
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    faults.length = 0;
  });

  it('matches a line to a payout by hand, whose file the bank got', async () => {
    const { results } = must(200, await staff.api.get('/api/bank_accounts/'));
    const account = String(results[0]?.id);
    const payee = await makeCustomer(app);
    const instrument = await makePayoutAccount(payee, undefined, { gateway: 'bank_file' });
    const { id: payment } = (await pay(payee, await makeLoan(payee, '200.00'), '80.00')) as { id: string };
    const reversal = { reason: 'It was for another loan.', money: 'credit' };
    must(200, await staff.api.post(`/api/payments/${payment}/reverse/`, reversal));
    const refund = { amount: '80.00', instrument };
    must(
      202,
      await staff.api.post(`/api/customers/${payee.id}/credit/refund/`, refund, {
        'Idempotency-Key': payment,
      }),
    );
    await moveTo(page, '/payout_files');
    await page.getByRole('button', { name: 'Make payout file' }).click();
    const dialog = page.getByRole('dialog');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make payout file' }).click();
    await page.getByText('The file is made.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download / }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.xml$/);
    expect(await faultsOf(page)).toEqual([]);
    const shown = must(200, await staff.api.get('/api/transfers/?direction=out&state=sent'));
    const payout = String(shown.results[0]?.id);
    const [row] = await app.database.rows<{ date: string; total: string }>(
      `SELECT (SELECT max(business_date)::text FROM business_dates) AS date,
         (SELECT (100000 + sum(amount)) / 100.0 FROM statement_lines)::numeric(12, 2)::text AS total`,
    );
    const left = statementOf(row?.date ?? '', row?.total ?? '', [
      { amount: '-80.00', text: 'in cash, we think' },
    ]);
    must(201, await importStatement(staff, account, left));
    await moveTo(page, '/reconciliation');
    const line = page
      .getByRole('list', { name: 'Lines' })
      .getByRole('listitem')
      .filter({ hasText: 'in cash, we think' });
    await line.getByRole('button', { name: 'Match' }).click();
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByRole('row', { name: /Lines not explained/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Match' }).click();
    await page.getByText('The line is matched.').waitFor();
    await transferIs(staff, payout, 'paid');
    await expectGreenProof(app);
    expect(faults).toEqual([]);
  });

  it('registers the account that a customer is paid to, and pays its credit there', async () => {
    const payee = await makeCustomer(app);
    const { id: payment } = (await pay(payee, await makeLoan(payee, '200.00'), '80.00')) as { id: string };
    const reversal = { reason: 'It was for another loan.', money: 'credit' };
    must(200, await staff.api.post(`/api/payments/${payment}/reverse/`, reversal));
    await moveTo(page, `/customers/${payee.id}/show`);
    await page.getByText('None. What is to be paid out waits until there is one.').waitFor();
    await page.getByRole('button', { name: /^Add account of / }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name of the one who gets it').fill('Ada Okoye');
    await dialog.getByLabel('IBAN').fill('DE89 3704 0044 0532 0130 00');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Add account of / }).click();
    await page.getByText('The account is added.').waitFor();
    await page.getByRole('row', { name: /•••• 3000 By the sandbox In use/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Pay out', exact: true }).click();
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByRole('row', { name: /Money that no loan took.*80\.00.*0\.00/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Pay out', exact: true }).click();
    await page.getByText('The credit is on its way.').waitFor();
    const { results } = must(200, await staff.api.get(`/api/transfers/?party=${payee.id}&direction=out`));
    expect(results).toMatchObject([{ purpose: 'credit_refund', amount: '80.00' }]);
    await expectGreenProof(app);
    expect(faults).toEqual([]);
  });

  it('says that nobody will pay what is owed beside loans, which another one has to say too', async () => {
    const debtor = await makeCustomer(app);
    await transfersThatStand(app, staff, debtor);
    await moveTo(page, `/customers/${debtor.id}/show`);
    await page.getByRole('button', { name: 'Nobody will pay it' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/will never pay the .*15\.00/).waitFor();
    await dialog.getByLabel('Reason').fill('She moved abroad.');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Nobody will pay it' }).click();
    await page.getByText('Said. It is done when two members of staff have said the same.').waitFor();
    const said = await staff.api.post(`/api/customers/${debtor.id}/bank_loss/`, { reason: 'Abroad.' });
    expect(must(200, said)).toMatchObject({ is_proposal: false, lost: '15.00' });
    expect(faults).toEqual([]);
  });

  it('says which gateways pay out to a bank account', async () => {
    await moveTo(page, '/bank_statements');
    await page.getByRole('button', { name: 'Change account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name of the account').fill('Giro');
    await dialog.getByLabel('Gateways that pay out to it').click();
    await page.getByRole('option', { name: 'Sandbox' }).click();
    await page.keyboard.press('Escape');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change account' }).click();
    await page.getByText('The account is changed.').waitFor();
    expect(must(200, await staff.api.get('/api/bank_accounts/'))).toMatchObject({
      results: [{ name: 'Giro', gateways: ['sandbox'] }],
    });
    expect(faults).toEqual([]);
  });

  it('shows what resolving would do, and whose word it waits for', async () => {
    const payer = await makeCustomer(app);
    const id = await payWith(
      payer,
      await makeInstrument(payer, 'slow_3d'),
      await makeLoan(payer, '200.00'),
      '50.00',
    );
    await sayOf(app, staff, id, { state: 'failed', failure: { code: 'refused', text: 'Refused.' } });
    await sayOf(app, staff, id, { state: 'succeeded' });
    await moveTo(page, `/transfers/${id}/show`);
    await page.getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Where it ended').click();
    await page.getByRole('option', { name: /^Succeeded/ }).click();
    await dialog.getByLabel('How you know').fill('The page of the gateway says so.');
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByText('Your word is a proposal.').waitFor();
    await dialog.getByRole('row', { name: /Owed on the loan/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText(/Proposed by/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
