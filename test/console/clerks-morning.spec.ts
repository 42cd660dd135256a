import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, openBrowser, openPage, signIn } from '../support/browser.js';
import { DESK } from '../support/console-bank.js';
import { Keyboard } from '../support/keyboard.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeProvider, must } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

/** More than this would mean that something got in the way of the keyboard. */
const MOST_KEYS = 150;

describe("a clerk's morning, with the keyboard alone", () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let sandbox: Sandbox;
  let today: string;
  let keyboard: Keyboard;
  let loan: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    today = await sandbox.today();
    await makeProvider(app, '90000.00');
    // Weekly, so that something is due soon.
    const weekly = { every: 1, unit: 'weeks', installments: 12 };
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', weekly));
    await makeAccount(app, 'mei', 'staff');
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser, { viewport: DESK, acceptDownloads: true }));
    await signIn(page, app, 'mei');
    await page.getByText('The books are right').waitFor();
    keyboard = new Keyboard(page);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  const dialog = () => page.getByRole('dialog').last();
  const shown = (text: string | RegExp) => dialog().getByText(text).first().waitFor();
  const gone = () => page.getByRole('dialog').first().waitFor({ state: 'detached' });
  const read = async (path: string) => must(200, await sandbox.staff.api.get(`/api/${path}`));
  /** As the browser takes a date from the keyboard. */
  const asTyped = (date: string) => date.replace(/(\d+)-(\d+)-(\d+)/, '$2$3$1');

  it('registers somebody, and hands over a code', async () => {
    await keyboard.task('register a customer', async () => {
      await keyboard.press('Customers');
      await page.waitForURL(/customers/);
      await keyboard.press('Register a customer');
      await keyboard.fill('First name', 'Ada');
      await keyboard.fill('Last name', 'Okoye');
      await keyboard.fill('Phone', '+234 803 111 2222');
      await keyboard.key('Enter');
      await shown('Nobody looks the same.');
      await keyboard.confirm('Register a customer');
      await shown('The customer is registered');
    });
    await keyboard.task('hand over a sign-in code', async () => {
      await keyboard.press('Sign-in code');
      await keyboard.confirm('Sign-in code');
      await shown(/^[a-z2-9]{4}-[a-z2-9]{4}$/);
      await shown(/mei made it/);
      await keyboard.confirm('Close');
    });
    await keyboard.press('Open the page');
    await page.waitForURL(/customers\/.*\/show/);
    await gone();
    const { results } = await read('customers/?search=okoye');
    expect(results).toMatchObject([{ first_name: 'Ada', phone: '+234 803 111 2222' }]);
  });

  it('finds the customer again by half a name, and lends after the cost was seen', async () => {
    await keyboard.task('find a customer', async () => {
      await keyboard.key('/');
      await shown('A name in any order');
      await keyboard.type('oko ad');
      await dialog()
        .getByRole('link', { name: /Ada Okoye/ })
        .waitFor();
      await keyboard.key('Enter');
      await gone();
      await page.getByRole('button', { name: 'Lend' }).waitFor();
    });
    await keyboard.task('quote and lend', async () => {
      await keyboard.press('Lend');
      await keyboard.fill('Amount in USD', '1000');
      await keyboard.fill('Instalments', '10');
      await keyboard.key('Enter');
      await dialog().getByRole('table', { name: 'Schedule' }).waitFor();
      await keyboard.confirm('Lend');
      await shown('The loan is paid out.');
    });
    await keyboard.press('Open the loan');
    await page.waitForURL(/loans\/.*\/show/);
    await gone();
    loan = /loans\/([^/]+)\/show/.exec(page.url())?.[1] ?? '';
    expect(await read(`loans/${loan}/`)).toMatchObject({
      amount: '1000.00',
      installments: 10,
      status: 'active',
      requested_by: expect.any(String),
    });
  });

  it('takes a payment by cheque, and prints the receipt', async () => {
    await keyboard.task('take a payment', async () => {
      await keyboard.press('Enter payment');
      await keyboard.fill('Amount in USD', '150');
      await keyboard.press('How the money goes Cash');
      await keyboard.type('Che');
      await keyboard.key('Enter');
      await keyboard.fill('Reference', 'CHQ 4711');
      await keyboard.key('Enter');
      await shown('Cheque, CHQ 4711');
      await keyboard.confirm('Enter payment');
      await shown('The payment is booked');
    });
    await keyboard.task('print the receipt', async () => {
      const saved = page.waitForEvent('download');
      await keyboard.press('Print receipt');
      expect((await saved).suggestedFilename()).toMatch(/^payment-receipt-.*\.pdf$/);
      await keyboard.press('Close');
      await gone();
    });
    expect(await read(`loans/${loan}/`)).toMatchObject({ total_paid: '150.00' });
  });

  it('corrects it: takes it back with a reason, and enters what was meant', async () => {
    await keyboard.task('correct the payment', async () => {
      await keyboard.openTab('Schedule', 'Payments');
      await page.getByRole('button', { name: 'Reverse' }).waitFor();
      await keyboard.press('Reverse');
      await keyboard.fill('Reason', 'It was 105.');
      await keyboard.press('Show what it does');
      await keyboard.press('Reverse');
      await shown('The payment is reversed');
      await shown(new RegExp(`^${today}/mei/0002$`, 'i'));
      await keyboard.confirm('Close');
      await gone();
      await page.getByText(/^Reversed /).waitFor();
      await keyboard.press('Enter payment');
      await keyboard.fill('Amount in USD', '105');
      await keyboard.key('Enter');
      await keyboard.confirm('Enter payment');
      await shown(new RegExp(`^${today}/mei/0003$`, 'i'));
      await keyboard.confirm('Close');
      await gone();
    });
    expect(await read(`loans/${loan}/`)).toMatchObject({ total_paid: '105.00' });
  });

  it('writes down a promise to pay', async () => {
    await keyboard.task('promise to pay', async () => {
      await keyboard.openTab('Payments', 'Promises and notes');
      await page.getByRole('button', { name: 'Promise to pay' }).waitFor();
      await keyboard.press('Promise to pay');
      await keyboard.fill('Amount in USD', '50');
      await keyboard.fill('To be paid by', asTyped(daysAfter(today, 15)));
      await keyboard.press('Promise to pay');
      await gone();
      await page.getByRole('table', { name: 'Promises to pay' }).getByText('50.00').first().waitFor();
    });
    const { results } = await read(`loans/${loan}/promises/`);
    expect(results).toMatchObject([{ amount: '50.00', due_on: daysAfter(today, 15), state: 'open' }]);
  });

  it('counts the till, and closes the day after having seen what that does', async () => {
    await keyboard.task('count the till', async () => {
      await keyboard.press('Counter');
      await page.getByRole('button', { name: 'Count the till' }).waitFor();
      await keyboard.press('Count the till');
      await keyboard.fill('Counted, in USD', '105');
      await keyboard.key('Enter');
      await gone();
      await page.getByRole('button', { name: 'Count again' }).waitFor();
    });
    await keyboard.task('close the day', async () => {
      await keyboard.press('Day-close');
      await page.getByRole('button', { name: 'Move the clock' }).waitFor();
      await keyboard.press('Move the clock');
      await keyboard.fill('The new business date', '');
      await keyboard.key('Enter');
      await shown(/^If nothing is paid/);
      await keyboard.press('Move the clock');
      await shown('The clock is moved');
      await keyboard.confirm('Close');
      await gone();
    });
    expect(await sandbox.today()).toBe(daysAfter(today, 1));
    const { tellers } = await read(`reports/counter/?on=${today}`);
    expect(tellers).toMatchObject([{ receipts: 3, cash: '105.00', count: { difference: '0.00' } }]);
    await expectGreenProof(app);
  });

  it('took no task more keys than it is worth, and nothing went wrong on the way', () => {
    process.stdout.write(
      `${keyboard.efforts
        .map(
          ({ task, keys, tabs, clicks, seconds }) =>
            `${task}: ${String(keys)} keys (${String(tabs)} tabs), ${String(clicks)} clicks, ${String(seconds)} s`,
        )
        .join('\n')}\n`,
    );
    expect(keyboard.efforts).toHaveLength(10);
    expect(keyboard.efforts.filter(({ keys }) => keys > MOST_KEYS)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
