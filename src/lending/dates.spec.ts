import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonthsClipped, daysBetween, dueDate, isDate, monthsCovering } from './dates.js';
import { daysPastDue } from './days-past-due.js';

describe('dates', () => {
  it('counts a due date from the start, clipped to the month end', () => {
    const dues = [1, 2, 3, 13].map((k) => dueDate('2024-01-31', k, 1, 'months'));
    expect(dues).toEqual(['2024-02-29', '2024-03-31', '2024-04-30', '2025-02-28']);
    expect(dueDate('2024-12-25', 2, 2, 'weeks')).toBe('2025-01-22');
    expect(dueDate('2024-02-15', 1, 15, 'days')).toBe('2024-03-01');
    expect(addMonthsClipped('2024-03-31', -1)).toBe('2024-02-29');
  });

  it('agrees with the calendar of the runtime', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
        const expected = new Date(Date.UTC(2000, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
        expect(addDays('2000-01-01', days)).toBe(expected);
        expect(daysBetween('2000-01-01', expected)).toBe(days);
      }),
    );
  });

  it('knows a date from a text', () => {
    expect(['2024-02-29', '2000-02-29', '2026-12-31'].map(isDate)).toEqual([true, true, true]);
    for (const text of [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-1-1',
      '2024-01-01T00:00',
      '',
    ]) {
      expect(isDate(text)).toBe(false);
    }
    expect(() => daysBetween('2024-01-01', 'x')).toThrow(RangeError);
  });

  it('knows how many days each month has', () => {
    const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    lengths.forEach((length, index) => {
      const dayOf = (day: number) =>
        `2026-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      expect([0, 1, length, length + 1].map((day) => isDate(dayOf(day)))).toEqual([false, true, true, false]);
    });
  });

  it('counts due dates of several months, weeks and days', () => {
    expect([1, 4].map((k) => dueDate('2026-01-31', k, 3, 'months'))).toEqual(['2026-04-30', '2027-01-31']);
    expect(dueDate('2026-01-31', 4, 3, 'weeks')).toBe('2026-04-25');
    expect(dueDate('2026-01-31', 4, 3, 'days')).toBe('2026-02-12');
  });

  it('is one day past due the day after the due date', () => {
    const days = ['2026-01-31', '2026-02-01', '2026-02-02', '2026-03-01'].map((day) =>
      daysPastDue('2026-02-01', day),
    );
    expect(days).toEqual([0, 0, 1, 28]);
    expect(daysPastDue(null, '2026-03-01')).toBe(0);
  });

  it.each([
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-03-01', 2],
    ['2026-01-15', '2026-01-16', 1],
    ['2026-01-15', '2027-01-15', 12],
    ['2026-01-15', '2027-01-16', 13],
    ['2026-01-15', '2026-01-15', 0],
  ])('a term from %s to %s takes %i months', (from, to, months) => {
    expect(monthsCovering(from, to)).toBe(months);
  });
});
