import type { FieldDescription } from '../parts/FormField';
import { money, percent, words } from '../parts/format';

export interface ScoreBand {
  name: string;
  min_score: number;
  max_loan_amount: string | null;
  rate_adjustment: string;
  queue_priority: number;
}

export type Configuration = Record<string, string | number | boolean | string[] | ScoreBand[] | null> & {
  version: number;
  currency: string;
  min_loan_amount: string;
  max_loan_amount: string;
  score_bands: ScoreBand[];
  created_at: string;
  created_by: string | null;
};

export const YES_NO = (value: boolean) => (value ? 'Yes' : 'No');

/** The fields of the bank configuration by subject, in words. */
export const GROUPS: readonly (readonly [title: string, fields: readonly FieldDescription[]])[] = [
  [
    'Loans',
    [
      { name: 'min_loan_amount', label: 'Least for a loan', kind: 'amount' },
      { name: 'max_loan_amount', label: 'Most for a loan', kind: 'amount' },
      { name: 'currency', label: 'Currency', help: 'Can be changed as long as no money has moved' },
    ],
  ],
  [
    'Interest',
    [
      { name: 'interest_rate', label: 'Interest rate a year', kind: 'rate', help: '0.05 is five percent' },
      {
        name: 'interest_method',
        label: 'Interest method',
        kind: 'choice',
        choices: ['flat', 'declining_balance'],
      },
      {
        name: 'day_count',
        label: 'Day count',
        kind: 'choice',
        choices: ['30/360', 'actual/365', 'actual/360', 'actual/actual', '30/actual'],
      },
      {
        name: 'period_interest',
        label: 'Interest of a period',
        kind: 'choice',
        choices: ['actual_days', 'equal_periods'],
      },
      { name: 'prepayment_rebate', label: 'Rebate when paid off early', kind: 'switch' },
      {
        name: 'commission_rate',
        label: "The bank's commission on interest",
        kind: 'rate',
        help: '0.1 is a tenth',
      },
    ],
  ],
  [
    'Instalments',
    [
      { name: 'installments', label: 'Instalments', kind: 'number' },
      { name: 'every', label: 'One every', kind: 'number' },
      { name: 'unit', label: 'Unit', kind: 'choice', choices: ['days', 'weeks', 'months'] },
      { name: 'duration', label: 'Duration', help: 'ISO 8601: P365D, P1Y' },
    ],
  ],
  [
    'Late payment',
    [
      { name: 'grace_days', label: 'Grace days', kind: 'number' },
      { name: 'late_interest_rate', label: 'Late interest rate a year', kind: 'rate' },
      { name: 'default_after_days', label: 'In default after days', kind: 'number' },
      { name: 'reminder_days', label: 'Reminded days before', kind: 'number' },
    ],
  ],
  [
    'Allocation and queue',
    [
      {
        name: 'allocation_policy',
        label: 'Allocation policy',
        kind: 'choice',
        choices: ['smallest_first', 'oldest_first', 'largest_first', 'idle_share', 'pro_rata'],
      },
      { name: 'minimum_share', label: 'Smallest share (pro rata)', kind: 'amount' },
      {
        name: 'when_unfunded',
        label: 'When there is not enough money',
        kind: 'choice',
        choices: ['reject', 'queue'],
      },
      { name: 'queue_on_request', label: 'A request may ask to wait', kind: 'switch' },
      { name: 'queue_days', label: 'Waits at most, days', kind: 'number' },
      { name: 'queue_patience_days', label: 'Holds the line after days', kind: 'number' },
    ],
  ],
  [
    'Calendar',
    [
      { name: 'time_zone', label: 'Time zone', help: 'As in Europe/Berlin' },
      { name: 'closing_hour', label: 'Closing hour', kind: 'number', help: '24 is midnight' },
    ],
  ],
];

export const FIELDS = GROUPS.flatMap(([, fields]) => fields);
export const labelOf = (name: string): string =>
  FIELDS.find((field) => field.name === name)?.label ?? name.replaceAll('_', ' ');

/** A field of the configuration as it is shown. */
export function shown(configuration: Configuration, name: string): string {
  const value = configuration[name];
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return YES_NO(value);
  if (Array.isArray(value)) {
    return (
      value
        .map((item) => (typeof item === 'string' ? item : `${item.name} from ${String(item.min_score)}`))
        .join(', ') || 'None'
    );
  }
  const kind = FIELDS.find((field) => field.name === name)?.kind;
  if (kind === 'rate') return percent(String(value), 6);
  if (kind === 'amount') return money(String(value), configuration.currency);
  return kind === 'choice' ? words(String(value)) : String(value);
}
