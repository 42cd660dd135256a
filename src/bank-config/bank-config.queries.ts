import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { entitiesBuiltOnce } from '../common/built-once.js';
import type { Calendar } from '../common/clock.js';
import { databaseTime } from '../common/database-time.js';
import { BankConfiguration } from './bank-configuration.entity.js';

const readLatest = entitiesBuiltOnce(BankConfiguration, 'b', (query) =>
  query.orderBy('b.version', 'DESC').limit(1),
);

@Injectable()
export class BankConfigQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The version in force; inside a transaction, pass its manager. */
  async inForce(manager: EntityManager = this.db.manager): Promise<BankConfiguration> {
    const [config] = await readLatest(manager);
    if (!config) throw new Error('there is no bank configuration: have the migrations run?');
    return config;
  }

  /** The calendar of the version in force, with the dates that are closed and the sandbox's days. */
  async calendar(): Promise<Calendar> {
    const asked = performance.now();
    const [row]: (Calendar & { at: Date })[] = await this.db.query(
      `SELECT clock_timestamp() AS at, b.time_zone AS "timeZone", b.closing_hour AS "closingHour",
              coalesce((SELECT s.days_ahead FROM sandbox_clock s), 0) AS "daysAhead",
              (SELECT max(d.business_date) FROM day_closes d WHERE d.status = 'done') + 1 AS "notBefore"
       FROM bank_configurations b ORDER BY b.version DESC LIMIT 1`,
    );
    if (!row) throw new Error('there is no bank configuration: have the migrations run?');
    databaseTime.learn(row.at.getTime(), asked, performance.now());
    return row;
  }

  /** All versions, newest first (they are few: each is a decision of the bank). */
  history(): Promise<BankConfiguration[]> {
    return this.db.manager.find(BankConfiguration, { order: { version: 'DESC' } });
  }
}
