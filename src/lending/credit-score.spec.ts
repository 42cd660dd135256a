import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  creditScore,
  DEFAULT_MONTHS,
  LATE_MONTHS,
  MOST_DAYS_PAST_DUE,
  NO_LOANS,
  SCORE,
  type ContributionName,
  type ScoreFacts,
} from './credit-score.js';
import { addDays, addMonthsClipped } from './dates.js';

const ON = '2026-11-23';
const BORROWER: ScoreFacts = { ...NO_LOANS, firstLoanOn: '2024-03-31' };
const of = (facts: Partial<ScoreFacts>, on = ON) => creditScore({ ...BORROWER, ...facts }, on);
const pointsOf = (name: ContributionName, facts: Partial<ScoreFacts>, on = ON) =>
  of(facts, on).contributions.find((one) => one.name === name)?.points;

const date = fc.integer({ min: 0, max: 7000 }).map((days) => addDays('2015-01-01', days));
const count = fc.integer({ min: 0, max: 40 });
const days = fc.integer({ min: 0, max: 400 });
const facts: fc.Arbitrary<ScoreFacts> = fc.record({
  firstLoanOn: fc.option(date),
  repaidOnTime: count,
  repaidLate: count,
  daysLate: days,
  lateUntil: fc.option(date),
  daysPastDue: days,
  defaults: fc.integer({ min: 0, max: 6 }),
  writeOffs: fc.integer({ min: 0, max: 6 }),
  defaultUntil: fc.option(date),
  openLoans: count,
  principalOutstanding: fc.bigInt({ min: 0n, max: 10n ** 15n }),
  principalLent: fc.bigInt({ min: 0n, max: 10n ** 15n }),
});
const holds = (property: fc.IProperty<unknown[]>) => {
  fc.assert(property as fc.IProperty<unknown>, { numRuns: 500 });
};

