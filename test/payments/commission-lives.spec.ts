import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

type Body = Record<string, string>;

/** The bank lends 1200.00 flat for 4 instalments every 30 days at 36.5 %: 300.00 and 36.00 each. */
const TERMS = {
  interest_method: 'flat',
  prepayment_rebate: false,
  interest_rate: '0.365',
  installments: 4,
  every: 30,
  unit: 'days',
  period_interest: 'actual_days',
  grace_days: 5,
  late_interest_rate: '0.365',
  default_after_days: 60,
  commission_rate: '0.1',
};
const cents = (text: string) => Math.round(Number(text) * 100);

describe('the commission through the life of a loan', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let customer: Actor;
  let today: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    customer = await makeCustomer(app);
    today = await sandbox.today();
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const configure = async (change: object = {}) =>
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', { ...TERMS, ...change }));
  const advance = async (days: number) => {
    today = daysAfter(today, days);
    await sandbox.advance(today);
  };
  const reverse = async (id: unknown) =>
    must(
      200,
      await sandbox.staff.api.post(`/api/payments/${String(id)}/reverse/`, { reason: 'It bounced.' }),
    );
  const enter = async (loan: { id: string }, amount: string, value_date: string) =>
    must(201, await sandbox.staff.api.post('/api/payments/', { loan: loan.id, amount, value_date })) as Body;
  const shown = async (id: unknown) =>
    must(200, await sandbox.staff.api.get(`/api/payments/${String(id)}/`)) as Body;
  /** The bank's income on a loan, in cents, from the journal. */
  const income = async (loan: { id: string }) => {
    const [row] = await app.database.rows(
      `SELECT coalesce(sum(CASE WHEN credit_account = 'commission' THEN amount
                                WHEN debit_account = 'commission' THEN -amount ELSE 0 END), 0) AS income
       FROM journal WHERE loan_id = $1`,
      [loan.id],
    );
    return Number(row?.income);
  };
  const movementsOf = async (provider: Actor) =>
    must(200, await provider.api.get(`/api/providers/statement/?from=${daysAfter(today, -300)}`))
      .movements as {
      kind: string;
      reversal: boolean;
      amount: string;
      commission: string | null;
    }[];
  const portfolio = async (provider: Actor) =>
    must(200, await provider.api.get('/api/providers/portfolio/')) as unknown as Record<string, Body> & {
      by_status: Body[];
    };

  it('is divided again when an earlier payment is entered late, and back when that one is reversed', async () => {
    const lender = await makeProvider(app, '1200.00');
    await configure({ commission_rate: '0.9' });
    const loan = await makeLoan(customer, '1200.00');
    const start = today;
    await advance(2);
    const later = await pay(customer, loan, '4.17');
    expect(later).toMatchObject({ interest: '4.17', commission: '3.75' });
    const earlier = await enter(loan, '34.00', start);
    expect(earlier).toMatchObject({ interest: '34.00', commission: '30.60' });
    // 36.00 of interest in all: 32.40 to the bank. The rest of the later payment is principal.
    expect(await shown(later.id)).toMatchObject({ interest: '2.00', principal: '2.17', commission: '1.80' });
    expect(await income(loan)).toBe(3240);
    await reverse(earlier.id);
    expect(await shown(later.id)).toMatchObject({ interest: '4.17', principal: '0.00', commission: '3.75' });
    expect(await income(loan)).toBe(375);
    await reverse(later.id);
    expect(await income(loan)).toBe(0);

    // Everything was taken back as it had been booked, and the statement of the only lender says just that.
    const interest = (await movementsOf(lender)).filter(({ kind }) => kind === 'interest_share');
    const asText = (reversal: boolean) =>
      interest
        .filter((movement) => movement.reversal === reversal)
        .map(({ amount, commission }) => [amount, commission])
        .sort();
    expect(asText(true)).toEqual(asText(false));
    expect(asText(false)).toEqual([
      ['0.20', '1.80'],
      ['0.42', '3.75'],
      ['0.42', '3.75'],
      ['3.40', '30.60'],
    ]);
    await expectGreenProof(app);
  });

  it('is shown by a dry run as it will be taken, and taken by none', async () => {
    await makeProvider(app, '1200.00');
    await configure();
    const loan = await makeLoan(customer, '1200.00');
    const body = { loan: loan.id, amount: '336.00' };
    const { payment } = must(200, await customer.api.post('/api/payments/?dry_run=1', body)) as {
      payment: Body;
    };
    expect(payment).toMatchObject({ interest: '36.00', commission: '3.60', shares: [{ interest: '32.40' }] });
    expect(await income(loan)).toBe(0);
    expect(await pay(customer, loan, '336.00')).toMatchObject({ commission: '3.60' });
    expect(await income(loan)).toBe(360);
    await pay(customer, loan, '1008.00');
    expect(await income(loan)).toBe(1440);
  });

  it('is not taken of interest that is given back, of late interest, or of what is recovered', async () => {
    const lender = await makeProvider(app, '2400.00');
    await configure({ prepayment_rebate: true });
    const prepaid = await makeLoan(customer, '1200.00');
    await configure();
    const bad = await makeLoan(customer, '1200.00');
    await advance(10);
    // The periods that have not begun cost nothing: 1200.00 and 36.00.
    expect(await pay(customer, prepaid, '1236.00')).toMatchObject({
      loan_status: 'paid',
      interest: '36.00',
      commission: '3.60',
    });
    await advance(30);
    // Ten days past due, five of them bear late interest: 336.00 at 0.1 % a day.
    expect(await pay(customer, bad, '337.68')).toMatchObject({
      penalty: '1.68',
      interest: '36.00',
      commission: '3.60',
      shares: [{ penalty: '1.68', interest: '32.40', principal: '300.00' }],
    });
    await advance(110);
    must(200, await sandbox.staff.api.post(`/api/loans/${bad.id}/write_off/`, { reason: 'Gone.' }));
    expect(await pay(customer, bad, '500.00')).toMatchObject({
      recovery: '500.00',
      commission: '0.00',
      shares: [{ amount: '500.00' }],
    });
    expect([await income(prepaid), await income(bad)]).toEqual([360, 360]);
    // Gross less commission is what came in.
    const interest = (await movementsOf(lender)).filter(({ kind }) => kind === 'interest_share');
    expect(interest.map(({ amount, commission }) => cents(amount) + cents(commission ?? ''))).toEqual([
      3600, 3600,
    ]);
    await expectGreenProof(app);
  });

  it.each(['flat', 'declining_balance'])(
    'is left out of what a loan has earned and not paid, %s',
    async (method) => {
      const small = await makeProvider(app, '400.00');
      const large = await makeProvider(app, '800.00');
      await configure({ interest_method: method });
      const loan = await makeLoan(customer, '1200.00');
      const accrued = async () => {
        const figures: (string | undefined)[][] = [];
        for (const provider of [small, large]) {
          const { total, by_status } = await portfolio(provider);
          expect(by_status).toEqual([expect.objectContaining({ loans: 1, ...total })]);
          figures.push([total?.accrued_interest, total?.accrued_penalty]);
        }
        return figures;
      };
      expect(await accrued()).toEqual([
        ['0.00', '0.00'],
        ['0.00', '0.00'],
      ]);
      await advance(15);
      // 15 days of 1.20 are 18.00, and 16.20 after the commission.
      expect(await accrued()).toEqual([
        ['5.40', '0.00'],
        ['10.80', '0.00'],
      ]);
      await advance(15);
      expect(await accrued()).toEqual([
        ['10.80', '0.00'],
        ['21.60', '0.00'],
      ]);
      if (method === 'flat') {
        await advance(10);
        // 48.00 of interest, and 5 days of late interest on 336.00, which the bank takes nothing of.
        expect(await accrued()).toEqual([
          ['14.40', '0.56'],
          ['28.80', '1.12'],
        ]);
        await pay(customer, loan, '337.68');
        expect(await accrued()).toEqual([
          ['3.60', '0.00'],
          ['7.20', '0.00'],
        ]);
      }
      const payoff = must(200, await customer.api.get(`/api/loans/${loan.id}/payoff/`)) as Body;
      await pay(customer, loan, payoff.total as string);
      expect((await portfolio(small)).total).toMatchObject({
        accrued_interest: '0.00',
        accrued_penalty: '0.00',
      });
    },
  );

  it('stands beside the interest of each loan in the portfolio, a page at a time', async () => {
    const lender = await makeProvider(app, '900.00');
    const other = await makeProvider(app, '5000.00');
    await configure();
    const shared = await makeLoan(customer, '1200.00');
    const second = await makeLoan(customer, '1200.00');
    const third = await makeLoan(customer, '1200.00');
    await pay(customer, shared, '336.00');
    await pay(customer, third, '1344.00');
    await advance(45);
    type Row = Body & { days_past_due: number };
    const page = async (provider: Actor, query: string) =>
      must(200, await provider.api.get(`/api/providers/portfolio/loans/${query}`)) as {
        count: number;
        next: string | null;
        results: Row[];
      };
    const { results, ...rest } = await page(lender, '');
    expect(rest).toEqual({ count: 1, next: null, previous: null });
    expect(results).toEqual([
      {
        loan: shared.id,
        loan_number: expect.stringMatching(/^\d{10}$/),
        status: 'active',
        lent: '900.00',
        share: '0.750000',
        principal_outstanding: '675.00',
        principal_returned: '225.00',
        gross_interest: '27.00',
        commission: '2.70',
        interest_earned: '24.30',
        penalty_earned: '0.00',
        // 45 days of 1.20 are 54.00; less the 36.00 that were paid, less the commission: three quarters of 16.20.
        accrued_interest: '12.15',
        accrued_penalty: '0.00',
        principal_lost: '0.00',
        recovered: '0.00',
        next_due_date: daysAfter(today, 15),
        days_past_due: 0,
        currency: 'USD',
        created_at: expect.any(String),
      },
    ]);
    // Ten of the fifteen days past due bear late interest on 336.00, at 0.1 % a day.
    const first = await page(other, '?limit=2');
    expect(first.results).toMatchObject([
      {
        loan: third.id,
        status: 'paid',
        gross_interest: '144.00',
        commission: '14.40',
        accrued_interest: '0.00',
      },
      {
        loan: second.id,
        status: 'overdue',
        days_past_due: 15,
        accrued_interest: '48.60',
        accrued_penalty: '3.36',
      },
    ]);
    const last = await page(other, new URL(first.next as string, app.url).search);
    expect(last).toMatchObject({ next: null, results: [{ loan: shared.id, share: '0.250000' }] });
    // The rows add up to the totals of the portfolio.
    const rows = [...first.results, ...last.results];
    const { total } = await portfolio(other);
    for (const [name, amount] of Object.entries(total ?? {})) {
      if (name === 'loans') expect(amount).toBe(rows.length);
      else
        expect([name, cents(amount)]).toEqual([
          name,
          rows.reduce((sum, row) => sum + cents(row[name] ?? ''), 0),
        ]);
    }
    expect(await page(sandbox.staff, `?provider=${other.id}&count=exact`)).toMatchObject({ count: 3 });
  });
});
