import { rowsOf } from '../database/entity-columns.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { owedUpTo } from '../loans/due-dates.js';
import { paymentsOf } from '../loans/loan-payments.js';
import { isOpen, Loan } from '../loans/loan.entity.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { inTransitTo } from '../transfers/under-way.js';
import type { Reason } from './notification.entity.js';
import type { LetterValues } from './topics.js';

/** What a letter says of its subject now, or why it is not to be sent any more. */
export type Facts = { values: LetterValues } | { suppressed: Reason };

const readLoan = rowsOf(Loan, 'l', 'WHERE l.id = $1');

/** A letter of the end of a day: which loan, and for a reminder which due date. */
interface Dunning {
  loanId: string;
  today: string;
}

export const textOf = (minor: bigint, currency: string): string =>
  formatMoney(minor, currencyDecimals(currency));

export async function loanOf(tx: Tx, loanId: string | null): Promise<Loan> {
  const [loan] = loanId === null ? [] : await readLoan(tx, loanId);
  if (!loan) throw new Error(`a letter is about the loan ${String(loanId)}, which is not there`);
  return loan;
}

/** What every letter about a loan says of it. */
export const ofLoan = ({ number, currency }: Loan, amount: bigint, date: string): LetterValues => ({
  loan: shownShortNumber(number),
  amount: textOf(amount, currency),
  currency,
  date,
});

/** What has to be paid by a due date that is still to come, less what is on its way. */
export async function reminderFacts(
  tx: Tx,
  { loanId, today, dueOn }: Dunning & { dueOn: string },
): Promise<Facts> {
  const { loan, owed } = await owedOn(tx, loanId, dueOn, today);
  if (owed <= 0n) return { suppressed: 'paid' };
  if (dueOn < today) return { suppressed: 'superseded' };
  return { values: ofLoan(loan, owed, dueOn) };
}

/** What is past due today, less what is on its way. */
export async function overdueFacts(
  tx: Tx,
  { loanId, today, isDefault }: Dunning & { isDefault: boolean },
): Promise<Facts> {
  const { loan, owed } = await owedOn(tx, loanId, today, today);
  const since = loan.nextDueOn;
  if (owed <= 0n || since === null || since >= today) return { suppressed: 'paid' };
  if (isDefault && loan.status !== 'defaulted') return { suppressed: 'superseded' };
  return {
    values: {
      ...ofLoan(loan, owed, since),
      ...(!isDefault && { days: String(daysPastDue(since, today)) }),
    },
  };
}

async function owedOn(
  tx: Tx,
  loanId: string,
  dueOn: string,
  today: string,
): Promise<{ loan: Loan; owed: bigint }> {
  const [loan, payments, inTransit] = await pipelined([
    loanOf(tx, loanId),
    paymentsOf(tx, [{ id: loanId }]),
    inTransitTo(tx, [loanId]),
  ]);
  if (!isOpen(loan.status)) return { loan, owed: 0n };
  const owed = owedUpTo(loan, payments.get(loanId) ?? [], dueOn, today);
  return { loan, owed: owed - (inTransit.get(loanId) ?? 0n) };
}

/** What was decided about a loan, unless something else was since. */
export async function decisionFacts(
  tx: Tx,
  letter: { happened: string; loanId: string | null; businessDate: string },
): Promise<Facts> {
  const loan = await loanOf(tx, letter.loanId);
  const decision = DECISIONS[letter.happened];
  if (decision === undefined) throw new Error(`${letter.happened} is no decision`);
  if (loan.undoneOn != null) return { suppressed: 'undone' };
  const stands = {
    granted: !['queued', 'cancelled'].includes(loan.status),
    queued: loan.status === 'queued',
  };
  const isCurrent =
    decision === 'granted' || decision === 'queued' ? stands[decision] : loan.status === 'cancelled';
  if (!isCurrent) return { suppressed: 'superseded' };
  const date = decision === 'granted' ? loan.startOn : letter.businessDate;
  return { values: { ...ofLoan(loan, loan.amount, date), decision } };
}

const DECISIONS: Readonly<Record<string, 'granted' | 'queued' | 'cancelled' | 'expired'>> = {
  'loan.disbursed': 'granted',
  'loan.queued': 'queued',
  'loan.cancelled': 'cancelled',
  'loan.refused': 'cancelled',
  'loan.expired': 'expired',
};
