import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { makeInstrument, payWith, sayOf, startWithGateway, transferIs } from '../support/gateway.js';
import { unsentLike } from '../support/money-on-its-way.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, type Actor } from '../support/make.js';

describe('transfers --stuck', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startWithGateway();
    staff = await makeStaff(app);
    await makeProvider(app, '5000.00');
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  const cli = (args: string, env: Record<string, string> = { GATEWAYS: 'sandbox' }) =>
    startCli(app.database.url, args, { env }).ended;
  const pay = async (amount: string) => {
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, await makeInstrument(customer), loan, amount);
    await transferIs(customer, id, 'succeeded');
    return id;
  };

  it('shows those in review, unclear or late, with what to do, and no others', async () => {
    expect(await cli('transfers --stuck')).toMatchObject({ code: 0, out: 'No transfer is stuck.\n' });
    const [fine, odd, late] = [await pay('10.00'), await pay('11.00'), await pay('12.00')];
    const unclear = await unsentLike(app, fine);
    await sayOf(app, staff, odd, { state: 'review', failure: { code: 'odd', text: 'It is odd.' } });
    const changed = (id: string, change: string) =>
      app.database.rows(
        `DO $$ BEGIN ALTER TABLE transfers DISABLE TRIGGER transfers_are_kept; UPDATE transfers SET ${change}
         WHERE id = '${id}'; ALTER TABLE transfers ENABLE TRIGGER transfers_are_kept; END $$`,
      );
    await changed(late, "counts_from = counts_from - 3, next_attempt_at = now() + interval '1 day'");
    await changed(unclear, "state = 'unknown', state_since = now() - interval '2 hours'");
    const { code, json } = await cli('transfers --stuck --json');
    expect(code).toBe(0);
    const { count, results } = json() as { count: number; results: Record<string, string>[] };
    expect(count).toBe(3);
    expect(results.map(({ id }) => id)).not.toContain(fine);
    const of = (id: string) => results.find((one) => one.id === id);
    expect(of(odd)).toMatchObject({ state: 'review', why: 'It is odd.', amount: '11.00', currency: 'USD' });
    expect(of(odd)?.what_to_do).toContain('two members of staff');
    expect(of(late)).toMatchObject({ state: 'succeeded' });
    expect(of(late)?.what_to_do).toContain('gateway-refresh');
    expect(of(unclear)?.what_to_do).toContain('eight days');
    const text = (await cli('transfers --stuck')).out;
    expect(text).toContain(odd);
    expect(text).toContain('It is odd.');
    const off = (await cli('transfers --stuck --json', {})).json() as typeof results & {
      results: Record<string, string>[];
    };
    expect(off.results.find(({ id }) => id === late)?.what_to_do).toContain('GATEWAYS');
  });

  it('asks for an option, and gateway-refresh says when there is no gateway', async () => {
    expect(await cli('transfers')).toMatchObject({ code: 2, out: '' });
    const { code, out } = await cli('gateway-refresh', {});
    expect(code).toBe(0);
    expect(out).toContain('No gateway is in use.');
  });
});
