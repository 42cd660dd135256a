import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyTerms } from '../../test/support/any-terms.js';
import { addDays } from './dates.js';
import { loanPosition, payoffOn } from './loan-position.js';
import type { Payment } from './repayment.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';

const share = fc.integer({ min: 1, max: 1000 }).map(BigInt);
const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), share), { maxLength: 6 });
const story = fc.record({
  terms: anyTerms,
  moves,
  wait: fc.integer({ min: 0, max: 60 }),
  part: share,
  cut: share,
});

/** Payments of a part of each day's payoff figure, days apart; never more than the loan owes. */
function pay(terms: LoanTerms, steps: readonly (readonly [number, bigint])[]): Payment[] {
  const payments: Payment[] = [];
  let on = terms.startOn;
  for (const [days, part] of steps) {
    on = addDays(on, days);
    const amount = (payoffOn(terms, payments, on).total * part) / 2000n;
    if (amount > 0n) payments.push({ on, amount });
  }
  return payments;
}

const lastDay = (terms: LoanTerms, payments: readonly Payment[]) => payments.at(-1)?.on ?? terms.startOn;
const run = <T>(property: fc.IProperty<T>) => {
  fc.assert(property, { numRuns: 60 });
};

describe('a loan replayed from its payments', () => {
  it('has a schedule that adds up: principal, balances to zero, no negative cell, dates that increase', () => {
    run(
      fc.property(story, ({ terms, moves: steps, wait }) => {
        const payments = pay(terms, steps);
        const rows = loanPosition(terms, payments, addDays(lastDay(terms, payments), wait)).installments;
        for (const schedule of [buildSchedule(terms), rows]) {
          let balance = terms.principal;
          let before = terms.startOn;
          for (const row of schedule) {
            balance -= row.principal;
            const holds =
              row.balance === balance && row.principal >= 0n && row.interest >= 0n && balance >= 0n;
            if (!holds || row.dueOn <= before) throw new Error(`instalment ${String(row.nr)} does not hold`);
            before = row.dueOn;
          }
          expect(balance).toBe(0n);
        }
        expect(rows.every(({ outstanding }) => outstanding >= 0n)).toBe(true);
      }),
    );
  });

  it('has no day past due before and on a due date, and none once it is paid off, however much later', () => {
    run(
      fc.property(anyTerms, fc.integer({ min: 0, max: 400 }), (terms, later) => {
        const [first] = buildSchedule(terms);
        expect(loanPosition(terms, [], addDays(first!.dueOn, -1)).daysPastDue).toBe(0);
        expect(loanPosition(terms, [], first!.dueOn).daysPastDue).toBe(0);
        const on = addDays(first!.dueOn, 1);
        const paid = [{ on, amount: payoffOn(terms, [], on).total }];
        expect(loanPosition(terms, paid, addDays(on, later))).toMatchObject({
          outstanding: 0n,
          daysPastDue: 0,
        });
      }),
    );
  });

  it('is untouched, without payments, until something falls due', () => {
    run(
      fc.property(anyTerms, (terms) => {
        const { installments } = loanPosition(terms, [], terms.startOn);
        const plain = installments.map(({ nr, dueOn, days, principal, interest, balance }) => ({
          nr,
          dueOn,
          days,
          principal,
          interest,
          balance,
        }));
        expect(plain).toEqual(buildSchedule(terms));
      }),
    );
  });

  it('does not care in which order payments of different days were entered', () => {
    run(
      fc.property(story, ({ terms, moves: steps, wait }) => {
        const payments = pay(
          terms,
          steps.map(([days, part]) => [days + 1, part] as const),
        );
        const on = addDays(lastDay(terms, payments), wait);
        expect(loanPosition(terms, payments.toReversed(), on)).toEqual(loanPosition(terms, payments, on));
      }),
    );
  });

  it('knows how late it ever was, and until when: as looking at it on every morning would tell', () => {
    run(
      fc.property(story, ({ terms, moves: steps, wait }) => {
        const payments = pay(terms, steps.slice(0, 3));
        const on = addDays(lastDay(terms, payments), wait);
        let [worst, until, day] = [0, null as string | null, terms.startOn];
        for (; day <= on; day = addDays(day, 1)) {
          const before = payments.filter((payment) => payment.on < day);
          const { daysPastDue, nextDueOn } = loanPosition(terms, before, day);
          expect(daysPastDue > 0).toBe(nextDueOn !== null && nextDueOn < day);
          if (daysPastDue > 0) until = day;
          worst = Math.max(worst, daysPastDue);
        }
        const { worstDaysPastDue, pastDueUntil } = loanPosition(terms, payments, on);
        expect({ worstDaysPastDue, pastDueUntil }).toEqual({ worstDaysPastDue: worst, pastDueUntil: until });
      }),
    );
  });

  it('forgets a reversed payment', () => {
    run(
      fc.property(story, fc.nat(), ({ terms, moves: steps, wait }, at) => {
        const payments = pay(terms, steps);
        const on = addDays(lastDay(terms, payments), wait);
        const reversed = at % (payments.length + 1);
        const marked = payments.map((payment, index) => ({ ...payment, reversed: index === reversed }));
        const without = payments.filter((_, index) => index !== reversed);
        expect(loanPosition(terms, marked, on)).toEqual(loanPosition(terms, without, on));
      }),
    );
  });

  it('closes at exactly zero when the payoff figure is paid, on any day, and stays closed', () => {
    run(
      fc.property(story, ({ terms, moves: steps, wait }) => {
        const payments = pay(terms, steps);
        const on = addDays(lastDay(terms, payments), wait);
        const { total } = payoffOn(terms, payments, on);
        expect(total).toBeGreaterThan(0n);
        const closed = [...payments, { on, amount: total }];
        for (const day of [on, addDays(on, 400)]) {
          expect(loanPosition(terms, closed, day)).toMatchObject({
            outstanding: 0n,
            overpaid: 0n,
            nextDueOn: null,
            nextDueAmount: 0n,
          });
        }
        expect(loanPosition(terms, [...closed, { on, amount: 7n }], on).overpaid).toBe(7n);
      }),
    );
  });

  it('does not care whether a payment came in two parts on one day', () => {
    run(
      fc.property(story, ({ terms, moves: steps, wait, part, cut }) => {
        const payments = pay(terms, steps);
        const on = addDays(lastDay(terms, payments), wait);
        const amount = (payoffOn(terms, payments, on).total * part) / 1000n;
        const first = (amount * cut) / 1001n;
        fc.pre(first > 0n && first < amount);
        const parts = [
          { on, amount: first },
          { on, amount: amount - first },
        ];
        for (const day of [on, addDays(on, 45)]) {
          const { allocations: whole, ...one } = loanPosition(terms, [...payments, { on, amount }], day);
          const { allocations, ...two } = loanPosition(terms, [...payments, ...parts], day);
          expect(two).toEqual(one);
          for (const component of ['principal', 'interest', 'penalty'] as const) {
            const sum = allocations.slice(-2).reduce((all, each) => all + each[component], 0n);
            expect(sum).toBe(whole.at(-1)?.[component]);
          }
        }
      }),
    );
  });

  it('refuses a payment before the start, and one of nothing', () => {
    const [terms] = fc.sample(anyTerms, 1) as [LoanTerms];
    expect(() => loanPosition(terms, [{ on: addDays(terms.startOn, -1), amount: 1n }], '2030-01-01')).toThrow(
      RangeError,
    );
    expect(() => loanPosition(terms, [{ on: terms.startOn, amount: 0n }], '2030-01-01')).toThrow(RangeError);
  });
});

describe('a payment over several instalments', () => {
  it('has one row for each, with the components that it paid of it', () => {
    const terms: LoanTerms = {
      principal: 1200_00n,
      annualRate: '0.12',
      interestMethod: 'flat',
      dayCount: '30/360',
      periodInterest: 'equal_periods',
      installments: 12,
      every: 1,
      unit: 'months',
      startOn: '2026-01-01',
      interestRounding: 'per_period',
      allocationOrder: ['penalty', 'fee', 'interest', 'principal'],
      earlyPaymentReducesInterest: false,
      prepaymentRebate: false,
      lateInterestRate: '0',
      graceDays: 0,
    };
    // Instalments of 112.00: 12.00 of interest and 100.00 of principal.
    const { allocations } = loanPosition(terms, [{ on: '2026-02-01', amount: 250_00n }], '2026-02-01');
    expect(allocations[0]?.rows).toEqual([
      { nr: 1, interest: 12_00n, principal: 100_00n, penalty: 0n },
      { nr: 2, interest: 12_00n, principal: 100_00n, penalty: 0n },
      { nr: 3, interest: 12_00n, principal: 14_00n, penalty: 0n },
    ]);
  });
});
