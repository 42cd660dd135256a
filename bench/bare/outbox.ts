import { uuidv7 } from 'uuidv7';
import type { Statement } from './batches.js';

/** An event as the platform tells it. */
export interface Told {
  type: string;
  loanId: string;
  customerId: string;
  /** The payment, where it is about one. */
  paymentId?: string;
  data: Record<string, unknown>;
}

/** One row for all events of a batch, in order, as the platform writes them. Nothing numbers them here. */
export function insertEvents(
  told: readonly Told[],
  { today, now }: { today: string; now: string },
): Statement {
  return [
    `INSERT INTO outbox (count, business_date, occurred_at, ids, types, subject_ids, loan_ids, customer_ids, data)
     VALUES ($1::integer, $2::date, $3::timestamptz, $4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::json)`,
    [
      told.length,
      today,
      now,
      told.map(() => uuidv7()),
      told.map(({ type }) => type),
      told.map(({ paymentId, loanId }) => paymentId ?? loanId),
      told.map(({ loanId }) => loanId),
      told.map(({ customerId }) => customerId),
      JSON.stringify(told.map(({ data }) => data)),
    ],
  ];
}
