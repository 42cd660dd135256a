import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import { sendEvent, shownTransfer, startWithGateway, transferIs } from '../support/gateway.js';
import { makeStaff, type Actor } from '../support/make.js';
import { makePayoutAccount, makeProviderWithWallet, walletOf, withdrawTo } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const CLOSED = { failure: { code: 'account_closed', text: 'The account is closed.' } };
/** What a gateway says, one after the other: a payout that arrives and comes back, and one that fails. */
const LIVES = [
  [{ state: 'pending' }, { state: 'succeeded' }, { state: 'settled' }, { state: 'returned', ...CLOSED }],
  [{ state: 'pending' }, { state: 'pending' }, { state: 'failed', ...CLOSED }],
];
/** The state, the books, and what has left the cash, in which each of these ends, however it was reached. */
const ENDS = {
  pending: ['sent', 'promised', 0],
  succeeded: ['sent', 'promised', 0],
  settled: ['paid', 'gone', -300],
  returned: ['returned', 'nothing', 0],
  failed: ['failed', 'nothing', 0],
} as const;

type Move = { what: 'life' } | { what: 'event'; instance: number; again: boolean };
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ what: fc.constant('life' as const) }),
  fc.record({ what: fc.constant('event' as const), instance: fc.nat({ max: 1 }), again: fc.boolean() }),
);

describe('a payout, whatever is heard of it', () => {
  let apps: TestApp[];
  let provider: Actor;
  let account: string;

  beforeAll(async () => {
    const first = await startWithGateway();
    apps = [first, await startWithGateway(first.database)];
    await makeStaff(first);
    provider = await makeProviderWithWallet(first, '1000.00');
    account = await makePayoutAccount(provider);
  });
  afterAll(async () => {
    await apps[1]?.stop();
    await apps[0]?.stop();
  });

  const appOf = (instance: number) => apps[instance] as TestApp;
  const say = (id: string, truth: object) =>
    until(async () => {
      const said = 'UPDATE sandbox_charges SET truth = $2 WHERE id = $1 RETURNING id';
      return (await appOf(0).database.rows(said, [id, truth])).length === 1;
    });
  /** What the transfer has moved into the bank's cash, minor units. */
  const cashOf = async (id: string): Promise<number> => {
    const [row] = await appOf(0).database.rows<{ cash: string }>(
      `SELECT coalesce(sum(CASE WHEN debit_account = 'cash' THEN amount ELSE -amount END), 0) AS cash
       FROM journal WHERE cause_id = $1 AND 'cash' IN (debit_account, credit_account)`,
      [id],
    );
    return Number(row?.cash);
  };
  const cents = async () => Math.round(Number(await walletOf(provider)) * 100);

  it('ends where its gateway says it is, in the books of that, on two instances', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1 }), fc.array(move, { maxLength: 10 }), async (which, moves) => {
        const life = LIVES[which] as (typeof LIVES)[number];
        const before = await cents();
        const id = await withdrawTo(provider, account, '3.00');
        let [reached, last] = [0, ''];
        await say(id, life[0] as object);
        const sent: Promise<unknown>[] = [];
        for (const next of moves) {
          if (next.what === 'life') {
            reached = Math.min(reached + 1, life.length - 1);
            await say(id, life[reached] as object);
            continue;
          }
          last = next.again && last !== '' ? last : randomUUID();
          // Nobody waits for these: they overtake each other and what they are about.
          sent.push(sendEvent(appOf(next.instance), { id: last, type: 'payout.changed', transfer: id }));
        }
        expect(await Promise.all(sent)).toEqual(sent.map(() => 200));
        await sendEvent(appOf(0), { id: randomUUID(), type: 'payout.changed', transfer: id });
        const [state, stands, cash] = ENDS[life[reached]?.state as keyof typeof ENDS];
        await transferIs(provider, id, state);
        const shown = await shownTransfer(provider, id);
        expect(shown.steps.map(({ to }) => to)).not.toContain('review');
        expect(shown).toMatchObject({ state, stands });
        expect(await cashOf(id)).toBe(cash);
        expect(before - (await cents())).toBe(stands === 'nothing' ? 0 : 300);
        expect(await appOf(0).database.rows('SELECT FROM sandbox_charges WHERE id = $1', [id])).toHaveLength(
          1,
        );
      }),
      {
        numRuns: 25,
        examples: [0, 1].flatMap((which) =>
          [1, 2, 3].map((nr): [number, Move[]] => [which, Array<Move>(nr).fill({ what: 'life' })]),
        ),
      },
    );
    await expectGreenProof(appOf(0));
  });
});
