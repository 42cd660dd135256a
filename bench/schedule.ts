import { performance } from 'node:perf_hooks';

interface Arithmetic {
  buildSchedule: (terms: object) => { interest: bigint }[];
}

const INSTALLMENTS = 360;
const RUNS = 5;
const TIMES = 200;

const CASES = [
  { interestMethod: 'declining_balance', dayCount: 'actual/actual', periodInterest: 'actual_days' },
  { interestMethod: 'declining_balance', dayCount: '30/360', periodInterest: 'actual_days' },
  { interestMethod: 'declining_balance', dayCount: 'actual/365', periodInterest: 'equal_periods' },
  { interestMethod: 'flat', dayCount: 'actual/365', periodInterest: 'equal_periods' },
] as const;

/** How long the app's own arithmetic takes for a schedule of 360 instalments: medians of runs, in milliseconds. */
export async function measureSchedules(): Promise<string> {
  const from = new URL('../dist/src/lending/schedule.js', import.meta.url).href;
  const { buildSchedule } = (await import(from)) as Arithmetic;
  const lines = CASES.map((of) => {
    const terms = {
      ...of,
      principal: 25_000_000n,
      annualRate: '0.0675',
      installments: INSTALLMENTS,
      every: 1,
      unit: 'months',
      startOn: '2026-01-31',
      interestRounding: 'per_loan',
    };
    const runs = Array.from({ length: RUNS }, () => time(() => buildSchedule(terms)));
    const [fastest = 0, , median = 0, , slowest = 0] = runs.sort((a, b) => a - b);
    const name = `${of.interestMethod}, ${of.dayCount}, ${of.periodInterest}`;
    return `${name.padEnd(48)} ${median.toFixed(3)} ms  (${fastest.toFixed(3)}-${slowest.toFixed(3)})`;
  });
  return [
    `A schedule of ${String(INSTALLMENTS)} instalments, median of ${String(RUNS)} runs:`,
    ...lines,
  ].join('\n');
}

function time(work: () => unknown): number {
  for (let nr = 0; nr < TIMES / 4; nr++) work();
  const started = performance.now();
  for (let nr = 0; nr < TIMES; nr++) work();
  return (performance.now() - started) / TIMES;
}
