import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './dates.js';
import { NoSuchRate, type Flow } from './discounting.js';
import { internalRate } from './internal-rate.js';
import { xirr, type CashFlow } from './xirr.js';

/** The rate, or why there is none. */
const told = (flows: readonly Flow[], unitsPerYear = 1) => {
  try {
    return internalRate(flows, unitsPerYear);
  } catch (error) {
    if (error instanceof NoSuchRate) return [error.reason, ...error.rates].join(' ');
    throw error;
  }
};
const yearly = (...amounts: number[]): Flow[] =>
  amounts.map((amount, at) => ({ at, amount: BigInt(Math.round(amount * 100)) }));

const flows = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -500, max: 500 })), {
    minLength: 2,
    maxLength: 9,
  })
  .map((steps) => {
    let at = 0;
    return steps.map(([wait, amount]): Flow => ({ at: (at += wait), amount: BigInt(amount) }));
  });

/** Σ amount · e^(-growth · at), and the sum of the sizes of its terms. */
function value(of: readonly Flow[], growth: number) {
  let [sum, size] = [0, 0];
  for (const { at, amount } of of) {
    const term = Number(amount) * Math.exp(-growth * at);
    sum += term;
    size += Math.abs(term);
  }
  return { sum, size };
}

/** ln(1 + x) of all changes of sign on a fine grid of growth, found without the code under test. */
function scan(of: readonly Flow[]): number[] {
  const [step, reach] = [1 / 64, 14];
  const roots: number[] = [];
  for (let low = -reach; low < reach; low += step) {
    let [a, b] = [low, low + step];
    const negative = value(of, a).sum < 0;
    if (negative === value(of, b).sum < 0) continue;
    for (let i = 0; i < 60; i++) {
      const middle = (a + b) / 2;
      if (value(of, middle).sum < 0 === negative) a = middle;
      else b = middle;
    }
    roots.push((a + b) / 2);
  }
  return roots;
}

