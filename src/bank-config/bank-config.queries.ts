import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rowsOf } from '../database/entity-columns.js';
import { BUSINESS_DATE, Clock } from '../database/clock.js';
import { BankConfiguration } from './bank-configuration.entity.js';
import type { Calendar } from './calendar.js';

export interface CalendarNow extends Calendar {
  at: Date;
  /** The business date; null until the first has begun. */
  date: string | null;
}

const readLatest = rowsOf(BankConfiguration, 'b', 'ORDER BY b.version DESC LIMIT 1');

@Injectable()
export class BankConfigQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The current business date. */
  businessDate(): Promise<string> {
    return this.clock.businessDate(this.db);
  }

  /** The version in force; inside a transaction, pass its manager. */
  async inForce(manager: EntityManager = this.db.manager): Promise<BankConfiguration> {
    const [config] = await readLatest(manager);
    if (!config) throw new Error('there is no bank configuration: have the migrations been run?');
    return config;
  }

  /** The calendar of the version in force and of the sandbox, with the business date and the database's time. */
  async calendar(manager: EntityManager = this.db.manager): Promise<CalendarNow> {
    const [row]: CalendarNow[] = await manager.query(
      `SELECT clock_timestamp() AS at, ${BUSINESS_DATE} AS date, b.time_zone AS "timeZone",
              b.closing_hour AS "closingHour",
              coalesce((SELECT s.days_ahead FROM sandbox_clock s), 0) AS "daysAhead"
       FROM bank_configurations b ORDER BY b.version DESC LIMIT 1`,
    );
    if (!row) throw new Error('there is no bank configuration: have the migrations been run?');
    return row;
  }

  /** All versions, newest first (they are few: each is a decision of the bank). */
  history(): Promise<BankConfiguration[]> {
    return this.db.manager.find(BankConfiguration, { order: { version: 'DESC' } });
  }
}
