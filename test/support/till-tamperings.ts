import type { Tampering } from './tamperings.js';

const some = () => undefined;

/** What someone with access to the server could do to receipts. In the proof's world a teller has issued three. */
export const TILL_TAMPERINGS: Tampering[] = [
  [
    'a receipt that was torn out',
    () => 'DELETE FROM till_receipts WHERE nr = 2',
    { receipts_without_gap: some },
  ],
  [
    'the last receipt of a day, with its series',
    () => `WITH gone AS (DELETE FROM till_receipts WHERE nr = 3 RETURNING user_id)
           UPDATE receipt_series s SET last = 2 FROM gone WHERE s.user_id = gone.user_id`,
    { receipts_without_gap: some },
  ],
  [
    'the amount of a receipt',
    () => 'UPDATE till_receipts SET amount = amount + 1 WHERE nr = 1',
    { receipts_without_gap: some },
  ],
  [
    'the last number of a teller',
    () => 'UPDATE receipt_series SET last = last + 1',
    { receipts_without_gap: some },
  ],
];
