import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { startApp, type TestApp } from '../support/app.js';
import { eventsAreNumbered, eventsOf, follow, type ToldEvent } from '../support/events.js';
import { until } from '../support/until.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';

const typesOf = (events: ToldEvent[]) => events.map(({ type }) => type);

describe('events', () => {
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    provider = await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  const told = (work: () => Promise<unknown>) => eventsOf(app, staff, work);
  const numberOf = async (kind: string, { id }: { id: string }) =>
    must(200, await staff.api.get(`/api/${kind}/${id}/`)).number;

  it('tell of a loan from its request to its end, in order, with ids and amounts', async () => {
    let loan = { id: '', amount_due: '' };
    const granted = await told(async () => {
      loan = await makeLoan(customer, '1000.00');
    });
    const ofLoan = granted.filter((event) => event.loan === loan.id);
    expect(ofLoan).toMatchObject([
      {
        type: 'loan.requested',
        subject: { type: 'loan', id: loan.id },
        loan_number: await numberOf('loans', loan),
        customer: customer.id,
        customer_number: await numberOf('customers', customer),
        provider: null,
        provider_number: null,
        actor: null,
        data: { amount: '1000.00', currency: 'USD' },
      },
      {
        type: 'loan.disbursed',
        data: { amount: '1000.00', currency: 'USD', by_transfer: false, waited: false },
      },
    ]);
    let first: Record<string, unknown> = {};
    const paid = await told(async () => {
      first = await pay(customer, loan, '100.00');
    });
    const left = String(first.remaining_balance);
    expect(paid).toMatchObject([
      {
        type: 'payment.received',
        subject: { type: 'payment', id: first.id },
        loan: loan.id,
        data: { amount: '100.00', balance: left, currency: 'USD', loan_status: 'active' },
      },
    ]);
    let last: Record<string, unknown> = {};
    const paidOff = await told(async () => {
      last = await pay(staff, loan, left);
    });
    expect(paidOff).toMatchObject([
      { type: 'payment.received', actor: staff.id, data: { loan_status: 'paid', balance: '0.00' } },
      { type: 'loan.paid_off', data: { payment: last.id } },
    ]);
    const reversed = await told(async () => {
      const address = `/api/payments/${String(first.id)}/reverse/`;
      must(200, await staff.api.post(address, { reason: 'bounced', money: 'returned' }));
    });
    expect(reversed).toMatchObject([
      { type: 'payment.reversed', subject: { id: first.id }, actor: staff.id, data: { balance: '100.00' } },
      { type: 'loan.reopened', data: { balance: '100.00', payment: first.id } },
      { type: 'loan.rebooked', data: { payments: [last.id] } },
    ]);
    const seqs = [...granted, ...paid, ...paidOff, ...reversed].map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  });

  it('tell of loans that wait, and of money of providers', async () => {
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        when_unfunded: 'queue',
        max_loan_amount: '900000.00',
      }),
    );
    const queued = await told(async () => {
      const { id } = must(202, await customer.api.post('/api/loans/', { amount: '800000.00' }));
      must(200, await customer.api.post(`/api/loans/${String(id)}/cancel/`));
    });
    expect(typesOf(queued)).toEqual(['loan.requested', 'loan.queued', 'loan.cancelled']);
    const moved = await told(async () => {
      must(200, await provider.api.post('/api/providers/add_funds/', { amount: '12.50' }));
      must(200, await provider.api.patch('/api/providers/mandate/', { reserve_amount: '1.00' }));
    });
    expect(moved).toMatchObject([
      {
        type: 'provider.deposited',
        subject: { type: 'provider', id: provider.id },
        loan_number: null,
        customer_number: null,
        provider: provider.id,
        provider_number: await numberOf('providers', provider),
        data: { amount: '12.50', currency: 'USD', transfer: null },
      },
      { type: 'provider.mandate_changed', actor: provider.id, data: { version: 1 } },
    ]);
    const configured = await told(async () =>
      must(200, await staff.api.patch('/api/bank_configuration/', { min_loan_amount: '2.00' })),
    );
    expect(configured).toMatchObject([
      { type: 'configuration.changed', subject: { type: 'configuration', id: null }, actor: staff.id },
    ]);
  });

  it('tell nothing of what was refused or only previewed', async () => {
    const loan = await makeLoan(customer, '200.00');
    const events = await told(async () => {
      expect((await customer.api.post('/api/loans/', { amount: '0.01' })).status).toBe(422);
      expect((await customer.api.post('/api/payments/', { loan: loan.id, amount: '99999.00' })).status).toBe(
        422,
      );
      must(200, await staff.api.post('/api/payments/?dry_run=1', { loan: loan.id, amount: '5.00' }));
    });
    expect(typesOf(events)).toEqual([]);
  });

  it('are numbered from one without a gap, and each says what its type promises', async () => {
    await eventsAreNumbered(app.database);
    const all = await follow(staff);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const { results: types } = must(200, await app.as().get('/api/event_types/')) as unknown as {
      results: { type: string; subject: string; schema: object; example: object; description: string }[];
    };
    const ajv = formats.default(new Ajv2020({ strict: true, allowUnionTypes: true }));
    const checks = new Map(types.map(({ type, schema }) => [type, ajv.compile(schema)]));
    for (const { type, example } of types) expect([type, checks.get(type)?.(example)]).toEqual([type, true]);
    const wrong = all.filter(({ type, data }) => checks.get(type)?.(data) !== true);
    expect(wrong).toEqual([]);
    const subjects = new Map(types.map(({ type, subject }) => [type, subject]));
    expect(all.filter(({ type, subject }) => subjects.get(type) !== subject.type)).toEqual([]);
  });

  it('are shown by type, by loan, and one by one', async () => {
    const loan = await makeLoan(customer, '300.00');
    await pay(customer, loan, '10.00');
    await eventsAreNumbered(app.database);
    expect(typesOf(await follow(staff, 0, `&loan=${loan.id}`))).toEqual([
      'loan.requested',
      'loan.disbursed',
      'payment.received',
    ]);
    const some = await follow(staff, 0, '&type=loan.disbursed,day.closed');
    expect(new Set(typesOf(some))).toEqual(new Set(['loan.disbursed']));
    const [event] = some;
    expect(must(200, await staff.api.get(`/api/events/${String(event?.id)}/`))).toEqual(event);
    const newest = must(200, await staff.api.get('/api/events/?ordering=-created_at&limit=2')).results;
    expect((newest as ToldEvent[])[0]?.seq).toBeGreaterThan((newest as ToldEvent[])[1]?.seq ?? 0);
    expect((await staff.api.get('/api/events/?type=loan.nothing')).status).toBe(400);
  });

  it('show a provider its own, and nobody who did it', async () => {
    const other = await makeProvider(app, '1.00');
    await eventsAreNumbered(app.database);
    const own = await follow(other);
    expect(typesOf(own)).toEqual(['provider.deposited']);
    expect(own.every(({ provider: of, actor, customer: whose }) => of === other.id && !actor && !whose)).toBe(
      true,
    );
    const all = await follow(staff);
    const foreign = all.find((event) => event.provider === provider.id);
    expect(await other.api.get(`/api/events/${String(foreign?.id)}/`)).toMatchObject({
      status: 404,
      body: { code: 'event_not_found' },
    });
  });

  it('never change, and are forgotten once they are old', async () => {
    await expect(app.database.rows("UPDATE events SET type = 'loan.undone'")).rejects.toThrow('facts');
    await app.database.tamper("UPDATE events SET occurred_at = now() - interval '91 days' WHERE seq = 1");
    const again = await startApp({}, app.database);
    try {
      await eventsAreNumbered(app.database);
      const first = async () => (await app.database.rows('SELECT min(seq) AS seq FROM events'))[0]?.seq;
      await until(async () => (await first()) === '2');
      expect(must(200, await staff.api.get('/api/events/?after_seq=0&limit=1'))).toMatchObject({
        results: [{ seq: 2 }],
        first_seq: 2,
      });
    } finally {
      await again.stop();
    }
  });
});
