import { describe, expect, it } from '@jest/globals';
import { aprEu, aprUs } from './apr.js';
import { xirr } from './xirr.js';

describe('rates of return', () => {
  it('a year at 10 % is 10 %, and nothing gained is 0', () => {
    const out = { on: '2025-01-01', amount: -100_000n };
    expect(xirr([out, { on: '2026-01-01', amount: 110_000n }])).toBe('0.1000000000');
    expect(xirr([out, { on: '2026-01-01', amount: 100_000n }])).toBe('0.0000000000');
    expect(xirr([{ on: '2026-01-01', amount: 50_000n }, out])).toBe('-0.5000000000');
  });

  it('flows of one sign have no return', () => {
    expect(() => xirr([{ on: '2025-01-01', amount: -1n }])).toThrow(RangeError);
    expect(() => xirr([])).toThrow(RangeError);
  });

  it('one payment after a month: US twelve times the month, EU compounded', () => {
    const credit = {
      amount: 100_000n,
      advancedOn: '2026-01-31',
      payments: [{ on: '2026-02-28', amount: 101_000n }],
    };
    expect(aprUs(credit, 1, 'months')).toBe('0.1200000000');
    expect(aprEu(credit)).toBe('0.1268250301');
    expect(aprUs({ ...credit, payments: [{ on: '2026-02-28', amount: 100_000n }] }, 1, 'months')).toBe(
      '0.0000000000',
    );
  });

  it('month ends count as whole months', () => {
    const payments = ['2026-02-28', '2026-03-31', '2026-04-30'].map((on) => ({ on, amount: 34_002n }));
    expect(Number(aprUs({ amount: 100_000n, advancedOn: '2026-01-31', payments }, 1, 'months'))).toBeCloseTo(
      0.12,
      4,
    );
  });

  it('weeks and odd days', () => {
    const credit = {
      amount: 100_000n,
      advancedOn: '2026-01-01',
      payments: [
        { on: '2026-01-10', amount: 50_500n },
        { on: '2026-01-17', amount: 50_500n },
      ],
    };
    expect(Number(aprUs(credit, 1, 'weeks'))).toBeCloseTo(0.2906, 4);
    expect(() =>
      aprUs({ ...credit, payments: [...credit.payments, { on: '2026-01-20', amount: 1n }] }, 1, 'weeks'),
    ).toThrow(RangeError);
  });
});
