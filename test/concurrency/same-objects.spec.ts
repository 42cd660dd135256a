import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import type { Answer, Client } from '../support/http.js';
import { daysAfter, openSandbox, TERMS } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, makeUser, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const ROUNDS = 12;
/** Of each kind of command so many clients at once. */
const CLIENTS = 3;

type Command = (api: (actor: Actor) => Client, nr: number) => Promise<Answer>;

describe('commands of all kinds on the same few customers, loans and providers, on two instances', () => {
  let database: TestDatabase;
  let instances: [TestServer, TestServer];
  let customers: Actor[];
  let providers: Actor[];
  let staff: Actor;
  let admin: Actor;
  const open: string[] = [];
  const defaulted: string[] = [];
  const payments: string[] = [];
  let answers: Answer[];

  const of = <T>(all: readonly T[], nr: number) => all[nr % all.length] as T;

  /** One of these is sent again and again by each of its clients, on whichever instance. */
  const commands: Record<string, Command> = {
    borrow: (api, nr) => api(of(customers, nr)).post('/api/loans/', { amount: '150.00' }),
    borrowOnQuote: async (api, nr) => {
      const quote = await api(of(customers, nr)).post('/api/quotes/', { amount: '160.00' });
      return api(of(customers, nr)).post('/api/loans/', { quote: quote.body.id as string });
    },
    pay: async (api, nr) => {
      const loan = of(open, nr);
      const answer = await api(staff).post('/api/payments/', { loan, amount: '3.00' });
      if (answer.status === 201) payments.push(answer.body.id as string);
      return answer;
    },
    payBackdated: (api, nr) => api(staff).post('/api/payments/', { loan: of(defaulted, nr), amount: '1.00' }),
    reverse: (api, nr) =>
      api(staff).post(`/api/payments/${of(payments, nr)}/reverse/`, { reason: 'It bounced.' }),
    writeOff: (api, nr) =>
      api(staff).post(`/api/loans/${of(defaulted, nr)}/write_off/`, { reason: 'They are gone.' }),
    deposit: (api, nr) => api(of(providers, nr)).post('/api/providers/add_funds/', { amount: '9.00' }),
    withdraw: (api, nr) => api(of(providers, nr)).post('/api/providers/withdraw/', { amount: '1.00' }),
    mandate: (api, nr) =>
      api(of(providers, nr)).patch('/api/providers/mandate/', { reserve_amount: `${String(nr)}.00` }),
    customerProfile: (api, nr) =>
      api(of(customers, nr)).patch('/api/customers/update_current/', {
        phone: `+49 30 ${String(nr)}`,
        first_name: `Ada ${String(nr)}`,
      }),
    providerProfile: (api, nr) =>
      api(of(providers, nr)).patch('/api/providers/update_current/', { address: `No. ${String(nr)}` }),
    range: (api, nr) =>
      api(staff).patch(`/api/customers/${of(customers, nr).id}/`, {
        max_loan_amount: `${String(5000 + nr)}.00`,
      }),
    user: (api, nr) =>
      api(admin).patch(`/api/users/${of([...customers, ...providers, staff], nr).id}/`, {
        last_name: `Lovelace ${String(nr)}`,
      }),
    terms: (api, nr) =>
      api(staff).patch('/api/bank_configuration/', { minimum_share: `${String(40 + nr)}.00` }),
    score: async (api, nr) => {
      // As the end of a day does: the workers of both instances score them meanwhile.
      await database.rows("INSERT INTO score_due (customer_id, cause) VALUES ($1, 'time')", [
        of(customers, nr).id,
      ]);
      return api(staff).get(`/api/customers/${of(customers, nr).id}/credit_score/`);
    },
  };

  beforeAll(async () => {
    database = await cloneDatabase();
    instances = [
      await startServer({ SANDBOX: 'true' }, database),
      await startServer({ SANDBOX: 'true' }, database),
    ];
    const [first, second] = instances;
    const sandbox = await openSandbox(first);
    staff = sandbox.staff;
    admin = await makeUser(first, 'admin');
    must(200, await staff.api.patch('/api/bank_configuration/', { ...TERMS, default_after_days: 4 }));
    providers = await Promise.all([1, 2, 3].map(() => makeProvider(first, '50000.00')));
    customers = await Promise.all([1, 2].map(() => makeCustomer(first)));
    const lend = async (loans: string[], each: number) => {
      for (const customer of customers)
        for (let nr = 0; nr < each; nr++) loans.push((await makeLoan(customer, '300.00')).id);
    };
    await lend(defaulted, 6);
    const today = daysAfter(await sandbox.today(), 16);
    await sandbox.advance(today);
    await lend(open, 4);
    await until(async () => {
      const clock = await second.as(staff).get('/api/sandbox/clock/');
      return clock.body.business_date === today;
    });
    for (const loan of open) {
      payments.push(must(201, await staff.api.post('/api/payments/', { loan, amount: '2.00' })).id as string);
    }
    const clients = Object.values(commands).flatMap((send, kind) =>
      Array.from({ length: CLIENTS }, async (_, client) => {
        const own: Answer[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          const nr = kind + 5 * client + round;
          own.push(await send((actor) => of(instances, nr).as(actor), nr));
        }
        return own;
      }),
    );
    answers = (await Promise.all(clients)).flat();
  });
  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await database.drop();
  });

  it('answers each as a success or an explained refusal', () => {
    expect(answers).toHaveLength(Object.keys(commands).length * CLIENTS * ROUNDS);
    const odd = answers.filter(({ status }) => ![200, 201, 409, 422].includes(status));
    expect(odd.map(({ status, body }) => [status, body])).toEqual([]);
    expect(new Set(answers.map(({ body }) => body.loan_status as unknown))).toContain('written_off');
  });

  it('has no deadlock', async () => {
    // What a session has counted is seen by all at the latest when it ends.
    await Promise.all(instances.map((instance) => instance.end('SIGTERM')));
    const [row] = await database.rows(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(row?.deadlocks).toBe('0');
  });

  it('leaves books that prove themselves', async () => {
    const after = await startServer({ SANDBOX: 'true' }, database);
    try {
      await expectGreenProof(after);
    } finally {
      await after.stop();
    }
  });
});
