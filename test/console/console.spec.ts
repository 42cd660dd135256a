import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { goTo, makeAccount, openBrowser, openPage, PASSWORD, signIn } from '../support/browser.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('the admin console', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp({ DAY_CLOSE_SCHEDULE: 'false' });
    browser = await openBrowser();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    const named = "UPDATE users SET first_name = 'Ada', last_name = 'Obi' WHERE id = $1";
    await app.database.rows(named, [customer.id]);
    await makeProvider(app, '400.00');
    await makeProvider(app, '50000.00');
    await makeAccount(app, 'mei', 'staff');
    await makeAccount(app, 'root', 'admin');
    ({ page, faults } = await openPage(browser));
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  const show = async (loan: string) => must(200, await staff.api.get(`/api/loans/${loan}/`));
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = () => page.getByRole('dialog');
  const said = async (text: string | RegExp) => {
    await page.getByText(text).first().waitFor();
  };

  describe('signing in', () => {
    it('asks for it first, and says why it refuses', async () => {
      await goTo(page, app, '/loans');
      await page.getByRole('heading', { name: 'Loan administration' }).waitFor();
      await signIn(page, app, 'mei', 'not the password');
      expect(await page.getByRole('alert').first().textContent()).toMatch(/username|password/i);
    });

    it('is for the staff of the bank alone: a customer who signs in here goes to the portal', async () => {
      const body = { username: 'borrower', first_name: 'Bo', password: PASSWORD, role: 'customer' };
      must(201, await app.as().post('/api/auth/register/', body));
      await signIn(page, app, 'borrower');
      await page.waitForURL(`${app.url}/`);
      await page.getByRole('heading', { level: 1, name: 'Hello, Bo' }).waitFor();
      // Who is signed in there is nobody here, and stays signed in there.
      await goTo(page, app, '/loans');
      await page.getByRole('heading', { name: 'Loan administration' }).waitFor();
      await page.goto(`${app.url}/`);
      await page.getByRole('heading', { level: 1, name: 'Hello, Bo' }).waitFor();
    });

    it('leads to the dashboard: books, portfolio, collections, funding, and the rest', async () => {
      await signIn(page, app, 'mei');
      await said('The books are right');
      const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
      expect(headings).toEqual([
        'Portfolio at risk',
        'Ageing by balance',
        'Collections',
        'Funding',
        'Largest borrowers',
        'Largest providers',
        'Vintages',
        'Day-close',
      ]);
      await page.getByText('Nothing yet.').nth(2).waitFor();
      expect(await page.locator('.MuiChartsSurface-root, table[aria-label=Vintages]').count()).toBe(0);
    });
  });

  describe('the life of a loan', () => {
    let loan: string;
    const command = async (name: string, fields: Record<string, string>) => {
      await button(name).first().click();
      for (const [label, value] of Object.entries(fields)) {
        await dialog().getByLabel(label).first().fill(value);
      }
      await dialog().getByRole('button', { name: 'Show what it does' }).click();
    };
    /** What came of it stays, with its receipt, until it is closed. */
    const receive = async (name: string, done: string) => {
      await dialog().getByRole('button', { name, exact: true }).click();
      await dialog().getByRole('heading', { name: done }).waitFor();
      await dialog()
        .getByText(/\/mei\/\d{4}$/i)
        .waitFor();
      await dialog().getByRole('button', { name: 'Close' }).click();
      await dialog().waitFor({ state: 'detached' });
    };
    const cells = async (row: string) =>
      dialog().getByRole('row', { name: row }).locator('td').allTextContents();

    beforeAll(async () => {
      loan = (await makeLoan(customer, '1000.00')).id;
    });

    it('is found in the list by its customer, and opened', async () => {
      await goTo(page, app, '/loans');
      await page.getByLabel('Customer or loan').fill('obi');
      // What is typed is searched for a moment later.
      await page.waitForURL(/filter=.*obi/);
      await page.getByRole('row').getByText('Active').click();
      await page.waitForURL(new RegExp(`${loan}/show`));
      await said('Ada Obi');
      await page.getByRole('region', { name: 'Schedule' }).getByRole('row').nth(12).waitFor();
    });

    it('explains a figure of its interest', async () => {
      await button(/^Explain/)
        .first()
        .click();
      await dialog().getByText('Interest of instalment 1').waitFor();
      expect(await dialog().textContent()).toContain('Rate a year5%');
      await dialog().getByRole('button', { name: 'Close' }).click();
    });

    it('shows who lent, and why', async () => {
      await page.getByRole('tab', { name: 'Allocation' }).click();
      const rows = page.getByRole('region', { name: 'Allocation' }).getByRole('row');
      await rows.nth(1).waitFor();
      expect(await rows.nth(1).textContent()).toContain('400.00');
      expect(await rows.nth(2).textContent()).toContain('600.00');
    });

    it('takes a payment, once its effect was seen', async () => {
      await command('Enter payment', { 'Amount in USD': '87.50' });
      await dialog().getByText('please confirm').waitFor();
      expect((await cells('Still owed')).join(' ')).toMatch(/1,050\.00.*962\.50/);
      expect(await show(loan)).toMatchObject({ remaining_balance: '1050.00' });
      await receive('Enter payment', 'The payment is booked');
      expect(await show(loan)).toMatchObject({ remaining_balance: '962.50' });
    });

    it('refuses more than is owed, in the words of the API, and books nothing', async () => {
      await command('Enter payment', { 'Amount in USD': '962.51' });
      const refusal = await dialog().getByRole('alert').textContent();
      expect(refusal).toContain('962.50');
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      expect(await show(loan)).toMatchObject({ remaining_balance: '962.50' });
    });

    it('has its payment reversed, with a reason', async () => {
      await page.getByRole('tab', { name: 'Payments' }).click();
      await command('Reverse', { Reason: 'The transfer bounced.' });
      await dialog().getByText('please confirm').waitFor();
      expect((await cells('Still owed')).join(' ')).toMatch(/962\.50.*1,050\.00/);
      await receive('Reverse', 'The payment is reversed');
      await said(/^Reversed /);
      expect(await show(loan)).toMatchObject({ remaining_balance: '1050.00', total_paid: '0.00' });
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await said('The transfer bounced.');
    });

    it('is paid off by what the payoff says', async () => {
      await page.getByRole('tab', { name: 'Payoff' }).click();
      await said(/^To pay on/);
      const { total } = must(200, await staff.api.get(`/api/loans/${loan}/payoff/`));
      await command('Enter payment', { 'Amount in USD': String(total) });
      await receive('Enter payment', 'The payment is booked');
      await page.locator('dd').getByText('Paid', { exact: true }).waitFor();
      expect(await show(loan)).toMatchObject({ status: 'paid', remaining_balance: '0.00' });
      await expectGreenProof(app);
    });
  });

  describe('the configuration', () => {
    it('shows what a change does, and then changes it', async () => {
      await goTo(page, app, '/configuration');
      await button('Change interest').click();
      await dialog().getByLabel('Interest rate a year').fill('10');
      await dialog().getByRole('button', { name: 'Show what it does' }).click();
      await dialog().getByText('1,000.00 that starts today').waitFor();
      expect(await dialog().textContent()).toMatch(/1,050\.00.*1,100\.00/);
      expect(must(200, await staff.api.get('/api/bank_configuration/')).interest_rate).toBe('0.05');
      await dialog().getByRole('button', { name: 'Change interest' }).click();
      await said('The configuration is changed');
      await said(/Interest rate a year: .*→/);
      expect(must(200, await staff.api.get('/api/bank_configuration/')).interest_rate).toBe('0.1');
    });
  });

  describe('users', () => {
    it('are shown to staff, and changed by admins alone', async () => {
      await goTo(page, app, '/users');
      await page.getByRole('row').getByText('mei').waitFor();
      expect(await button('Create user').count()).toBe(0);
    });

    it('are created, and disabled, by an admin', async () => {
      const { page: other } = await openPage(browser);
      await signIn(other, app, 'root');
      await other.getByText('The books are right').waitFor();
      await goTo(other, app, '/users');
      await other.getByRole('button', { name: 'Create user' }).click();
      await other.getByRole('dialog').getByLabel('Username').fill('tariq');
      await other.getByRole('dialog').getByLabel('First password').fill(PASSWORD);
      await other.getByRole('dialog').getByRole('button', { name: 'Create user' }).click();
      await other.getByRole('row').getByText('tariq').click();
      await other.getByRole('button', { name: 'Disable' }).click();
      await other.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
      await other.getByText('Disabled: cannot sign in').waitFor();
      await other.context().close();
      const body = { username: 'tariq', password: PASSWORD };
      expect((await app.as().post('/api/auth/login/', body)).status).toBe(401);
    });
  });

  describe('the session', () => {
    const signInElsewhere = async () => {
      const body = { username: 'mei', password: 'seven green umbrellas' };
      must(200, await app.as().post('/api/auth/login/', body));
    };
    it('goes on when the access token runs out', async () => {
      let refused = 0;
      await page.route('**/api/providers/**', async (route) => {
        refused += 1;
        if (refused === 1) await route.fulfill({ status: 401, json: { code: 'not_authenticated' } });
        else await route.continue();
      });
      const renewed = page.waitForResponse((answer) => answer.url().endsWith('/api/auth/refresh/'));
      await goTo(page, app, '/providers');
      expect((await renewed).status()).toBe(200);
      await page.getByRole('row').nth(2).waitFor();
      await page.unroute('**/api/providers/**');
    });

    it('outlives a reload, and no script can read it', async () => {
      await page.reload();
      await page.getByRole('row').nth(2).waitFor();
      const readable =
        '[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join()';
      expect(await page.evaluate(readable)).not.toMatch(/lmp_session|eyJ/);
    });

    it('ends with the way back to the page when it has expired', async () => {
      const admin = await makeUser(app, 'admin');
      const [mei] = must(200, await staff.api.get('/api/users/?search=mei')).results as { id: string }[];
      const password = 'another correct horse';
      must(200, await admin.api.post(`/api/users/${String(mei?.id)}/reset_password/`, { password }));
      await goTo(page, app, '/customers');
      await page.getByRole('heading', { name: 'Loan administration' }).waitFor();
      await said('Your session has expired');
      await page.getByLabel('Username').fill('mei');
      await page.getByLabel('Password').fill(password);
      await button('Sign in').click();
      // An admin knows it now, so it is good for choosing another.
      await said('Please choose your own');
      await page.getByLabel('New password').fill('password1234');
      await button('Sign in').click();
      await page.locator('[name=new_password][aria-invalid=true]').waitFor();
      await page.getByLabel('New password').fill('seven green umbrellas');
      await button('Sign in').click();
      await page.waitForURL(/customers/);
      await said('Ada Obi');
    });

    it('is listed with the others, which can be ended; and the password is changed', async () => {
      await signInElsewhere();
      await page.getByRole('button', { name: 'mei' }).click();
      await page.getByRole('menuitem', { name: 'My account' }).click();
      await said('This one');
      const sessions = page.getByRole('table', { name: 'Sessions' }).getByRole('row');
      await sessions.nth(2).waitFor();
      await button('Sign out elsewhere').click();
      await dialog().getByRole('button', { name: 'Sign out elsewhere' }).click();
      await said('You are signed in here alone');
      await sessions.nth(2).waitFor({ state: 'detached' });
      await button('Change password').click();
      await dialog().getByLabel('Present password').fill('not that one');
      await dialog().getByLabel('New password').fill('eleven quiet lanterns');
      await dialog().getByRole('button', { name: 'Change password' }).click();
      await dialog().locator('[aria-invalid=true], [role=alert]').first().waitFor();
      await dialog().getByLabel('Present password').fill('seven green umbrellas');
      await dialog().getByRole('button', { name: 'Change password' }).click();
      await said('Your password is changed');
      const body = { username: 'mei', password: 'eleven quiet lanterns' };
      must(200, await app.as().post('/api/auth/login/', body));
    });
  });
});
