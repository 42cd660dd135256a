import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dueDate } from './dates.js';
import { periodRates } from './declining-schedule.js';
import { divideHalfEven } from './money.js';
import { isLevel } from './level-payment.js';
import { periodsOf } from './periods.js';
import { installmentTotal } from './installment.js';
import { assertAmortises, buildSchedule, DoesNotAmortise } from './schedule.js';
import type { LoanTerms } from './terms.js';

const terms: LoanTerms = {
  principal: 10_000_000n,
  annualRate: '0.24',
  interestMethod: 'declining_balance',
  dayCount: 'actual/365',
  periodInterest: 'actual_days',
  installments: 360,
  every: 1,
  unit: 'months',
  startOn: '2026-01-01',
  interestRounding: 'per_period',
};
const totals = (of: LoanTerms) => buildSchedule(of).map(installmentTotal);

const anyTerms: fc.Arbitrary<LoanTerms> = fc
  .record({
    principal: fc.bigInt(10_000n, 5_000_000n),
    annualRate: fc.constantFrom('0', '0.05', '0.0999', '0.24', '0.36', '0.6', '1.2', '3'),
    dayCount: fc.constantFrom('30/360', 'actual/365', 'actual/360', 'actual/actual', '30/actual'),
    periodInterest: fc.constantFrom('actual_days', 'equal_periods'),
    installments: fc.oneof(fc.integer({ min: 1, max: 36 }), fc.integer({ min: 37, max: 120 })),
    every: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom('days', 'weeks', 'months'),
    startOn: fc.integer({ min: 0, max: 800 }).map((days) => addDays('2023-10-15', days)),
    wait: fc.option(fc.integer({ min: 1, max: 500 })),
  })
  .map(({ wait, ...given }): LoanTerms => ({
    ...given,
    interestMethod: 'declining_balance',
    interestRounding: 'per_period',
    ...(wait === null ? {} : { firstDueOn: addDays(given.startOn, wait) }),
  }));

/** What the last row asks for when the others ask for `payment`: rule 5 written down once more. */
function lastWith(payment: bigint, of: LoanTerms): bigint {
  const { numerators, denominator } = periodRates(of, periodsOf(of));
  let [balance, carried] = [of.principal, 0n];
  numerators.forEach((numerator, index) => {
    carried += divideHalfEven(balance * numerator, denominator);
    if (index === numerators.length - 1) return;
    const interest = carried < payment ? carried : payment;
    carried -= interest;
    balance -= payment - interest < balance ? payment - interest : balance;
  });
  return balance + carried;
}
const isRepayable = (of: LoanTerms) => {
  try {
    assertAmortises(of);
    return true;
  } catch (error) {
    if (error instanceof DoesNotAmortise) return false;
    throw error;
  }
};
const gap = (payment: bigint, of: LoanTerms) => {
  const difference = lastWith(payment, of) - payment;
  return difference < 0n ? -difference : difference;
};

describe('the equal instalment', () => {
  // By rational arithmetic over all instalments from 2000.00 to 2020.00: 2001.11 leaves 2223.35, 2001.12 1710.38.
  it('ends level over thirty years of months that differ in length', () => {
    const rows = totals(terms);
    expect(new Set(rows.slice(0, -1))).toEqual(new Set([200_111n]));
    expect(rows.at(-1)).toBe(222_335n);
  });

  it('ends level where the interest of a long month is more than the instalment', () => {
    const rows = buildSchedule({ ...terms, annualRate: '1.2', installments: 60 });
    expect(rows[0]).toMatchObject({ principal: 0n, interest: 1_000_411n });
    expect(rows.at(-1)).toMatchObject({ balance: 0n });
    expect(installmentTotal(rows.at(-1) as (typeof rows)[number])).toBe(1_000_065n);
  });

  it('ends level after a first period of years', () => {
    const irregular = { ...terms, principal: 100_000n, installments: 12, firstDueOn: '2031-01-01' };
    expect(totals(irregular)).toEqual([...Array<bigint>(11).fill(19_808n), 19_812n]);
    // Flat, the first row asks for the interest of its years, and the others share what is left.
    expect(totals({ ...irregular, interestMethod: 'flat' })).toEqual([
      120_066n,
      ...Array<bigint>(10).fill(11_087n),
      11_091n,
    ]);
  });

  it('could not be a unit more or less and end more level, whatever the terms', () => {
    fc.assert(
      fc.property(anyTerms, (of) => {
        fc.pre(of.installments > 1 && isRepayable(of));
        const rows = totals(of);
        const payment = rows[0] as bigint;
        const last = rows.at(-1) as bigint;
        expect(new Set(rows.slice(0, -1)).size).toBe(1);
        const own = last > payment ? last - payment : payment - last;
        expect(last).toBe(lastWith(payment, of));
        // Within half a unit a row it is not improved (rule 6).
        if (own <= BigInt(rows.length) / 2n) return;
        expect([payment - 1n, payment + 1n].filter((other) => gap(other, of) < own)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('asks for something in every row and at most twice the instalment in the last, where terms amortise', () => {
    let refused = 0;
    fc.assert(
      fc.property(anyTerms, (of) => {
        const rows = totals(of);
        const isLevel = rows.every((row) => row > 0n) && (rows.at(-1) as bigint) <= 2n * (rows[0] as bigint);
        expect(isRepayable(of)).toBe(isLevel);
        if (!isLevel) refused++;
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  it('is refused in words where interest eats it up, and only there', () => {
    const eaten: LoanTerms = {
      ...terms,
      principal: 10_000n,
      dayCount: '30/360',
      annualRate: '3',
      installments: 37,
    };
    expect(() => {
      assertAmortises(eaten);
    }).toThrow('equal instalments cannot repay this amount at this rate over this term');
    assertAmortises({ ...eaten, installments: 12 });
    assertAmortises({ ...eaten, principal: 10_000_000n });
    assertAmortises({ ...eaten, interestMethod: 'flat' });
    // Five cents in twelve parts have rows of nothing at any rate.
    assertAmortises({ ...terms, principal: 5n, installments: 12 });
    assertAmortises({ ...terms, principal: 5n, installments: 12, interestMethod: 'flat' });
  });

  it('is level up to a last row of twice as much', () => {
    const of = (...amounts: bigint[]) => ({
      payment: 10n,
      rows: amounts.map((principal, index) => ({
        nr: index + 1,
        dueOn: '2026-01-01',
        days: 30,
        principal,
        interest: 0n,
        balance: 0n,
      })),
    });
    const levels = [of(10n, 20n), of(10n, 21n), of(10n, 1n), of(10n, 0n), of(0n, 10n), of(30n, 10n)].map(
      isLevel,
    );
    expect(levels).toEqual([true, false, true, false, false, true]);
  });

  it('falls due as often as the terms say', () => {
    expect(buildSchedule(terms).map(({ dueOn }) => dueOn)).toEqual(
      Array.from({ length: 360 }, (_, k) => dueDate('2026-01-01', k + 1, 1, 'months')),
    );
  });
});
