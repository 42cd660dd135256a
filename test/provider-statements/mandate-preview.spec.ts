import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const PATH = '/api/providers/mandate/preview/';

interface Effect {
  idle: { reason: string; amount: string }[];
  waiting_loans: number;
  waiting_amount: string;
}

describe('a change of a mandate that is tried', () => {
  let app: TestApp;
  let staff: Actor;
  let lena: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    lena = await makeProvider(app, '1000.00');
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', {
        queue_on_request: true,
        installments: 12,
        score_bands: [
          { name: 'good', min_score: 700 },
          { name: 'fair', min_score: 300 },
        ],
      }),
    );
    // Nobody can fund them alone: they wait.
    const [ada, bob] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    for (const [who, amount] of [
      [ada, '1500.00'],
      [ada, '1200.00'],
      [bob, '1100.00'],
    ] as const) {
      must(202, await who.api.post('/api/loans/', { amount, queue: true }));
    }
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const tried = async (change: object) =>
    must(200, await lena.api.post(PATH, change)) as { before: Effect; after: Effect };
  const idleOf = ({ idle }: Effect) => idle.map(({ reason, amount }) => `${reason} ${amount}`);
  const shortly = ({ waiting_loans: loans, waiting_amount: amount }: Effect) => `${String(loans)} ${amount}`;

  it('says what the money does now and would do, and changes nothing', async () => {
    const before = must(200, await lena.api.get('/api/providers/mandate/'));
    const answer = await tried({ reserve_amount: '400.00', max_per_loan: '100.00' });
    expect(answer).toMatchObject({ provider: lena.id, currency: 'USD' });
    expect([shortly(answer.before), idleOf(answer.before)]).toEqual([
      '3 1000.00',
      ['not_needed_yet 1000.00'],
    ]);
    // 100.00 on each of three loans.
    expect([shortly(answer.after), idleOf(answer.after)]).toEqual([
      '3 300.00',
      ['reserve 400.00', 'not_needed_yet 600.00'],
    ]);
    expect(must(200, await lena.api.get('/api/providers/mandate/'))).toEqual(before);
  });

  it.each([
    ['paused', { paused: true }, '0 0.00', ['paused 1000.00']],
    ['only for better scores', { lowest_score_band: 'good' }, '0 0.00', ['not_needed_yet 1000.00']],
    ['only for short loans', { longest_term_months: 6 }, '0 0.00', ['term_too_short 1000.00']],
    ['all in reserve', { reserve_amount: '5000.00' }, '0 0.00', ['reserve 1000.00']],
    [
      'with a part for each borrower',
      { max_per_borrower_share: '0.05' },
      '3 150.00',
      ['not_needed_yet 1000.00'],
    ],
    ['with no limits', {}, '3 1000.00', ['not_needed_yet 1000.00']],
  ])('%s leaves what is so once it is saved', async (_, change, waiting, idle) => {
    const { after } = await tried(change);
    expect([shortly(after), idleOf(after)]).toEqual([waiting, idle]);
    const kept = must(200, await lena.api.get('/api/providers/mandate/')) as Record<string, unknown>;
    must(200, await lena.api.patch('/api/providers/mandate/', change));
    const { reasons } = must(200, await lena.api.get('/api/providers/idle/')) as { reasons: Effect['idle'] };
    expect(reasons.map(({ reason, amount }) => `${reason} ${amount}`)).toEqual(idle);
    // What the database says of the provider itself.
    const { before } = await tried({});
    expect(before).toEqual(after);
    const undone = Object.fromEntries(Object.keys(change).map((name) => [name, kept[name]]));
    must(200, await lena.api.patch('/api/providers/mandate/', undone));
  });

  it('is refused as saving it would be', async () => {
    const wrong = await lena.api.post(PATH, { lowest_score_band: 'best' });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'validation_failed']);
    expect(wrong.body.errors).toMatchObject([{ field: 'lowest_score_band' }]);
    const asStaff = await staff.api.post(`${PATH}?provider=${lena.id}`, { paused: true });
    expect(must(200, asStaff)).toMatchObject({ after: { waiting_loans: 0 } });
  });
});

describe('the portfolio by score band', () => {
  it('sums the shares of each band, and what of it is past due', async () => {
    const app = await startApp({ SANDBOX: 'true', DAY_CLOSE_SCHEDULE: 'false' });
    const staff = await makeStaff(app);
    const lena = await makeProvider(app, '5000.00');
    const [ada, bob] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    must(201, await ada.api.post('/api/loans/', { amount: '300.00' }));
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', { score_bands: [{ name: 'fair', min_score: 300 }] }),
    );
    must(201, await ada.api.post('/api/loans/', { amount: '500.00' }));
    const { id } = must(201, await bob.api.post('/api/loans/', { amount: '700.00' }));
    const { business_date: today } = must(200, await staff.api.get('/api/sandbox/clock/'));
    const to = new Date(Date.parse(String(today)) + 40 * 86_400_000).toISOString().slice(0, 10);
    const { total } = must(200, await bob.api.get(`/api/loans/${String(id)}/payoff/`));
    must(201, await bob.api.post('/api/payments/', { loan: id, amount: total }));
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to }));
    const { by_band: bands } = must(200, await lena.api.get('/api/providers/portfolio/'));
    expect(bands).toEqual([
      {
        ...{ score_band: 'fair', loans: 2, lent: '1200.00', principal_outstanding: '500.00' },
        ...{ past_due: '500.00', principal_lost: '0.00' },
      },
      {
        ...{ score_band: null, loans: 1, lent: '300.00', principal_outstanding: '300.00' },
        ...{ past_due: '300.00', principal_lost: '0.00' },
      },
    ]);
    await expectGreenProof(app);
    await app.stop();
  });
});
