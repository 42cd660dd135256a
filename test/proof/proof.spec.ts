import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startApp, type TestApp } from '../support/app.js';
import { transfersThatStand } from '../support/gateway.js';
import { keepBankAccount } from '../support/kept-bank-account.js';
import { BANK_TAMPERINGS } from '../support/bank-tamperings.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { makePayoutAccount, withdrawTo } from '../support/payouts.js';
import { dateIsSealed, expectGreenProof, redChecks } from '../support/proof.js';
import { saveTables } from '../support/saved-tables.js';
import { scoresAreDone } from '../support/scores.js';
import { SCORE_TAMPERINGS } from '../support/score-tamperings.js';
import { EVENT_TAMPERINGS } from '../support/event-tamperings.js';
import { eventsAreNumbered } from '../support/events.js';
import { TILL_TAMPERINGS } from '../support/till-tamperings.js';
import { TRANSFER_TAMPERINGS } from '../support/transfer-tamperings.js';
import { makeWaitingLoan, undoLoan } from '../support/undo.js';
import { UNDO_TAMPERINGS } from '../support/undo-tamperings.js';
import { changeAmount, journal, ofLoan, provider, TAMPERINGS, type World } from '../support/tamperings.js';

const ALL_TAMPERINGS = [
  ...TAMPERINGS,
  ...SCORE_TAMPERINGS,
  ...TRANSFER_TAMPERINGS,
  ...BANK_TAMPERINGS,
  ...TILL_TAMPERINGS,
  ...EVENT_TAMPERINGS,
  ...UNDO_TAMPERINGS,
];

