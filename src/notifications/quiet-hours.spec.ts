import { describe, expect, it } from '@jest/globals';
import { loudFrom } from './quiet-hours.js';

describe('quiet hours', () => {
  it.each([
    ['2026-11-23T08:00:00Z', 'UTC', null],
    ['2026-11-23T19:59:59Z', 'UTC', null],
    ['2026-11-23T20:00:00Z', 'UTC', '2026-11-24T08:00:00.000Z'],
    ['2026-11-23T23:30:00Z', 'UTC', '2026-11-24T08:00:00.000Z'],
    ['2026-11-23T00:00:00Z', 'UTC', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T07:59:00Z', 'UTC', '2026-11-23T08:00:00.000Z'],
    // 21:10 in Lagos, 01:25 in Kathmandu.
    ['2026-11-23T20:10:00Z', 'Africa/Lagos', '2026-11-24T07:00:00.000Z'],
    ['2026-11-23T19:40:00Z', 'Asia/Kathmandu', '2026-11-24T02:15:00.000Z'],
  ])('at %s in %s last until %s', (now, zone, until) => {
    expect(loudFrom(new Date(now), zone)?.toISOString() ?? null).toBe(until);
  });
});
