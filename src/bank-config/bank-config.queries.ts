import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rowsOf } from '../database/entity-columns.js';
import { BUSINESS_DATE, Clock } from '../database/clock.js';
import { BankConfiguration } from './bank-configuration.entity.js';
import { toBankConfigurationResponse, type BankConfigurationResponse } from './bank-config.dto.js';
import type { Calendar } from './calendar.js';
import { hasRealMoney } from './direct-money.js';

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

  /** The version in force, as it is shown. */
  async shown(): Promise<BankConfigurationResponse> {
    return toBankConfigurationResponse(await this.inForce(), await hasRealMoney(this.db.manager));
  }

  /**
   * Whether what customers and providers say themselves is taken, because the bank has said so although real money can
   * come another way.
   */
  async trustsEverybody(): Promise<boolean> {
    const { directPayments, directDeposits } = await this.inForce();
    if (directPayments !== 'everyone' && directDeposits !== true) return false;
    return hasRealMoney(this.db.manager);
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
  async history(): Promise<BankConfigurationResponse[]> {
    const versions = await this.db.manager.find(BankConfiguration, { order: { version: 'DESC' } });
    const realMoney = await hasRealMoney(this.db.manager);
    return versions.map((version) => toBankConfigurationResponse(version, realMoney));
  }
}
