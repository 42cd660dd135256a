import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { makeProvider, must, type Actor } from '../support/make.js';
import { openPortalBank, signInTo, type PortalBank } from '../support/portal-bank.js';
import { expectGreenProof } from '../support/proof.js';
import { STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from '../support/stripe.js';
import { until } from '../support/until.js';

describe('cards that are kept at Stripe', () => {
  const stripe = new StripeStandIn();
  let bank: PortalBank;
  let page: Page;
  let faults: string[];
  let ada: Actor;
  let loan: { id: string };

  beforeAll(async () => {
    bank = await openPortalBank({
      GATEWAYS: 'stripe',
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      STRIPE_API_BASE: await stripe.listen(),
    });
    const { app, staff } = bank;
    stripe.pages.server = app.url;
    must(200, await staff.api.patch('/api/bank_configuration/', { direct_deposits: true }));
    await makeProvider(app, '5000.00');
    ada = await bank.register('ada', 'customer');
    loan = must(201, await ada.api.post('/api/loans/', { amount: '1000.00' }));
    ({ page, faults } = await bank.open());
    await signInTo(page, app, 'ada');
  });
  afterAll(async () => {
    await expectGreenProof(bank.app);
    await bank.stop();
    await stripe.close();
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const cards = () => section('Cards and accounts');
  const save = async () => {
    await page.goto(`${bank.app.url}/me`);
    await cards().getByRole('button', { name: 'Save a card' }).click();
    await page.waitForURL(/\/pages\/cs_/);
    // Another site: nothing of it runs in our pages.
    expect(new URL(page.url()).origin).not.toBe(bank.app.url);
  };
  const payWith = async (card: string) => {
    await page.goto(`${bank.app.url}/loans/${loan.id}/pay`);
    await section('By card or from an account')
      .getByRole('button', { name: `Pay with ${card}` })
      .click();
  };
  const paidIs = (amount: string) =>
    until(async () => must(200, await ada.api.get(`/api/loans/${loan.id}/`)).total_paid === amount);

  it('are typed on a page of Stripe, and can be used when their owner comes back, be it on a poor line', async () => {
    await save();
    await page.route('**/api/instruments/*/refresh/', (route) => route.abort(), { times: 1 });
    await page.getByText('Save card').click();
    await cards().getByText('visa •••• 4242').waitFor();
    await cards().getByText('Ready').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    const { results } = must(200, await ada.api.get('/api/instruments/')) as { results: object[] };
    expect(results).toMatchObject([{ kind: 'card', state: 'usable', gateway: 'stripe' }]);
  });

  it('pay at once where the bank of the card asks for nothing', async () => {
    await payWith('visa •••• 4242');
    await page.getByText('The payment is on its way').waitFor();
    await paidIs('87.50');
  });

  it('lead to the page of their bank where it asks for a confirmation, and the payment counts after it', async () => {
    stripe.pages.card = { id: 'pm_3d', card: { brand: 'amex', last4: '0005' } };
    await save();
    await page.getByText('Save card').click();
    await cards().getByText('amex •••• 0005').waitFor();
    await payWith('amex •••• 0005');
    await page.getByRole('link', { name: 'Confirm it there' }).click();
    await page.waitForURL(/\/pages\/pi_/);
    // Who leaves that page finds it again.
    await page.goto(`${bank.app.url}/loans/${loan.id}`);
    const underWay = page.getByRole('listitem').filter({ hasText: 'amex •••• 0005' });
    await underWay.getByRole('button', { name: 'Confirm with the bank' }).click();
    await page.waitForURL(/\/pages\/pi_/);
    await page.getByText('Confirm payment').click();
    await page.waitForURL((url) => url.origin === bank.app.url);
    const [transfer] = must(200, await ada.api.get('/api/transfers/?limit=1')).results as { id: string }[];
    must(200, await bank.staff.api.post(`/api/transfers/${transfer?.id ?? ''}/refresh/`));
    await paidIs('175.00');
  });

  it('bring money of a lender, who is led to the page of the bank of the card as well', async () => {
    const lena = await bank.register('lena', 'provider', { first_name: 'Lena', last_name: 'Obi' });
    const opened = await bank.open();
    const tab = opened.page;
    await signInTo(tab, bank.app, 'lena');
    await tab.goto(`${bank.app.url}/money`);
    await tab.getByRole('button', { name: 'Save a card' }).click();
    await tab.getByText('Save card').click();
    await tab.getByText('amex •••• 0005').waitFor();
    await tab.goto(`${bank.app.url}/money`);
    const deposit = tab.getByRole('region', { name: 'Add money by card or from an account' });
    await deposit.getByLabel('Amount').fill('300');
    await deposit.getByRole('button', { name: 'Add $300.00' }).click();
    await deposit.getByRole('link', { name: 'Confirm it there' }).click();
    await tab.waitForURL(/\/pages\/pi_/);
    await tab.goto(`${bank.app.url}/money`);
    await deposit.getByRole('button', { name: 'Confirm with the bank' }).click();
    await tab.waitForURL(/\/pages\/pi_/);
    await tab.getByText('Confirm payment').click();
    await tab.waitForURL((url) => url.origin === bank.app.url);
    const [transfer] = must(200, await lena.api.get('/api/transfers/?limit=1')).results as { id: string }[];
    expect(must(200, await lena.api.post(`/api/transfers/${transfer?.id ?? ''}/refresh/`))).toMatchObject({
      state: 'succeeded',
      amount: '300.00',
    });
    expect(opened.faults).toEqual([]);
  });

  it('that nobody typed stay pending, and can be taken away', async () => {
    await save();
    await page.getByText('Back').click();
    await cards().getByText('Card, not confirmed yet').waitFor();
    const pages = [...stripe.pages.sessions.keys()];
    stripe.pages.expire(String(pages.at(-1)));
    const { results } = must(200, await ada.api.get('/api/instruments/')) as { results: { id: string }[] };
    const refreshed = await ada.api.post(`/api/instruments/${results[0]?.id ?? ''}/refresh/`);
    expect(must(200, refreshed)).toMatchObject({ state: 'refused' });
    await page.reload();
    await cards().getByRole('listitem').filter({ hasText: 'not confirmed' }).getByRole('button').click();
    await cards().getByText('Card, not confirmed yet').waitFor({ state: 'detached' });
  });
});
