import { ofEach } from '../lending/components.js';
import type { Loan } from '../loans/loan.entity.js';
import { newId } from '../runtime/ids.js';
import type { Payment } from './payment.entity.js';

/** A payment on a loan before it is divided: all that it pays for is zero yet. Minor units. */
export function newPayment(
  { id: loanId, customerId, currency }: Pick<Loan, 'id' | 'customerId' | 'currency'>,
  made: Pick<Payment, 'amount' | 'enteredBy' | 'receivedIn' | 'transferId' | 'valueDate' | 'createdAt'>,
): Payment {
  return { id: newId(), loanId, customerId, currency, ...ofEach(() => 0n), commission: 0n, ...made };
}
