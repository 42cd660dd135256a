import type { Problem } from '../api/client';
import { bankCurrency } from './format';
import { readAmount, readPercent, readWhole, shifted, typed, typedPercent, type Reading } from './numbers';
import { faultInWords } from './errors';
import { say } from '../words/say';

export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

export interface FieldDescription {
  name: string;
  label: string;
  kind?:
    | 'text'
    | 'amount'
    | 'percent'
    | 'number'
    | 'duration'
    | 'date'
    | 'long'
    | 'choice'
    /** Several of `choices`, as a text with commas. */
    | 'several'
    | 'switch'
    | 'pick'
    | 'password';
  /** The list of the API that one is picked from, by name or by number. */
  reference?: string;
  choices?: readonly string[];
  labels?: Record<string, string>;
  help?: string;
  /** As the API has it. */
  initial?: Value;
  optional?: boolean;
  /** Empty means null: no limit. */
  nullable?: boolean;
  /** Of an amount; by default the bank's. */
  currency?: string;
  /** Of a percentage: a part of a whole, or what is added to a rate and may be negative. By default a rate. */
  range?: 'part' | 'adjustment';
  /** What the API calls it, where that is not its name here. */
  path?: string;
}

/** The choice of one of some rows, called by what people know it by. */
export function oneOf<T extends { id: string }>(
  rows: readonly T[],
  label: (row: T) => string,
): Pick<FieldDescription, 'kind' | 'choices' | 'labels'> {
  return {
    kind: 'choice',
    choices: rows.map(({ id }) => id),
    labels: Object.fromEntries(rows.map((row) => [row.id, label(row)])),
  };
}

/** Above this a rate is rare enough to be a slip, as 7 for 0.07 is. */
const USUAL_PERCENT = 100;
const RANGES = { rate: [0, 1000], part: [0, 100], adjustment: [-1000, 1000] } as const;

export const confirmationOf = (field: FieldDescription): string => `${field.name} is meant`;

/** What stands in a form at first: in the reader's notation. */
export function initialValues(fields: readonly FieldDescription[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, initialOf(field)]));
}

export function initialOf({ initial, kind }: FieldDescription): Value {
  if (initial === undefined || initial === null || initial === '') return kind === 'switch' ? false : '';
  if (kind === 'amount') return typed(String(initial));
  if (kind === 'percent') return typedPercent(String(initial));
  return initial;
}

/** What is typed in a field, as the API takes it. */
export function readField(field: FieldDescription, value: Value): Reading {
  const text = String(value);
  switch (field.kind) {
    case 'amount':
      return readAmount(text, field.currency ?? bankCurrency);
    case 'number':
      return readWhole(text);
    case 'duration':
      return readDuration(text);
    case 'percent':
      return withinRange(field, readPercent(text));
    default:
      return { value: text };
  }
}

/** Whether it has to be said once more that so high a rate is meant. */
export function isUnusual(field: FieldDescription, value: Value | undefined): boolean {
  if (field.kind !== 'percent' || field.range === 'part' || !value) return false;
  const read = readField(field, value);
  return 'value' in read && Math.abs(Number(shifted(read.value, 2))) > USUAL_PERCENT;
}

/**
 * What a form says, as the API takes it, and what cannot be read, by field. Of fields that are empty, optional ones are
 * left out unless something stood there, and nullable ones are null.
 */
export function readForm(
  fields: readonly FieldDescription[],
  values: Values,
): { values: Values; problems: Record<string, string> } {
  const read: Values = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const { name, kind, optional, nullable } = field;
    const value = values[name] ?? initialOf(field);
    if (kind === 'switch') read[name] = value;
    else if (value === '') {
      if (nullable) read[name] = null;
      else if (optional && field.initial) read[name] = '';
      else if (!optional) problems[name] = say('Please fill this in.');
    } else {
      const found = readField(field, value);
      if ('problem' in found) problems[name] = found.problem;
      else if (isUnusual(field, value) && values[confirmationOf(field)] !== true) {
        problems[name] = say('This is more than 100 %. Please confirm that it is meant.');
      } else read[name] = kind === 'number' ? Number(found.value) : found.value;
    }
  }
  return { values: read, problems };
}

/** Only what is not as it was at first. */
export function changesOf(fields: readonly FieldDescription[], values: Values): Values {
  const first = readForm(fields, {}).values;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !isSame(first[name] ?? null, value)),
  );
}

/** "0.050" is 0.05. */
function isSame(first: Value, value: Value): boolean {
  const plain = (of: Value) => (typeof of === 'string' && /^-?\d+\.\d*0$/.test(of) ? shifted(of, 0) : of);
  return plain(first) === plain(value);
}

/** What the API says of the fields of a form, in its labels; and what it says of anything else. */
export function problemsByField(
  problem: Problem | null,
  fields: readonly FieldDescription[],
): { byField: Record<string, string>; others: string[] } {
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const fault of problem?.errors ?? []) {
    const own = fields.find(({ name, path }) => (path ?? name) === fault.field);
    if (!own) others.push(faultInWords(fault));
    else byField[own.name] = [byField[own.name], faultInWords(fault, own.label)].filter(Boolean).join(' ');
  }
  return { byField, others };
}

/** "12 months" as ISO 8601, which is understood as well. */
function readDuration(text: string): Reading {
  const [, number, unit] = /^\s*P?(\d+)\s*(d|w|m|y|days?|weeks?|months?|years?)\s*$/i.exec(text) ?? [];
  if (!number || !unit)
    return { problem: say('Please type a duration such as 365 days, 12 months or 1 year.') };
  return { value: `P${number}${unit.charAt(0).toUpperCase()}` };
}

function withinRange({ range }: FieldDescription, read: Reading): Reading {
  if ('problem' in read) return read;
  const [least, most] = RANGES[range ?? 'rate'];
  const percentage = Number(shifted(read.value, 2));
  if (percentage >= least && percentage <= most) return read;
  return { problem: say('Please type a percentage from {least} to {most}.', { least, most }) };
}
