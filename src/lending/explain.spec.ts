import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyTerms } from '../../test/support/any-terms.js';
import { addDays } from './dates.js';
import { explainInterest, type InterestExplanation } from './explain.js';
import { loanPosition, payoffOn } from './loan-position.js';
import { divideHalfEven } from './money.js';
import type { Payment } from './repayment.js';
import type { LoanTerms } from './terms.js';

const TERMS: LoanTerms = {
  principal: 100_000n,
  annualRate: '0.05',
  interestMethod: 'declining_balance',
  dayCount: 'actual/365',
  periodInterest: 'actual_days',
  installments: 2,
  every: 1,
  unit: 'months',
  startOn: '2026-01-01',
  interestRounding: 'per_period',
};
const story = fc.record({
  terms: anyTerms,
  moves: fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 2000 })), {
    maxLength: 6,
  }),
  wait: fc.integer({ min: 0, max: 90 }),
});

/** Payments of some 2000ths of each day's payoff figure, days apart. */
function pay(terms: LoanTerms, moves: readonly (readonly [number, number])[]): Payment[] {
  const payments: Payment[] = [];
  let on = terms.startOn;
  for (const [days, part] of moves) {
    on = addDays(on, days);
    const amount = (payoffOn(terms, payments, on).total * BigInt(part)) / 2000n;
    if (amount > 0n) payments.push({ on, amount });
  }
  return payments;
}

function eachLoan(
  check: (rows: InterestExplanation[], terms: LoanTerms, payments: Payment[], on: string) => void,
) {
  fc.assert(
    fc.property(story, ({ terms, moves, wait }) => {
      const payments = pay(terms, moves);
      const on = addDays(payments.at(-1)?.on ?? terms.startOn, wait);
      check(explainInterest(terms, payments, on), terms, payments, on);
    }),
    { numRuns: 150 },
  );
}

/** A decimal text in units of 10^-digits. */
const scaled = (text: string, digits: number) => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
};
const rounded = (text: string) => {
  const digits = text.split('.')[1]?.length ?? 0;
  return divideHalfEven(scaled(text, digits), 10n ** BigInt(digits));
};
const near = (a: bigint, b: bigint, by: bigint) => a - b <= by && b - a <= by;
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, amount) => all + amount, 0n);

