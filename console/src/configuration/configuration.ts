import { LANGUAGE_NAMES } from '../../../web/speech';
import type { Configuration, Schemas } from '../api/types';
import { TOPICS } from '../letters/letter-words';
import type { FieldDescription, Values } from '../parts/form';
import { counted, duration, money, percent } from '../parts/format';
import { LABELS, words } from '../parts/words';
import { apart, listed, say } from '../words/say';

const UNTIL_SETTLED = say('Until settled');
export const YES_NO = (value: boolean) => (value ? say('Yes') : say('No'));

/** One kind of money that is held: a field within a field. */
type HoldField = `hold_days.${keyof Configuration['hold_days']}`;

const field = (
  name: keyof Configuration | HoldField,
  rest: Omit<FieldDescription, 'name' | 'label'> = {},
): FieldDescription => ({
  name,
  label: LABELS[name] ?? words(name),
  ...rest,
});
/** Letters that keep accounts safe always come. */
const CHOSEN = Object.fromEntries(Object.entries(TOPICS).filter(([topic]) => topic !== 'security'));
const topics = (name: 'letters_on_request' | 'letters_required', help: string) =>
  field(name, { kind: 'several', choices: Object.keys(CHOSEN), labels: CHOSEN, optional: true, help });
const choice = (name: keyof Configuration, ...choices: string[]) => field(name, { kind: 'choice', choices });

/** The fields of the bank configuration by subject. */
export const GROUPS: readonly (readonly [title: string, fields: readonly FieldDescription[]])[] = [
  [
    say('Loans'),
    [
      field('min_loan_amount', { kind: 'amount' }),
      field('max_loan_amount', { kind: 'amount' }),
      field('currency', { help: say('Can be changed as long as no money has moved') }),
      choice('disbursement', 'instant', 'transfer'),
    ],
  ],
  [
    say('Interest'),
    [
      field('interest_rate', { kind: 'percent' }),
      choice('interest_method', 'flat', 'declining_balance'),
      choice('day_count', '30/360', 'actual/365', 'actual/360', 'actual/actual', '30/actual'),
      choice('period_interest', 'actual_days', 'equal_periods'),
      field('prepayment_rebate', { kind: 'switch' }),
      field('commission_rate', { kind: 'percent', range: 'part' }),
    ],
  ],
  [
    say('Instalments'),
    [
      field('installments', { kind: 'number' }),
      field('every', { kind: 'number' }),
      choice('unit', 'days', 'weeks', 'months'),
      field('duration', { kind: 'duration', help: say('As in 365 days, 52 weeks, 12 months or 1 year') }),
    ],
  ],
  [
    say('Late payment'),
    [
      field('grace_days', { kind: 'number' }),
      field('late_interest_rate', { kind: 'percent' }),
      field('default_after_days', { kind: 'number' }),
      field('reminder_days', { kind: 'number' }),
    ],
  ],
  [
    say('Allocation and queue'),
    [
      choice(
        'allocation_policy',
        'smallest_first',
        'oldest_first',
        'largest_first',
        'idle_share',
        'pro_rata',
      ),
      field('minimum_share', { kind: 'amount' }),
      choice('when_unfunded', 'reject', 'queue'),
      field('queue_on_request', { kind: 'switch' }),
      field('queue_days', { kind: 'number' }),
      field('queue_patience_days', { kind: 'number' }),
    ],
  ],
  [
    say('Money that comes in'),
    [
      choice('direct_payments', 'everyone', 'staff'),
      field('direct_deposits', { kind: 'switch' }),
      ...(['hold_days.card', 'hold_days.bank_debit', 'hold_days.wallet'] as const).map((name) =>
        field(name, { kind: 'number', nullable: true, help: say('Empty: until it has settled') }),
      ),
      field('bank_wait_days', {
        kind: 'number',
        help: say('Then what no bank line has shown is to be looked at'),
      }),
    ],
  ],
  [
    say('Portal'),
    [
      field('bank_name', { optional: true }),
      field('bank_address', { kind: 'long', optional: true, help: say('On documents, under the name') }),
      field('public_calculator', { kind: 'switch', help: say('Whether strangers see the terms') }),
      field('payment_instructions', { kind: 'long', optional: true, help: say('How and where people pay') }),
    ],
  ],
  [
    say('Letters'),
    [
      field('letter_language', {
        kind: 'choice',
        choices: Object.keys(LANGUAGE_NAMES),
        labels: LANGUAGE_NAMES,
        help: say('Of letters to people who have chosen none'),
      }),
      topics('letters_on_request', say('All others come unless somebody turns them off')),
      topics('letters_required', say('By email; nobody can turn them off')),
      field('letter_footer', { kind: 'long', optional: true, help: say('Below every letter by email') }),
    ],
  ],
  [
    say('Calendar'),
    [
      field('time_zone', { help: say('As in Europe/Berlin') }),
      field('closing_hour', { kind: 'number', help: say('24 is midnight') }),
    ],
  ],
];

const FIELDS = GROUPS.flatMap(([, fields]) => fields);
export const labelOf = (name: string): string => LABELS[name] ?? words(name);

/** What the API says only where it is otherwise. */
const USUAL: Partial<Record<string, Configuration[keyof Configuration]>> = { disbursement: 'instant' };

/** A field of the configuration as the API has it; undefined where there is no such field. */
export const fieldOf = (configuration: Configuration, name: string) =>
  (name
    .split('.')
    .reduce<unknown>((value, part) => (value as Partial<Record<string, unknown>>)[part], configuration) as
    Configuration[keyof Configuration] | undefined) ?? USUAL[name];

/** Fields within a field, as the API takes them: "hold_days.card" is in `hold_days`. */
export function nested(values: Values): object {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const [outer = '', inner] = name.split('.');
    body[outer] = inner === undefined ? value : { ...(body[outer] as object | undefined), [inner]: value };
  }
  return body;
}

/** A field of the configuration as it is shown. */
export function shown(configuration: Configuration, name: string): string {
  const { currency } = configuration;
  const value = fieldOf(configuration, name);
  if (value === null || value === undefined) return name.startsWith('hold_days.') ? UNTIL_SETTLED : '–';
  if (value === '') return '–';
  if (typeof value === 'boolean') return YES_NO(value);
  if (Array.isArray(value)) {
    const labels = FIELDS.find((each) => each.name === name)?.labels;
    const items = value.map((item) =>
      typeof item === 'string' ? (labels?.[item] ?? words(item)) : bandInWords(item, currency),
    );
    return listed(items) || say('None');
  }
  if (typeof value === 'object') {
    const held = Object.entries(value).filter(([, days]) => days !== null);
    const days = held.map(([kind, count]) => `${words(kind)} ${counted(count ?? 0, 'day')}`);
    return listed(days) || UNTIL_SETTLED;
  }
  const { kind, labels } = FIELDS.find((each) => each.name === name) ?? {};
  if (kind === 'percent') return percent(String(value));
  if (kind === 'duration') return duration(String(value));
  if (kind === 'amount') return money(String(value), currency);
  return kind === 'choice' ? (labels?.[String(value)] ?? words(String(value))) : apart(String(value));
}

function bandInWords(band: Schemas['ScoreBandResponse'], currency: string): string {
  const parts = [
    say('from {score}', { score: band.min_score }),
    ...(band.max_loan_amount === null
      ? []
      : [say('at most {amount}', { amount: money(band.max_loan_amount, currency) })]),
    say('{rate} on top', { rate: percent(band.rate_adjustment) }),
    say('place {place}', { place: band.queue_priority }),
  ];
  return `${apart(band.name)} (${listed(parts)})`;
}
