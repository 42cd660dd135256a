import { rowsOf } from '../database/entity-columns.js';
import { updateRows } from '../database/rows.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import { loanPosition } from '../lending/loan-position.js';
import { aroundWriteOff, paymentsOf, type PaymentFact } from '../loans/loan-payments.js';
import { LoanEvents, type LoanEventInput } from '../loans/loan-events.js';
import { LoanStore } from '../loans/loan-store.js';
import { standingOf } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import { IS_OPEN, isOpen, type Loan } from '../loans/loan.entity.js';
import { IN_TRANSIT } from '../transfers/under-way.js';
import { PaymentPromise } from './payment-promise.entity.js';
import { COUNTS_UNTIL, PAID, TOLERANCE_DAYS } from './promise-payments.js';

/** Kept promises are looked at again for so long: a cheque may bounce weeks later. */
const KEPT_DAYS = 60;
/** As in the chunks of loans. */
const CHUNK = 1000;

/** Open promises that the end of date $1 decides: their time is over and nothing is on its way, or their loan ended. */
const DUE = `SELECT p.id, p.loan_id FROM promises p JOIN loans l ON l.id = p.loan_id
  WHERE p.state = 'open' AND p.made_on <= $1::date AND (NOT ${IS_OPEN} OR (${COUNTS_UNTIL} <= $1::date AND NOT EXISTS (
    SELECT FROM transfers t WHERE t.loan_id = p.loan_id AND ${IN_TRANSIT} AND t.counts_from <= ${COUNTS_UNTIL})))`;
/**
 * Kept promises one of whose payments was reversed since. Payments know nothing of promises; reversals are few, so they
 * lead the way.
 */
const TAKEN_BACK = `SELECT p.id, p.loan_id FROM promises p
  WHERE p.state = 'kept' AND p.resolved_on >= $1::date - ${String(KEPT_DAYS)}
    AND p.loan_id IN (SELECT y.loan_id FROM payment_reversals r JOIN payments y ON y.id = r.payment_id
      WHERE r.business_date >= $1::date - ${String(KEPT_DAYS)})
    AND p.paid > ${PAID}`;

const readStill = rowsOf(
  PaymentPromise,
  'p',
  "WHERE p.id = ANY ($1) AND p.state IN ('open', 'kept') ORDER BY p.loan_id, p.id",
);

/**
 * Decides the next promises at the end of a business date: those whose time is over, whose loan ended, and those that
 * were kept by a payment that was reversed since. What counts are payments by their order of entry and their value
 * dates, so it makes no difference how late a date is closed. Answers whether there may be more. Locks the loans.
 */
export async function resolvePromises(
  tx: Tx,
  date: string,
  loanStore: LoanStore,
  events: LoanEvents,
): Promise<boolean> {
  const found: { id: string; loan_id: string }[] = await tx.query(
    `(${DUE}) UNION ALL (${TAKEN_BACK}) ORDER BY loan_id LIMIT ${String(CHUNK)}`,
    [date],
  );
  if (found.length === 0) return false;
  const ids = found.map(({ id }) => id);
  const loans = await loanStore.lock(
    tx,
    found.map(({ loan_id }) => loan_id),
  );
  // Another instance may have decided them while this one waited for the loans.
  const [promises, sums, payments] = await pipelined([
    readStill(tx, ids),
    tx.query<{ id: string; paid: string }[]>(
      `SELECT p.id, ${PAID} AS paid FROM promises p WHERE p.id = ANY ($1)`,
      [ids],
    ),
    paymentsOf(tx, [...loans.values()]),
  ]);
  const paidOn = new Map(sums.map(({ id, paid }) => [id, BigInt(paid)]));
  const happened: LoanEventInput[] = [];
  for (const promise of promises) {
    const loan = loans.get(promise.loanId) as Loan;
    const before = promise.state;
    const paid = paidOn.get(promise.id) ?? 0n;
    const state = outcomeOf({ ...promise, paid }, loan, payments.get(loan.id) ?? [], date);
    Object.assign(promise, { state, paid, ...(state !== before && { resolvedOn: date }) });
    if (state === before || state === 'cancelled') continue;
    const standing = standingOf(loan);
    happened.push({
      loan,
      businessDate: date,
      kind: state === 'kept' ? 'promise_kept' : 'promise_broken',
      before: standing,
      after: standing,
      amount: promise.amount,
      detail: `It was to be paid by ${promise.dueOn}.`,
      promisedBy: promise.dueOn,
    });
  }
  updateRows(tx, PaymentPromise, promises, ['state', 'paid', 'resolvedOn']);
  events.record(tx, happened);
  return true;
}

/** What became of an open promise at the end of a date, or of a kept one that has lost a payment. */
export function outcomeOf(
  promise: Pick<PaymentPromise, 'state' | 'amount' | 'dueOn' | 'paid'>,
  loan: Loan,
  payments: readonly PaymentFact[],
  date: string,
): 'kept' | 'broken' | 'cancelled' {
  const countsUntil = addDays(promise.dueOn, TOLERANCE_DAYS);
  if (promise.paid >= promise.amount) return 'kept';
  // Its time is not over, but its loan is: who has paid everything has kept his word.
  if (promise.state === 'open' && !isOpen(loan.status) && (loan.status !== 'paid' || date < countsUntil)) {
    return loan.status === 'paid' ? 'kept' : 'cancelled';
  }
  const { nextDueOn } = loanPosition(termsOf(loan), aroundWriteOff(payments).before, countsUntil);
  return nextDueOn === null || nextDueOn >= countsUntil ? 'kept' : 'broken';
}
