import type { Transfer, TransferStep } from '../api/types';

/** What the money is for. */
export const PURPOSES: Record<Transfer['purpose'], string> = {
  repayment: 'Repayment',
  provider_deposit: 'Deposit of a provider',
  customer_credit: 'Credit of a customer',
  disbursement: 'Pay-out of a loan',
  provider_withdrawal: 'Withdrawal of a provider',
  credit_refund: 'Refund of credit',
  receipt_return: 'Sent back to the payer',
};

export const DIRECTIONS: Record<Transfer['direction'], string> = { in: 'Money in', out: 'Money out' };

/** What the books say of it. */
export const STANDS: Record<Transfer['stands'], string> = {
  nothing: 'Not in the books',
  credited: 'Counts, not in the bank yet',
  settled: 'Counts, and is in the bank',
  owed_back: 'Counts no longer, and leaves the bank yet',
  promised: 'Promised, and leaves the bank yet',
  gone: 'Left the bank',
};

/** How it became known. */
export const SOURCES: Record<TransferStep['source'], string> = {
  api: 'by the request itself',
  webhook: 'the gateway said that something is new',
  poll: 'the gateway was asked',
  statement: 'a bank statement shows it',
  staff: 'entered by staff',
  clock: 'by the day-close',
};

/** Before these it can still be cancelled: nothing was sent. */
export const isUnsent = ({ state }: Transfer): boolean => state === 'created' || state === 'reserved';
