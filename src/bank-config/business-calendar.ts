import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { databaseTime } from '../runtime/database-time.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { addDays, daysBetween } from '../lending/dates.js';
import { BankConfigQueries, type CalendarNow } from './bank-config.queries.js';
import { dateAt, endOf } from './calendar.js';

const EVERY_MS = 1000;

/**
 * Advances the bank's business date by the database's clock: when the calendar of the configuration in force has passed
 * it, or when a sandbox asks for it. Every instance checks, and the date moves once. It never goes back: if time zone,
 * closing hour or clock were set back, it waits until the calendar has caught up.
 */
@Injectable()
export class BusinessCalendar implements OnModuleInit {
  private readonly logger = new Logger(BusinessCalendar.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly queries: BankConfigQueries,
    private readonly loops: BackgroundLoops,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.look();
    this.loops.start({
      restMs: EVERY_MS,
      everywhere: true,
      // It is looked at again in a second, here or by another instance.
      failure: 'the business date could not be looked at',
      logger: this.logger,
      work: async () => {
        await this.look();
      },
    });
  }

  /** Advances the business date if it is over, and returns it. */
  async look(): Promise<string> {
    const asked = performance.now();
    const now = await this.queries.calendar();
    databaseTime.learn(now.at.getTime(), asked, performance.now());
    const { date } = now;
    if (date !== null && dateAt(now, now.at.getTime()) <= date) return date;
    return this.transactions.run(async (tx) => {
      await holdAlone(tx);
      const locked = await this.queries.calendar(tx);
      return begin(tx, locked, dateAt(locked, locked.at.getTime()));
    });
  }

  /**
   * Ends the business date of a sandbox early, if it is still `date`, and returns the next one. The sandbox calendar
   * stays ahead by as many days from then on. Must be the first statement of a transaction.
   */
  async endEarly(tx: Tx, date: string): Promise<string> {
    await holdAlone(tx);
    const now = await this.queries.calendar(tx);
    if (now.date !== date) return now.date ?? date;
    const next = addDays(date, 1);
    const daysAhead = now.daysAhead + Math.max(daysBetween(dateAt(now, now.at.getTime()), next), 0);
    await tx.query(
      `INSERT INTO sandbox_clock (id, days_ahead) VALUES (1, $1)
       ON CONFLICT (id) DO UPDATE SET days_ahead = excluded.days_ahead`,
      [daysAhead],
    );
    return begin(tx, now, next);
  }

  /** When this transaction's business date `today` will end, unless a sandbox ends it earlier. */
  async endOf(tx: Tx, today: string): Promise<Date> {
    const now = await this.queries.calendar(tx);
    return endOf(now, today, now.at.getTime());
  }
}

/** Waits for all transactions that hold the business date (`Clock.today`), and keeps new ones from taking it. */
async function holdAlone(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(2100, 1)');
}

/**
 * Starts a business date, unless it or a later one has started, and records where the entries of the dates before it
 * end: the caller holds the date alone, so all of them are committed. Returns the current one.
 */
async function begin(tx: Tx, { date, at }: CalendarNow, next: string): Promise<string> {
  if (date !== null && date >= next) return date;
  await tx.query(
    `INSERT INTO business_dates (business_date, began_at, entries_before)
     SELECT $1, $2, CASE WHEN o.is_called THEN o.last_value ELSE 0 END FROM entry_order o`,
    [next, at],
  );
  return next;
}
