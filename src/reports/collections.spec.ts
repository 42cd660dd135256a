import { describe, expect, it } from '@jest/globals';
import { nextActionOf } from './collections.dto.js';

describe('what to do about a late loan', () => {
  it.each([
    ['active', 4, 'remind'],
    ['overdue', 1, 'remind'],
    ['overdue', 7, 'remind'],
    ['overdue', 8, 'call'],
    ['overdue', 30, 'call'],
    ['overdue', 31, 'visit_or_letter'],
    ['overdue', 89, 'visit_or_letter'],
    // The bank may wait for longer before it calls a loan defaulted.
    ['overdue', 300, 'visit_or_letter'],
    ['defaulted', 1, 'default_notice'],
    ['defaulted', 179, 'default_notice'],
    ['defaulted', 180, 'write_off_review'],
  ] as const)('of status %s, %i days past due: %s', (status, days, action) => {
    expect(nextActionOf(status, days)).toBe(action);
  });
});
