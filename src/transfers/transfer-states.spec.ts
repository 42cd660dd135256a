import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DIRECTIONS,
  IN_STATES,
  isUnderWay,
  mayFollow,
  opened,
  OUT_STATES,
  STANDS_ALLOWED,
  type Direction,
  type TransferState,
} from './transfer-states.js';

const STATES: Record<Direction, readonly TransferState[]> = { in: IN_STATES, out: OUT_STATES };
const followersOf = (direction: Direction, from: TransferState) =>
  STATES[direction].filter((to) => mayFollow(direction, from, to));

describe('the states of a transfer', () => {
  it('lead from one to another as they may, skipping what nobody saw', () => {
    const table = DIRECTIONS.flatMap((direction) =>
      STATES[direction].map((from) => `${direction} ${from}: ${followersOf(direction, from).join(' ')}`),
    );
    expect(table).toEqual([
      'in created: submitted cancelled',
      'in submitted: unknown pending succeeded settled returned reinstated failed review',
      'in unknown: pending succeeded settled returned reinstated failed review',
      'in pending: succeeded settled returned reinstated failed review',
      'in succeeded: settled returned reinstated review',
      'in settled: returned reinstated review',
      'in returned: settled reinstated review',
      'in reinstated: settled returned review',
      'in failed: review',
      'in cancelled: review',
      'in review: ',
      'out reserved: submitted cancelled review',
      'out submitted: unknown sent paid failed returned review',
      'out unknown: sent paid failed returned review',
      'out sent: paid failed returned review',
      'out paid: returned review',
      'out failed: review',
      'out returned: review',
      'out cancelled: review',
      'out review: ',
    ]);
  });

  it('are never left for the state they are already in', () => {
    for (const direction of DIRECTIONS) {
      for (const state of STATES[direction]) expect(mayFollow(direction, state, state)).toBe(false);
    }
  });

  it('begin with nothing credited, or everything promised', () => {
    expect(opened('in')).toEqual({ state: 'created', stands: 'nothing' });
    expect(opened('out')).toEqual({ state: 'reserved', stands: 'promised' });
  });

  it('name for each state what the books may say, and always something', () => {
    for (const direction of DIRECTIONS) {
      expect(Object.keys(STANDS_ALLOWED[direction]).sort()).toEqual([...STATES[direction]].sort());
      for (const stands of Object.values(STANDS_ALLOWED[direction])) expect(stands.length).toBeGreaterThan(0);
    }
  });

  it('end whatever is heard: no walk leaves review, goes back to what was before sending, or revives what failed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DIRECTIONS),
        fc.array(fc.constantFrom(...IN_STATES, ...OUT_STATES), { maxLength: 30 }),
        (direction, heard) => {
          let { state } = opened(direction);
          const walked: TransferState[] = [state];
          for (const next of heard) {
            if (!STATES[direction].includes(next) || !mayFollow(direction, state, next)) continue;
            state = next;
            walked.push(state);
          }
          const first = opened(direction).state;
          expect(walked.lastIndexOf(first)).toBe(0);
          expect(walked.slice(0, -1)).not.toContain('review');
          const failed = walked.indexOf('failed');
          if (failed >= 0) expect(walked.slice(failed + 1).filter((after) => after !== 'review')).toEqual([]);
          const cancelled = walked.indexOf('cancelled');
          if (cancelled >= 0) expect(walked.indexOf('submitted')).toBe(-1);
        },
      ),
    );
  });

  it('tell what is under way: what may still arrive, not what has arrived or will not', () => {
    expect(IN_STATES.filter(isUnderWay)).toEqual([
      'created',
      'submitted',
      'unknown',
      'pending',
      'succeeded',
      'reinstated',
      'review',
    ]);
    expect(OUT_STATES.filter(isUnderWay)).toEqual(['reserved', 'submitted', 'unknown', 'sent', 'review']);
  });
});