describe('the proof', () => {
  let app: TestApp;
  let actors: { small: Actor; large: Actor; staff: Actor };
  let world: World;
  let restore: () => Promise<void>;
  let names: string[];

  beforeAll(async () => {
    app = await startApp({ GATEWAYS: 'sandbox', WEBHOOK_ALLOW_PRIVATE: 'true' });
    await expectGreenProof(app);
    // Yesterday is over and nothing happened on it, so that all that follows came after a seal.
    const [yesterday] = await app.database.rows<{ date: string }>(
      `INSERT INTO day_closes (business_date, status, candidates, started_at, finished_at)
       SELECT max(business_date) - 1, 'done', 0, now(), now() FROM business_dates RETURNING business_date::text AS date`,
    );
    const sealedOn = yesterday?.date ?? '';
    await dateIsSealed(app.database, sealedOn);
    // Nobody listens there; what is sent to it fails.
    const hooks = { url: 'http://127.0.0.1:9/', types: ['payment.received'] };
    must(201, await (await makeUser(app, 'admin')).api.post('/api/webhook_endpoints/', hooks));
    const customer = await makeCustomer(app);
    actors = {
      small: await makeProvider(app, '600.00'),
      large: await makeProvider(app, '50000.00'),
      staff: await makeStaff(app),
    };
    const first = await makeLoan(customer, '1000.00');
    const other = await makeLoan(customer, '500.00');
    const payment = await pay(customer, first, '87.50');
    await pay(customer, first, '200.00');
    await pay(customer, other, '50.00');
    const terms = { max_loan_amount: '90000.00', queue_on_request: true };
    must(200, await actors.staff.api.patch('/api/bank_configuration/', terms));
    must(202, await customer.api.post('/api/loans/', { amount: '90000.00', queue: true }));
    await scoresAreDone(app.database);
    // Another change, so that there is more than one row of history.
    await pay(customer, other, '250.00');
    const transfer = await transfersThatStand(app, actors.staff, customer);
    const waiting = await makeWaitingLoan(actors.staff, customer, '300.00');
    const undone = await makeWaitingLoan(actors.staff, customer, '400.00');
    await undoLoan(actors.staff, undone);
    must(200, await actors.small.api.post('/api/providers/withdraw/', { amount: '10.00' }));
    must(200, await actors.small.api.post('/api/providers/reinvest/', { amount: '5.00' }));
    for (const [what, amount] of Object.entries({ add_funds: '20.00', withdraw: '1.00' })) {
      const body = { provider: actors.large.id, amount, method: 'cheque', reference: 'CHQ 1' };
      must(200, await actors.staff.api.post(`/api/providers/${what}/`, body));
    }
    await pay(actors.staff, other, '5.00');
    await scoresAreDone(app.database);
    await withdrawTo(actors.large, await makePayoutAccount(actors.large), '1.00');
    await keepBankAccount(app, actors.staff);
    world = {
      small: actors.small.id,
      large: actors.large.id,
      loan: first.id,
      other: other.id,
      payment: String(payment.id),
      customer: customer.id,
      score: String(must(200, await customer.api.get('/api/credit_score/')).score),
      sealedOn,
      transfer,
      waiting: waiting.id,
      undone: undone.id,
      nobody: uuidv7(),
    };
    await eventsAreNumbered(app.database);
    restore = await saveTables(app.database);
    names = (await proofFor(actors.staff)).checks.map(({ name }) => name);
  });
  afterAll(() => app.stop());
  afterEach(() => restore());

  interface Proof {
    ok: boolean;
    as_of: string | null;
    proved_at: string;
    checks: {
      name: string;
      ok: boolean;
      checked: number;
      expected: string;
      violations: { subject: string }[];
    }[];
  }
  const proofFor = async (actor: Actor, query = ''): Promise<Proof> =>
    must(200, await actor.api.get(`/api/ledger/proof/${query}`)) as Proof;
  const redIn = ({ checks }: Proof) => checks.filter(({ ok }) => !ok).map(({ name }) => name);

  it('is green after a history, and looked at rows in every check', async () => {
    const proof = await proofFor(actors.staff);
    expect(proof).toMatchObject({ ok: true, as_of: null, currency: 'USD' });
    expect(proof.checks.filter(({ checked }) => checked === 0)).toEqual([]);
  });

  it('has no check that nothing here turns red', () => {
    const covered = ALL_TAMPERINGS.flatMap(([, , red]) => Object.keys(red));
    expect([...new Set(covered)].sort()).toEqual([...names].sort());
  });

  it.each(
    ALL_TAMPERINGS.flatMap(([what, sql, red]) =>
      (['full', 'incremental'] as const).map((kind) => [what, kind, sql, red] as const),
    ),
  )('notices %s, when it is %s', async (_, kind, sql, red) => {
    await app.database.tamper(sql(world));
    const found = await redChecks(app, kind);
    expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(red).sort());
    for (const { name, violations } of found) {
      const subject = red[name]?.(world);
      const subjects = violations.map((violation) => violation.subject);
      expect([name, subjects]).toEqual([
        name,
        subject === undefined ? subjects : expect.arrayContaining([subject]),
      ]);
      expect(violations.length).toBeGreaterThan(0);
    }
    await restore();
    expect(await redChecks(app, kind)).toEqual([]);
  });

  it('says what should be there and what is, to the cent', async () => {
    await app.database.tamper(provider('fund_amount = fund_amount + 1')(world));
    const [, fund] = await redChecks(app);
    expect(fund).toMatchObject({
      name: 'provider_fund',
      violation_count: 1,
      violations: [{ subject: world.small, expected: '5.00', actual: '5.01' }],
    });
  });

  it('is shared by those who accept a recent one, and made again for those who do not', async () => {
    const kept = await proofFor(actors.staff, '?max_age=0');
    expect(kept).toMatchObject({ ok: true, proved_at: expect.any(String) });
    await app.database.tamper(provider('fund_amount = fund_amount + 1')(world));
    expect(await proofFor(actors.staff, '?max_age=3600')).toEqual({
      ...kept,
      age_seconds: expect.any(Number),
      full_proved_at: kept.proved_at,
    });
    expect((await proofFor(actors.staff)).ok).toBe(false);
    expect(redIn(await proofFor(actors.small, '?max_age=3600'))).toEqual(['provider_fund']);
    expect((await proofFor(actors.staff, '?max_age=0')).ok).toBe(false);
    expect((await proofFor(actors.staff, '?max_age=3600')).ok).toBe(false);
    expect((await actors.staff.api.get('/api/ledger/proof/?max_age=-1')).status).toBe(400);
  });

  it('shows a provider its own slice, red for its own corruption only', async () => {
    const slice = await proofFor(actors.small);
    expect(slice.ok).toBe(true);
    expect(slice.checks.map(({ name }) => name).sort()).toEqual([
      'fund_movements_posted',
      'mandates_in_force',
      'no_negative_balance',
      'participation_summary',
      'provider_fund',
      'provider_lent',
      'provider_receivable',
      'provider_wallet',
      'shares_within_one_unit',
    ]);
    expect(slice.checks.find(({ name }) => name === 'provider_fund')).toMatchObject({
      checked: 1,
      expected: '5.00',
    });
    expect(slice.checks.find(({ name }) => name === 'shares_within_one_unit')).toMatchObject({ checked: 1 });
    await app.database.tamper(provider('fund_amount = fund_amount + 1')(world));
    expect(redIn(await proofFor(actors.small))).toEqual(['provider_fund']);
    expect(redIn(await proofFor(actors.large))).toEqual([]);
    expect(JSON.stringify(await proofFor(actors.large))).not.toContain(world.small);
  });

  it('proves a past date, from what was posted until then', async () => {
    const past = '?as_of=2020-01-05';
    await app.database.tamper(
      `UPDATE journal SET business_date = '2020-01-05' WHERE loan_id IS DISTINCT FROM '${world.other}'`,
    );
    expect(await proofFor(actors.staff, past)).toMatchObject({ ok: true, as_of: '2020-01-05' });
    await app.database.tamper(journal(changeAmount, 'disbursement', (w) => `loan_id = '${w.other}'`)(world));
    const today = `?as_of=${new Date().toISOString().slice(0, 10)}`;
    expect(redIn(await proofFor(actors.staff, today))).toEqual(['claims_match_principal']);
    expect(redIn(await proofFor(actors.staff, past))).toEqual([]);
    await app.database.tamper(journal(changeAmount, 'disbursement', ofLoan)(world));
    expect(redIn(await proofFor(actors.staff, past))).toEqual(['claims_match_principal']);
    const before = await proofFor(actors.staff, '?as_of=2020-01-04');
    expect(before.ok).toBe(true);
    expect(before.checks.find(({ name }) => name === 'claims_match_principal')).toMatchObject({ checked: 0 });
  });

  it.each([
    'UPDATE journal SET amount = amount + 1',
    'DELETE FROM journal',
    'TRUNCATE journal',
    'UPDATE payments SET amount = amount + 1, principal = principal + 1',
    'DELETE FROM payments',
    'TRUNCATE payments CASCADE',
    "UPDATE payments SET value_date = '2020-01-01'",
    'TRUNCATE payment_reversals CASCADE',
    'TRUNCATE write_offs',
    'DELETE FROM till_receipts',
    'UPDATE till_receipts SET amount = amount + 1',
    'DELETE FROM loan_events',
    'UPDATE credit_scores SET score = 850',
    'TRUNCATE credit_scores',
    'UPDATE fundings SET amount = amount + 1',
    'UPDATE fundings SET provider_id = loan_id',
    'DELETE FROM fundings',
    'TRUNCATE fundings',
    'DELETE FROM loans',
    'TRUNCATE loans CASCADE',
    'UPDATE bank_configurations SET interest_rate = 0',
    'DELETE FROM bank_configurations',
    'TRUNCATE bank_configurations CASCADE',
  ])('the database refuses %s', async (sql) => {
    await expect(app.database.rows(sql)).rejects.toThrow('rows are facts');
    await expectGreenProof(app);
  });

  it.each([
    ['a loan that is active without participations', () => copyOfLoan('active')],
    [
      'a loan of another amount than was funded',
      () => [`UPDATE loans SET amount = amount + 1, amount_due = amount_due + 1`],
    ],
    [
      'a queued loan that becomes active',
      () => [
        ...copyOfLoan(
          'queued',
          ', principal_outstanding = 0, total_paid = 0, next_due_on = NULL, next_due_amount = 0',
        ),
        `UPDATE loans SET status = 'active' WHERE status = 'queued'`,
      ],
    ],
  ])('the database refuses %s when it is committed', async (_, statements) => {
    const client = await app.database.connect();
    try {
      await client.query('BEGIN');
      for (const sql of statements()) await client.query(sql);
      await expect(client.query('COMMIT')).rejects.toThrow('is funded with');
    } finally {
      await client.end();
    }
    await expectGreenProof(app);
  });

  const copyOfLoan = (status: string, more = ''): string[] => [
    `CREATE TEMPORARY TABLE copy ON COMMIT DROP AS SELECT * FROM loans WHERE id = '${world.loan}'`,
    `UPDATE copy SET id = '${uuidv7()}', number = short_number(nextval('short_numbers')), status = '${status}'${more}`,
    'INSERT INTO loans SELECT * FROM copy',
  ];
});
