import type { ConfigPreviewResponse } from '../quotes/config-preview.dto.js';
import { table } from './output.js';

const RATES = ['interest_rate', 'commission_rate', 'late_interest_rate'] as const;
/** A rate that grows more than this, or by more points, is more often a slip than meant. */
const USUAL_FACTOR = 2;
const USUAL_POINTS = 10;

const PERCENT = new Intl.NumberFormat('en', {
  style: 'percent',
  maximumFractionDigits: 20,
  useGrouping: false,
});

/** A rate as people say it, exactly: "0.06" is "6". */
export function percentOf(rate: string): string {
  return PERCENT.format(rate as Intl.StringNumericLiteral).slice(0, -1);
}

/** What was understood, and what a loan costs before and after. */
export function changeInWords({ before, after, changed }: ConfigPreviewResponse): string {
  const [was, becomes] = [before.sample, after.sample];
  return [
    table([
      ['', 'before', 'after'],
      ...changed.map((name) => [name, valueOf(before, name), valueOf(after, name)]),
    ]),
    '',
    `A loan of ${becomes.amount} ${becomes.currency} that starts today:`,
    table([
      ['', 'before', 'after'],
      ['instalments', String(was.installments), String(becomes.installments)],
      ['first instalment', was.schedule[0]?.total_due ?? '-', becomes.schedule[0]?.total_due ?? '-'],
      ['interest in all', was.total_interest, becomes.total_interest],
      ['to pay in all', was.total_due, becomes.total_due],
    ]),
  ].join('\n');
}

/** The rates that more than double, or change by more than ten points, in words; empty: none. */
export function unusual({ before, after }: ConfigPreviewResponse): string[] {
  return RATES.flatMap((name) => {
    const [was, becomes] = [Number(before.configuration[name]), Number(after.configuration[name])];
    const isFar =
      Math.abs(becomes - was) * 100 > USUAL_POINTS + 1e-9 || (was > 0 && becomes > was * USUAL_FACTOR);
    if (!isFar) return [];
    const [from, to] = [before, after].map(({ configuration }) => percentOf(configuration[name]));
    return [`${name} goes from ${String(from)} % to ${String(to)} %.`];
  });
}

function valueOf({ configuration }: ConfigPreviewResponse['before'], name: string): string {
  const value: unknown = configuration[name as keyof typeof configuration];
  if (value === null || value === undefined) return '-';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (!RATES.some((rate) => rate === name)) return text;
  return `${text} (${percentOf(text)} %${name === 'commission_rate' ? ' of the interest' : ' a year'})`;
}
