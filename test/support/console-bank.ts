import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from './app.js';
import { makeAccount, openBrowser, openPage, signIn } from './browser.js';
import { WIDTHS } from './layout.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from './make.js';

export const DESK = WIDTHS.desk;

export interface ConsoleBank {
  app: TestApp;
  browser: Browser;
  page: Page;
  faults: string[];
  staff: Actor;
  customer: Actor;
  provider: Actor;
  loan: string;
  payment: string;
}

/**
 * A small bank with an admin at its console. Ada Obi has a loan of 5000.00, of which 10.00 is paid. The browser's time
 * zone is neither the bank's nor UTC.
 */
export async function openConsoleBank(): Promise<ConsoleBank> {
  const app = await startApp({ DAY_CLOSE_SCHEDULE: 'false' });
  const browser = await openBrowser();
  const [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
  await app.database.rows(`UPDATE users SET first_name = 'Ada', last_name = 'Obi' WHERE id = $1`, [
    customer.id,
  ]);
  const provider = await makeProvider(app, '400.00');
  await makeProvider(app, '90000.00');
  const change = { interest_rate: '0.12345', time_zone: 'Asia/Kolkata' };
  must(200, await staff.api.patch('/api/bank_configuration/', change));
  const made = await makeLoan(customer, '5000.00');
  const payment = String((await pay(customer, made, '10.00')).id);
  await makeAccount(app, 'root', 'admin');
  const { page, faults } = await openPage(browser, { timezoneId: 'America/Lima', viewport: DESK });
  await signIn(page, app, 'root');
  await page.getByText('The books are right').waitFor();
  return { app, browser, page, faults, staff, customer, provider, loan: made.id, payment };
}
