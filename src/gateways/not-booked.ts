import { asBusy, isShared } from '../database/database-errors.js';
import { DomainError } from '../runtime/problems.js';

/** Whether something that could not be booked can be soon: it will be tried again. Anything else would come again and again. */
export function willPass(error: unknown): boolean {
  const isTooMuch = error instanceof DomainError && error.code === 'service_busy';
  return isTooMuch || isShared(error) || asBusy(error) !== null;
}

/** Why something could not be booked, for staff; errors that are no refusal say nothing that people understand. */
export function whyNotBooked(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return `It could not be booked: ${error instanceof Error ? error.message : 'unknown'}`;
}
