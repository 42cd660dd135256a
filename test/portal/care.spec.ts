import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { makeProvider, must, type Actor } from '../support/make.js';
import { arrived, openPortalBank, signInTo, type PortalBank } from '../support/portal-bank.js';
import { expectGreenProof } from '../support/proof.js';

describe('a borrower who cannot pay as agreed, at the portal', () => {
  let bank: PortalBank;
  let page: Page;
  let faults: string[];
  let ada: Actor;
  let loan: string;

  beforeAll(async () => {
    bank = await openPortalBank({ GATEWAYS: 'sandbox' });
    await makeProvider(bank.app, '5000.00');
    ada = await bank.register('ada', 'customer');
    const { id } = must(201, await ada.api.post('/api/loans/', { amount: '1000.00' }));
    loan = String(id);
    must(201, await ada.api.post('/api/payments/', { loan, amount: '5.00' }));
    const { business_date: today } = must(200, await bank.staff.api.get('/api/sandbox/clock/'));
    const to = new Date(Date.parse(String(today)) + 20 * 86_400_000).toISOString().slice(0, 10);
    must(200, await bank.staff.api.post('/api/sandbox/clock/advance/', { to }));
    ({ page, faults } = await bank.open());
    await signInTo(page, bank.app, 'ada');
    await page.goto(`${bank.app.url}/loans/${loan}`);
    await arrived(page);
  });
  afterAll(async () => {
    await expectGreenProof(bank.app);
    await bank.stop();
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const care = () => section('If you cannot pay as agreed');

  it('says by when the next instalment will be paid', async () => {
    await care().getByText('Promise to pay', { exact: true }).click();
    await care()
      .getByRole('button', { name: /^Promise \$/ })
      .click();
    await care().getByRole('heading', { name: 'What you promised' }).waitFor();
    await care().getByText('Open', { exact: true }).waitFor();
    const { results } = must(200, await bank.staff.api.get(`/api/loans/${loan}/promises/`));
    expect(results).toMatchObject([{ state: 'open', channel: 'message', made_by: ada.id }]);
  });

  it('asks for a holiday, and reads what the bank answers', async () => {
    await care().getByText('Ask the bank', { exact: true }).click();
    await care().getByLabel('What happened, and what would help').fill('I am out of work until January.');
    await care().getByRole('button', { name: 'Send' }).click();
    await care().getByText('The bank has not answered yet.').waitFor();
    expect(await care().getByText('Ask the bank', { exact: true }).count()).toBe(0);
    const { results } = must(200, await bank.staff.api.get('/api/care_requests/?state=open'));
    const [asked] = results as { id: string; kind: string; wish: string }[];
    expect(asked).toMatchObject({ kind: 'holiday', wish: 'I am out of work until January.' });
    const body = { granted: true, note: 'Come on Monday: we agree on new dates.' };
    must(200, await bank.staff.api.post(`/api/care_requests/${String(asked?.id)}/answer/`, body));
    await page.reload();
    await care().getByText('Come on Monday').waitFor();
    await care().getByText('Granted', { exact: true }).waitFor();
  });

  it('takes documents along, in the language of the page', async () => {
    for (const name of ['Loan agreement', 'Statement of the loan', 'Letter with this amount (PDF)']) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/\.pdf$/);
    }
    const asked = page.waitForRequest(/payments\/.*\/pdf\//);
    await section('Payments')
      .getByRole('button', { name: /^Receipt of/ })
      .click();
    expect((await asked).url()).toContain('language=en');
  });

  it('lets the loan be paid by itself, with a card, and ends that again', async () => {
    await section('Automatic payment').getByRole('link', { name: 'To my cards and accounts' }).click();
    await page.getByRole('button', { name: 'Add a test card' }).click();
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.goto(`${bank.app.url}/loans/${loan}`);
    const autopay = section('Automatic payment');
    await autopay.getByLabel('How long before').selectOption('3');
    await autopay.getByRole('button', { name: 'Turn on' }).click();
    await autopay.getByText(/^Next: \$/).waitFor();
    expect(must(200, await ada.api.get(`/api/loans/${loan}/autopay/`))).toMatchObject({
      ...{ state: 'on', lead_days: 3 },
    });
    await autopay.getByRole('button', { name: 'Turn off' }).click();
    await autopay.getByRole('button', { name: 'Turn on' }).waitFor();
    expect(must(200, await ada.api.get(`/api/loans/${loan}/autopay/`))).toMatchObject({ state: 'off' });
  });
});
