import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { rememberCases } from '../care/collection-cases.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { Outbox } from '../events/outbox.js';
import { allowLongStatements, type Tx } from '../database/transactions.js';
import { ScoreQueue } from '../scoring/score-queue.js';
import { DayCloseRun } from './day-close-run.entity.js';
import { DAYS_AHEAD, forgetFallenLate, LIST_FALLING_LATE } from './falling-late.js';
import { recordPortfolioDay } from './portfolio-days.js';
import { IS_OPEN } from '../loans/loan.entity.js';

const readDate = rowsOf(DayCloseRun, 'd', 'WHERE d.business_date = $1');

/**
 * The first date that is not closed: an unfinished one, else the day after the last close, else the start of the first
 * loan.
 */
export const FIRST_OPEN_DATE = `coalesce(
  (SELECT min(d.business_date) FROM day_closes d WHERE d.status = 'running'),
  (SELECT max(d.business_date) FROM day_closes d) + 1,
  (SELECT min(l.start_on) FROM loans l))`;

/** The least days between two instalments of loan `l`. */
const RHYTHM_DAYS = `l.every * CASE l.unit WHEN 'months' THEN 28 WHEN 'weeks' THEN 7 ELSE 1 END`;

const AGAIN = `UPDATE SET status = 'running', started_at = excluded.started_at, finished_at = NULL
  WHERE d.status = 'done'`;

/** Which dates are closed, which are being closed, and which is next. */
@Injectable()
export class DayCloseDates {
  constructor(
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
    private readonly scoreQueue: ScoreQueue,
    private readonly outbox: Outbox,
  ) {}

  /** The unfinished date, else the first that is not closed; `yesterday` when there are neither loans nor runs. */
  async next(tx: Tx, yesterday: string): Promise<string> {
    const [row]: { date: string }[] = await tx.query(
      `SELECT coalesce(${FIRST_OPEN_DATE}, $1::date) AS date`,
      [yesterday],
    );
    return row?.date ?? yesterday;
  }

  /**
   * Begins a date with the list of its loans, unless it has begun already. The list has loans past due at its end, and
   * loans due within `reminder_days` of the configuration in force that have had no reminder yet or may need one for a
   * later instalment too, and loans whose next debit comes by itself with the next date. The same scan lists the loans
   * that fall late soon. Queues the scores that change with time. With `madeSince`, reopens a closed date, only for loans
   * made since that id.
   */
  async begin(tx: Tx, date: string, madeSince: string | null): Promise<void> {
    const { reminderDays } = await this.bankConfig.inForce(tx);
    await allowLongStatements(tx);
    const begun: unknown[] = await tx.query(
      `INSERT INTO day_closes AS d (business_date, status, candidates, started_at) VALUES ($1, 'running', 0, $2)
       ON CONFLICT (business_date) DO ${madeSince === null ? 'NOTHING' : AGAIN}
       RETURNING business_date`,
      [date, this.clock.now()],
    );
    if (begun.length === 0) return;
    // Only a date that is closed once more can have been worked on already.
    await tx.query(
      `WITH soon AS MATERIALIZED (
         SELECT l.id, l.status, l.next_due_on, l.grace_days, l.every, l.unit FROM loans l
         WHERE ${IS_OPEN} AND l.start_on <= $1::date AND ($3::uuid IS NULL OR l.id > $3::uuid)
           AND l.next_due_on <= $1::date + greatest($2::int, ${String(DAYS_AHEAD)})
       ), falling AS (${LIST_FALLING_LATE}),
       work AS (
         INSERT INTO day_close_work (business_date, loan_id)
         SELECT $1::date, l.id FROM soon l
         WHERE (l.next_due_on < $1::date OR ($2::int > 0 AND l.next_due_on <= $1::date + $2::int AND (
             ${RHYTHM_DAYS} <= $2::int OR NOT EXISTS (
               SELECT FROM loan_events r WHERE r.loan_id = l.id AND r.kind = 'reminder' AND r.due_on = l.next_due_on))))
           AND ($3::uuid IS NULL OR NOT EXISTS (
             SELECT FROM loan_events e WHERE e.loan_id = l.id AND e.business_date = $1::date
               AND e.kind IN ('late_interest', 'reminder', 'overdue_notice')))
         RETURNING loan_id
       ) UPDATE day_closes d SET candidates = d.candidates + (SELECT count(*)::int FROM work)
         WHERE d.business_date = $1::date`,
      [date, reminderDays, madeSince],
    );
    // By their index: where nothing is collected by itself, nothing is read.
    if (madeSince === null) await this.listOpening(tx, date);
    await this.scoreQueue.addDrifting(tx, date);
  }

  /** Adds loans whose next debit comes by itself with the next date. */
  private async listOpening(tx: Tx, date: string): Promise<void> {
    await tx.query(
      `WITH work AS (
         INSERT INTO day_close_work (business_date, loan_id)
         SELECT $1::date, a.loan_id FROM autopay a WHERE a.opens_on <= $1::date + 1
         ON CONFLICT DO NOTHING RETURNING loan_id
       ) UPDATE day_closes d SET candidates = d.candidates + (SELECT count(*)::int FROM work)
         WHERE d.business_date = $1::date AND EXISTS (SELECT FROM work)`,
      [date],
    );
  }

  /**
   * Marks a date as closed when none of its loans is left, not even in another process, and records how the portfolio
   * stands. With `madeSince`, the loans made since that id are added to the record. Answers the state of the date.
   */
  async finish(tx: Tx, date: string, madeSince: string | null): Promise<DayCloseRun> {
    const now = this.clock.now();
    // In a large bank, all loans that became late have cases to be opened.
    await allowLongStatements(tx);
    const closed: unknown[] = await tx.query(
      `WITH closed AS (
         UPDATE day_closes d SET status = 'done', finished_at = $2
         WHERE d.business_date = $1 AND d.status = 'running'
           AND NOT EXISTS (SELECT FROM day_close_work w WHERE w.business_date = $1)
         RETURNING d.business_date
       ) SELECT business_date FROM closed`,
      [date, now],
    );
    if (closed.length > 0) {
      await recordPortfolioDay(tx, date, now, madeSince);
      await forgetFallenLate(tx, date);
      await rememberCases(tx, date);
      // A date is closed again for demo data only, of which it was not told.
      if (madeSince === null) this.outbox.add(tx, [{ type: 'day.closed', data: { date } }]);
    }
    const [run] = await readDate(tx, date);
    if (!run) throw new Error(`the day-close of ${date} has not begun`);
    return run;
  }
}
