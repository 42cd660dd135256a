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
    expect(nextActionOf(status, days, null, '2026-11-23')).toBe(action);
  });

  it.each([
    ['open', '2026-11-23', 'wait_for_promise'],
    ['open', '2026-12-01', 'wait_for_promise'],
    // Its date is over, and whether it was kept is not decided yet.
    ['open', '2026-11-22', 'call'],
    ['broken', '2026-11-01', 'broken_promise'],
    ['kept', '2026-11-01', 'call'],
    ['cancelled', '2026-12-01', 'call'],
  ] as const)('with a promise that is %s and due on %s: %s', (state, dueOn, action) => {
    expect(nextActionOf('overdue', 12, { state, dueOn }, '2026-11-23')).toBe(action);
  });

  it('puts a broken promise before what is due on a loan in default', () => {
    expect(nextActionOf('defaulted', 200, { state: 'broken', dueOn: '2026-11-01' }, '2026-11-23')).toBe(
      'broken_promise',
    );
  });
});
