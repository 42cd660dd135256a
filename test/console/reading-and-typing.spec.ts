import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { goTo, open } from '../support/browser.js';
import { openConsoleBank, type ConsoleBank } from '../support/console-bank.js';
import { must, type Actor } from '../support/make.js';

describe('reading and typing in the console', () => {
  let bank: ConsoleBank;
  let app: TestApp;
  let page: Page;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;
  let loan: string;
  let payment: string;

  beforeAll(async () => {
    bank = await openConsoleBank();
    ({ app, page, staff, customer, provider, loan, payment } = bank);
  });
  afterAll(async () => {
    await bank.browser.close();
    await bank.app.stop();
  });
  afterEach(() => {
    expect(bank.faults.splice(0)).toEqual([]);
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = () => page.getByRole('dialog');
  const read = async (path: string) => must(200, await staff.api.get(`/api/${path}`));
  const ask = async (name: string, fields: Record<string, string>) => {
    await button(name).first().click();
    for (const [label, value] of Object.entries(fields)) await dialog().getByLabel(label).first().fill(value);
    await dialog()
      .getByRole('button', { name: /^(Show what it does|Change limits)$/ })
      .click();
  };
  const cancel = async () => {
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
  };
  /** What is said below a field, once it is marked as wrong. */
  const problemAt = async (label: string): Promise<string> => {
    const field = dialog().getByLabel(label).first();
    await dialog().locator('[aria-invalid=true]').first().waitFor();
    expect([label, await field.getAttribute('aria-invalid')]).toEqual([label, 'true']);
    const id = String(await field.getAttribute('aria-describedby'));
    return (await page.locator(`[id="${id}"]`).textContent()) ?? '';
  };
  describe('shows', () => {
    it('an instant on one date everywhere, in the time zone of the bank, which is named', async () => {
      await app.database.rows(`UPDATE users SET created_at = '2026-11-20T20:00:00Z' WHERE id = $1`, [
        customer.id,
      ]);
      await open(page, app, '/users');
      const row = page.getByRole('row').filter({ hasText: 'Ada Obi' });
      await row.getByText('21 Nov 2026').waitFor();
      await row.getByRole('link').first().click();
      await page.getByText('21 Nov 2026, 01:30').waitFor();
      expect(await page.locator('dl').textContent()).toMatch(/01:30\s(GMT\+5:30|IST)/);
      await page.getByText('Times are in the bank’s time zone, Asia/Kolkata.').waitFor();
    });

    it('rates with all of their digits, and words for what the API says in code', async () => {
      await goTo(page, app, `/loans/${loan}/show`);
      await page.getByText('12.345% a year, flat; 12 instalments over 365 days').waitFor();
      await goTo(page, app, '/configuration');
      await page.getByText('12.345%').first().waitFor();
      const text = await page.locator('main').innerText();
      expect(text).toContain('The same for each period');
      expect(text).not.toMatch(/P\d+[DWMY]\b|[a-z]_[a-z]/);
    });

    it('a date that is chosen in words, in whatever notation the browser has it', async () => {
      await goTo(page, app, '/counter');
      await page.getByLabel('Business date').fill('2026-04-03');
      await page.getByText('Fri, 3 Apr 2026').waitFor();
      await goTo(page, app, '/payments');
      await page.getByLabel('Value date from').fill('2026-03-04');
      await page.getByText('Wed, 4 Mar 2026').waitFor();
      await goTo(page, app, '/day_close');
      await button('Close dates').click();
      await dialog().getByLabel('The last date to close').fill('2026-03-05');
      await dialog().getByText('Thu, 5 Mar 2026').waitFor();
      await cancel();
    });

    it('how a figure is made in the units of the currency', async () => {
      await goTo(page, app, `/loans/${loan}/show`);
      await button(/^Explain/)
        .first()
        .click();
      await dialog().getByText('Balances and days').waitFor();
      const text = await dialog().innerText();
      // 5000 × 0.12345 / 12
      expect(text).toContain('US$51.4375');
      expect(text).not.toContain('5,143');
      expect(text).not.toMatch(/5143|[a-z]_[a-z]|\*/);
      await dialog().getByRole('button', { name: 'Close' }).click();
    });

    it('what happened, the newest first', async () => {
      await goTo(page, app, `/loans/${loan}/show/timeline`);
      const happened = page.locator('main ol li');
      await happened.first().waitFor();
      expect(await happened.first().textContent()).toContain('Payment');
      expect(await happened.last().textContent()).toContain('Paid out');
    });

    it('in the name of a file on which date it was made', async () => {
      await goTo(page, app, '/loans');
      const saved = page.waitForEvent('download');
      await button('CSV').click();
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(new Date());
      expect((await saved).suggestedFilename()).toBe(`loans-${today}.csv`);
    });

    it('that a list is empty in a sentence', async () => {
      await goTo(page, app, '/funding_queue');
      await page.getByText('No request waits for money.').waitFor();
      await page.getByLabel('Customer or loan number').fill('nobody');
      await page.getByText('Nothing matches what is searched for.').waitFor();
    });

    it('when the books were proved, and proves them now', async () => {
      await goTo(page, app, '/');
      await page.getByText(/^The books are right \(proved .*(GMT\+5:30|IST)\)/).waitFor();
      const lend = (amount: number) =>
        app.database.rows('UPDATE providers SET fund_amount = fund_amount + $2 WHERE id = $1', [
          provider.id,
          amount,
        ]);
      await lend(1);
      await button('Prove now').click();
      await page.getByText(/^The books are wrong/).waitFor();
      await lend(-1);
      await button('Prove now').click();
      await page.getByText(/^The books are right/).waitFor();
    });

    it('what kind of proof it was, and how old it is', async () => {
      await goTo(page, app, '/');
      const text =
        /(Full proof: everything was read|Incremental proof: what was written since the end of \d+ \w+ \d{4}, sealed)\. (Less than a minute|[1-9]\d* (minute|hour)s?) old\./;
      await page.getByText(text).waitFor();
    });
  });

  describe('finds', () => {
    it.each([
      ['/loans', 'Customer or loan number', () => loan],
      ['/payments', 'Customer, payment or loan number', () => payment],
      ['/customers', 'Name, username, email or number', () => customer.id],
    ])('a row of %s by the number that is shown, and by surname first', async (path, label, id) => {
      for (const text of [id().slice(-8), 'obi, ada']) {
        await goTo(page, app, path);
        await page.getByLabel(label).fill(text);
        await page.waitForURL(/filter=/);
        await page.locator(`tbody a[href*="${id()}"]`).first().waitFor();
        await page.getByLabel(label).fill('');
      }
    });

    it('a loan by the number that its borrower knows, which the list and its page show', async () => {
      const { number } = await read(`loans/${loan}/`);
      const spoken = String(number).replace(/(\d{4})(?=\d)/g, '$1 ');
      await goTo(page, app, '/loans');
      await page.getByLabel('Customer or loan number').fill(spoken);
      await page.waitForURL(/filter=/);
      await page.getByRole('row').getByRole('link', { name: spoken, exact: true }).click();
      await page.getByText(`Loan ${spoken} · Ada Obi`).waitFor();
    });
  });

  describe('understands', () => {
    it.each([
      ['1,000.50', '1000.50'],
      ['1 000,50', '1000.50'],
      ['US$1,000.50', '1000.50'],
    ])('%s as an amount', async (text, amount) => {
      await goTo(page, app, `/loans/${loan}/show`);
      await ask('Enter payment', { 'Amount in USD': text });
      await dialog().getByText('please confirm').waitFor();
      const { remaining_balance: owed } = await read(`loans/${loan}/`);
      const left = (Number(owed) - Number(amount)).toLocaleString('en', { minimumFractionDigits: 2 });
      expect(await dialog().getByRole('row', { name: 'Still owed' }).textContent()).toContain(left);
      await cancel();
    });

    it('an amount that could be two numbers not at all: it asks', async () => {
      await goTo(page, app, `/loans/${loan}/show`);
      await ask('Enter payment', { 'Amount in USD': '1.000' });
      expect(await problemAt('Amount in USD')).toContain('can mean 1000 or 1.');
      await cancel();
    });

    it('a percentage as one, and asks whether more than a hundred is meant', async () => {
      await goTo(page, app, '/configuration');
      await ask('Change interest', { 'Interest rate a year': '700' });
      expect(await problemAt('Interest rate a year')).toMatch(/more than 100\s%/);
      await dialog().getByLabel('Interest rate a year').fill('7');
      await dialog().getByRole('button', { name: 'Show what it does' }).click();
      const row = dialog().getByRole('row', { name: 'Interest rate a year' });
      await row.waitFor();
      expect(await row.textContent()).toContain('12.345%7%');
      expect(await dialog().getByLabel('That much is meant.').count()).toBe(0);
      await dialog().getByRole('button', { name: 'Back' }).click();
      await dialog().getByLabel('Interest rate a year').fill('120');
      await dialog().getByLabel('Yes, 120% is meant').check();
      await dialog().getByRole('button', { name: 'Show what it does' }).click();
      await row.waitFor();
      expect(await row.textContent()).toContain('120%');
      // More than twice as much is asked about again.
      await dialog().getByText('Interest rate a year: from 12.345% to 120%.').waitFor();
      await dialog().getByRole('button', { name: 'Change interest' }).click();
      await dialog().getByText('Please say that you have read this.').waitFor();
      await cancel();
      expect(await read('bank_configuration/')).toMatchObject({ interest_rate: '0.12345' });
    });

    it('score bands, and says what is wrong with one in its place', async () => {
      await goTo(page, app, '/configuration');
      await button('Change score bands').click();
      for (const [nr, name, score] of [
        [1, 'good', '500'],
        [2, 'fair', '600'],
      ] as const) {
        await dialog().getByRole('button', { name: 'Add a band' }).click();
        await dialog()
          .getByRole('textbox', { name: /^Band/ })
          .nth(nr - 1)
          .fill(name);
        await dialog()
          .getByLabel('From a score of')
          .nth(nr - 1)
          .fill(score);
        await dialog()
          .getByLabel('On top of the rate')
          .nth(nr - 1)
          .fill(nr === 1 ? '-0,5' : '2');
      }
      await dialog().getByRole('button', { name: 'Show what it does' }).click();
      await dialog().getByText('From a score of must be below 500, the band before.').waitFor();
      await dialog().getByLabel('From a score of').nth(1).fill('300');
      await dialog().getByRole('button', { name: 'Show what it does' }).click();
      await dialog().getByText('please confirm').waitFor();
      await dialog().getByRole('button', { name: 'Change score bands' }).click();
      await dialog().waitFor({ state: 'detached' });
      const { score_bands: bands } = await read('bank_configuration/');
      expect(bands).toMatchObject([
        { name: 'good', min_score: 500, max_loan_amount: null, rate_adjustment: '-0.005' },
        { name: 'fair', min_score: 300, max_loan_amount: null, rate_adjustment: '0.02' },
      ]);
    });
  });

  describe('says what is wrong', () => {
    it('at the field, by the name that it has there', async () => {
      await goTo(page, app, `/customers/${customer.id}/show`);
      await ask('Change limits', { 'Least for a loan, in USD': '900', 'Most for a loan, in USD': '800' });
      expect(await problemAt('Least for a loan, in USD')).toMatch(/^Least for a loan, in USD must/);
      expect(await dialog().innerText()).not.toMatch(/[a-z]_[a-z]|errors/);
      await cancel();
      await ask('Change limits', { 'Least for a loan, in USD': 'much' });
      expect(await problemAt('Least for a loan, in USD')).toContain('Please type an amount such as 1,000.50');
      await cancel();
    });

    it('at a date that cannot be', async () => {
      await goTo(page, app, `/loans/${loan}/show`);
      await page.getByLabel('As of').fill('2020-01-01');
      await page
        .getByText(/^As of must be a date from /)
        .first()
        .waitFor();
    });
  });
});
