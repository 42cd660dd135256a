import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { conditions, readPage, type Page } from '../common/paging.js';
import { DAY_CLOSE_COLUMNS, toRun, type DayCloseRow, type DayCloseRun } from './day-close-dates.js';
import { toDayCloseResponse, type DayCloseListQuery, type DayCloseResponse } from './day-close.dto.js';

@Injectable()
export class DayCloseQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  async list(query: DayCloseListQuery, url: string): Promise<Page<DayCloseResponse>> {
    const { currency } = await this.bankConfig.inForce();
    return readPage(
      this.db,
      {
        columns: `business_date AS id, ${DAY_CLOSE_COLUMNS}`,
        from: 'day_closes',
        id: 'business_date',
        idType: 'date',
        where: conditions({ 'status = $?': query.status }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      (row: DayCloseRow & { id: string }) => toDayCloseResponse(toRun(row), currency),
    );
  }

  /** Closes as they are shown. */
  async shown(runs: readonly DayCloseRun[]): Promise<DayCloseResponse[]> {
    const { currency } = await this.bankConfig.inForce();
    return runs.map((run) => toDayCloseResponse(run, currency));
  }

  /** The last date that was closed; null before the first. */
  async lastClosed(): Promise<string | null> {
    const [row]: { date: string | null }[] = await this.db.query(
      "SELECT max(business_date) AS date FROM day_closes WHERE status = 'done'",
    );
    return row?.date ?? null;
  }
}
