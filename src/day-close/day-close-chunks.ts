import { Injectable } from '@nestjs/common';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { AutopayDebits } from '../autopay/autopay-debits.service.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { resolvePromises } from '../care/promise-outcomes.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import { LoanStore } from '../loans/loan-store.js';
import { LoanEvents, type LoanEventInput } from '../loans/loan-events.js';
import { paymentsOf } from '../loans/loan-payments.js';
import type { Loan } from '../loans/loan.entity.js';
import { ScoreQueue } from '../scoring/score-queue.js';
import { inTransitTo } from '../transfers/under-way.js';
import {
  assess,
  comingDues,
  isPastDue,
  isToAssess,
  needsPayments,
  overdueNotice,
  reminders,
} from './end-of-day.js';

/** Small enough that a payment never waits long for its loan, and that memory use stays flat. */
const CHUNK = 1000;
/** After this many loans, the event loop is free for requests. */
const BREATH = 50;

/** The loans that a day-close still has to process, one chunk at a time. */
@Injectable()
export class DayCloseChunks {
  constructor(
    private readonly loans: LoanStore,
    private readonly events: LoanEvents,
    private readonly bankConfig: BankConfigQueries,
    private readonly scoreQueue: ScoreQueue,
    private readonly autopay: AutopayDebits,
  ) {}

  /**
   * Takes the next loans of a date that nobody else has taken, after the given id, and does everything that the end of
   * the date requires. Removes them from the list in the same transaction, so each is done once, however often it is
   * tried. Locks the loans. Answers the ids, ascending; none when there is nothing to take.
   */
  async next(tx: Tx, date: string, after: string): Promise<string[]> {
    const [ids, { reminderDays }] = await pipelined([claim(tx, date, after), this.bankConfig.inForce(tx)]);
    if (ids.length === 0) return ids;
    // Debits that come by themselves are asked for at the beginning of the next date.
    const next = addDays(date, 1);
    const [locked, inTransit, autopays] = await pipelined([
      this.loans.lock(tx, ids),
      inTransitTo(tx, ids),
      this.autopay.opening(tx, ids, next),
    ]);
    const loans = [...locked.values()];
    const toAssess = loans.filter((loan) => isToAssess(loan, date));
    const coming = await this.toRemindOf(tx, loans, date, reminderDays);
    const payments = await paymentsOf(
      tx,
      loans.filter(
        (loan) => isToAssess(loan, date) || needsPayments(loan, coming(loan)) || autopays.has(loan.id),
      ),
    );
    const booked: { loan: Loan; lateInterest: bigint }[] = [];
    const happened: LoanEventInput[] = [];
    for (const [index, loan] of toAssess.entries()) {
      const { lateInterest, happened: of } = assess(loan, payments.get(loan.id) ?? [], date);
      booked.push({ loan, lateInterest });
      happened.push(...of);
      if (index % BREATH === BREATH - 1) await yieldToEventLoop();
    }
    for (const [index, loan] of loans.entries()) {
      const way = inTransit.get(loan.id);
      happened.push(...reminders(loan, coming(loan), payments.get(loan.id) ?? [], date, way));
      happened.push(...overdueNotice(loan, date, way));
      if (index % BREATH === BREATH - 1) await yieldToEventLoop();
    }
    this.loans.save(tx, toAssess);
    this.loans.bookLateInterest(tx, booked);
    this.events.record(tx, happened);
    this.scoreQueue.add(tx, lateCustomers(loans, date), 'day_close');
    await this.autopay.open(tx, next, { loans, payments, inTransit, autopays });
    await count(tx, date, booked, happened);
    return ids;
  }

  /** Decides the next promises of a date; see `resolvePromises`. Answers whether there may be more. */
  nextPromises(tx: Tx, date: string): Promise<boolean> {
    return resolvePromises(tx, date, this.loans, this.events);
  }

  /** For each locked loan, the coming due dates that it has had no reminder for yet. */
  private async toRemindOf(
    tx: Tx,
    loans: readonly Loan[],
    date: string,
    reminderDays: number,
  ): Promise<(loan: Loan) => string[]> {
    const dues = new Map(loans.map((loan) => [loan.id, comingDues(loan, date, reminderDays)]));
    const reminded = await this.events.remindedOf(
      tx,
      [...dues.keys()].filter((id) => dues.get(id)?.length !== 0),
      date,
    );
    return ({ id }) => (dues.get(id) ?? []).filter((dueOn) => !reminded.has(`${id} ${dueOn}`));
  }
}

/** Customers of loans past due, whose days past due differ from the day before. A reminder changes no score. */
function lateCustomers(loans: readonly Loan[], date: string): string[] {
  return loans.filter((loan) => isPastDue(loan, date)).map(({ customerId }) => customerId);
}

async function claim(tx: Tx, date: string, after: string): Promise<string[]> {
  const [row]: { ids: string[] | null }[] = await tx.query(
    `WITH claimed AS (
       DELETE FROM day_close_work WHERE ctid = ANY (ARRAY (
         SELECT w.ctid FROM day_close_work w WHERE w.business_date = $1 AND w.loan_id > $2
         ORDER BY w.loan_id LIMIT ${String(CHUNK)} FOR UPDATE SKIP LOCKED
       )) RETURNING loan_id
     ) SELECT array_agg(loan_id ORDER BY loan_id) AS ids FROM claimed`,
    [date, after],
  );
  return row?.ids ?? [];
}

/**
 * The last statement of a chunk, so that others working on the same date wait for the row only as long as the commit
 * takes.
 */
async function count(
  tx: Tx,
  date: string,
  booked: readonly { lateInterest: bigint }[],
  happened: readonly LoanEventInput[],
): Promise<void> {
  const of = (kind: LoanEventInput['kind']) => happened.filter((one) => one.kind === kind).length;
  await tx.query(
    `UPDATE day_closes SET assessed = assessed + $2, late_interest = late_interest + $3,
            became_overdue = became_overdue + $4, became_defaulted = became_defaulted + $5,
            reminders = reminders + $6, notices = notices + $7
     WHERE business_date = $1`,
    [
      date,
      booked.length,
      booked.reduce((sum, { lateInterest }) => sum + lateInterest, 0n),
      of('overdue'),
      of('defaulted'),
      of('reminder'),
      of('overdue_notice'),
    ],
  );
}
