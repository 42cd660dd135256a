import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StripeBench } from '../../test/support/stripe-bench.js';
import type { StripeStandIn } from '../../test/support/stripe.js';
import { newId } from '../runtime/ids.js';
import { BankFileGateway } from './bank-file-gateway.js';
import { waitAfter } from './gateway-erasure-worker.service.js';
import { HOLDS_PEOPLE } from './gateway-erasures.js';
import { Unclear, Unreachable, type Gateway } from './gateway.js';
import { SandboxGateway } from './sandbox-gateway.js';
import { StripeGateway } from './stripe-gateway.js';

describe('the card of somebody who was erased', () => {
  let stripe: StripeStandIn;
  let gateway: StripeGateway;

  beforeEach(async () => {
    ({ stripe, gateway } = await StripeBench.start());
  });
  afterEach(() => stripe.close());

  const setUp = (comesBackTo?: string) =>
    gateway.setUp({ instrumentId: newId(), kind: 'card', currency: 'USD', comesBackTo });
  const saved = async () => {
    const { token } = await setUp();
    stripe.confirmSetup(token);
    const seen = await gateway.lookAtInstrument(token);
    if (seen.state !== 'usable') throw new Error('the card was not saved');
    return { setup: token, token: seen.token };
  };
  const asked = (method: string) =>
    stripe.calls.filter((call) => call.method === method).map(({ path }) => path);
  const left = () => [...stripe.customers.values()].filter(({ deleted }) => deleted !== true).length;

  it('is deleted with its customer at Stripe, and only that one', async () => {
    const { token } = await saved();
    const other = await saved();
    await gateway.forget(token);
    const [customer] = token.split('/');
    expect(asked('DELETE')).toEqual([`/v1/customers/${customer ?? ''}`]);
    expect(left()).toBe(1);
    const pay = (with_: string) =>
      gateway.submit({
        ...{ id: newId(), purpose: 'repayment', amount: 100n, currency: 'USD', kind: 'card' },
        ...{ token: with_, unattended: true, wishedAt: new Date() },
      });
    expect(await pay(token)).toMatchObject({ state: 'failed', failure: { code: 'resource_missing' } });
    expect(await pay(other.token)).toMatchObject({ state: 'succeeded' });
  });

  it('is deleted already when it is asked for again, which is no failure', async () => {
    const { token } = await saved();
    await gateway.forget(token);
    await gateway.forget(token);
    expect(asked('DELETE')).toHaveLength(2);
    expect(left()).toBe(0);
  });

  it('that was not saved yet never can be, by an intent or on a page', async () => {
    const { token } = await setUp();
    const page = await setUp('https://loans.example.org/me');
    await gateway.forget(token);
    await gateway.forget(page.token);
    expect(left()).toBe(0);
    expect(stripe.setups.get(token)?.status).toBe('canceled');
    expect(stripe.pages.sessions.get(page.token)?.status).toBe('expired');
    // Once more, as after an answer that was lost.
    await gateway.forget(token);
    await gateway.forget(page.token);
    expect(asked('POST').filter((path) => /cancel|expire/.test(path))).toHaveLength(2);
  });

  it('that was saved and of which nobody heard is deleted by its intent or its page', async () => {
    const { setup } = await saved();
    const page = await setUp('https://loans.example.org/me');
    stripe.pages.visit(`/pages/${page.token}/done`);
    await gateway.forget(setup);
    await gateway.forget(page.token);
    expect(left()).toBe(0);
    expect(asked('POST').filter((path) => /cancel|expire/.test(path))).toEqual([]);
  });

  it('is not taken for deleted where another account at Stripe has it', async () => {
    await expect(gateway.forget('cus_ofAnotherAccount/pm_1')).rejects.toMatchObject({
      code: 'resource_missing',
    });
    await expect(gateway.forget('seti_ofAnotherAccount')).rejects.toMatchObject({ code: 'resource_missing' });
  });

  it('is asked for again when Stripe is down, fails, or does not answer', async () => {
    const { token } = await saved();
    stripe.customerFaults.push(500, 500);
    await expect(gateway.forget(token)).rejects.toBeInstanceOf(Unclear);
    stripe.customerFaults.push(429);
    await expect(gateway.forget(token)).rejects.toBeInstanceOf(Unreachable);
    expect(left()).toBe(1);
    // It was deleted, and its answer lost: the client asks once more by itself.
    stripe.customerFaults.push('drop');
    await gateway.forget(token);
    expect(left()).toBe(0);
  });
});

describe('what is deleted at gateways', () => {
  it('is what those hold whose adapters can delete it', () => {
    const adapters: Record<keyof typeof HOLDS_PEOPLE, Pick<Gateway, 'forget' | 'setUp'>> = {
      stripe: StripeGateway.prototype,
      sandbox: SandboxGateway.prototype,
      bank_file: BankFileGateway.prototype,
    };
    const able = Object.entries(adapters).map(([name, adapter]) => [name, adapter.forget !== undefined]);
    expect(Object.fromEntries(able)).toEqual(HOLDS_PEOPLE);
  });

  it('is tried again after 15 seconds, four times as long each time, and every hour in the end', () => {
    const seconds = (attempts: number) => waitAfter(attempts) / 1000;
    expect([1, 2, 3, 4, 5, 6, 1_000_000].map(seconds)).toEqual([15, 60, 240, 960, 3600, 3600, 3600]);
  });
});
