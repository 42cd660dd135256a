import { expect } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';
import { knows, sendEvent } from './gateway.js';

/** What happens while a gateway has a transfer: it comes to know more of it, or it tells an instance that it does. */
export type Move = { what: 'life' } | { what: 'event'; instance: number; again: boolean };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ what: fc.constant('life' as const) }),
  fc.record({ what: fc.constant('event' as const), instance: fc.nat({ max: 1 }), again: fc.boolean() }),
);

export const anyMoves = (maxLength: number): fc.Arbitrary<Move[]> => fc.array(move, { maxLength });

/** Moves that lead through so many steps of a life, of which nobody is told. */
export const untold = (steps: number): Move[] => Array<Move>(steps).fill({ what: 'life' });

/**
 * A transfer lives through what a gateway says of it, one after the other, as far as the moves lead; answers where that is.
 * The messages overtake each other and what they are about, and at last there is one more.
 */
export async function liveThrough(
  apps: readonly TestApp[],
  { id, type, life }: { id: string; type: string; life: readonly object[] },
  moves: readonly Move[],
): Promise<number> {
  const appOf = (instance: number) => apps[instance] as TestApp;
  const know = (nr: number) => knows(appOf(0), id, life[nr] as object);
  const send = (instance: number, event: string) =>
    sendEvent(appOf(instance), { id: event, type, transfer: id });
  let [reached, last] = [0, ''];
  await know(0);
  const sent: Promise<unknown>[] = [];
  for (const next of moves) {
    if (next.what === 'life') {
      reached = Math.min(reached + 1, life.length - 1);
      await know(reached);
      continue;
    }
    last = next.again && last !== '' ? last : randomUUID();
    // Nobody waits for these.
    sent.push(send(next.instance, last));
  }
  expect(await Promise.all(sent)).toEqual(sent.map(() => 200));
  await send(0, randomUUID());
  return reached;
}
