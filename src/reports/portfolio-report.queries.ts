import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { AGES, ageOn } from '../loans/ages.js';
import { isUnfunded } from '../loans/loan-summary.js';
import { PORTFOLIO } from '../loans/loan-figures.js';
import { isOpen, LOAN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';
import { PAR_DAYS } from '../day-close/portfolio-days.js';
import type {
  PortfolioDayResponse,
  PortfolioHistoryResponse,
  PortfolioReportResponse,
} from './portfolio-report.dto.js';
import { ratioOf } from './ratio.js';

/** Loans of one status and age; `age` is an index of `AGES`. */
interface Group {
  status: LoanStatus;
  age: number;
  loans: number;
  principal: string;
  balance: string;
}

interface DayRow {
  business_date: string;
  loans: number;
  gross_outstanding: string;
  par30_principal: string;
  par60_principal: string;
  par90_principal: string;
}

/** The bank's portfolio and the part of it at risk, now and at the end of each date. */
@Injectable()
export class PortfolioReports {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  /** One statement over the kept figures of all loans: everything else is summed from its groups. */
  async now(): Promise<PortfolioReportResponse> {
    const [{ currency }, on] = await Promise.all([
      this.bankConfig.inForce(),
      this.clock.businessDate(this.db),
    ]);
    const groups: Group[] = await this.db.query(
      `SELECT l.status, ${ageOn('$1')} AS age,
         sum(l.loans)::int AS loans, sum(l.principal) AS principal, sum(l.balance) AS balance
       FROM ${PORTFOLIO} l GROUP BY 1, 2`,
      [on],
    );
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
    const open = groups.filter(({ status }) => isOpen(status));
    const gross = sumOf(open, 'principal');
    const late = (some: readonly Group[]) => {
      const principal = sumOf(some, 'principal');
      return { loans: count(some), principal: money(principal), ratio: ratioOf(principal, gross) };
    };
    return {
      as_of: on,
      currency,
      loans: count(open),
      gross_outstanding: money(gross),
      portfolio_at_risk: PAR_DAYS.map((days) => ({
        days,
        ...late(open.filter(({ age }) => (AGES[age]?.from_days ?? 0) > days)),
      })),
      ageing: AGES.map(({ from_days, to_days }, index) => ({
        from_days,
        to_days,
        ...late(open.filter(({ age }) => age === index)),
      })),
      by_status: LOAN_STATUSES.map((status) => {
        const some = groups.filter((group) => group.status === status);
        return {
          status,
          loans: count(some),
          principal_outstanding: money(sumOf(some, 'principal')),
          remaining_balance: money(isUnfunded(status) ? 0n : sumOf(some, 'balance')),
        };
      }),
    };
  }

  /** The last `days` closed dates, earliest first, each as known when it was closed. */
  async history(days: number): Promise<PortfolioHistoryResponse> {
    const { currency } = await this.bankConfig.inForce();
    const rows: DayRow[] = await this.db.query(
      `SELECT business_date, sum(loans)::int AS loans, sum(gross_outstanding) AS gross_outstanding,
         sum(par30_principal) AS par30_principal, sum(par60_principal) AS par60_principal,
         sum(par90_principal) AS par90_principal
       FROM portfolio_days GROUP BY business_date ORDER BY business_date DESC LIMIT $1`,
      [days],
    );
    return { currency, results: rows.reverse().map((row) => toDay(row, currencyDecimals(currency))) };
  }
}

function count(groups: readonly Group[]): number {
  return groups.reduce((sum, { loans }) => sum + loans, 0);
}

function sumOf(groups: readonly Group[], name: 'principal' | 'balance'): bigint {
  return groups.reduce((sum, group) => sum + BigInt(group[name]), 0n);
}

function toDay(row: DayRow, decimals: number): PortfolioDayResponse {
  const gross = BigInt(row.gross_outstanding);
  const [par30, par60, par90] = [
    BigInt(row.par30_principal),
    BigInt(row.par60_principal),
    BigInt(row.par90_principal),
  ];
  return {
    date: row.business_date,
    loans: row.loans,
    gross_outstanding: formatMoney(gross, decimals),
    par30: ratioOf(par30, gross),
    par60: ratioOf(par60, gross),
    par90: ratioOf(par90, gross),
    par30_principal: formatMoney(par30, decimals),
    par60_principal: formatMoney(par60, decimals),
    par90_principal: formatMoney(par90, decimals),
  };
}
