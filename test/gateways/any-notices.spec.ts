import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import {
  cashOf,
  knows,
  makeInstrument,
  payWith,
  sendEvent,
  shownTransfer,
  startWithGateway,
  transferIs,
} from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { anyMoves, liveThrough, untold, type Move } from '../support/messages.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

/** What a gateway says, one after the other: each follows from the one before. */
const PAID = { fee: '29', settledIn: 'payout_1' };
const TAKEN = { ...PAID, taken: 'payout_2', takenFee: '1500' };
const LIFE = [
  { state: 'pending' },
  { state: 'succeeded' },
  { state: 'settled', ...PAID },
  { state: 'returned', ...PAID },
  { state: 'returned', ...TAKEN },
  { state: 'reinstated', ...TAKEN },
  { state: 'settled', fee: '29', settledIn: 'payout_3', takenFee: '1500' },
];
/** The state and the books in which each of these ends, however it was reached. */
const ENDS = [
  ['pending', 'nothing', 0],
  ['succeeded', 'credited', 0],
  ['settled', 'settled', 3000 - 29],
  ['returned', 'owed_back', 3000 - 29],
  ['returned', 'nothing', -29 - 1500],
  ['reinstated', 'credited', -29 - 1500],
  ['settled', 'settled', 3000 - 29 - 1500],
] as const;

describe('a transfer, whatever is heard of it', () => {
  let apps: TestApp[];
  let staff: Actor;
  let customer: Actor;
  let card: string;

  beforeAll(async () => {
    const first = await startWithGateway();
    apps = [first, await startWithGateway(first.database)];
    staff = await makeStaff(first);
    await makeProvider(first, '500000.00');
    customer = await makeCustomer(first);
    card = await makeInstrument(customer, 'slow_3d');
  });
  afterAll(async () => {
    await apps[1]?.stop();
    await apps[0]?.stop();
  });

  const appOf = (instance: number) => apps[instance] as TestApp;

  it('ends where its gateway says it is, in the books of that, on two instances', async () => {
    await fc.assert(
      fc.asyncProperty(anyMoves(14), async (moves) => {
        const loan = await makeLoan(customer, '100.00');
        const id = await payWith(customer, card, loan, '30.00');
        const reached = await liveThrough(apps, { id, type: 'charge.changed', life: LIFE }, moves);
        const [state, stands, cash] = ENDS[reached] as (typeof ENDS)[number];
        // Settled may be the first time; its cash tells the two apart.
        await until(async () => {
          const seen = await transferIs(customer, id, state);
          return seen.stands === stands && (await cashOf(appOf(0), id)) === cash;
        });
        const shown = await shownTransfer(customer, id);
        expect(shown.steps.map(({ to }) => to)).not.toContain('review');
        expect(shown).toMatchObject({ state, stands });
        const counts = stands === 'credited' || stands === 'settled';
        const { total_paid: paid } = must(200, await customer.api.get(`/api/loans/${loan.id}/`));
        expect(paid).toBe(counts ? '30.00' : '0.00');
        expect(await appOf(0).database.rows('SELECT FROM sandbox_charges WHERE id = $1', [id])).toHaveLength(
          1,
        );
      }),
      { numRuns: 25, examples: LIFE.map((_, nr): [Move[]] => [untold(nr)]) },
    );
    await expectGreenProof(appOf(0));
  });

  it('has its price booked once when it was taken back and came again between two looks', async () => {
    const loan = await makeLoan(customer, '100.00');
    const id = await payWith(customer, card, loan, '30.00');
    const refresh = () => staff.api.post(`/api/transfers/${id}/refresh/`);
    await knows(appOf(0), id, LIFE[2] as object);
    must(200, await refresh());
    await transferIs(customer, id, 'settled');
    expect(await cashOf(appOf(0), id)).toBe(3000 - 29);
    await knows(appOf(0), id, LIFE[6] as object);
    for (const time of ['first', 'again']) {
      must(200, await refresh());
      expect([time, await cashOf(appOf(0), id)]).toEqual([time, 3000 - 29 - 1500]);
    }
    expect(await shownTransfer(customer, id)).toMatchObject({ state: 'settled', stands: 'settled' });
    await expectGreenProof(appOf(0));
  });

  it('is looked at once for a message that both instances get at once', async () => {
    const loan = await makeLoan(customer, '100.00');
    const id = await payWith(customer, card, loan, '30.00');
    await knows(appOf(0), id, LIFE[2] as object);
    const event = { id: randomUUID(), type: 'charge.changed', transfer: id };
    await Promise.all([0, 1, 0, 1].map((instance) => sendEvent(appOf(instance), event)));
    const shown = await transferIs(customer, id, 'settled');
    expect(shown.steps.filter(({ to }) => to === 'settled')).toHaveLength(1);
    expect(
      await appOf(0).database.rows('SELECT FROM gateway_events WHERE event_id = $1', [event.id]),
    ).toHaveLength(1);
    expect(await cashOf(appOf(0), id)).toBe(3000 - 29);
  });

  it('believes no message without the signature, of nobody, or about nothing that it knows', async () => {
    const loan = await makeLoan(customer, '100.00');
    const id = await payWith(customer, card, loan, '30.00');
    await knows(appOf(0), id, LIFE[2] as object);
    const event = { id: randomUUID(), type: 'charge.succeeded', transfer: id };
    expect(await sendEvent(appOf(0), event, { 'sandbox-signature': '0'.repeat(64) })).toBe(400);
    expect(
      await appOf(0).database.rows('SELECT FROM gateway_events WHERE event_id = $1', [event.id]),
    ).toEqual([]);
    const other = await fetch(`${appOf(0).url}/api/gateways/stripe/events/`, { method: 'POST' });
    expect(other.status).toBe(404);
    const orphan = { id: randomUUID(), type: 'charge.succeeded', transfer: randomUUID() };
    expect(await sendEvent(appOf(0), orphan)).toBe(200);
    expect(
      await appOf(0).database.rows('SELECT state FROM gateway_events WHERE event_id = $1', [orphan.id]),
    ).toEqual([{ state: 'orphan' }]);
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    await transferIs(customer, id, 'settled');
  });
});
