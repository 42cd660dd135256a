import { describe, expect, it } from '@jest/globals';
import { dateAt, endOf, type Calendar } from './calendar.js';

const UTC: Calendar = { timeZone: 'UTC', closingHour: 24, daysAhead: 0 };

function dateOf(instant: string, calendar: Partial<Calendar> = {}): string {
  return dateAt({ ...UTC, ...calendar }, Date.parse(instant));
}

describe('the business date by the calendar', () => {
  it.each([
    ['UTC', '2026-11-23T23:59:59.999Z', '2026-11-23'],
    ['UTC', '2026-11-24T00:00:00.000Z', '2026-11-24'],
    ['Europe/Berlin', '2026-11-23T22:59:59.999Z', '2026-11-23'],
    ['Europe/Berlin', '2026-11-23T23:00:00.000Z', '2026-11-24'],
    ['Europe/Berlin', '2026-07-23T21:59:59.999Z', '2026-07-23'],
    ['Europe/Berlin', '2026-07-23T22:00:00.000Z', '2026-07-24'],
    ['America/New_York', '2026-11-24T04:59:59.999Z', '2026-11-23'],
    ['America/New_York', '2026-11-24T05:00:00.000Z', '2026-11-24'],
    ['Asia/Kathmandu', '2026-11-23T18:14:59.999Z', '2026-11-23'],
    ['Asia/Kathmandu', '2026-11-23T18:15:00.000Z', '2026-11-24'],
    // The date line: the first and the last to see a day.
    ['Pacific/Kiritimati', '2026-11-23T10:00:00.000Z', '2026-11-24'],
    ['Pacific/Pago_Pago', '2026-11-24T10:59:59.999Z', '2026-11-23'],
  ])('is the local one: %s at %s', (timeZone, instant, date) => {
    expect(dateOf(instant, { timeZone })).toBe(date);
  });

  it.each([
    ['UTC', 18, '2026-11-23T17:59:59.999Z', '2026-11-23'],
    ['UTC', 18, '2026-11-23T18:00:00.000Z', '2026-11-24'],
    ['UTC', 1, '2026-11-23T00:59:59.999Z', '2026-11-23'],
    ['UTC', 1, '2026-11-23T01:00:00.000Z', '2026-11-24'],
    ['America/New_York', 17, '2026-12-31T22:00:00.000Z', '2027-01-01'],
    // The nights in which clocks change: the hour on the wall decides.
    ['Europe/Berlin', 1, '2026-03-28T23:59:59.999Z', '2026-03-29'],
    ['Europe/Berlin', 1, '2026-03-29T00:00:00.000Z', '2026-03-30'],
    ['Europe/Berlin', 3, '2026-03-29T00:59:59.999Z', '2026-03-29'],
    ['Europe/Berlin', 3, '2026-03-29T01:00:00.000Z', '2026-03-30'],
    ['Europe/Berlin', 3, '2026-10-25T01:59:59.999Z', '2026-10-25'],
    ['Europe/Berlin', 3, '2026-10-25T02:00:00.000Z', '2026-10-26'],
  ])('ends at the closing hour: %s, %i h, at %s', (timeZone, closingHour, instant, date) => {
    expect(dateOf(instant, { timeZone, closingHour })).toBe(date);
  });

  it.each([
    ['UTC', 24, '2026-11-23T10:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['UTC', 18, '2026-11-23T17:59:59.999Z', '2026-11-23T18:00:00.000Z'],
    ['UTC', 18, '2026-11-23T18:00:00.000Z', '2026-11-24T18:00:00.000Z'],
    ['Europe/Berlin', 24, '2026-10-25T10:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['Asia/Kathmandu', 24, '2026-11-23T18:15:00.000Z', '2026-11-24T18:15:00.000Z'],
  ])('ends: %s, %i h, from %s at %s', (timeZone, closingHour, instant, end) => {
    const calendar = { timeZone, closingHour, daysAhead: 3 };
    const from = Date.parse(instant);
    expect(endOf(calendar, dateAt(calendar, from), from).toISOString()).toBe(end);
  });

  it('ends as many days later as it is ahead of the calendar', () => {
    const from = Date.parse('2026-11-23T10:00:00Z');
    expect(endOf(UTC, '2026-11-24', from).toISOString()).toBe('2026-11-25T00:00:00.000Z');
    expect(endOf(UTC, '2027-01-31', from).toISOString()).toBe('2027-02-01T00:00:00.000Z');
  });

  it.each(['Europe/Berlin', 'America/New_York', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Beirut'])(
    'never goes back in %s, whatever the closing hour, and every date comes',
    (timeZone) => {
      for (const closingHour of [1, 2, 3, 18, 24]) {
        const seen: string[] = [];
        for (
          let at = Date.parse('2026-01-01T12:00:00Z');
          at < Date.parse('2026-12-31T12:00:00Z');
          at += 30 * 60_000
        ) {
          const date = dateAt({ timeZone, closingHour, daysAhead: 0 }, at);
          if (date !== seen.at(-1)) seen.push(date);
        }
        expect(seen).toEqual([...new Set(seen)].sort());
        expect(seen.length).toBeGreaterThanOrEqual(364);
      }
    },
  );

  it('is as many days ahead as the sandbox', () => {
    expect(dateOf('2026-02-27T10:00:00Z', { daysAhead: 2 })).toBe('2026-03-01');
    expect(dateOf('2026-02-27T20:00:00Z', { daysAhead: 2, closingHour: 18 })).toBe('2026-03-02');
  });
});
