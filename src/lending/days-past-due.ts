import { daysBetween } from './dates.js';

/** Days past due of the oldest instalment that is not fully paid: 0 on its due date, 1 the day after (rule 13). */
export function daysPastDue(nextDueOn: string | null, businessDate: string): number {
  return nextDueOn === null ? 0 : Math.max(0, daysBetween(nextDueOn, businessDate));
}
