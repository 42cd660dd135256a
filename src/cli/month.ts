import { UsageError } from './output.js';

/** A month of the calendar, YYYY-MM. */
export function monthIn(text: string): string {
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(text))
    throw new UsageError(`"${text}" is not a month, such as 2026-03.`);
  return text;
}
