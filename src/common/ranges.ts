import { invalidFields } from './validation.js';

/** Throws `validation_failed` when a range ends before it begins; either end may be open. */
export function assertInOrder<T extends string | number>(
  [fromField, from]: [string, T | undefined],
  [toField, to]: [string, T | undefined],
): void {
  if (from === undefined || to === undefined || from <= to) return;
  const message = `${fromField} must not be above ${toField}.`;
  throw invalidFields([{ field: fromField, code: 'range', message }]);
}
