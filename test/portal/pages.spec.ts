import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { unsubscribeToken } from '../../src/notifications/unsubscribe-token.js';
import { JWT_SECRET } from '../support/app.js';
import { barriersOn } from '../support/axe.js';
import { openPage, SETTLED } from '../support/browser.js';
import { misfitsOf } from '../support/layout.js';
import { must } from '../support/make.js';
import { arrived, openPortalBank, PHONE, signInTo, type PortalBank } from '../support/portal-bank.js';

/** Where pictures of every page go, for people to look at; nowhere unless asked. */
const PICTURES = process.env.PORTAL_PICTURES;

const LOOKS = [
  { name: 'desk-light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'phone-dark', colorScheme: 'dark', viewport: PHONE },
  { name: 'phone-light', colorScheme: 'light', viewport: PHONE },
  { name: 'desk-dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const;

/** The pages that each sees; a stranger is nobody. */
const PAGES = {
  nobody: {
    landing: '/',
    'signing in': '/sign-in',
    registering: '/register',
    'choosing a password': '/code',
    forgotten: '/forgotten',
    unsubscribing: '/unsubscribe/LINK',
  },
  ada: {
    'borrower home': '/',
    borrow: '/borrow',
    loan: '/loans/LOAN',
    pay: '/loans/LOAN/pay',
    score: '/score',
    'borrower me': '/me',
  },
  lena: {
    'lender home': '/',
    money: '/money',
    mandate: '/mandate',
    portfolio: '/portfolio',
    share: '/loans/LOAN',
    statement: '/statement',
    'lender me': '/me',
  },
};

describe('every page of the portal', () => {
  let bank: PortalBank;
  let loan: string;
  let link: string;

  beforeAll(async () => {
    bank = await openPortalBank({ GATEWAYS: 'sandbox' });
    const { app, staff, register: signUp } = bank;
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        // A name that has neither room beside the ways nor in one line of a phone.
        bank_name: 'Volksgenossenschaftsbank für Handwerk und Gewerbe im Oberland',
        late_interest_rate: '0.12',
        commission_rate: '0.1',
        score_bands: [
          { name: 'good', min_score: 640, rate_adjustment: '-0.005' },
          { name: 'fair', min_score: 500, max_loan_amount: '5000.00' },
        ],
      }),
    );
    const lena = await signUp('lena', 'provider', { first_name: 'Lena', last_name: 'Voss' });
    must(200, await lena.api.post('/api/providers/add_funds/', { amount: '4000.00' }));
    must(200, await lena.api.patch('/api/providers/mandate/', { reserve_amount: '500.00' }));
    const ada = await signUp('ada', 'customer');
    link = unsubscribeToken({ userId: ada.id, topic: 'reminder', channel: 'email' }, JWT_SECRET);
    const early = must(201, await ada.api.post('/api/loans/', { amount: '400.00' }));
    const first = must(201, await ada.api.post('/api/loans/', { amount: '1500.00' })) as { id: string };
    loan = first.id;
    const { business_date: today } = must(200, await staff.api.get('/api/sandbox/clock/'));
    const to = new Date(Date.parse(String(today)) + 70 * 86_400_000).toISOString().slice(0, 10);
    must(201, await ada.api.post('/api/payments/', { loan, amount: '131.25' }));
    const { total } = must(200, await ada.api.get(`/api/loans/${String(early.id)}/payoff/`));
    must(201, await ada.api.post('/api/payments/', { loan: early.id, amount: total }));
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to }));
    must(201, await ada.api.post('/api/payments/', { loan, amount: '50.00' }));
    must(202, await ada.api.post('/api/loans/', { amount: '4500.00', queue: true }));
    const { id } = must(
      201,
      await ada.api.post('/api/care_requests/', {
        loan,
        kind: 'holiday',
        wish: 'Out of work until January.',
      }),
    );
    const answer = { granted: true, note: 'Come on Monday: we agree on new dates.' };
    must(200, await staff.api.post(`/api/care_requests/${String(id)}/answer/`, answer));
    must(
      201,
      await app.as(ada).post('/api/instruments/setup/', { gateway: 'sandbox', kind: 'card', token: 'ok' }),
    );
  });
  afterAll(() => bank.stop());

  const check = async (page: Page, name: string, faults: string[]): Promise<object[]> => {
    const wrong: object[] = [];
    for (const { name: look, colorScheme, viewport } of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      await page.evaluate(SETTLED);
      if (PICTURES) {
        await page.screenshot({
          path: `${PICTURES}/${name.replaceAll(' ', '-')}.${look}.png`,
          fullPage: true,
        });
      }
      const serious = await barriersOn(page);
      const tooWide = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      const text = await page.locator('main').innerText();
      // Names of code, keys without words, and what a program says when it has nothing to say.
      const code =
        text.match(/\S*[a-z]_[a-z]\S*|\bP\d+[DWMY]\b|undefined|NaN|\[object|\b[a-z]+\.[a-z]+[A-Z]\w*/g) ?? [];
      const refused = await page.getByRole('alert').allTextContents();
      if (serious.length + tooWide + faults.length + code.length + refused.length > 0) {
        wrong.push({ name, look, serious, tooWide, code, refused, faults: faults.splice(0) });
      }
    }
    return wrong;
  };

  const go = async (page: Page, path: string) => {
    await page.goto(`${bank.app.url}${path.replace('LOAN', loan).replace('LINK', link)}`);
    await arrived(page);
  };

  it.each(Object.entries(PAGES))(
    'of %s has nothing that axe finds serious, no fault and no code, and fits screens, light and dark',
    async (who, pages) => {
      const { page, faults } = await bank.open();
      if (who !== 'nobody') await signInTo(page, bank.app, who);
      const wrong: object[] = [];
      for (const [name, path] of Object.entries(pages)) {
        await go(page, path);
        wrong.push(...(await check(page, name, faults)));
        wrong.push(...(await misfitsOf(page)).map((misfit) => ({ name, misfit })));
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
  );

  it.each(['es', 'fr', 'ar'])(
    'has nothing serious in %s either, and fits a phone and a desk',
    async (locale) => {
      const wrong: object[] = [];
      for (const [who, pages] of Object.entries(PAGES)) {
        const { page, faults } = await bank.open({ locale });
        if (who !== 'nobody') await signInTo(page, bank.app, who);
        for (const [name, path] of Object.entries(pages)) {
          await go(page, path);
          const misfits = await misfitsOf(page);
          const barriers = await barriersOn(page);
          if (misfits.length + barriers.length + faults.length > 0) {
            wrong.push({ name, misfits, barriers, faults: faults.splice(0) });
          }
        }
        await page.context().close();
      }
      expect(wrong).toEqual([]);
    },
  );

  it('begins with at most 120 kB, as it comes over the wire', async () => {
    const { page } = await openPage(bank.browser, { viewport: PHONE });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    // Gzip, as the poorest of proxies leaves it.
    await page.route('**/*', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'accept-encoding': 'gzip' } }),
    );
    await go(page, '/');
    expect(bytes).toBeGreaterThan(40_000);
    expect(bytes).toBeLessThanOrEqual(120 * 1024);
    await page.context().close();
  });

  it('can be used within five seconds on a slow line of a phone', async () => {
    const { page } = await openPage(bank.browser, { viewport: PHONE });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: (400 * 1024) / 8,
      uploadThroughput: (400 * 1024) / 8,
    });
    const began = Date.now();
    await page.goto(`${bank.app.url}/`);
    await page.getByLabel('Amount', { exact: true }).waitFor();
    expect(Date.now() - began).toBeLessThan(5000);
    await page.context().close();
  });
});
