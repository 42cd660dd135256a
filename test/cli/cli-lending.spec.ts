import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/app/cli.js', import.meta.url));
const vectors = (file: string) =>
  readFileSync(new URL(`../../src/lending/vectors/${file}.json`, import.meta.url), 'utf8');

interface Golden {
  id: string;
  kind: string;
  expected_schedule: unknown;
  expected_totals: unknown;
  expected: Record<string, unknown>;
  tolerance: number;
}

/** Runs a command as a shell would, with no database to be found. */
async function cli(args: string, input: unknown) {
  const child = spawn(process.execPath, [CLI, ...args.split(' ')], {
    env: { PATH: process.env.PATH, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(typeof input === 'string' ? input : JSON.stringify(input));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

async function answerOf(args: string, input: unknown): Promise<Record<string, unknown>[]> {
  const { code, out, err } = await cli(args, input);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Record<string, unknown>[];
}

async function refusalOf(args: string, input: unknown): Promise<string> {
  const { code, out, err } = await cli(args, input);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return err;
}

const TERMS = {
  principal: '1000.00',
  annual_rate_percent: '5',
  start_date: '2026-01-31',
  installments: 2,
  every: 1,
  unit: 'months',
  interest_method: 'flat',
  day_count: '30/360',
  period_interest: 'equal_periods',
  currency_decimals: 2,
  rounding: 'half_even',
};
const published = (prefix: string) =>
  (JSON.parse(vectors('published')) as Golden[]).filter(({ kind }) => kind.startsWith(prefix));

describe('the calculators of the command line', () => {
  for (const file of ['schedules', 'repayments']) {
    it(`schedule gives every cell of ${file}.json, as the file is`, async () => {
      const goldens = JSON.parse(vectors(file)) as Golden[];
      expect(await answerOf('schedule', vectors(file))).toEqual(
        goldens.map(({ id, expected_schedule: schedule, expected_totals: totals }) => ({
          id,
          schedule,
          totals,
        })),
      );
    });
  }

  it('schedule takes one case alone, numbers as numbers or texts, and names it by its place', async () => {
    const texts = { ...TERMS, installments: '2', every: '1', currency_decimals: '2' };
    const numbers = { ...TERMS, principal: 1000, annual_rate_percent: 5, first_due_date: null };
    const [one] = await answerOf('schedule --json', { terms: TERMS });
    expect(one).toMatchObject({
      id: 0,
      totals: { principal: '1000.00', interest: '8.34', total: '1008.34' },
    });
    expect(await answerOf('schedule', [{ terms: texts }, { id: 'b', terms: numbers }])).toEqual([
      one,
      { ...one, id: 'b' },
    ]);
    expect(await answerOf('schedule', [])).toEqual([]);
  });

  it('schedule --table shows rows and totals of each case', async () => {
    const paid = { id: 'L-2', terms: TERMS, payments: [['2026-02-28', 2000]], as_of: '2026-02-28' };
    const { code, out } = await cli('schedule --table', [{ id: 'L-1', terms: TERMS }, paid]);
    expect(code).toBe(0);
    const [first = '', second = ''] = out.split('\n\n');
    expect(first).toBe(
      [
        'Case L-1',
        '   nr  due_date    days  principal  interest  total_due  balance',
        '    1  2026-02-28    28     500.00      4.17     504.17   500.00',
        '    2  2026-03-31    31     500.00      4.17     504.17     0.00',
        'total                      1000.00      8.34    1008.34',
      ].join('\n'),
    );
    expect(second).toMatch(/^Case L-2\n.* paid {2}.*\n(.*\n)+Overpaid: 991\.66\n$/);
  });

  it('schedule ends level over thirty years, and refuses terms that only interest could be paid on', async () => {
    const long = {
      ...TERMS,
      principal: '100000',
      annual_rate_percent: '24',
      start_date: '2026-01-01',
      installments: 360,
      interest_method: 'declining_balance',
      day_count: 'actual/365',
      period_interest: 'actual_days',
    };
    const [answer] = await answerOf('schedule', { terms: long });
    const totals = (answer?.schedule as { total_due: string }[]).map((row) => row.total_due);
    expect([new Set(totals.slice(0, -1)), totals.at(-1)]).toEqual([new Set(['2001.11']), '2223.35']);
    const hopeless = {
      ...long,
      principal: '100',
      annual_rate_percent: '300',
      installments: 37,
      day_count: '30/360',
    };
    expect(await refusalOf('schedule', { id: 'L', terms: hopeless })).toBe(
      'error: Case L: equal instalments cannot repay this amount at this rate over this term: nearly all of each ' +
        'would be interest.\n',
    );
  });

  it('schedule says which terms it does not know', async () => {
    const { code, err } = await cli('schedule', { id: 7, terms: { ...TERMS, grace_days: 3 } });
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Case 7: terms.grace_days is unknown and was ignored.\n',
    });
  });

  it('apr answers the published rates of both methods', async () => {
    const goldens = published('apr.');
    const rates = await answerOf('apr', goldens);
    goldens.forEach(({ id, kind, expected, tolerance }, index) => {
      const { apr, ...rate } = rates[index] ?? {};
      if (kind === 'apr.us_actuarial') expect(rates[index]).toEqual({ id, ...expected });
      else {
        expect(rate).toEqual({ id });
        expect(Math.abs((apr as number) - (expected.apr as number))).toBeLessThanOrEqual(tolerance);
      }
    });
    const { out } = await cli('apr --table', goldens);
    expect(out).toMatch(/^id +method +apr %\nregz-j-c1i +Regulation Z +9\.69\n/);
    expect(out).toMatch(/^eu-curo\S+ +EU 2008\/48\/EC +12\.69$/m);
  });

  it('apr takes longer unit-periods, by number or by how often they come', async () => {
    const inputs = {
      amount_advanced: '1000',
      advance_date: '2026-01-01',
      payments: [{ date: '2026-04-01', amount: '1025.00' }],
    };
    const periods = [
      { unit_period: 'quarter' },
      { unit_period: '3 months' },
      { unit_period: 'month', unit_periods_per_year: 4 },
    ];
    const credits = periods.map((period) => ({ kind: 'apr.us_actuarial', inputs: { ...inputs, ...period } }));
    expect(await answerOf('apr', credits)).toEqual([0, 1, 2].map((id) => ({ id, apr_pct: '10.00' })));
  });

  it('xirr answers the published returns', async () => {
    const goldens = published('xirr');
    const returns = await answerOf('xirr', goldens);
    expect(returns).toHaveLength(goldens.length);
    goldens.forEach(({ id, expected, tolerance }, index) => {
      expect(returns[index]?.id).toBe(id);
      const off = (returns[index]?.xirr as number) - (expected.xirr as number);
      expect(Math.abs(off)).toBeLessThanOrEqual(tolerance);
    });
    expect((await cli('xirr --table', goldens)).out).toMatch(/^id +xirr\nxirr-excel-1992 +0\.3733625335\n$/);
  });

  it('xirr answers the rate nearest to zero growth, both where two are equally near, and refuses flows without one', async () => {
    const flows = (...amounts: number[]) => ({
      inputs: { flows: amounts.map((amount, index) => [`200${String(index + 1)}-01-01`, amount]) },
    });
    const cases = [flows(-100, 100, 0, -7), flows(-100, 250, -100)];
    const [single, both] = await answerOf('xirr', cases);
    expect(single?.xirr).toBeCloseTo(1 / 1.0908694 - 1, 6);
    expect(both).toEqual({ id: 1, xirr: null, reason: 'ambiguous', rates: [-0.5, 1] });
    expect((await cli('xirr --table', cases)).out).toMatch(/^id +xirr\n0 +-0\.0832996662\n1 +-0\.5 or 1\n$/);
    expect(await refusalOf('xirr', flows(-100, -7))).toBe(
      'error: Case 0: no rate fits these amounts and dates.\n',
    );
    const overnight = {
      inputs: {
        flows: [
          ['2001-01-01', -1],
          ['2001-01-02', 2],
        ],
      },
    };
    expect(await refusalOf('xirr', overnight)).toBe(
      'error: Case 0: the rate that fits is above 1,000,000 % a year.\n',
    );
  });

  it('apr of the EU measures in the period that follows from the payments, or in the one that is asked for', async () => {
    const inputs = { loan: 1000, loan_date: '2012-01-12', payments: [['2013-02-15', 1100]] };
    const [months, years] = await answerOf('apr', [
      { kind: 'apr.eu', inputs },
      { kind: 'apr.eu', inputs: { ...inputs, period: 'years' } },
    ]);
    expect(months?.apr).toBeCloseTo(1.1 ** (1 / (13 / 12 + 3 / 365)) - 1, 9);
    expect(years?.apr).toBeCloseTo(1.1 ** (1 / (1 + 34 / 365)) - 1, 9);
    expect(await refusalOf('apr', { kind: 'apr.eu', inputs: { ...inputs, period: 'days' } })).toBe(
      'error: Case 0: inputs.period must be one of years, months, weeks, not "days".\n',
    );
  });

  it('a faulty case is refused with 2 and a sentence that names it, with --json as a document', async () => {
    for (const args of ['schedule', 'apr', 'xirr']) {
      expect(await refusalOf(args, ' ')).toBe(
        'error: Standard input is empty; it must be one case or a list of cases.\n',
      );
    }
    expect(await refusalOf('xirr', vectors('published'))).toBe(
      'error: Case regz-j-c1i: kind must be xirr, not "apr.us_actuarial".\n',
    );
    const { code, out } = await cli('schedule --json', { id: 'X' });
    const error = { code: 'usage', detail: 'Case X: terms is missing.' };
    expect({ code, answer: JSON.parse(out) as unknown }).toEqual({ code: 2, answer: { error } });
  });

  it('each explains its input in --help, with an example', async () => {
    for (const command of ['schedule', 'apr', 'xirr']) {
      const { code, out } = await cli(`${command} --help`, '');
      expect(code).toBe(0);
      expect(out).toContain(`Example:\n  npm run --silent cli -- ${command} `);
      expect(out).toContain('Exit codes: 0 done;');
    }
  });
});
