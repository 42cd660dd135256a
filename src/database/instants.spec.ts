import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInstant, shownInstant } from './instants.js';

/** As PostgreSQL writes an instant in UTC: microseconds without trailing zeros. */
function asStored(at: Date, micros: number): string {
  const [date, time] = at.toISOString().split(/[TZ]/);
  const decimals = `${String(time?.slice(9))}${String(micros).padStart(3, '0')}`.replace(/0+$/, '');
  return `${String(date)} ${String(time?.slice(0, 8))}${decimals === '' ? '' : `.${decimals}`}+00`;
}

describe('instants', () => {
  it.each([
    ['2026-11-23 10:00:00+00', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23 10:00:00.5+00', '2026-11-23T10:00:00.500Z'],
    ['2026-11-23 10:00:00.05+00', '2026-11-23T10:00:00.050Z'],
    ['2026-11-23 10:00:00.999999+00', '2026-11-23T10:00:00.999Z'],
    ['2026-11-23 12:00:00.123+02', '2026-11-23T10:00:00.123Z'],
    ['2026-11-23T10:00:00.123Z', '2026-11-23T10:00:00.123Z'],
  ])('%s is shown as %s', (stored, shown) => {
    expect(shownInstant(stored)).toBe(shown);
  });

  it('are shown as they would be read', () => {
    const years = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), fc.nat(999), (at, micros) => {
        const stored = asStored(at, micros);
        expect(readInstant(stored)).toEqual(at);
        expect(shownInstant(stored)).toBe(at.toISOString());
      }),
    );
  });
});
