import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { makeAccount, moveTo, openBrowser, openPage, SETTLED, signIn } from '../support/browser.js';
import { giveAddress, writeLetters } from '../support/letters.js';
import { must, pay } from '../support/make.js';
import { openReportedBank } from '../support/reported-bank.js';
import { until } from '../support/until.js';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** Wide and light, and a phone in the dark. */
const LOOKS = {
  desk: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const;

/** Waits until the page has changed to it, its colours too. */
async function show(page: Page, look: keyof typeof LOOKS): Promise<void> {
  const { colorScheme, viewport } = LOOKS[look];
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize(viewport);
  await page.locator('[aria-label=Loading]').first().waitFor({ state: 'detached' });
  await page.evaluate(SETTLED);
}

/** The colours that the page has, by what it is written in. */
const IS_DARK = `getComputedStyle(document.body).color.match(/\\d+/g).slice(0, 3).every((part) => Number(part) > 127)`;

describe('every page of the console', () => {
  let app: TestApp;
  let browser: Browser;
  let pages: Record<string, string>;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true', WEBHOOK_ALLOW_PRIVATE: 'true' });
    browser = await openBrowser();
    const { loans, advanceTo, writeOff, small, sandbox } = await openReportedBank(app);
    await advanceTo(75);
    await writeOff('never');
    const payment = await pay(loans.partly.customer, loans.partly, '10.00');
    must(
      200,
      await sandbox.staff.api.patch('/api/bank_configuration/', {
        when_unfunded: 'queue',
        max_loan_amount: '99000.00',
      }),
    );
    must(202, await loans.wholly.customer.api.post('/api/loans/', { amount: '99000.00', queue: true }));
    const adminId = await makeAccount(app, 'root', 'admin');
    const admin = app.as({ id: adminId, role: 'admin' });
    const hooks = { url: 'http://127.0.0.1:9/', types: ['provider.deposited'] };
    const endpoint = String(must(201, await admin.post('/api/webhook_endpoints/', hooks)).id);
    must(200, await small.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    const told = async () => {
      const path = `/api/webhook_deliveries/?endpoint=${endpoint}`;
      return must(200, await admin.get(path)).results as { id: string; event: string; attempts: number }[];
    };
    await until(async () => (await told()).some(({ attempts }) => attempts > 0));
    const [delivery] = await told();
    await giveAddress(app, small);
    const [letter] = await writeLetters(app, small);
    const { id: loan, customer } = loans.first;
    pages = {
      dashboard: '/',
      loans: '/loans',
      'a loan': `/loans/${loan}/show`,
      'its payments': `/loans/${loan}/show/payments`,
      'its timeline': `/loans/${loan}/show/timeline`,
      'its lenders': `/loans/${loan}/show/lenders`,
      'its allocation': `/loans/${loan}/show/allocation`,
      'its payoff': `/loans/${loan}/show/payoff`,
      'a written-off loan': `/loans/${loans.never.id}/show`,
      collections: '/collections',
      requests: '/requests',
      payments: '/payments',
      'a payment': `/payments/${String(payment.id)}/show`,
      customers: '/customers',
      'a customer': `/customers/${customer.id}/show`,
      providers: '/providers',
      'a provider': `/providers/${small.id}/show`,
      'the funding queue': '/funding_queue',
      'the own account': '/account',
      books: '/proof',
      journal: '/ledger/journal',
      'the counter': '/counter',
      'day-close': '/day_close',
      configuration: '/configuration',
      events: '/events',
      'an event': `/events/${String(delivery?.event)}/show`,
      webhooks: '/webhook_endpoints',
      'a webhook': `/webhook_endpoints/${endpoint}/show`,
      'a delivery': `/webhook_deliveries/${String(delivery?.id)}/show`,
      users: '/users',
      messages: '/notifications',
      'a message': `/notifications/${String(letter)}/show`,
      templates: '/templates',
      'a user': `/users/${customer.id}/show`,
    };
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('has nothing that axe finds serious, no fault and no code, links its rows, and fits screens, light and dark', async () => {
    const { page, faults } = await openPage(browser);
    const wrong: object[] = [];
    let look: keyof typeof LOOKS = 'desk';
    const check = async (name: string) => {
      // What still fades in has too little contrast.
      await page.evaluate(SETTLED);
      const found = await page.evaluate<{ violations: Violation[] }>(
        `axe.run(document, { resultTypes: ['violations'] })`,
      );
      const serious = found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
      const tooWide = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      // Names of code, durations in ISO 8601, and what a program says when it has nothing to say; not in addresses, where
      // a random key may look like any of them.
      const text = (await page.locator('main').innerText()).replaceAll(/https?:\/\/\S+/g, '');
      const code = text.match(/\S*[a-z]_[a-z]\S*|\bP\d+[DWMY]\b|undefined|NaN|\[object/g) ?? [];
      const rowsWithoutLink = await page.locator('.RaDataTable-rowCell:first-child:not(:has(a))').count();
      const isLinked = rowsWithoutLink === 0 || ['journal', 'day-close'].includes(name);
      if (serious.length + tooWide + faults.length + code.length > 0 || !isLinked) {
        wrong.push({ name, look, serious, tooWide, code, rowsWithoutLink, faults: faults.splice(0) });
      }
    };
    /** A page is opened in one look, and seen in the other as well: which of them is first takes turns. */
    const checkBoth = async (name: string) => {
      if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(AXE);
      await check(name);
      look = look === 'desk' ? 'phone' : 'desk';
      await show(page, look);
      await until(async () => (await page.evaluate<boolean>(IS_DARK)) === (look === 'phone'));
      await check(name);
    };
    await show(page, look);
    await page.goto(`${app.url}/admin/`);
    await page.getByLabel('Username').waitFor();
    await checkBoth('signing in');
    await signIn(page, app, 'root');
    await page.getByText('The books are right').waitFor();
    for (const [name, path] of Object.entries(pages)) {
      await moveTo(page, path);
      await checkBoth(name);
    }
    expect(wrong).toEqual([]);
  });
});
