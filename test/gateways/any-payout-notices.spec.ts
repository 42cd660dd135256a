import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TestApp } from '../support/app.js';
import { cashOf, shownTransfer, startWithGateway, transferIs } from '../support/gateway.js';
import { makeStaff, type Actor } from '../support/make.js';
import { makePayoutAccount, makeProviderWithWallet, walletOf, withdrawTo } from '../support/payouts.js';
import { anyMoves, liveThrough, untold, type Move } from '../support/messages.js';
import { expectGreenProof } from '../support/proof.js';

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
  const cents = async () => Math.round(Number(await walletOf(provider)) * 100);

  it('ends where its gateway says it is, in the books of that, on two instances', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1 }), anyMoves(10), async (which, moves) => {
        const life = LIVES[which] as (typeof LIVES)[number];
        const before = await cents();
        const id = await withdrawTo(provider, account, '3.00');
        const reached = await liveThrough(apps, { id, type: 'payout.changed', life }, moves);
        const [state, stands, cash] = ENDS[life[reached]?.state as keyof typeof ENDS];
        await transferIs(provider, id, state);
        const shown = await shownTransfer(provider, id);
        expect(shown.steps.map(({ to }) => to)).not.toContain('review');
        expect(shown).toMatchObject({ state, stands });
        expect(await cashOf(appOf(0), id)).toBe(cash);
        expect(before - (await cents())).toBe(stands === 'nothing' ? 0 : 300);
        expect(await appOf(0).database.rows('SELECT FROM sandbox_charges WHERE id = $1', [id])).toHaveLength(
          1,
        );
      }),
      {
        numRuns: 25,
        examples: [0, 1].flatMap((which) => [1, 2, 3].map((nr): [number, Move[]] => [which, untold(nr)])),
      },
    );
    await expectGreenProof(appOf(0));
  });
});
