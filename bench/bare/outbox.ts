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
  const events = told.map(({ type, loanId, customerId, paymentId, data }) => ({
    id: uuidv7(),
    type,
    occurred_at: now,
    business_date: today,
    subject_id: paymentId ?? loanId,
    loan_id: loanId,
    customer_id: customerId,
    data,
  }));
  return [
    `INSERT INTO outbox (count, business_date, events) VALUES ($1::integer, $2::date, $3::json)`,
    [events.length, today, JSON.stringify(events)],
  ];
}
