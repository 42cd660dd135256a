import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  expectBooksToAgree,
  expectSameLoan,
  fileOf,
  fundingsOf,
  Life,
  loanOf,
  lost,
  paymentOf,
  principalPaid,
  returnsOf,
  START,
} from '../../test/support/loan-life.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { addDays } from '../lending/dates.js';
import { payoffOn } from '../lending/loan-position.js';
import { termsOf } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';
import { applyOnTime, isOnTime } from './repayment.js';
import type { RecordedPayment } from './replay.js';

const story = fc.record({
  amount: fc.bigInt(1n, 500_000n),
  weights: fc.array(fc.bigInt(1n, 50n), { minLength: 1, maxLength: 5 }),
  change: fc.record({
    interestMethod: fc.constantFrom('flat' as const, 'declining_balance' as const),
    periodInterest: fc.constantFrom('equal_periods' as const, 'actual_days' as const),
    prepaymentRebate: fc.boolean(),
    lateInterestRate: fc.constantFrom('0', '0.24', '1'),
    commissionRate: fc.constantFrom('0', '0.1', '0.333333', '1'),
    allocationOrder: fc.constantFrom(
      'penalty,interest,principal',
      'principal,interest,penalty',
      'interest,principal,penalty',
    ),
  }),
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 70 }), fc.bigInt(1n, 1000n)), { maxLength: 8 }),
  reversed: fc.nat(),
  seed: fc.nat(),
});

/** Payments in order of date, each a part of that day's payoff. */
function plan(loan: Loan, steps: readonly (readonly [number, bigint])[]): RecordedPayment[] {
  const payments: RecordedPayment[] = [];
  let on = START;
  for (const [days, share] of steps) {
    on = addDays(on, days);
    const facts = payments.map(({ valueDate, amount }) => ({ on: valueDate, amount }));
    const { total } = payoffOn(termsOf(loan), facts, on);
    const amount = (total * share) / 1000n;
    if (amount > 0n) payments.push(paymentOf(loan, on, amount));
  }
  return payments;
}

const END = '2027-09-30';
const weighty = (weights: readonly bigint[], amount: bigint) => amount >= BigInt(weights.length) * 60n;

