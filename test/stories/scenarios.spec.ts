import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

jest.setTimeout(120_000);

interface Result {
  scenario: string;
  username: string;
  loan: string;
  status: string;
}

describe('the scenarios of the demo', () => {
  let app: TestApp;
  let staff: Actor;
  let scenarios: Result[];

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', { late_interest_rate: '0.24', grace_days: 3 }),
    );
    const { code, json } = await startCli(app.database.url, 'demo --scenarios --json').ended;
    expect(code).toBe(0);
    scenarios = (json() as { scenarios: Result[] }).scenarios;
  });
  afterAll(() => app.stop());

  it('end as they tell, with the books right', async () => {
    expect(Object.fromEntries(scenarios.map(({ scenario, status }) => [scenario, status]))).toEqual({
      'on-time': 'active',
      early: 'active',
      'late-cured': 'active',
      partial: 'active',
      default: 'defaulted',
      'written-off': 'written_off',
      prepaid: 'paid',
      reversed: 'active',
      'recorded-late': 'active',
    });
    await expectGreenProof(app);
  });

  it.each([
    ['on-time', { payment: 7, recovery: 0, overdue: 0, payment_reversed: 0 }],
    ['late-cured', { overdue: 1, defaulted: 0 }],
    ['default', { payment: 1, overdue: 1, defaulted: 1, written_off: 0 }],
    ['written-off', { payment: 0, recovery: 2, defaulted: 1, written_off: 1 }],
    ['reversed', { payment_reversed: 1 }],
  ])('are on record day by day: %s', async (name, counts) => {
    const { loan } = scenarios.find(({ scenario }) => scenario === name) as Result;
    const kinds: string[] = [];
    for (let next: string | null = `/api/loans/${loan}/history/?limit=100`; next !== null;) {
      const page = must(200, await staff.api.get(next)) as {
        next: string | null;
        results: { kind: string }[];
      };
      kinds.push(...page.results.map(({ kind }) => kind));
      next = page.next;
    }
    const counted = Object.keys(counts).map((kind) => [kind, kinds.filter((one) => one === kind).length]);
    expect(Object.fromEntries(counted)).toEqual(counts);
  });

  it('are made once', async () => {
    const { code, json } = await startCli(app.database.url, 'demo --scenarios --json').ended;
    expect(code).toBe(2);
    expect(json()).toMatchObject({ error: { code: 'username_taken' } });
  });
});
