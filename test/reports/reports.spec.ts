import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter } from '../support/late-loans.js';
import { must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { openReportedBank, type ReportedBank } from '../support/reported-bank.js';

type Row = Record<string, string>;
const NONE = { loans: 0, principal: '0.00', ratio: '0.000000' };

const cents = (amount: string) => BigInt(amount.replace('.', ''));

describe('reports on loans of ten instalments, one every ten days', () => {
  let app: TestApp;
  let bank: ReportedBank;
  let report: ReportedBank['report'];
  let loans: ReportedBank['loans'];

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    bank = await openReportedBank(app);
    ({ report, loans } = bank);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const day = (nr: number) => daysAfter(bank.start, nr);
  const age = (from_days: number, to_days: number | null, late: object) => ({ from_days, to_days, ...late });

  /** The portfolio as whoever reads every loan would count it. */
  const counted = async () => {
    const today = await bank.sandbox.today();
    const all: Row[] = [];
    for (let next: string | null = '/api/loans/?limit=2'; next !== null;) {
      const page = must(200, await bank.sandbox.staff.api.get(next)) as {
        results: typeof all;
        next: string | null;
      };
      all.push(...page.results);
      next = page.next;
    }
    const open = all.filter(({ status }) => ['active', 'overdue', 'defaulted'].includes(status as string));
    const late = (days: number) =>
      open.filter(({ next_due_date: due }) => daysAfter(String(due), days) < today);
    const sum = (some: typeof all, name: string) =>
      some.reduce((total, loan) => total + cents(loan[name] as string), 0n);
    return {
      loans: open.length,
      gross: sum(open, 'principal_outstanding'),
      risk: [30, 60, 90].map((days) => [late(days).length, sum(late(days), 'principal_outstanding')]),
      left: sum(all, 'remaining_balance'),
    };
  };
  const reported = async () => {
    const portfolio = await report('portfolio/');
    return {
      loans: portfolio.loans as number,
      gross: cents(portfolio.gross_outstanding),
      risk: (portfolio.portfolio_at_risk as Row[]).map((row) => [row.loans, cents(row.principal as string)]),
      left: (portfolio.by_status as Row[]).reduce(
        (total, row) => total + cents(row.remaining_balance as string),
        0n,
      ),
    };
  };

  it('list a loan as soon as its days of grace are over, which is before the day-close marks it', async () => {
    await bank.advanceTo(13);
    expect(await report('collections/')).toMatchObject({ results: [], next: null });
    await bank.advanceTo(14);
    expect(await report('collections/')).toMatchObject({
      results: [
        {
          loan: loans.never.id,
          status: 'active',
          days_past_due: 4,
          next_action: 'remind',
          priority: '400.00',
        },
        {
          loan: loans.partly.id,
          status: 'active',
          days_past_due: 4,
          next_action: 'remind',
          priority: '120.00',
        },
      ],
    });
  });

  it('count no loan at risk that is 30 days past due', async () => {
    await bank.advanceTo(40);
    expect(await report('portfolio/')).toEqual({
      as_of: day(40),
      currency: 'USD',
      loans: 4,
      gross_outstanding: '3870.00',
      portfolio_at_risk: [30, 60, 90].map((days) => ({ days, ...NONE })),
      ageing: [
        age(0, 0, { loans: 1, principal: '500.00', ratio: '0.129199' }),
        age(1, 30, { loans: 3, principal: '3370.00', ratio: '0.870801' }),
        age(31, 60, NONE),
        age(61, 90, NONE),
        age(91, null, NONE),
      ],
      by_status: [
        ['queued', 0, '0.00', '0.00'],
        ['active', 1, '500.00', '500.00'],
        ['overdue', 3, '3370.00', '3370.00'],
        ['defaulted', 0, '0.00', '0.00'],
        ['paid', 1, '0.00', '0.00'],
        ['written_off', 0, '0.00', '0.00'],
        ['cancelled', 0, '0.00', '0.00'],
      ].map(([status, count, principal_outstanding, remaining_balance]) => ({
        status,
        loans: count,
        principal_outstanding,
        remaining_balance,
      })),
    });
    expect(await reported()).toEqual(await counted());
  });

  it('count all of its principal a day later', async () => {
    await bank.advanceTo(41);
    const late = { loans: 2, principal: '1570.00', ratio: '0.405685' };
    expect(await report('portfolio/')).toMatchObject({
      gross_outstanding: '3870.00',
      portfolio_at_risk: [
        { days: 30, ...late },
        { days: 60, ...NONE },
        { days: 90, ...NONE },
      ],
      ageing: [
        age(0, 0, { loans: 1, principal: '500.00', ratio: '0.129199' }),
        age(1, 30, { loans: 1, principal: '1800.00', ratio: '0.465116' }),
        age(31, 60, late),
        age(61, 90, NONE),
        age(91, null, NONE),
      ],
    });
    expect(await reported()).toEqual(await counted());
  });

  it('rank late loans by amount times days, page by page', async () => {
    await app.database.rows("UPDATE users SET first_name = 'Ada', last_name = 'Okoye' WHERE id = $1", [
      loans.first.customer.id,
    ]);
    const { results, ...rest } = await report('collections/');
    expect(rest).toEqual({ as_of: day(41), currency: 'USD', next: null });
    expect(results).toEqual([
      {
        loan: loans.first.id,
        loan_number: expect.stringMatching(/^\d{10}$/),
        customer: loans.first.customer.id,
        customer_name: 'Ada Okoye',
        username: `customer-${loans.first.customer.id}`,
        status: 'overdue',
        overdue_amount: '200.00',
        days_past_due: 21,
        priority: '4200.00',
        next_action: 'call',
        remaining_balance: '1800.00',
        next_due_date: day(20),
        phone: '',
        promise: null,
        last_contact: null,
        assigned_to: null,
        assignee: null,
      },
      expect.objectContaining({
        loan: loans.never.id,
        customer_name: expect.stringMatching(/^customer-/),
        overdue_amount: '100.00',
        priority: '3100.00',
        next_action: 'visit_or_letter',
      }),
      expect.objectContaining({ loan: loans.partly.id, overdue_amount: '30.00', priority: '930.00' }),
    ]);
    const paged: unknown[] = [];
    for (let next: string | null = '/api/reports/collections/?limit=1'; next !== null;) {
      const page = must(200, await bank.sandbox.staff.api.get(next)) as {
        results: unknown[];
        next: string | null;
      };
      expect(page.results).toHaveLength(1);
      paged.push(...page.results);
      next = page.next;
    }
    expect(paged).toEqual(results);
    const bad = await bank.sandbox.staff.api.get('/api/reports/collections/?cursor=nothing');
    expect(bad).toMatchObject({ status: 400, body: { errors: [{ field: 'cursor' }] } });
  });

  it('name the largest borrowers and providers', async () => {
    const { borrowers: most, providers, ...rest } = await report('concentration/');
    expect(rest).toEqual({ currency: 'USD', gross_outstanding: '3870.00' });
    const username = (actor: Actor) => `${actor.role}-${actor.id}`;
    expect(most).toEqual(
      (
        [
          ['first', 'Ada Okoye', '1800.00', '0.465116'],
          ['never', null, '1000.00', '0.258398'],
          ['partly', null, '570.00', '0.147287'],
          ['ahead', null, '500.00', '0.129199'],
        ] as const
      ).map(([who, name, principal_outstanding, ratio]) => ({
        customer: loans[who].customer.id,
        name: name ?? username(loans[who].customer),
        username: username(loans[who].customer),
        loans: 1,
        principal_outstanding,
        ratio,
      })),
    );
    // The small one lent all it had on the first loan.
    expect(providers).toEqual(
      (
        [
          [bank.large, 4, '3536.67', '0.913868'],
          [bank.small, 1, '333.33', '0.086132'],
        ] as const
      ).map(([provider, count, principal_outstanding, ratio]) => ({
        provider: provider.id,
        name: username(provider),
        username: username(provider),
        loans: count,
        principal_outstanding,
        ratio,
      })),
    );
  });

  it('leave out what is written off, of both parts of the ratio', async () => {
    await bank.advanceTo(70);
    // The 60th day past due: in default, though the day-close of this date has not marked it.
    await bank.writeOff('never');
    expect(await report('portfolio/')).toMatchObject({
      loans: 3,
      gross_outstanding: '2870.00',
      portfolio_at_risk: [
        { days: 30, loans: 2, principal: '2370.00', ratio: '0.825784' },
        { days: 60, ...NONE },
        { days: 90, ...NONE },
      ],
    });
    await bank.advanceTo(71);
    expect(await report('portfolio/')).toMatchObject({
      portfolio_at_risk: [{}, { days: 60, loans: 1, principal: '570.00', ratio: '0.198606' }, {}],
    });
    expect(await reported()).toEqual(await counted());
    expect((await report('concentration/')).providers).toMatchObject([
      { provider: bank.large.id, ratio: '1.000000' },
    ]);
    expect((await report('collections/')).results).toMatchObject([
      { loan: loans.first.id, status: 'overdue', next_action: 'visit_or_letter' },
      { loan: loans.partly.id, status: 'defaulted', next_action: 'default_notice' },
      { loan: loans.ahead.id, status: 'overdue', next_action: 'call' },
    ]);
  });
});