describe('the explanation of interest', () => {
  it('comes to the interest and the penalty of every row, whatever the terms and payments', () => {
    eachLoan((rows, terms, payments, on) => {
      const { installments } = loanPosition(terms, payments, on);
      const figures = rows.map((row) => ({
        nr: row.nr,
        interest: row.rounded + row.carriedIn - row.carriedOut - row.rebated,
        penalty: row.penalty.rounded,
      }));
      expect(figures).toEqual(installments.map(({ nr, interest, penalty }) => ({ nr, interest, penalty })));
      expect(rows.map(({ interest }) => interest)).toEqual(installments.map(({ interest }) => interest));
    });
  });

  it('can be followed by hand: the texts, rounded half-even, are the figures', () => {
    eachLoan((rows) => {
      let before = 0n;
      for (const { running, exact, rounded: figure, penalty } of rows) {
        if (running) expect(running.before).toBe(before);
        expect(figure).toBe(running ? rounded(running.exact) - running.before : rounded(exact));
        expect(penalty.rounded).toBe(rounded(penalty.exact));
        before += figure;
      }
    });
  });

  it('has segments that add up and cover the period without a gap', () => {
    eachLoan((rows, terms, payments, on) => {
      const { installments } = loanPosition(terms, payments, on);
      let from = terms.startOn;
      for (const [index, { segments, exact, penalty }] of rows.entries()) {
        for (const segment of segments) {
          expect(segment.from).toBe(from);
          expect(segment.days).toBeGreaterThan(0);
          from = segment.to;
        }
        expect(from).toBe(installments[index]?.dueOn);
        for (const part of [{ segments, exact }, penalty]) {
          const total = sum(part.segments.map((segment) => scaled(segment.exact, 10)));
          if (!near(total, scaled(part.exact, 10), 10n)) throw new Error(`row ${String(index + 1)}`);
        }
      }
    });
  });

  it('carries interest between rows without losing any', () => {
    eachLoan((rows) => {
      expect(sum(rows.map(({ carriedIn }) => carriedIn))).toBe(sum(rows.map(({ carriedOut }) => carriedOut)));
    });
  });

  it('shows the real balances of a period that was paid into, and what moved to the next row', () => {
    const [first, second] = explainInterest(TERMS, [{ on: '2026-01-16', amount: 50_308n }], '2026-01-16');
    expect(first).toMatchObject({
      rate: '0.05',
      segments: [
        { from: '2026-01-01', to: '2026-01-16', days: 15, balance: 100_000n, yearFraction: '15/365' },
        { from: '2026-01-16', to: '2026-02-01', days: 16, balance: 49_897n, yearFraction: '16/365' },
      ],
      rounded: 315n,
      carriedIn: 0n,
      carriedOut: 110n,
      interest: 205n,
    });
    expect(first?.segments[0]?.exact).toBe('205.4794520548');
    expect(second).toMatchObject({ carriedIn: 110n, carriedOut: 0n });
  });

  it('shows the running total of a flat loan that is rounded per loan', () => {
    const terms: LoanTerms = {
      ...TERMS,
      interestMethod: 'flat',
      interestRounding: 'per_loan',
      periodInterest: 'equal_periods',
      installments: 12,
    };
    const rows = explainInterest(terms, [], terms.startOn);
    expect(rows[1]).toMatchObject({
      segments: [{ days: 28, balance: 100_000n, yearFraction: '1/12', exact: '416.6666666667' }],
      exact: '416.6666666667',
      running: { exact: '833.3333333333', before: 417n },
      rounded: 416n,
      interest: 416n,
    });
    expect(sum(rows.map(({ interest }) => interest))).toBe(5000n);
  });

  it('shows what late interest ran on', () => {
    const terms = { ...TERMS, lateInterestRate: '0.1', graceDays: 3 };
    const payments = [{ on: '2026-02-11', amount: 20_000n }];
    const [row] = explainInterest(terms, payments, '2026-02-21');
    expect(row?.penalty.segments).toEqual([
      { from: '2026-02-04', to: '2026-02-11', days: 7, amount: 50_308n, exact: '96.4810958904' },
      { from: '2026-02-11', to: '2026-02-21', days: 10, amount: 30_404n, exact: '83.2986301370' },
    ]);
    expect(row?.penalty).toMatchObject({ rate: '0.1', exact: '179.7797260274', rounded: 180n });
  });

  it('shows no late interest on an instalment of which nothing was left', () => {
    const terms = { ...TERMS, lateInterestRate: '0.1', installments: 1 };
    const paid = [{ on: '2026-02-11', amount: payoffOn(terms, [], '2026-02-11').total }];
    const [row] = explainInterest(terms, paid, '2026-03-01');
    expect(row?.penalty.segments.map(({ from, to }) => [from, to])).toEqual([['2026-02-01', '2026-02-11']]);
  });

  it('writes fractions in the terms of the day count', () => {
    const fractions = (changes: Partial<LoanTerms>) =>
      explainInterest({ ...TERMS, ...changes }, [], TERMS.startOn).map(({ segments }) =>
        segments.map(({ yearFraction }) => yearFraction).join(' '),
      );
    expect(fractions({ dayCount: '30/360' })).toEqual(['30/360', '30/360']);
    expect(fractions({ dayCount: 'actual/360' })).toEqual(['31/360', '28/360']);
    expect(fractions({ dayCount: 'actual/actual', startOn: '2024-01-01' })).toEqual(['31/366', '29/366']);
    // Not in lowest terms: 5/61 is the length of nothing.
    expect(fractions({ dayCount: 'actual/actual', startOn: '2024-04-01' })).toEqual(['30/366', '31/366']);
    expect(fractions({ dayCount: 'actual/actual', startOn: '2025-04-01' })).toEqual(['30/365', '31/365']);
    expect(fractions({ dayCount: 'actual/actual', startOn: '2023-12-15', installments: 1 })).toEqual([
      '5666/66795',
    ]);
    expect(fractions({ periodInterest: 'equal_periods', unit: 'weeks' })).toEqual(['1/52', '1/52']);
  });
});
