import type { OpenAPIObject } from '@nestjs/swagger';
import { addDays, daysBetween } from '../lending/dates.js';

/** What the examples call today; what they say of other days is so many days before or after it. */
const WRITTEN_ON = '2026-11-23';
/** Not the bounds of what a date may be. */
const DATE = /(?<![\w-])202[67]-\d\d-\d\d(?![\d-])/g;

/** The document with its examples as if they had been written today, so that a date to come is one on every day. */
export function examplesOn(document: OpenAPIObject, today: string): OpenAPIObject {
  const days = daysBetween(WRITTEN_ON, today);
  return shifted(document, days, false) as OpenAPIObject;
}

function shifted(value: unknown, days: number, isExample: boolean): unknown {
  if (typeof value === 'string')
    return isExample ? value.replace(DATE, (date) => addDays(date, days)) : value;
  if (Array.isArray(value)) return value.map((item) => shifted(item, days, isExample));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      shifted(part, days, isExample || name === 'example' || name === 'examples'),
    ]),
  );
}