describe('a loan replayed from its payments', () => {
  it('shares out every payment to the cent, and its postings agree with its summaries', () => {
    fc.assert(
      fc.property(story, ({ amount, weights, change, steps }) => {
        fc.pre(weighty(weights, amount));
        const loan = loanOf(amount, change);
        const life = new Life(fileOf(loan, weights));
        for (const payment of plan(loan, steps)) {
          expect(life.receive(payment, payment.valueDate)).toBe(true);
          expect(payment.principal + payment.interest + payment.penalty).toBe(payment.amount);
        }
        life.assess(END);
        expectBooksToAgree(life);
      }),
    );
  });

  it('is the same whatever the order in which its payments were entered', () => {
    fc.assert(
      fc.property(story, ({ amount, weights, change, steps, seed }) => {
        fc.pre(weighty(weights, amount));
        const loan = loanOf(amount, change);
        const planned = plan(loan, steps);
        const inOrder = new Life(fileOf(loan, weights));
        for (const payment of planned) inOrder.receive({ ...payment }, payment.valueDate);
        inOrder.assess(END);
        const late = new Life(fileOf(loanWithId(loan, amount, change), weights));
        // All entered on the last day, in another order. Within a day ids decide the order, so they stay.
        for (const payment of shuffled(planned, seed)) {
          // A payment that exceeds what is owed when it is entered is refused, although it would fit in the end.
          fc.pre(late.receive({ ...payment }, END));
          expectBooksToAgree(late);
        }
        late.assess(END);
        expectSameLoan(late, inOrder);
        expectBooksToAgree(late);
      }),
    );
  });

  it('is, after a reversal, what it would be if the payment had never come', () => {
    fc.assert(
      fc.property(story, ({ amount, weights, change, steps, reversed }) => {
        fc.pre(weighty(weights, amount));
        const loan = loanOf(amount, change);
        const planned = plan(loan, steps);
        fc.pre(planned.length > 0);
        const culprit = planned[reversed % planned.length] as RecordedPayment;
        const without = new Life(fileOf(loanWithId(loan, amount, change), weights));
        for (const payment of planned) {
          if (payment !== culprit) fc.pre(without.receive({ ...payment }, payment.valueDate));
        }
        without.assess(END);
        const life = new Life(fileOf(loan, weights));
        for (const payment of planned) life.receive(payment, payment.valueDate);
        life.assess(END);
        life.reverse(culprit, END);
        expectSameLoan(life, without);
        expectBooksToAgree(life);
      }),
    );
  });

  it('gives the same result for a payment on time as the short cut', () => {
    fc.assert(
      fc.property(story, ({ amount, weights, steps, change }) => {
        fc.pre(weighty(weights, amount));
        const flat = { ...change, interestMethod: 'flat' as const, prepaymentRebate: false };
        const loan = loanOf(amount, flat);
        const life = new Life(fileOf(loan, weights));
        const twin = loanOf(amount, flat);
        const fundings = fundingsOf(twin, weights);
        for (const payment of plan(loan, steps)) {
          if (!isOnTime(twin, payment.valueDate)) break;
          const { shares, commission } = applyOnTime(twin, fundings, payment.amount, payment.valueDate);
          life.receive(payment, payment.valueDate);
          expect(shares.reduce((sum, { principal }) => sum + principal, 0n)).toBe(payment.principal);
          expect(commission).toBe(payment.commission);
          expect({ ...twin, id: loan.id, customerId: loan.customerId }).toEqual(loan);
          expect(fundings.map(returnsOf)).toEqual(life.file.fundings.map(returnsOf));
        }
      }),
    );
  });

  it('loses its outstanding principal when written off, and splits later payments as recoveries', () => {
    fc.assert(
      fc.property(story, fc.bigInt(1n, 1000n), ({ amount, weights, change, steps, reversed }, share) => {
        fc.pre(weighty(weights, amount));
        const loan = loanOf(amount, change);
        const life = new Life(fileOf(loan, weights));
        const planned = plan(loan, steps.slice(0, 4));
        for (const payment of planned) life.receive(payment, payment.valueDate);
        life.assess('2027-06-30');
        fc.pre(loan.status === 'defaulted');
        const principal = loan.principalOutstanding;
        life.writeOff('2027-06-30');
        expect(lost(life)).toBe(principal);
        expectBooksToAgree(life);
        const left = loan.amountDue - loan.totalPaid;
        const recovery = paymentOf(loan, '2027-07-15', (left * share) / 1000n + 1n);
        fc.pre(recovery.amount <= left);
        expect(life.receive(recovery, '2027-07-15')).toBe(true);
        expect(recovery.recovery).toBe(recovery.amount);
        expect(life.receive(paymentOf(loan, END, left - recovery.amount + 1n), END)).toBe(false);
        expectBooksToAgree(life);
        const culprit = planned[reversed % Math.max(1, planned.length)];
        if (culprit) {
          life.reverse(culprit, END);
          expect(lost(life)).toBe(loan.amount - principalPaid(life));
          expect(lost(life)).toBeGreaterThanOrEqual(principal);
          expectBooksToAgree(life);
        }
        expect(loan.status).toBe('written_off');
      }),
    );
  });
});

function loanWithId(loan: Loan, amount: bigint, change: Partial<BankConfiguration>): Loan {
  return { ...loanOf(amount, change), id: loan.id, customerId: loan.customerId };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, key: Math.sin((seed + 1) * (index + 1) * 12.9898) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe('a payment that is entered late', () => {
  it('rewrites an earlier one even if only a cent of its commission changes', () => {
    // 726.00 at 12 % a year in six: 121.00 and 7.26 interest each. 10 % of 7.26 is 0.72; 10 % of twice that is 1.45.
    const life = new Life(
      fileOf(loanOf(726_00n, { lateInterestRate: '0', commissionRate: '0.1' }), [1n, 2n]),
    );
    const [second, first] = [
      paymentOf(life.file.loan, '2026-03-20', 128_26n),
      paymentOf(life.file.loan, '2026-02-20', 128_26n),
    ];
    life.receive(second, '2026-03-20');
    expect(second).toMatchObject({ interest: 7_26n, commission: 72n });
    life.receive(first, '2026-03-21');
    expect(first).toMatchObject({ interest: 7_26n, commission: 72n });
    expect(second).toMatchObject({ principal: 121_00n, interest: 7_26n, penalty: 0n, commission: 73n });
    expect(life.redivided).toEqual([[], [second.id]]);
    expectBooksToAgree(life);
  });
});
