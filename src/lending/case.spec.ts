import { describe, expect, it } from '@jest/globals';
import { workOut, type LoanCase } from './case.js';

const given: LoanCase = {
  id: 'X',
  terms: {
    principal: '1000.00',
    annual_rate_percent: '36.5',
    start_date: '2026-01-01',
    installments: 3,
    every: 30,
    unit: 'days',
    interest_method: 'declining_balance',
    day_count: 'actual/365',
    period_interest: 'actual_days',
    currency_decimals: 2,
    rounding: 'half_even',
  },
};
const withPayments = (...payments: [string, string][]): LoanCase => ({
  ...given,
  payments: payments.map(([date, amount]) => ({ date, amount })),
});

describe('a worked case', () => {
  it('stands as on the day of its last payment, in whatever order they come, unless a day is named', () => {
    const paid: [string, string][] = [
      ['2026-03-02', '100.00'],
      ['2026-01-16', '100.00'],
    ];
    const last = workOut(withPayments(...paid));
    expect(last).toEqual(workOut({ ...withPayments(...paid), as_of: '2026-03-02' }));
    expect(last).toEqual(workOut(withPayments(...paid.toReversed())));
    // On the day of the first payment the second has not come.
    const early = workOut({ ...withPayments(...paid), as_of: '2026-01-16' });
    expect([early.totals.paid, last.totals.paid]).toEqual(['100.00', '200.00']);
    // A month later the first instalment has borne interest for longer.
    expect(workOut({ ...withPayments(...paid), as_of: '2026-04-01' }).totals.interest).not.toBe(
      last.totals.interest,
    );
  });

  it('without payments made is as it began', () => {
    const [none, some] = [workOut({ ...given, payments: [] }), workOut(given)];
    expect(none.totals).toMatchObject({ ...some.totals, paid: '0.00' });
  });

  it('counts from its first due date where it has one', () => {
    const dues = (terms: Partial<LoanCase['terms']>) =>
      workOut({ ...given, terms: { ...given.terms, ...terms } }).schedule.map(({ due_date }) => due_date);
    expect(dues({})).toEqual(['2026-01-31', '2026-03-02', '2026-04-01']);
    expect(dues({ first_due_date: '2026-02-10' })).toEqual(['2026-02-10', '2026-03-12', '2026-04-11']);
  });

  it('has interest that follows the balance unless it says otherwise', () => {
    // 0.1 % a day: 500.00 paid on day 0 halves the interest of all that follows.
    const early = withPayments(['2026-01-01', '500.00']);
    const fixed = { ...early, terms: { ...given.terms, early_payment_reduces_interest: false } };
    const follows = { ...early, terms: { ...given.terms, early_payment_reduces_interest: true } };
    expect(workOut(early)).toEqual(workOut(follows));
    expect(workOut(fixed).totals.interest).toBe(workOut(given).totals.interest);
    expect(Number(workOut(early).totals.interest)).toBeLessThan(Number(workOut(given).totals.interest));
  });

  it('says what was overpaid, and nothing where nothing was', () => {
    expect(workOut(withPayments(['2026-01-01', '1000.01'])).totals).toMatchObject({
      overpaid: '0.01',
      outstanding: '0.00',
    });
    expect(workOut(withPayments(['2026-01-01', '1000.00'])).totals).not.toHaveProperty('overpaid');
  });

  it('reads a rate in percent to the last digit', () => {
    const rate = (annual_rate_percent: string) =>
      workOut({
        ...given,
        terms: { ...given.terms, annual_rate_percent, principal: '1000000.00', installments: 1, every: 365 },
      }).totals.interest;
    expect(['0.0001', '5', '36.5', '1234.5678'].map(rate)).toEqual([
      '1.00',
      '50000.00',
      '365000.00',
      '12345678.00',
    ]);
  });
});