describe('the credit score', () => {
  it('of no loans has facts that are all nothing', () => {
    const { firstLoanOn, lateUntil, defaultUntil, principalOutstanding, principalLent, ...counts } = NO_LOANS;
    expect([firstLoanOn, lateUntil, defaultUntil]).toEqual([null, null, null]);
    expect([principalOutstanding, principalLent]).toEqual([0n, 0n]);
    expect(new Set(Object.values(counts))).toEqual(new Set([0]));
  });

  it('of somebody who has never borrowed is neutral, and stays so', () => {
    const { score, contributions, changesOn } = creditScore(NO_LOANS, ON);
    expect({ score, changesOn }).toEqual({ score: 600, changesOn: null });
    expect(contributions.map(({ points }) => points)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('is 850 after ten loans on time and five years', () => {
    const best = of({ repaidOnTime: 10, principalLent: 1000n, firstLoanOn: '2021-11-23' });
    expect(best).toMatchObject({ score: 850, changesOn: null });
  });

  it('never falls below 300, and shows what the limit gives back', () => {
    const worst = of({
      daysLate: 500,
      daysPastDue: 500,
      defaults: 2,
      writeOffs: 3,
      openLoans: 9,
      principalOutstanding: 10n,
      principalLent: 10n,
    });
    expect(worst.score).toBe(300);
    // 600 + 40 for two years - 150 - 140 - 300 - 40 - 40.
    expect(worst.contributions.at(-1)).toEqual({ name: 'limit', points: 330, inputs: { sum: -30 } });
  });

  it.each([
    [0, 0],
    [1, -2],
    [30, -60],
    [31, -61],
    [120, -150],
    [900, -150],
  ])('%i late days make %i points', (daysLate, points) => {
    expect(pointsOf('days_late', { daysLate })).toBe(points);
  });

  it.each([
    [0, 0],
    [1, -15],
    [7, -15],
    [8, -40],
    [30, -40],
    [31, -80],
    [61, -110],
    [89, -110],
    [90, -140],
    [700, -140],
  ])('%i days past due make %i points', (daysPastDue, points) => {
    expect(pointsOf('past_due', { daysPastDue })).toBe(points);
  });

  it.each([
    [1, 0, -80],
    [0, 1, -160],
    [1, 1, -240],
    [4, 0, -300],
    [9, 9, -300],
  ])('%i defaults and %i write-offs make %i points', (defaults, writeOffs, points) => {
    expect(pointsOf('defaults', { defaults, writeOffs })).toBe(points);
  });

  it.each([
    [0n, 1000n, 0],
    [1n, 1000n, 0],
    [24n, 1000n, -1],
    [500n, 1000n, -20],
    [1000n, 1000n, -40],
    [1n, 3n, -13],
  ])('owing %s of %s makes %i points', (principalOutstanding, principalLent, points) => {
    expect(pointsOf('amount_owed', { principalOutstanding, principalLent })).toBe(points);
  });

  it.each([
    [0, 0],
    [1, 0],
    [2, -10],
    [5, -40],
    [70, -40],
  ])('%i open loans make %i points', (openLoans, points) => {
    expect(pointsOf('open_loans', { openLoans })).toBe(points);
  });

  it('counts one repaid loan for each month since the first, and one more', () => {
    const twelve = { repaidOnTime: 2, repaidLate: 10, firstLoanOn: '2026-08-31' };
    expect(of(twelve, '2026-11-29')).toMatchObject({ changesOn: '2026-11-30' });
    // Two months by then: three loans, those on time first.
    expect(pointsOf('repaid_loans', twelve, '2026-11-29')).toBe(35);
    // 30 November is three months after 31 August.
    expect(pointsOf('repaid_loans', twelve, '2026-11-30')).toBe(40);
    expect(pointsOf('repaid_loans', { repaidOnTime: 9, firstLoanOn: ON })).toBe(15);
  });

  it.each([
    ['2026-03-30', 20],
    ['2026-03-31', 40],
    ['2029-03-30', 80],
    ['2029-03-31', 100],
    ['2036-03-31', 100],
  ])('on %s the relationship makes %i points', (on, points) => {
    expect(pointsOf('relationship', {}, on)).toBe(points);
  });

  it('changes by itself when a year is full, or late days or a default stop counting', () => {
    expect(of({}).changesOn).toBe('2027-03-31');
    expect(of({ lateUntil: '2024-12-15' }).changesOn).toBe('2026-12-16');
    expect(of({ defaultUntil: '2022-02-28' }).changesOn).toBe('2027-03-01');
    expect(of({ firstLoanOn: '2018-01-01' }).changesOn).toBeNull();
    expect([LATE_MONTHS, DEFAULT_MONTHS]).toEqual([24, 60]);
  });

  it('is from 300 to 850, an integer, and exactly the base and the points', () => {
    holds(
      fc.property(facts, date, (given, on) => {
        const { score, contributions } = creditScore(given, on);
        expect(Number.isInteger(score) && score >= SCORE.min && score <= SCORE.max).toBe(true);
        const sum = contributions.reduce<number>((total, { points }) => total + points, SCORE.base);
        expect(sum).toBe(score);
        const limited = contributions.some(({ name }) => name === 'limit');
        expect(limited).toBe(contributions.some(({ name, points }) => name === 'limit' && points !== 0));
      }),
    );
  });

  it('is the same whenever it is computed from the same facts', () => {
    holds(
      fc.property(facts, date, (given, on) => {
        expect(creditScore({ ...given }, on)).toEqual(creditScore(given, on));
      }),
    );
  });

  it.each(['daysLate', 'daysPastDue', 'defaults', 'writeOffs', 'openLoans'] as const)(
    'is never higher with more %s',
    (fact) => {
      holds(
        fc.property(facts, date, count, (given, on, more) => {
          const worse = { ...given, [fact]: given[fact] + more };
          expect(creditScore(worse, on).score).toBeLessThanOrEqual(creditScore(given, on).score);
        }),
      );
    },
  );

  it('shows days past due as they are, up to as many as count', () => {
    const shown = (daysPastDue: number) =>
      of({ daysPastDue, openLoans: 1 }).contributions.find(({ name }) => name === 'past_due')?.inputs;
    expect(shown(7)).toEqual({ days: 7 });
    expect(shown(9999)).toEqual({ days: MOST_DAYS_PAST_DUE });
  });

  it('shows exactly a half that is owed as 50 percent, and a unit more as 51', () => {
    const shown = (principalOutstanding: bigint) =>
      of({ principalOutstanding, principalLent: 1000n }).contributions.find(
        ({ name }) => name === 'amount_owed',
      )?.inputs;
    expect(shown(500n)).toEqual({ percent: 50 });
    expect(shown(501n)).toEqual({ percent: 51 });
  });

  it('counts what is owed of the smallest loan', () => {
    expect(pointsOf('amount_owed', { principalOutstanding: 1n, principalLent: 1n })).toBe(-40);
    expect(pointsOf('amount_owed', { principalOutstanding: 0n, principalLent: 1n })).toBe(0);
  });

  it('is never higher with more principal owed, also of another loan', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    holds(
      fc.property(facts, date, amount, amount, (given, on, owed, lent) => {
        const [small, large] = owed < lent ? [owed, lent] : [lent, owed];
        const before = { ...given, principalOutstanding: small, principalLent: large };
        const more = { ...before, principalOutstanding: large };
        const another = {
          ...before,
          openLoans: given.openLoans + 1,
          principalOutstanding: small + 100n,
          principalLent: large + 100n,
        };
        for (const worse of [more, another]) {
          expect(creditScore(worse, on).score).toBeLessThanOrEqual(creditScore(before, on).score);
        }
      }),
    );
  });

  it.each(['repaidOnTime', 'repaidLate'] as const)('is never lower with one more of %s', (fact) => {
    holds(
      fc.property(facts, date, (given, on) => {
        const better = { ...given, [fact]: given[fact] + 1 };
        expect(creditScore(better, on).score).toBeGreaterThanOrEqual(creditScore(given, on).score);
      }),
    );
  });

  it('stays as it is until the date on which it says it changes, when only time passes', () => {
    const ahead = fc.integer({ min: 1, max: 800 });
    holds(
      fc.property(facts, date, ahead, (given, on, wait) => {
        const { score, changesOn } = creditScore(given, on);
        const later = addDays(on, wait);
        if (changesOn !== null && later >= changesOn) return;
        expect(creditScore(given, later).score).toBe(score);
      }),
    );
  });

  it('names a change after the date it was asked for', () => {
    holds(
      fc.property(facts, date, (given, on) => {
        const { changesOn } = creditScore(given, on);
        expect(changesOn === null || changesOn > on).toBe(true);
      }),
    );
    expect(addMonthsClipped('2024-03-31', 36)).toBe('2027-03-31');
  });
});
