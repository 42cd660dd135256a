import type { Transfer, TransferStep } from '../api/types';
import { say } from '../words/say';

/** What the money is for. */
export const PURPOSES: Record<Transfer['purpose'], string> = {
  repayment: say('Repayment'),
  provider_deposit: say('Deposit of a provider'),
  customer_credit: say('Credit of a customer'),
  disbursement: say('Pay-out of a loan'),
  provider_withdrawal: say('Withdrawal of a provider'),
  credit_refund: say('Refund of credit'),
  receipt_return: say('Sent back to the payer'),
};

export const DIRECTIONS: Record<Transfer['direction'], string> = {
  in: say('Money in'),
  out: say('Money out'),
};

/** What the books say of it. */
export const STANDS: Record<Transfer['stands'], string> = {
  nothing: say('Not in the books'),
  credited: say('Counts, not in the bank yet'),
  settled: say('Counts, and is in the bank'),
  owed_back: say('Counts no longer, and leaves the bank yet'),
  promised: say('Promised, and leaves the bank yet'),
  gone: say('Left the bank'),
};

/** How it became known. */
export const SOURCES: Record<TransferStep['source'], string> = {
  api: say('by the request itself'),
  webhook: say('the gateway said that something is new'),
  poll: say('the gateway was asked'),
  statement: say('a bank statement shows it'),
  staff: say('entered by staff'),
  clock: say('by the day-close'),
};

/** Before these it can still be cancelled: nothing was sent. */
export const isUnsent = ({ state }: Transfer): boolean => state === 'created' || state === 'reserved';
