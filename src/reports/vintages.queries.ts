import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { VINTAGES } from '../loans/loan-figures.js';
import { ratioOf } from './ratio.js';
import type { VintageResponse, VintagesResponse } from './vintages.dto.js';

interface StartRow {
  start_on: string;
  loans: number;
  lent: string;
  outstanding: string;
}

interface DefaultRow {
  start_on: string;
  defaulted_on: string;
  lent: string;
}

/** The loans that began in one month. Minor units. */
interface Cohort {
  loans: number;
  lent: bigint;
  outstanding: bigint;
  /** For each month, starting with the cohort's own: the principal of the loans that went into default in it. */
  defaulted: bigint[];
}

/** How loans that began in the same month performed. */
@Injectable()
export class VintagesQueries {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  async vintages(months: number): Promise<VintagesResponse> {
    const [{ currency }, on] = await Promise.all([
      this.bankConfig.inForce(),
      this.clock.businessDate(this.db),
    ]);
    const present = monthNumber(on);
    const first = present - months + 1;
    const since = `${monthText(first)}-01`;
    const [starts, defaults] = await Promise.all([
      this.db.query<StartRow[]>(
        `SELECT l.start_on, sum(l.loans)::int AS loans, sum(l.lent) AS lent, sum(l.outstanding) AS outstanding
         FROM ${VINTAGES} l WHERE l.start_on >= $1 GROUP BY 1`,
        [since],
      ),
      this.db.query<DefaultRow[]>(
        `SELECT d.start_on, d.defaulted_on, sum(d.amount) AS lent FROM loan_defaults d
         WHERE d.start_on >= $1 GROUP BY 1, 2`,
        [since],
      ),
    ]);
    const cohorts = Array.from({ length: months }, (_, index): Cohort => ({
      loans: 0,
      lent: 0n,
      outstanding: 0n,
      defaulted: Array.from({ length: months - index }, () => 0n),
    }));
    for (const { start_on, loans, lent, outstanding } of starts) {
      const cohort = cohorts[monthNumber(start_on) - first];
      if (!cohort) continue;
      cohort.loans += loans;
      cohort.lent += BigInt(lent);
      cohort.outstanding += BigInt(outstanding);
    }
    for (const { start_on, defaulted_on, lent } of defaults) {
      const defaulted = cohorts[monthNumber(start_on) - first]?.defaulted;
      const after = monthNumber(defaulted_on) - monthNumber(start_on);
      if (defaulted?.[after] !== undefined) defaulted[after] += BigInt(lent);
    }
    return {
      currency,
      as_of: on,
      months,
      results: cohorts.map((cohort, index) =>
        toVintage(monthText(first + index), cohort, currencyDecimals(currency)),
      ),
    };
  }
}

function toVintage(month: string, cohort: Cohort, decimals: number): VintageResponse {
  let sum = 0n;
  return {
    month,
    loans: cohort.loans,
    lent: formatMoney(cohort.lent, decimals),
    outstanding: formatMoney(cohort.outstanding, decimals),
    defaulted_ratio_by_month: cohort.defaulted.map((lent) => ratioOf((sum += lent), cohort.lent)),
  };
}

/** Months since the year 0, for a date such as "2026-11-23". */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function monthText(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}
