import { Injectable } from '@nestjs/common';
import { lockById } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { write, type Tx } from '../database/transactions.js';
import { Loan } from './loan.entity.js';

const lockLoans = lockById(Loan);

/** The columns that change after a loan has begun. */
const SUMMARIES = [
  'status',
  'totalPaid',
  'principalOutstanding',
  'nextDueOn',
  'nextDueAmount',
  'amountDue',
  'lateInterest',
  'assessedOn',
  'writtenOffOn',
  'worstDaysPastDue',
  'pastDueUntil',
] as const;

/** The only place that changes what a loan owes. */
@Injectable()
export class LoanStore {
  /** Locks loans, ascending by id in one statement. Loans that do not exist are missing from the map. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Loan>> {
    return lockLoans(tx, ids);
  }

  /** Creates loans. Those that do not wait in the queue need their participations in the same transaction. */
  create(tx: Tx, loans: readonly Loan[]): void {
    insertRows(tx, Loan, loans);
  }

  /** Begins loans that waited and are locked: writes start, allocation and summaries. */
  begin(tx: Tx, loans: readonly Loan[]): void {
    updateRows(tx, Loan, loans, ['startOn', 'allocationRunId', ...SUMMARIES]);
  }

  /** Writes the summaries of loans that this transaction has locked. */
  save(tx: Tx, loans: readonly Loan[]): void {
    updateRows(tx, Loan, loans, SUMMARIES);
  }

  /** Marks locked loans as undone, by their `undoneOn`. They are saved as cancelled before. */
  markUndone(tx: Tx, loans: readonly Loan[]): void {
    updateRows(tx, Loan, loans, ['undoneOn']);
  }

  /**
   * Books late interest (minor units; a negative amount takes some back) on the date on which each loan was assessed.
   */
  bookLateInterest(tx: Tx, booked: readonly { loan: Loan; lateInterest: bigint }[]): void {
    const sums = new Map<Loan, bigint>();
    for (const { loan, lateInterest } of booked) {
      if (lateInterest !== 0n) sums.set(loan, (sums.get(loan) ?? 0n) + lateInterest);
    }
    if (sums.size === 0) return;
    const loans = [...sums.keys()];
    write(tx, {
      table: 'late_interest',
      sql: `INSERT INTO late_interest AS i (loan_id, business_date, amount)
            SELECT unnest($1::uuid[]), unnest($2::date[]), unnest($3::bigint[])
            ON CONFLICT (loan_id, business_date) DO UPDATE SET amount = i.amount + excluded.amount`,
      values: [loans.map(({ id }) => id), loans.map(({ assessedOn }) => assessedOn), [...sums.values()]],
    });
  }
}
