import { describe, expect, it } from '@jest/globals';
import { assertNotAhead } from './statement-checks.js';
import type { Statement } from './statement.js';

describe('a statement of days that have not come', () => {
  const NOW = new Date('2026-11-26T22:00:00Z');
  const reaching = (to: string): Statement => ({
    account: 'DE89370400440532013000',
    currency: 'USD',
    number: null,
    from: '2026-11-01',
    to,
    opening: 0n,
    closing: 0n,
    lines: [],
  });
  const read = (tos: string[], today = '2026-11-26') => {
    assertNotAhead(tos.map(reaching), today, NOW);
  };

  it('is refused, and the statement is named', () => {
    expect(() => {
      read(['2026-11-25', '2026-12-04']);
    }).toThrow('Statement 2: it reaches to 2026-12-04, and today is 2026-11-26.');
  });

  it('is read where the bank books ahead over some holidays', () => {
    expect(() => {
      read(['2026-12-03']);
    }).not.toThrow();
  });

  it('is measured by the calendar where dates were not closed, and by the date of the bank where its clock was moved on', () => {
    expect(() => {
      read(['2026-11-27'], '2026-10-01');
      read(['2027-11-27'], '2027-11-26');
    }).not.toThrow();
  });
});
