import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeInstrument, startWithGateway } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { until } from '../support/until.js';

/** In each direction: longer than the second after which the background takes what is due. */
const DELAY_MS = 1200;

describe('money that a request wishes to collect, while another instance sends what is due', () => {
  let database: TestDatabase;
  let proxy: Proxy;
  let app: TestApp;
  let other: TestApp;
  let customer: Actor;

  beforeAll(async () => {
    database = await cloneDatabase();
    proxy = await startProxy(database.url);
    app = await startWithGateway({ ...database, url: proxy.url });
    other = await startWithGateway(database);
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
  });
  afterAll(async () => {
    await Promise.all([app.stop(), other.stop()]);
    await proxy.stop();
    await database.drop();
  });

  it('is sent by that request, which says where to confirm it', async () => {
    const loan = await makeLoan(customer, '1000.00');
    const instrument = await makeInstrument(customer, 'slow_3d');
    const body = { loan: loan.id, amount: '87.50', instrument };
    const key = { 'Idempotency-Key': randomUUID() };
    proxy.delay(DELAY_MS);
    const answer = customer.api.post('/api/payments/collect/', body, key);
    // From here on, only the answer that it was saved is late.
    await until(async () => (await database.rows('SELECT FROM transfers')).length === 1);
    proxy.delay(0);
    expect(must(202, await answer)).toMatchObject({
      state: 'pending',
      action: { url: expect.stringMatching(/\/confirm\//) },
    });
    await expectGreenProof(app);
  });
});
