import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { rowsOf } from '../database/entity-columns.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { Replicas } from '../database/replicas.js';
import { FIRST_OPEN_DATE } from './day-close-dates.js';
import { DayCloseRun } from './day-close-run.entity.js';
import {
  shownRuns,
  toDayCloseResponse,
  type DayCloseListQuery,
  type DayCloseResponse,
} from './day-close.dto.js';

const readNewest = rowsOf(DayCloseRun, 'd', 'ORDER BY d.business_date DESC LIMIT 1');

@Injectable()
export class DayCloseQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  async list(query: DayCloseListQuery, url: string): Promise<Page<DayCloseResponse>> {
    const { currency } = await this.bankConfig.inForce();
    return readPage(
      this.replicas,
      shownRuns,
      {
        by: 'businessDate',
        where: conditions({ 'd.status = $?': query.status }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      (row) => toDayCloseResponse(row, currency),
    );
  }

  /** Closes as the API shows them. */
  async shown(runs: readonly DayCloseRun[]): Promise<DayCloseResponse[]> {
    const { currency } = await this.bankConfig.inForce();
    return runs.map((run) => toDayCloseResponse(run, currency));
  }

  /** The close of the newest date, as the API shows it; null before the first. */
  async newest(): Promise<DayCloseResponse | null> {
    const [shown] = await this.shown(await readNewest(this.db.manager));
    return shown ?? null;
  }

  /** How many dates before `today` are over and not closed, from the first that has to be; 0 without loans and runs. */
  async daysBehind(today: string): Promise<number> {
    const [row]: { days: number }[] = await this.db.query(
      `SELECT greatest($1::date - f.first - (
         SELECT count(*)::int FROM day_closes c
         WHERE c.status = 'done' AND c.business_date >= f.first AND c.business_date < $1::date), 0) AS days
       FROM (SELECT ${FIRST_OPEN_DATE} AS first) f`,
      [today],
    );
    return row?.days ?? 0;
  }

  /** The last date that was closed; null before the first. */
  async lastClosed(): Promise<string | null> {
    const [row]: { date: string | null }[] = await this.db.query(
      "SELECT max(business_date) AS date FROM day_closes WHERE status = 'done'",
    );
    return row?.date ?? null;
  }
}
