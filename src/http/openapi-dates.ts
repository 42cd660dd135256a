import type { OpenAPIObject } from '@nestjs/swagger';
import { addDays, daysBetween } from '../lending/dates.js';

/** The date on which the examples are "today"; other dates in them are relative to it. */
const WRITTEN_ON = '2026-11-23';
/** Finds example dates only, not the bounds of what a date may be. */
const DATE = /(?<![\w-])202[67]-\d\d-\d\d(?![\d-])/g;

/** The document with its examples shifted as if written today, so that future dates stay in the future. */
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
