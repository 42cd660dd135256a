import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refundableOf, type CreditSource } from './credit-sources.js';

const TODAY = '2026-11-26';
const source = (more: Partial<CreditSource>): CreditSource => ({
  transferId: 't',
  customerId: 'c',
  state: 'settled',
  instrumentId: null,
  byCard: false,
  holdUntil: null,
  left: 100n,
  refundFailed: false,
  ...more,
});
const card = (more: Partial<CreditSource> = {}) => source({ instrumentId: 'card', byCard: true, ...more });

describe('what may be paid out of a credit', () => {
  it('is all of it where no transfer brought it, such as a counter payment that was reversed', () => {
    expect(refundableOf(5000n, [], TODAY)).toMatchObject({ held: 0n, toAccount: 5000n });
  });

  it('is not what came by card, which goes back to the card it came from', () => {
    const { toAccount, toCard } = refundableOf(150n, [card(), source({ left: 50n })], TODAY);
    expect(toAccount).toBe(50n);
    expect(toCard('card')).toEqual([{ transferId: 't', amount: 100n }]);
    expect(toCard('another')).toEqual([]);
  });

  it('is what came by card where the gateway could not send it back', () => {
    const { toAccount, toCard } = refundableOf(100n, [card({ refundFailed: true })], TODAY);
    expect(toAccount).toBe(100n);
    expect(toCard('card')).toEqual([]);
  });

  it.each([
    ['has not settled', { state: 'succeeded' }],
    ['is in review', { state: 'review' }],
    ['came back from a dispute', { state: 'reinstated' }],
    ['is in its hold', { holdUntil: '2026-11-27' }],
  ] as const)('is not what a transfer brought that %s', (_, more) => {
    expect(refundableOf(150n, [source(more), source({ left: 50n })], TODAY)).toMatchObject({
      held: 100n,
      toAccount: 50n,
    });
    expect(refundableOf(100n, [card(more)], TODAY).toCard('card')).toEqual([]);
  });

  it('says until when it is held, and is free on that day', () => {
    const held = ['2026-11-29', '2026-12-02', '2026-11-30'].map((holdUntil) => source({ holdUntil }));
    expect(refundableOf(200n, held, TODAY).heldUntil).toBe('2026-12-02');
    expect(refundableOf(200n, held, '2026-12-02')).toMatchObject({ held: 0n, heldUntil: null });
  });

  it('never exceeds the credit, and what is held or bound to a card is never paid elsewhere', () => {
    const some = fc.record({
      state: fc.constantFrom('settled', 'succeeded', 'review', 'reinstated'),
      byCard: fc.boolean(),
      refundFailed: fc.boolean(),
      holdUntil: fc.constantFrom(null, '2026-11-20', '2026-12-20'),
      left: fc.bigInt(1n, 1000n),
    });
    fc.assert(
      fc.property(fc.bigInt(0n, 5000n), fc.array(some, { maxLength: 6 }), (credit, rows) => {
        const sources = rows.map((row) =>
          source({ ...(row as Partial<CreditSource>), instrumentId: row.byCard ? 'card' : null }),
        );
        const { held, toAccount, toCard } = refundableOf(credit, sources, TODAY);
        const most = toCard('card')[0]?.amount ?? 0n;
        expect(held + toAccount).toBeLessThanOrEqual(credit);
        expect(toAccount).toBeGreaterThanOrEqual(0n);
        expect(held + toAccount + most).toBeLessThanOrEqual(credit);
      }),
    );
  });
});
