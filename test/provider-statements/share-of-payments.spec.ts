import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

type Share = Record<'amount' | 'principal' | 'interest' | 'penalty' | 'recovery' | 'commission', string> & {
  value_date: string;
  reversed_at: string | null;
};

describe('what each payment brought a lender', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let large: Actor;
  let small: Actor;
  let loan: { id: string };
  let start: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true', DAY_CLOSE_SCHEDULE: 'false' });
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    const terms = { commission_rate: '0.1', late_interest_rate: '0.24', grace_days: 0 };
    must(200, await staff.api.patch('/api/bank_configuration/', terms));
    small = await makeProvider(app, '300.00');
    large = await makeProvider(app, '900.00');
    loan = await makeLoan(customer, '1200.00');
    start = String(must(200, await staff.api.get('/api/sandbox/clock/')).business_date);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const plus = (days: number) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
  const goTo = async (days: number) =>
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to: plus(days) }));
  const sharesOf = async (who: Actor, query = '', of = loan) =>
    must(200, await who.api.get(`/api/providers/portfolio/payments/?loan=${of.id}${query}`)) as unknown as {
      count: number;
      next: string | null;
      results: Share[];
    };
  const cents = (amount: string) => Number(amount.replace('.', ''));
  const sum = (shares: readonly Share[], of: keyof Share) =>
    shares.reduce((all, share) => all + cents(String(share[of])), 0);

  it('is the part of its principal and of its interest, and what the bank kept', async () => {
    await goTo(30);
    await pay(customer, loan, '105.00');
    expect(await sharesOf(large)).toEqual({
      count: 1,
      next: null,
      previous: null,
      results: [
        {
          value_date: plus(30),
          amount: '78.37',
          principal: '75.00',
          interest: '3.37',
          penalty: '0.00',
          recovery: '0.00',
          commission: '0.37',
          currency: 'USD',
          reversed_at: null,
          created_at: expect.stringMatching(/Z$/),
        },
      ],
    });
    expect((await sharesOf(small)).results).toMatchObject([
      { amount: '26.13', principal: '25.00', interest: '1.13', commission: '0.13' },
    ]);
  });

  it('has late interest apart, and adds up to what the share has brought so far', async () => {
    await goTo(80);
    await pay(customer, loan, '120.00');
    const { results } = await sharesOf(large);
    expect(results).toHaveLength(2);
    expect(cents(results[0]?.penalty ?? '')).toBeGreaterThan(0);
    for (const share of results) {
      const parts = (['principal', 'interest', 'penalty', 'recovery'] as const).map((name) =>
        cents(share[name]),
      );
      expect(parts.reduce((all, part) => all + part, 0)).toBe(cents(share.amount));
    }
    const [figures] = must(200, await large.api.get('/api/providers/portfolio/loans/')).results as Record<
      string,
      string
    >[];
    expect({
      principal: sum(results, 'principal'),
      interest: sum(results, 'interest'),
      penalty: sum(results, 'penalty'),
    }).toEqual({
      principal: cents(figures?.principal_returned ?? ''),
      interest: cents(figures?.interest_earned ?? ''),
      penalty: cents(figures?.penalty_earned ?? ''),
    });
  });

  it('is nothing any more once the payment is reversed', async () => {
    const bounced = await pay(customer, loan, '50.00');
    must(200, await staff.api.post(`/api/payments/${String(bounced.id)}/reverse/`, { reason: 'Bounced.' }));
    const { results } = await sharesOf(large);
    expect(results[0]).toMatchObject({
      amount: '0.00',
      principal: '0.00',
      interest: '0.00',
      commission: '0.00',
      reversed_at: expect.stringMatching(/Z$/),
    });
    expect(results.slice(1).map(({ reversed_at: at }) => at)).toEqual([null, null]);
  });

  it('comes in pages, and for staff too', async () => {
    const first = await sharesOf(large, '&limit=2');
    expect(first).toMatchObject({ count: 3, results: [{}, {}] });
    const second = must(200, await large.api.get(String(first.next))) as { results: Share[] };
    const all = await sharesOf(staff, `&provider=${large.id}`);
    expect([...first.results, ...second.results]).toEqual(all.results);
  });

  it('is told to those who have a part of the loan only', async () => {
    const stranger = await makeProvider(app, '10.00');
    const path = `/api/providers/portfolio/payments/?loan=${loan.id}`;
    expect(await stranger.api.get(path)).toMatchObject({ status: 404, body: { code: 'loan_not_found' } });
    expect(await staff.api.get(`${path}&provider=${stranger.id}`)).toMatchObject({
      status: 404,
      body: { code: 'loan_not_found' },
    });
    expect(await large.api.get('/api/providers/portfolio/payments/')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'loan' }] },
    });
  });
});
