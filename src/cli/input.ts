import type { Type } from '@nestjs/common';
import { validationPipe } from '../http/validation.js';
import { UsageError } from './output.js';

/** Checks input against the DTO that the API uses, with the same messages; throws `validation_failed`. */
export async function validated<T extends object>(dto: Type<T>, input: Record<string, unknown>): Promise<T> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return (await validationPipe.transform(given, { type: 'body', metatype: dto })) as T;
}

/** `key=value` arguments as the fields of a JSON body, with the DTO's types: numbers, booleans and lists (JSON). */
export function parseAssignments(dto: Type<object>, args: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const arg of args) {
    const [, key, text] = /^([^=\s]+)=(.*)$/s.exec(arg) ?? [];
    if (key === undefined || text === undefined) {
      throw new UsageError(`"${arg}" is not key=value, such as interest_rate=0.06.`);
    }
    if (key in Object.prototype) throw new UsageError(`${key} is not a valid key.`);
    if (Object.hasOwn(fields, key)) throw new UsageError(`${key} is given twice.`);
    fields[key] = typed(text, Reflect.getMetadata('design:type', dto.prototype as object, key));
  }
  return fields;
}

/** A whole number from an option, within bounds. */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError(`${option} must be a whole number from ${String(min)} to ${String(max)}.`);
  }
  return value;
}

/** Text that does not look like the type stays text, so that the DTO's own message names the fault. */
function typed(text: string, type: unknown): unknown {
  if (type === Number && /^-?\d+(\.\d+)?$/.test(text)) return Number.parseFloat(text);
  if (type === Boolean && /^(true|false)$/.test(text)) return text === 'true';
  if (type === Array ? text.startsWith('[') : isShape(type) && text.startsWith('{')) return parsed(text);
  return text;
}

/** A class of fields of its own. */
function isShape(type: unknown): boolean {
  return typeof type === 'function' && ![String, Number, Boolean, Object].some((plain) => plain === type);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
