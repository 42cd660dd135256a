import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { creditScore, NO_LOANS, type ScoreFacts } from '../lending/credit-score.js';
import { adviceOn, reasonOf, reasonsAgainst } from './score-explanations.js';

const ON = '2026-11-23';
const of = (facts: Partial<ScoreFacts>) => creditScore({ ...NO_LOANS, ...facts }, ON).contributions;

describe('the words of a credit score', () => {
  it('tell a good borrower from a bad one', () => {
    const good = of({ firstLoanOn: '2023-01-01', repaidOnTime: 2, repaidLate: 1, principalLent: 10n });
    expect(good.map(reasonOf)).toEqual([
      '3 loans are repaid, 2 of them on time.',
      'The first loan was 3 years ago.',
      'No loan was late in the last 24 months.',
      'Nothing is past due.',
      'No loan was in default in the last 60 months.',
      'No principal is owed.',
      'No loan is open.',
    ]);
    const bad = of({
      firstLoanOn: '2026-01-01',
      repaidLate: 1,
      daysLate: 130,
      daysPastDue: 8,
      defaults: 1,
      writeOffs: 2,
      openLoans: 2,
      principalOutstanding: 1n,
      principalLent: 3n,
    });
    expect(bad.map(reasonOf)).toEqual([
      '1 loan is repaid, after being late.',
      'The first loan was less than a year ago, or there was none.',
      'Loans were 120 days or more late in the last 24 months.',
      'A loan is 8 days past due.',
      '1 loan in default and 2 loans written off in the last 60 months.',
      '34 % of all the principal that was ever borrowed is still owed.',
      '2 loans are open.',
      'Scores range from 300 to 850; the points alone add up to 92.',
    ]);
  });

  it('name what costs most, worst first, or what is missing when nothing costs points', () => {
    expect(reasonsAgainst(of({ daysLate: 1, daysPastDue: 9, openLoans: 4, repaidOnTime: 1 }))).toEqual([
      'A loan is 9 days past due.',
      '4 loans are open.',
      'Loans were 1 day late in the last 24 months.',
    ]);
    expect(reasonsAgainst(of({}))).toEqual([
      'No loan is repaid yet.',
      'The first loan was less than a year ago, or there was none.',
    ]);
  });

  it('advise what brings points back, and advise nothing when no points are missing', () => {
    expect(adviceOn(of({ openLoans: 2 }))[0]).toEqual({
      on: 'open_loans',
      text: 'Paying off open loans until one is left brings 10 points back.',
    });
    expect(adviceOn(of({ firstLoanOn: '2019-01-01', repaidOnTime: 10, principalLent: 1n }))).toEqual([]);
    const begins = (facts: Partial<ScoreFacts>) =>
      adviceOn(of(facts)).map(({ text }) => text.split(' ').slice(0, 3).join(' '));
    const bad = { daysLate: 9, daysPastDue: 9, defaults: 1, openLoans: 2 };
    expect(begins({ ...bad, principalOutstanding: 1n, principalLent: 2n })).toEqual([
      'Paying what is',
      'Paying off open',
      'Every repayment lowers',
      'A loan repaid',
      'Every full year',
      'Late days stop',
      'A default stops',
    ]);
    expect(begins({})).toEqual(['A loan repaid', 'Every full year']);
  });

  it('are whole sentences for every possible score', () => {
    const facts = fc.record({
      firstLoanOn: fc.constantFrom(null, '2026-11-01', '2025-02-28', '2015-01-01'),
      repaidOnTime: fc.nat(20),
      repaidLate: fc.nat(20),
      daysLate: fc.nat(200),
      daysPastDue: fc.nat(200),
      defaults: fc.nat(3),
      writeOffs: fc.nat(3),
      openLoans: fc.nat(8),
      principalOutstanding: fc.bigInt(0n, 10n),
      principalLent: fc.bigInt(0n, 10n),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const contributions = of(given);
        const advice = adviceOn(contributions).map(({ text }) => text);
        for (const sentence of [...contributions.map(reasonOf), ...advice]) {
          expect(sentence).toMatch(/^[A-Z0-9][^.]*\.$/);
          expect(sentence).not.toMatch(/undefined|NaN|\b1 (days|loans|years|points)\b|\b0 /);
        }
      }),
    );
  });
});
