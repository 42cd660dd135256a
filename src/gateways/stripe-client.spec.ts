import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STRIPE_KEY } from '../../test/support/stripe.js';
import { StripeClient } from './stripe-client.js';

describe('the client of Stripe', () => {
  let elsewhere: Server;
  let redirecting: Server;
  let reached = 0;
  let asked = 0;

  const addressOf = (server: Server) => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  beforeEach(async () => {
    [reached, asked] = [0, 0];
    elsewhere = createServer((_request, response) => {
      reached++;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"balance"}');
    });
    redirecting = createServer((_request, response) => {
      asked++;
      response.writeHead(307, { location: `${addressOf(elsewhere)}/v1/balance` }).end();
    });
    for (const server of [elsewhere, redirecting]) await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    for (const server of [elsewhere, redirecting]) {
      server.close();
      server.closeAllConnections();
    }
  });

  const balance = (server: Server) =>
    new StripeClient({ secretKey: STRIPE_KEY, webhookSecrets: [], apiBase: new URL(addressOf(server)) }).call(
      (stripe) => stripe.balance.retrieve(),
    );

  it('follows no redirect, which would take the key elsewhere', async () => {
    expect(await balance(elsewhere)).toMatchObject({ object: 'balance' });
    reached = 0;
    await expect(balance(redirecting)).rejects.toThrow();
    expect([asked > 0, reached]).toEqual([true, 0]);
  });
});
