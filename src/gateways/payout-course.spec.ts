import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayFollow, OUT_STATES, STANDS_ALLOWED, type Stands } from '../transfers/transfer-states.js';
import { SEEN_STATES, type Seen } from './gateway.js';
import { payoutCourseOf } from './payout-course.js';

const see = (state: Seen['state'], failure?: Seen['failure']): Seen => ({
  state,
  ref: null,
  ...(failure && { failure }),
});
const known = OUT_STATES.filter((state) => state !== 'reserved' && state !== 'cancelled').flatMap((state) =>
  (STANDS_ALLOWED.out[state] ?? []).map((stands) => ({ state, stands })),
);

describe('the course of money that goes out', () => {
  it('is paid when the gateway has paid, not when it has taken the order', () => {
    const sent = { state: 'submitted', stands: 'promised' } as const;
    expect(payoutCourseOf(sent, see('pending'))).toEqual({ state: 'sent', stands: 'promised' });
    expect(payoutCourseOf(sent, see('succeeded'))).toEqual({ state: 'sent', stands: 'promised' });
    expect(payoutCourseOf(sent, see('settled'))).toEqual({ state: 'paid', stands: 'gone' });
  });

  it('goes back to where the money came from when it failed or came back, whatever was missed between', () => {
    for (const state of ['submitted', 'unknown', 'sent'] as const) {
      expect(payoutCourseOf({ state, stands: 'promised' }, see('failed'))).toEqual({
        state: 'failed',
        stands: 'nothing',
      });
      expect(payoutCourseOf({ state, stands: 'promised' }, see('returned'))).toEqual({
        state: 'returned',
        stands: 'nothing',
      });
    }
    expect(payoutCourseOf({ state: 'paid', stands: 'gone' }, see('returned'))).toEqual({
      state: 'returned',
      stands: 'nothing',
    });
  });

  it('needs somebody to look, and leaves the books as they are, when the gateway takes its word back', () => {
    for (const [state, stands, said] of [
      ['paid', 'gone', 'failed'],
      ['paid', 'gone', 'pending'],
      ['failed', 'nothing', 'settled'],
      ['returned', 'nothing', 'settled'],
      ['sent', 'promised', 'reinstated'],
    ] as const) {
      const course = payoutCourseOf({ state, stands }, see(said));
      expect(course).toMatchObject({ state: 'review', stands, why: { code: 'unexpected_state' } });
    }
    const failure = { code: 'no_line', text: 'No statement shows it.' };
    const asked = payoutCourseOf({ state: 'sent', stands: 'promised' }, see('review', failure));
    expect(asked).toEqual({ state: 'review', stands: 'promised', why: failure });
    // Also where the gateway gives no reason.
    expect(payoutCourseOf({ state: 'sent', stands: 'promised' }, see('review'))).toMatchObject({
      state: 'review',
      why: { code: 'unexpected_state', text: 'The gateway asks to look at it.' },
    });
  });

  it('ends where the last word leads, in books that its state allows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.array(fc.constantFrom(...SEEN_STATES), { minLength: 1, maxLength: 12 }),
        (begun, said) => {
          let at: { state: (typeof begun)['state']; stands: Stands } = begun;
          for (const word of said) {
            const course = payoutCourseOf(at, see(word));
            if (course === null) continue;
            expect(mayFollow('out', at.state, course.state)).toBe(true);
            expect(STANDS_ALLOWED.out[course.state]).toContain(course.stands);
            at = course as typeof at;
            // What was heard is heard: the same again changes nothing.
            expect(payoutCourseOf(at, see(word))).toBeNull();
          }
        },
      ),
    );
  });
});
