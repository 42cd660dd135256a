import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, moveTo, open, openBrowser, openPage, signIn } from '../support/browser.js';
import { DESK } from '../support/console-bank.js';
import { faultsOf } from '../support/console-faults.js';
import { daysAfter, openSandbox, TERMS } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';

interface Borrower {
  actor: Actor;
  loan: { id: string };
}

describe('collections in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let staff: Actor;
  let today: string;
  let ada: Borrower;
  let ben: Borrower;
  let cem: Borrower;

  const heading = (name: string) => page.getByRole('heading', { name, level: 2 });
  const focused = () => page.evaluate<string>("document.activeElement?.textContent ?? ''");
  /** Moves with the keyboard to what has this name, and presses it. */
  const press = async (name: string) => {
    for (let steps = 0; steps < 120 && (await focused()) !== name; steps++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  const notesOf = async ({ loan }: Borrower) =>
    must(200, await staff.api.get(`/api/notes/?subject=${loan.id}`)).results as Record<string, unknown>[];

  const wrong = (picture: string) => faultsOf(page, picture);

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    browser = await openBrowser();
    const sandbox = await openSandbox(app);
    staff = sandbox.staff;
    const start = await sandbox.today();
    must(200, await staff.api.patch('/api/bank_configuration/', TERMS));
    await makeProvider(app, '90000.00');
    const borrow = async (first: string, last: string, amount: string, phone: string) => {
      const actor = await makeCustomer(app);
      await app.database.rows('UPDATE users SET first_name = $2, last_name = $3 WHERE id = $1', [
        actor.id,
        first,
        last,
      ]);
      must(200, await actor.api.patch('/api/customers/update_current/', { phone }));
      return { actor, loan: await makeLoan(actor, amount) };
    };
    // The amounts are the order of the list.
    ada = await borrow('Ada', 'Obi', '3000.00', '+234 803 111 1111');
    ben = await borrow('Ben', 'Eze', '2400.00', '');
    cem = await borrow('Cem', 'Kaya-Wolkenstein', '1500.00', '+90 212 333 4455');
    today = daysAfter(start, 16);
    await sandbox.advance(today);
    await makeAccount(app, 'root', 'admin');
    ({ page, faults } = await openPage(browser, { viewport: DESK }));
    await signIn(page, app, 'root');
    await page.getByText('The books are right').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('goes through the late loans with the keyboard, and leaves out whoever paid since', async () => {
    await moveTo(page, '/collections');
    await page.getByRole('cell', { name: 'Ada Obi' }).waitFor();
    await press('Work through the list');
    await heading('Ada Obi').waitFor();
    expect(await page.getByRole('link', { name: '+234 803 111 1111' }).getAttribute('href')).toBe(
      'tel:+2348031111111',
    );
    expect(await focused()).toBe('Ada Obi');

    await press('Take it');
    await page.getByRole('button', { name: 'Release' }).waitFor();
    await press('No answer');
    await page.getByRole('list', { name: 'Notes' }).getByText('Call, no answer').waitFor();
    await press('Promise to pay');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Amount in USD').fill('250.00');
    await dialog.getByLabel('To be paid by').fill(daysAfter(today, 3));
    await dialog.getByLabel('What was said').fill('Her brother pays on Friday.');
    expect(await wrong('promise')).toEqual([]);
    await dialog.getByLabel('What was said').focus();
    await press('Promise to pay');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('table', { name: 'Promises to pay' }).getByText('250.00').waitFor();
    await page.getByRole('button', { name: 'Another promise' }).waitFor();
    expect(await wrong('work')).toEqual([]);

    // Ben pays all that is due while Ada is on the phone.
    await pay(ben.actor, ben.loan, '850.00');
    await press('Next');
    await heading('Cem Kaya-Wolkenstein').waitFor();
    await press('Write a note');
    await page.getByRole('dialog').getByLabel('Note').fill('Works abroad until spring.');
    await page.getByRole('dialog').getByRole('button', { name: 'Write a note' }).click();
    await page.getByRole('list', { name: 'Notes' }).getByText('Works abroad until spring.').waitFor();
    await press('Next');
    await heading('You have reached the end of the list.').waitFor();
    await press('Back to the list');

    expect(await notesOf(ada)).toMatchObject([
      { kind: 'call', outcome: 'promised', text: 'Her brother pays on Friday.' },
      { kind: 'call', outcome: 'no_answer', text: 'No answer.' },
    ]);
    expect(await notesOf(ben)).toEqual([]);
    expect(await notesOf(cem)).toMatchObject([
      { kind: 'call', outcome: null, text: 'Works abroad until spring.' },
    ]);
    expect(faults).toEqual([]);
  });

  it('lists the phone, the promise, the last contact and who works on it, and filters by them', async () => {
    await open(page, app, '/collections');
    const rows = page.getByRole('table', { name: 'Collections' }).getByRole('row');
    expect(await rows.nth(1).innerText()).toMatch(
      /Ada Obi[\s\S]*Wait for the promise[\s\S]*\+234 803 111 1111[\s\S]*250\.00 by[\s\S]*Call, promised[\s\S]*root/,
    );
    expect(await rows.count()).toBe(3);
    expect(await wrong('list')).toEqual([]);
    await page.getByLabel('Promise').click();
    await page.getByRole('option', { name: 'Not waiting for one' }).click();
    await rows.filter({ hasText: 'Ada' }).waitFor({ state: 'detached' });
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    await page.getByLabel('Worked on by').click();
    await page.getByRole('option', { name: 'Me', exact: true }).click();
    await page.getByText('Nobody is late.').waitFor();
    await page.getByRole('link', { name: 'Work through the list' }).click();
    await heading('Nobody is on this list.').waitFor();
    expect(await wrong('nobody')).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('shows what a colleague works on, also when the page is loaded again, and saves it as a file', async () => {
    const mei = await makeAccount(app, 'mei', 'staff');
    must(200, await staff.api.post(`/api/collections/${cem.loan.id}/assign/`, { user: mei }));
    await open(page, app, '/collections');
    const rows = page.getByRole('table', { name: 'Collections' }).getByRole('row');
    await rows.filter({ hasText: 'Ada' }).waitFor();
    await page.getByLabel('Worked on by').click();
    await page.getByRole('option', { name: 'mei (mei)' }).click();
    await rows.filter({ hasText: 'Ada' }).waitFor({ state: 'detached' });
    await page.reload();
    await rows.filter({ hasText: 'Cem' }).waitFor();
    expect(await rows.count()).toBe(2);
    await page.getByRole('combobox', { name: 'Worked on by' }).getByText('mei (mei)').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^collections-\d{4}-\d\d-\d\d\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Cem Kaya-Wolkenstein');
    expect(faults).toEqual([]);
  });

  it('shows promises and notes with the loan and with the customer, and removes a text', async () => {
    await open(page, app, `/loans/${ada.loan.id}/show/care`);
    await page.getByRole('button', { name: 'Cancel promise' }).waitFor();
    expect(await wrong('loan')).toEqual([]);
    await page.getByRole('button', { name: 'Cancel promise' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel promise' }).click();
    await page.getByRole('table', { name: 'Promises to pay' }).getByText('Cancelled').waitFor();
    await open(page, app, `/customers/${ada.actor.id}/show`);
    const notes = page.getByRole('list', { name: 'Notes' }).getByRole('listitem');
    await notes.filter({ hasText: 'Her brother' }).getByRole('button', { name: 'Remove text' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove text' }).click();
    await notes.filter({ hasText: 'The text was removed.' }).waitFor();
    expect(await wrong('customer')).toEqual([]);
    expect((await notesOf(ada))[0]).toMatchObject({ text: null });
    expect(faults).toEqual([]);
  });
});
