import { Injectable } from '@nestjs/common';
import { lockById } from '../database/compiled-query.js';
import type { Tx } from '../database/transactions.js';
import { Loan } from './loan.entity.js';

const lockLoans = lockById(Loan);

/** The only place that changes what a loan owes. */
@Injectable()
export class LoanStore {
  /** Locks loans, ascending by id in one statement; those that do not exist are missing from the map. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Loan>> {
    return lockLoans(tx, ids);
  }

  /** Creates loans; those that are past the queue need their participations in the same transaction. */
  async create(tx: Tx, loans: readonly Loan[]): Promise<void> {
    if (loans.length === 0) return;
    const column = (of: (loan: Loan) => unknown) => loans.map(of);
    await tx.query(
      `INSERT INTO loans (id, customer_id, config_version, currency, amount, interest_rate, interest_method,
         interest_rounding, day_count, period_interest, duration, installments, every, unit, start_on, status,
         amount_due, total_paid, principal_outstanding, next_due_on, next_due_amount, created_at, allocation_order,
         prepayment_rebate, grace_days, late_interest_rate, default_after_days, assessed_on, allocation_run_id,
         commission_rate, credit_score, score_band)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::numeric[], $7::text[],
         $8::text[], $9::text[], $10::text[], $11::text[], $12::int[], $13::int[], $14::text[], $15::date[],
         $16::text[], $17::bigint[], $18::bigint[], $19::bigint[], $20::date[], $21::bigint[],
         $22::timestamptz[], $23::text[], $24::boolean[], $25::int[], $26::numeric[], $27::int[], $28::date[],
         $29::uuid[], $30::numeric[], $31::int[], $32::text[])`,
      [
        column((loan) => loan.id),
        column((loan) => loan.customerId),
        column((loan) => loan.configVersion),
        column((loan) => loan.currency),
        column((loan) => loan.amount),
        column((loan) => loan.interestRate),
        column((loan) => loan.interestMethod),
        column((loan) => loan.interestRounding),
        column((loan) => loan.dayCount),
        column((loan) => loan.periodInterest),
        column((loan) => loan.duration),
        column((loan) => loan.installments),
        column((loan) => loan.every),
        column((loan) => loan.unit),
        column((loan) => loan.startOn),
        column((loan) => loan.status),
        column((loan) => loan.amountDue),
        column((loan) => loan.totalPaid),
        column((loan) => loan.principalOutstanding),
        column((loan) => loan.nextDueOn),
        column((loan) => loan.nextDueAmount),
        column((loan) => loan.createdAt),
        column((loan) => loan.allocationOrder),
        column((loan) => loan.prepaymentRebate),
        column((loan) => loan.graceDays),
        column((loan) => loan.lateInterestRate),
        column((loan) => loan.defaultAfterDays),
        column((loan) => loan.assessedOn),
        column((loan) => loan.allocationRunId),
        column((loan) => loan.commissionRate),
        column((loan) => loan.creditScore),
        column((loan) => loan.scoreBand),
      ],
    );
  }

  /** Begins loans that waited and are locked: start, allocation and summaries. */
  async begin(tx: Tx, loans: readonly Loan[]): Promise<void> {
    if (loans.length === 0) return;
    await tx.query(
      `UPDATE loans l SET start_on = b.start_on, allocation_run_id = b.allocation_run_id
       FROM unnest($1::uuid[], $2::date[], $3::uuid[]) AS b(id, start_on, allocation_run_id) WHERE l.id = b.id`,
      [
        loans.map(({ id }) => id),
        loans.map(({ startOn }) => startOn),
        loans.map(({ allocationRunId }) => allocationRunId),
      ],
    );
    await this.save(tx, loans);
  }

  /** Writes the summaries of loans that this transaction has locked. */
  async save(tx: Tx, loans: readonly Loan[]): Promise<void> {
    if (loans.length === 0) return;
    await tx.query(
      `UPDATE loans l SET status = s.status, total_paid = s.total_paid,
              principal_outstanding = s.principal_outstanding, next_due_on = s.next_due_on,
              next_due_amount = s.next_due_amount, amount_due = s.amount_due, late_interest = s.late_interest,
              assessed_on = s.assessed_on, written_off_on = s.written_off_on,
              worst_days_past_due = s.worst_days_past_due, past_due_until = s.past_due_until
       FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::date[], $6::bigint[], $7::bigint[],
                   $8::bigint[], $9::date[], $10::date[], $11::int[], $12::date[])
         AS s(id, status, total_paid, principal_outstanding, next_due_on, next_due_amount, amount_due,
              late_interest, assessed_on, written_off_on, worst_days_past_due, past_due_until)
       WHERE l.id = s.id`,
      [
        loans.map(({ id }) => id),
        loans.map(({ status }) => status),
        loans.map(({ totalPaid }) => totalPaid),
        loans.map(({ principalOutstanding }) => principalOutstanding),
        loans.map(({ nextDueOn }) => nextDueOn),
        loans.map(({ nextDueAmount }) => nextDueAmount),
        loans.map(({ amountDue }) => amountDue),
        loans.map(({ lateInterest }) => lateInterest),
        loans.map(({ assessedOn }) => assessedOn),
        loans.map(({ writtenOffOn }) => writtenOffOn),
        loans.map(({ worstDaysPastDue }) => worstDaysPastDue),
        loans.map(({ pastDueUntil }) => pastDueUntil),
      ],
    );
  }

  /** Books late interest (minor units, negative takes some back) on the date at which each loan was assessed. */
  async bookLateInterest(tx: Tx, booked: readonly { loan: Loan; lateInterest: bigint }[]): Promise<void> {
    const sums = new Map<Loan, bigint>();
    for (const { loan, lateInterest } of booked) {
      if (lateInterest !== 0n) sums.set(loan, (sums.get(loan) ?? 0n) + lateInterest);
    }
    if (sums.size === 0) return;
    const loans = [...sums.keys()];
    await tx.query(
      `INSERT INTO late_interest AS i (loan_id, business_date, amount)
       SELECT * FROM unnest($1::uuid[], $2::date[], $3::bigint[])
       ON CONFLICT (loan_id, business_date) DO UPDATE SET amount = i.amount + excluded.amount`,
      [loans.map(({ id }) => id), loans.map(({ assessedOn }) => assessedOn), [...sums.values()]],
    );
  }
}
