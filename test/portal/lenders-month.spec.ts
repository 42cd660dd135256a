import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { daysAfter } from '../support/late-loans.js';
import { must, type Actor } from '../support/make.js';
import { textOf } from '../support/pdf.js';
import { arrived, openPortalBank, signInTo, type PortalBank } from '../support/portal-bank.js';
import { expectGreenProof } from '../support/proof.js';

/**
 * A month of a lender who gives instructions once and then only looks: weekly loans of 600.00 at 5 % a year, one of them
 * late. Four instalments of 150.00 and 0.58 or so a loan.
 */
describe("a lender's month, on a phone", () => {
  let bank: PortalBank;
  let page: Page;
  let faults: string[];
  let lena: Actor;
  let first: string;
  const borrowers: { actor: Actor; loan: string }[] = [];

  beforeAll(async () => {
    bank = await openPortalBank();
    const terms = { every: 1, unit: 'weeks', installments: 4, commission_rate: '0.1' };
    must(200, await bank.staff.api.patch('/api/bank_configuration/', terms));
    lena = await bank.register('lena', 'provider', { first_name: 'Lena', last_name: 'Voss' });
    first = must(200, await bank.staff.api.get('/api/sandbox/clock/')).business_date as string;
    ({ page, faults } = await bank.open({ colorScheme: 'dark' }));
    await signInTo(page, bank.app, 'lena');
  });
  afterAll(async () => {
    await bank.stop();
  });

  const way = async (name: string) => {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await arrived(page);
  };
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const figure = (of: string, name: string) =>
    section(of)
      .locator('dl > div', { has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .textContent();
  const me = async () =>
    must(200, await lena.api.get(`/api/providers/${lena.id}/`)) as Record<string, string>;
  const dollars = (amount: string | undefined) => `$${String(amount).replace(/\B(?=(\d{3})+\.)/g, ',')}`;
  const pass = async (days: number) => {
    const { business_date: today } = must(200, await bank.staff.api.get('/api/sandbox/clock/'));
    const to = daysAfter(String(today), days);
    must(200, await bank.staff.api.post('/api/sandbox/clock/advance/', { to }));
    // As on another day: nothing of the last one is on the page.
    await page.reload();
    await arrived(page);
  };

  it('begins with money, rules and a standing order to lend again what comes back', async () => {
    await way('Money');
    const add = section('Add money');
    await add.getByLabel('Amount').fill('2,000');
    await add.getByRole('button', { name: 'Add $2,000.00' }).click();
    await add.getByText('Done.').waitFor();
    await section('Automatic reinvestment').getByRole('button', { name: 'Turn on' }).click();
    await section('Automatic reinvestment').getByText('On', { exact: true }).waitFor();
    await way('Mandate');
    await page.getByLabel('Keep in reserve').fill('200');
    await page.getByLabel('At most on one loan').fill('600');
    await page.getByRole('button', { name: 'Save the rules' }).click();
    await section('Money that is not lent').getByText('Your mandate keeps a reserve.').waitFor();
    expect(must(200, await lena.api.get('/api/providers/mandate/'))).toMatchObject({
      auto_reinvest: true,
      reserve_amount: '200.00',
      max_per_loan: '600.00',
    });
  });

  it('goes on by itself: three loans are made of it, each within the rules', async () => {
    for (const name of ['ada', 'bob', 'cem']) {
      const actor = await bank.register(name, 'customer');
      const { id } = must(201, await actor.api.post('/api/loans/', { amount: '600.00' })) as { id: string };
      borrowers.push({ actor, loan: id });
    }
    const dora = await bank.register('dora', 'customer');
    // Only the reserve is left.
    expect((await dora.api.post('/api/loans/', { amount: '100.00' })).status).toBe(422);
    await page.reload();
    await way('Portfolio');
    expect(await figure('Total', 'Loans')).toBe('3');
    expect(await figure('Total', 'Lent')).toBe('$1,800.00');
    await way('Money');
    expect(await figure('Now', 'Free to lend')).toBe('$200.00');
  });

  it('lends again what two borrowers bring each week, and says whose money is late', async () => {
    for (let week = 1; week <= 2; week++) {
      await pass(7);
      for (const { actor, loan } of borrowers.slice(0, 2)) {
        const { next_due_amount: amount } = must(200, await actor.api.get(`/api/loans/${loan}/`));
        must(201, await actor.api.post('/api/payments/', { loan, amount }));
      }
    }
    await pass(3);
    await way('Money');
    const { fund_amount: fund, wallet_amount: wallet } = await me();
    expect(wallet).toBe('0.00');
    expect(await figure('Now', 'In the wallet')).toBe('$0.00');
    expect(await figure('Now', 'Free to lend')).toBe(dollars(fund));
    // Two instalments of 150.00 of each, and the interest less the bank's tenth.
    expect(Number(fund)).toBeGreaterThan(800);
    const dora = await bank.register('dora2', 'customer');
    const again = must(201, await dora.api.post('/api/loans/', { amount: '500.00' })) as { id: string };
    borrowers.push({ actor: dora, loan: again.id });
    await way('Portfolio');
    await section('By status').getByText('Overdue').waitFor();
    await section('By age').getByText('1 to 30 days late · 1 loan').waitFor();
    expect(await figure('Total', 'Loans')).toBe('4');
  });

  it('is added up at home, to the cent of what the API says', async () => {
    await way('Home');
    expect(await figure('Your money', 'Lent on late loans')).toBe('$600.00');
    const { business_date: today } = must(200, await lena.api.get('/api/bank/')) as { business_date: string };
    const from = `${today.slice(0, 8)}01`;
    const { movements } = must(
      200,
      await lena.api.get(`/api/providers/statement/?from=${from}&to=${today}`),
    ) as { movements: { kind: string; amount: string }[] };
    const sum = (kind: string) =>
      movements
        .filter((movement) => movement.kind === kind)
        .reduce((cents, { amount }) => cents + BigInt(amount.replace('.', '')), 0n);
    for (const [kind, name] of [
      ['principal_share', 'Principal back'],
      ['interest_share', 'Interest'],
    ] as const) {
      const cents = sum(kind);
      if (cents === 0n) continue;
      const text = cents.toString().padStart(3, '0');
      expect(await figure('Came in this month', name)).toBe(
        dollars(`${text.slice(0, -2)}.${text.slice(-2)}`),
      );
    }
    await section('Money that is not lent').getByText('Your mandate keeps a reserve.').waitFor();
    await section('Returns a year').getByText('After 90 days').first().waitFor();
  });

  it('is on paper and in a file, with each movement and what was left after it', async () => {
    await way('Money');
    await page.getByRole('link', { name: 'All movements' }).click();
    await arrived(page);
    await page.getByLabel('From').fill(first);
    await section('Movements').getByText('Added').waitFor();
    const rows = await section('Movements').getByRole('listitem').allTextContents();
    // Newest first: the last loan, and at the end the deposit.
    expect(rows[0]).toMatch(/^Lent/);
    expect(rows.at(-1)).toMatch(/^Added.*\$2,000\.00 free/);
    const countOf = (name: string) => rows.filter((row) => row.startsWith(name)).length;
    expect(countOf('Lent')).toBe(4);
    expect(countOf('Principal back')).toBe(4);
    // Nobody had to reinvest.
    expect(countOf('Reinvested')).toBe(4);
    const save = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      return readFileSync(await file.path());
    };
    const csv = (await save('Save as a file (CSV)')).toString();
    // With its head, and the balances before and after.
    expect(csv.trim().split('\n')).toHaveLength(rows.length + 3);
    const { fund_amount: fund } = await me();
    expect(await textOf(new Uint8Array(await save('Save as PDF')))).toContain(String(fund));
  });

  it('ends when the lender says so: paused, nothing more is lent, and what is free goes home', async () => {
    await way('Mandate');
    await page.getByLabel('Pause lending').check();
    await section('What these rules do today').getByText('As typed, before you save').waitFor();
    await page.getByRole('button', { name: 'Save the rules' }).click();
    await section('Money that is not lent').getByText('You paused lending.').waitFor();
    const eve = await bank.register('eve', 'customer');
    expect((await eve.api.post('/api/loans/', { amount: '100.00' })).status).toBe(422);
    await way('Money');
    await section('Automatic reinvestment').getByRole('button', { name: 'Turn off' }).click();
    await section('Automatic reinvestment').getByText('Off', { exact: true }).waitFor();
    const [{ actor, loan }] = borrowers as [{ actor: Actor; loan: string }];
    const { total } = must(200, await actor.api.get(`/api/loans/${loan}/payoff/`));
    must(201, await actor.api.post('/api/payments/', { loan, amount: total }));
    await page.reload();
    await arrived(page);
    const { wallet_amount: wallet } = await me();
    const withdraw = section('Withdraw');
    await withdraw.getByRole('button', { name: 'All of it' }).click();
    await withdraw.getByRole('button', { name: `Withdraw ${dollars(wallet)}` }).click();
    await withdraw.getByText('In the wallet: $0.00.').waitFor();
    expect(await me()).toMatchObject({ wallet_amount: '0.00' });
    expect(faults).toEqual([]);
    await expectGreenProof(bank.app);
  });
});
