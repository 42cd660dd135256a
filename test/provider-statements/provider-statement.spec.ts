import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

type Body = Record<string, unknown>;
interface Statement {
  opening: Body;
  closing: Body;
  movements: { kind: string; reversal: boolean; amount: string; balances: Body }[];
}

describe("a provider's statement", () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;
  let start: string;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    provider = await makeProvider(app, '1000.00');
    start = ((await staff.api.get('/api/sandbox/clock/')).body as { business_date: string }).business_date;
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const plus = (days: number) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
  const goTo = async (days: number) =>
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to: plus(days) }));
  const get = async (what: string, query = '') =>
    must(200, await provider.api.get(`/api/providers/${what}/${query}`)) as Body;
  const balances = (fund: string, wallet: string, lent: string, receivable = '0.00') => ({
    fund,
    wallet,
    lent,
    receivable,
  });

  it('shows every movement with the balances after it', async () => {
    const loan = await makeLoan(customer, '600.00');
    const bounced = await pay(customer, loan, '52.50');
    must(200, await provider.api.post('/api/providers/withdraw/', { amount: '20.00' }));
    must(200, await staff.api.post(`/api/payments/${String(bounced.id)}/reverse/`, { reason: 'Bounced.' }));
    const statement = (await get('statement')) as unknown as Statement;
    expect(statement).toMatchObject({ provider: provider.id, to: start, currency: 'USD' });
    expect(statement.opening).toEqual(balances('0.00', '0.00', '0.00'));
    expect(statement.movements.map(({ kind, amount, reversal }) => [kind, amount, reversal])).toEqual([
      ['deposit', '1000.00', false],
      ['funding', '600.00', false],
      ['principal_share', '50.00', false],
      ['interest_share', '2.50', false],
      ['withdrawal', '20.00', false],
      ['principal_share', '50.00', true],
      ['interest_share', '2.50', true],
      ['receivable', '20.00', false],
    ]);
    expect(statement.movements[3]?.balances).toEqual(balances('400.00', '52.50', '550.00'));
    expect(statement.closing).toEqual(balances('400.00', '0.00', '600.00', '20.00'));
    const shown = must(200, await provider.api.get(`/api/providers/${provider.id}/`));
    expect(shown).toMatchObject({
      fund_amount: '400.00',
      wallet_amount: '0.00',
      lent_amount: '600.00',
      receivable_amount: '20.00',
    });
  });

  it('shows only the newest movements where that is asked for, with the balances of the whole period', async () => {
    const whole = (await get('statement')) as unknown as Statement;
    expect(whole).toMatchObject({ movement_count: 8 });
    for (const newest of [1, 3, 8, 10_000]) {
      expect(await get('statement', `?newest=${String(newest)}`)).toEqual({
        ...whole,
        movements: whole.movements.slice(-newest),
      });
    }
    for (const newest of ['0', '10001', '-1', 'all', '']) {
      expect(await provider.api.get(`/api/providers/statement/?newest=${newest}`)).toMatchObject({
        status: 400,
        body: { errors: expect.arrayContaining([expect.objectContaining({ field: 'newest' })]) },
      });
    }
    // A period in which nothing moved.
    const before = `?newest=5&from=${plus(-9)}&to=${plus(-1)}`;
    expect(await get('statement', before)).toMatchObject({
      movement_count: 0,
      movements: [],
      opening: balances('0.00', '0.00', '0.00'),
      closing: balances('0.00', '0.00', '0.00'),
    });
  });

  it('refuses more than ten thousand movements, but shows the newest of them', async () => {
    const busy = await makeProvider(app, '10.00');
    // Copies of its deposit, as if it had come ten thousand times more.
    const columns = await app.database.rows<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = 'journal'::regclass AND attnum > 0 AND attgenerated = '' AND attname NOT IN ('id', 'entry_no', 'cause_id')`,
    );
    const same = columns.map(({ name }) => name).join(', ');
    await app.database.tamper(
      `INSERT INTO journal (id, entry_no, cause_id, ${same})
       SELECT gen_random_uuid(), (SELECT max(entry_no) FROM journal) + n, gen_random_uuid(), ${same}
       FROM journal, generate_series(1, 10000) n WHERE provider_id = $1`,
      [busy.id],
    );
    try {
      expect(await busy.api.get('/api/providers/statement/')).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'from', code: 'period', message: expect.stringContaining('newest=') }] },
      });
      const { movements, ...rest } = must(200, await busy.api.get('/api/providers/statement/?newest=2')) as {
        movements: { balances: Body }[];
      };
      expect(rest).toMatchObject({ movement_count: 10_001, closing: balances('100010.00', '0.00', '0.00') });
      expect(movements.map((movement) => movement.balances.fund)).toEqual(['100000.00', '100010.00']);
    } finally {
      await app.database.tamper(
        `DELETE FROM journal WHERE provider_id = $1 AND id <> (SELECT id FROM journal WHERE provider_id = $1 ORDER BY entry_no LIMIT 1)`,
        [busy.id],
      );
    }
  });

  it('opens where the one before closed, and is a file for spreadsheets too', async () => {
    await goTo(30);
    const [loan] = (must(200, await customer.api.get('/api/loans/')) as { results: { id: string }[] })
      .results;
    await pay(customer, loan as { id: string }, '52.50');
    const first = (await get('statement', `?from=${start}&to=${plus(29)}`)) as unknown as Statement;
    const second = (await get('statement', `?from=${plus(30)}&to=${plus(60)}`)) as unknown as Statement;
    expect(second.opening).toEqual(first.closing);
    expect(second.movements.map(({ kind }) => kind)).toEqual([
      'principal_share',
      'interest_share',
      'receivable_settlement',
    ]);
    const csv = await provider.api.get(
      `/api/providers/statement/?format=csv&from=${plus(30)}&to=${plus(60)}`,
    );
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = (csv.body as string).split('\r\n');
    expect(lines[0]).toBe(
      'business_date,kind,reversal,loan,loan_number,amount,commission,fund,wallet,lent,receivable',
    );
    expect(lines[1]).toBe(`${plus(30)},opening,,,,,,400.00,0.00,600.00,20.00`);
    expect(lines.at(-2)).toBe(`${plus(60)},closing,,,,,,400.00,32.50,550.00,0.00`);
    for (const query of [`?from=${plus(5)}&to=${plus(4)}`, `?from=${plus(-400)}&to=${plus(4)}`]) {
      expect(await provider.api.get(`/api/providers/statement/${query}`)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'from', code: 'period' }] },
      });
    }
    expect(await staff.api.get('/api/providers/statement/')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'provider', code: 'required' }] },
    });
  });

  it('tells its parts of loans by status and by how late they are', async () => {
    await goTo(75);
    expect(await get('portfolio')).toMatchObject({
      provider: provider.id,
      as_of: plus(75),
      by_status: [
        {
          status: 'overdue',
          loans: 1,
          lent: '600.00',
          principal_outstanding: '550.00',
          principal_returned: '50.00',
          interest_earned: '2.50',
          accrued_interest: expect.stringMatching(/^[23]\.\d\d$/),
        },
      ],
      ageing: [
        { days_past_due: 'current', loans: 0 },
        { days_past_due: '1-30', loans: 1, principal_outstanding: '550.00' },
        { days_past_due: '31-60', loans: 0 },
        { days_past_due: '61-90', loans: 0 },
        { days_past_due: 'over 90', loans: 0 },
      ],
    });
  });

  it('tells its returns with the cash flows they follow from, once there are 90 days of data', async () => {
    const early = (await get('returns')) as { realised: Body };
    expect(early.realised).toMatchObject({ rate: null, reason: 'less_than_90_days' });
    await goTo(100);
    const returns = (await get('returns')) as Record<string, { rate: string; cash_flows: Body[] }>;
    expect(returns.realised?.cash_flows).toEqual([
      { date: start, amount: '-600.00' },
      { date: plus(30), amount: '52.50' },
      { date: plus(100), amount: '550.00' },
    ]);
    expect(Number(returns.realised?.rate)).toBeGreaterThan(0);
    // All that is out is past due: 52.50 after a month for 600.00 is beyond any yearly rate.
    expect(returns.conservative).toMatchObject({ rate: null, reason: 'no_rate_fits' });
    expect(returns.conservative?.cash_flows).toHaveLength(2);
    expect(returns.all_money?.cash_flows).toEqual([
      { date: start, amount: '-980.00' },
      { date: plus(100), amount: '432.50' },
    ]);
    const csv = await provider.api.get('/api/providers/returns/?format=csv');
    expect((await provider.api.get('/api/providers/returns/csv/')).body).toBe(csv.body);
    expect((await provider.api.get('/api/providers/returns/csv/?format=json')).status).toBe(400);
    expect((csv.body as string).split('\r\n').slice(0, 2)).toEqual([
      'return,date,amount',
      `realised,${start},-600.00`,
    ]);
  });
});
