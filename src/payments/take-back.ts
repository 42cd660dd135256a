import { DomainError } from '../runtime/problems.js';
import { standingOf } from '../loans/loan-summary.js';
import { applyReplay } from './apply-replay.js';
import type { LoanChange } from './loan-change-writer.service.js';
import type { PaymentReversal } from './payment-reversal.entity.js';
import { replayLoan, standingBefore, type LoanSnapshot, type RecordedPayment } from './replay.js';

/**
 * Takes a payment out of a locked loan, which becomes what it would be if the payment had never come. Changes the snapshot
 * in place; the caller writes the change. Throws `payment_already_reversed`.
 */
export function takeBack(
  file: LoanSnapshot,
  { paymentId, noteId, businessDate, reversedBy }: PaymentReversal,
): { change: LoanChange; payment: RecordedPayment } {
  const payment = file.payments.find(({ id }) => id === paymentId);
  if (!payment) throw new Error(`payment ${paymentId} is not among those of its loan`);
  if (payment.reversed) {
    throw new DomainError('payment_already_reversed', 'This payment has already been reversed.');
  }
  const before = standingBefore(file, businessDate);
  payment.reversed = true;
  const replayed = replayLoan(file, businessDate);
  if (replayed.overpaid > 0n) throw new Error(`without payment ${paymentId} its loan would be overpaid`);
  const change: LoanChange = {
    ...applyReplay(file, replayed),
    happened: [
      {
        loan: file.loan,
        businessDate,
        kind: 'payment_reversed',
        before,
        after: standingOf(file.loan),
        amount: payment.amount,
        paymentId,
        ...(noteId === null ? {} : { noteId }),
        ...(reversedBy === null ? {} : { actorId: reversedBy }),
      },
    ],
  };
  return { change, payment };
}
