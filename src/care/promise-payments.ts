import { NOT_REVERSED } from '../loans/loan-payments.js';

/** Money may be on its way for so many days after the date of a promise. */
export const TOLERANCE_DAYS = 2;

/** The last date that counts for promise `p`, as SQL. */
export const COUNTS_UNTIL = `p.due_on + ${String(TOLERANCE_DAYS)}`;

/**
 * What was paid on promise `p`, minor units, as SQL: payments that were entered after it, by their order of entry. One of
 * the same afternoon counts, one of that morning does not.
 */
export const PAID = `(SELECT coalesce(sum(y.amount), 0)::bigint FROM payments y
  WHERE y.loan_id = p.loan_id AND y.entry_no > p.entry_no AND y.value_date <= ${COUNTS_UNTIL} AND ${NOT_REVERSED})`;