describe('an internal rate of return', () => {
  it('is, of several, the one nearest to zero growth', () => {
    const on = (date: string, amount: number): CashFlow => ({ on: date, amount: BigInt(amount) });
    const lent = [on('2020-01-01', -100_000), on('2021-01-01', 105_000), on('2021-07-01', -5050)];
    // Also -99.9995 % makes these balance, and means nothing to whoever lent 1000.00.
    expect(Number(xirr([...lent, on('2022-01-01', 10)]))).toBeCloseTo(-0.00039, 4);
    // 7v³ - 100v + 100 = 0 at v = 1.0908694 (-8.33 %) and at v = 3.1094 (-67.8 %).
    expect(Number(told(yearly(-100, 100, 0, -7)))).toBeCloseTo(1 / 1.0908694 - 1, 6);
    // (v - 0.8)(v - 0.5)(v - 2) · 1000 = -800 + 3000v - 3300v² + 1000v³: +25 %, not +100 % or -50 %.
    expect(told(yearly(-800, 3000, -3300, 1000))).toBe('0.2500000000');
    // The same backwards: 1/1.25, -20 %.
    expect(told(yearly(1000, -3300, 3000, -800))).toBe('-0.2000000000');
  });

  it('is ambiguous where a gain and a loss are equally near, and both are named', () => {
    // (v - 2)(v - 1/2) · 100.
    expect(told(yearly(100, -250, 100))).toBe('ambiguous -0.5000000000 1.0000000000');
    expect(told(yearly(-100, 250, -100))).toBe('ambiguous -0.5000000000 1.0000000000');
    // A cent decides.
    expect(told(yearly(-100.01, 250, -100))).toMatch(/^0\.99/);
    expect(told(yearly(-100, 250, -100.01))).toMatch(/^-0\.49/);
  });

  it('is found where the value only touches zero', () => {
    // (1.2v - 1)² · 100 and its negative, and -(v - 1.25)² · 16: no change of sign.
    expect(told(yearly(100, -240, 144))).toBe('0.2000000000');
    expect(told(yearly(-100, 240, -144))).toBe('0.2000000000');
    expect(told(yearly(-25, 40, -16))).toBe('-0.2000000000');
    // (1.1v - 1)² (v - 4) · 100: the touch at 10 % is nearer than the crossing at -75 %.
    expect(told(yearly(-400, 980, -704, 121))).toBe('0.1000000000');
  });

  it('is nothing only where nothing fits, and where it is beyond measure this is said', () => {
    expect(told(yearly(-100))).toBe('none');
    expect(told(yearly(-100, -5))).toBe('none');
    expect(told([])).toBe('none');
    expect(told(yearly(100, -150, 100))).toBe('none');
    expect(told([...yearly(-100), ...yearly(100)])).toBe('none');
    expect(() =>
      internalRate(
        [
          { at: 0, amount: -1n },
          { at: 1, amount: 2n },
        ],
        365,
      ),
    ).toThrow('the rate that fits is above 1,000,000 % a year');
    expect(() =>
      internalRate(
        [
          { at: 0, amount: -200n },
          { at: 7, amount: 1n },
        ],
        365,
      ),
    ).toThrow('the rate that fits is below -99.9999 % a year');
    expect(
      told(
        [
          { at: 0, amount: -1n },
          { at: 1, amount: 2n },
        ],
        365,
      ),
    ).toBe('out_of_range');
    // The ends of what is told.
    expect(told(yearly(-1, 10_001))).toBe('10000.0000000000');
    expect(told(yearly(-1, 10_001.01))).toBe('out_of_range');
    expect(told(yearly(-1_000_000, 1))).toBe('-0.9999990000');
    expect(told(yearly(-1_000_000.1, 1))).toBe('out_of_range');
  });

  it('does not mind flows of nothing, nor two of a day', () => {
    const [none, out, back] = [
      { at: 0, amount: 0n },
      { at: 1, amount: -100n },
      { at: 2, amount: 110n },
    ];
    expect(told([none, out, back, { at: 3, amount: 0n }])).toBe('0.1000000000');
    expect(told([back, none, { at: 1, amount: -150n }, { at: 1, amount: 50n }])).toBe('0.1000000000');
    expect(told([...yearly(0, -100, 0, 250, -100), { at: 3, amount: -10n }, { at: 3, amount: 10n }])).toBe(
      told(yearly(-100, 0, 250, -100)),
    );
  });

  it('is zero where as much came back as went out', () => {
    expect(told(yearly(-100, 30, 0, 70))).toBe('0.0000000000');
    expect(told(yearly(-100, 250, -200, 50))).toBe('0.0000000000');
  });

  it('agrees with a scan of all rates, for any flows', () => {
    let severalRoots = 0;
    const growthOf = (rate: string) => Math.abs(Math.log1p(Number(rate)));
    fc.assert(
      fc.property(flows, (given) => {
        const roots = scan(given).filter((growth) => growth < 9.2 && growth > -13.8);
        const [nearest, next] = roots.toSorted((a, b) => Math.abs(a) - Math.abs(b));
        // The scan does not see a touch, nor two roots within a step; those are above.
        const answer = told(given);
        if (answer === 'none' || answer === 'out_of_range') expect(roots).toEqual([]);
        else if (answer.startsWith('ambiguous'))
          expect(Math.abs(nearest ?? 0)).toBeCloseTo(Math.abs(next ?? 99), 8);
        else if (nearest === undefined || growthOf(answer) < Math.abs(nearest) - 1e-6) {
          const { sum, size } = value(given, Math.log1p(Number(answer)));
          expect(Math.abs(sum / size)).toBeLessThan(1e-9);
        } else expect(growthOf(answer)).toBeCloseTo(Math.abs(nearest), 5);
        if (roots.length > 1) severalRoots++;
      }),
      { numRuns: 200 },
    );
    expect(severalRoots).toBeGreaterThan(10);
  });

  it('makes the flows balance, and does not change with their size, their sign or the calendar', () => {
    fc.assert(
      fc.property(
        flows,
        fc.bigInt(2n, 10n ** 9n),
        fc.integer({ min: -3000, max: 3000 }),
        (given, factor, shift) => {
          const dated = given.map(({ at, amount }) => ({ on: addDays('2020-02-29', at * 97), amount }));
          const rate = (of: readonly CashFlow[]) => {
            try {
              return xirr(of);
            } catch (error) {
              return (error as NoSuchRate).reason;
            }
          };
          const answer = rate(dated);
          if (answer.includes('.')) {
            const { sum, size } = value(
              given.map(({ at, amount }) => ({ at: (at * 97) / 365, amount })),
              Math.log1p(Number(answer)),
            );
            expect(Math.abs(sum / size)).toBeLessThan(1e-4);
          }
          expect(rate(dated.map(({ on, amount }) => ({ on, amount: amount * factor })))).toBe(answer);
          expect(rate(dated.map(({ on, amount }) => ({ on, amount: -amount })))).toBe(answer);
          expect(rate(dated.map(({ on, amount }) => ({ on: addDays(on, shift), amount })))).toBe(answer);
          expect(rate(dated.toReversed())).toBe(answer);
          expect(rate([...dated, ...dated])).toBe(answer);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is quick for a lender with years of daily flows', () => {
    const daily = Array.from({ length: 3000 }, (_, at): Flow => ({
      at,
      amount: BigInt(((at * 7919) % 2003) - 1001),
    }));
    expect(told(daily, 365)).toMatch(/^-?\d+\.\d{10}$|^none$|^ambiguous|^out/);
  });
});
