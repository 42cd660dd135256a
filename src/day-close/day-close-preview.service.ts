import { Injectable } from '@nestjs/common';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { BusinessCalendar } from '../bank-config/business-calendar.js';
import { chunksById } from '../database/chunks-by-id.js';
import { rowsOf } from '../database/entity-columns.js';
import { PATIENT, pipelined, Transactions } from '../database/transactions.js';
import { addDays, daysBetween } from '../lending/dates.js';
import { LoanEvents, type LoanEventInput } from '../loans/loan-events.js';
import { paymentsOf, type PaymentFact } from '../loans/loan-payments.js';
import { IS_OPEN, Loan } from '../loans/loan.entity.js';
import { inTransitTo } from '../transfers/under-way.js';
import { DayCloseDates } from './day-close-dates.js';
import { assess, comingDues, isToAssess, overdueNotice, reminders } from './end-of-day.js';

/** What the close of a date would do. Minor units. */
export interface PreviewedClose {
  businessDate: string;
  assessed: number;
  lateInterest: bigint;
  becameOverdue: number;
  becameDefaulted: number;
  reminders: number;
  notices: number;
}

export interface PreviewedCloses {
  /** The first dates, in order. */
  closes: PreviewedClose[];
  /** How many there are in all. */
  dates: number;
  currency: string;
}

/** Further ahead nobody reads it, and a sandbox may be moved by a year. */
const MOST_DATES = 31;
const CHUNK = 1000;

/** Open loans on which something is past due or falls due by the date $2, after the id $1. */
const readNext = rowsOf(
  Loan,
  'l',
  `WHERE ${IS_OPEN} AND l.id > $1 AND l.next_due_on <= $2::date ORDER BY l.id LIMIT ${String(CHUNK)}`,
);

interface Chunk {
  loans: Loan[];
  payments: Map<string, PaymentFact[]>;
  inTransit: Map<string, bigint>;
  reminded: Set<string>;
}

/** What closing dates would do, if nothing is paid or lent meanwhile. It locks and changes nothing. */
@Injectable()
export class DayClosePreviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly dates: DayCloseDates,
    private readonly events: LoanEvents,
    private readonly bankConfig: BankConfigQueries,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** The closes of all dates up to `to` that are not closed, also of dates that are not over. */
  async upTo(to: string): Promise<PreviewedCloses> {
    const yesterday = addDays(await this.calendar.look(), -1);
    const { reminderDays, currency } = await this.bankConfig.inForce();
    const first = await this.transactions.run((tx) => this.dates.next(tx, yesterday), PATIENT);
    const dates = first > to ? 0 : daysBetween(first, to) + 1;
    const closes = Array.from({ length: Math.min(dates, MOST_DATES) }, (_, nr) => noneOn(addDays(first, nr)));
    const last = closes.at(-1);
    if (last === undefined) return { closes, dates, currency };
    const until = addDays(last.businessDate, reminderDays);
    for await (const loans of chunksById(CHUNK, (after) =>
      this.transactions.run((tx) => readNext(tx, after, until), PATIENT),
    )) {
      const chunk = await this.factsOf(loans, first);
      for (const close of closes) {
        look(close, chunk, reminderDays);
        await yieldToEventLoop();
      }
    }
    return { closes, dates, currency };
  }

  private factsOf(loans: Loan[], first: string): Promise<Chunk> {
    return this.transactions.run(async (tx) => {
      const ids = loans.map(({ id }) => id);
      const [payments, inTransit, reminded] = await pipelined([
        paymentsOf(tx, loans),
        inTransitTo(tx, ids),
        this.events.remindedOf(tx, ids, first),
      ]);
      return { loans, payments, inTransit, reminded };
    }, PATIENT);
  }
}

const noneOn = (businessDate: string): PreviewedClose => ({
  businessDate,
  assessed: 0,
  lateInterest: 0n,
  becameOverdue: 0,
  becameDefaulted: 0,
  reminders: 0,
  notices: 0,
});

/** Adds what the end of a date would do to these loans, and brings them there, in memory, as `DayCloseChunks` does. */
function look(close: PreviewedClose, { loans, payments, inTransit, reminded }: Chunk, reminderDays: number) {
  const date = close.businessDate;
  for (const loan of loans) {
    if (loan.startOn > date) continue;
    const paid = payments.get(loan.id) ?? [];
    const happened: LoanEventInput[] = [];
    if (isToAssess(loan, date)) {
      const assessment = assess(loan, paid, date);
      close.assessed += 1;
      close.lateInterest += assessment.lateInterest;
      happened.push(...assessment.happened);
    }
    const way = inTransit.get(loan.id);
    const dues = comingDues(loan, date, reminderDays).filter((dueOn) => !reminded.has(`${loan.id} ${dueOn}`));
    const letters = reminders(loan, dues, paid, date, way);
    for (const { dueOn } of letters) reminded.add(`${loan.id} ${String(dueOn)}`);
    happened.push(...letters, ...overdueNotice(loan, date, way));
    const of = (kind: LoanEventInput['kind']) => happened.filter((one) => one.kind === kind).length;
    close.becameOverdue += of('overdue');
    close.becameDefaulted += of('defaulted');
    close.reminders += letters.length;
    close.notices += of('overdue_notice');
  }
}
