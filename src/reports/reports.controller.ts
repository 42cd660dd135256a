import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { ListUrl } from '../http/links.js';
import { CollectionRow, CollectionsQuery, CollectionsResponse, toCollectionRow } from './collections.dto.js';
import { CollectionsQueries } from './collections.queries.js';
import { DayCloseReportResponse } from './day-close-report.dto.js';
import { DayCloseReport } from './day-close-report.queries.js';
import { ConcentrationResponse, FundingReportResponse } from './funding-report.dto.js';
import { FundingReports } from './funding-report.queries.js';
import {
  PortfolioHistoryQuery,
  PortfolioHistoryResponse,
  PortfolioReportResponse,
} from './portfolio-report.dto.js';
import { PortfolioReports } from './portfolio-report.queries.js';
import { VintagesQuery, VintagesResponse } from './vintages.dto.js';
import { VintagesQueries } from './vintages.queries.js';

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly portfolios: PortfolioReports,
    private readonly lateLoans: CollectionsQueries,
    private readonly fundings: FundingReports,
    private readonly cohorts: VintagesQueries,
    private readonly closes: DayCloseReport,
  ) {}

  @Get('portfolio')
  @Roles('staff')
  @ApiOperation({
    summary: 'The portfolio, and how much of it is at risk',
    description:
      'Open loans, their outstanding principal, and how late they are. The portfolio at risk of 30 days is the ' +
      'outstanding principal of all loans more than 30 days past due, over that of all open loans.',
  })
  portfolio(): Promise<PortfolioReportResponse> {
    return this.portfolios.now();
  }

  @Get('portfolio/history')
  @Roles('staff')
  @ApiOperation({
    summary: 'The portfolio day by day',
    description:
      'As the day-close recorded it when it closed each date. Later entries for an earlier date do not ' +
      'change it.',
  })
  history(@Query() { days }: PortfolioHistoryQuery): Promise<PortfolioHistoryResponse> {
    return this.portfolios.history(days);
  }

  @Get(alsoCsv('collections'))
  @Roles('staff')
  @ApiOperation({
    summary: 'Late loans, most urgent first',
    description:
      'Loans past their grace days or in default, ordered by overdue amount times days past due, with the next action, ' +
      'what was promised, when somebody last turned to the borrower, and who works on it. Whoever pays is off it at once.',
  })
  @CsvList('collections', CollectionRow, CollectionsResponse, toCollectionRow)
  collections(
    @Query() query: CollectionsQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<CollectionsResponse> {
    return this.lateLoans.list(query, url, caller);
  }

  @Get('funding')
  @Roles('staff')
  @ApiOperation({
    summary: "Where the providers' money is",
    description:
      'Idle, reserved, lent and repaid money of all providers together, and the loans waiting for money.',
  })
  funding(): Promise<FundingReportResponse> {
    return this.fundings.funding();
  }

  @Get('concentration')
  @Roles('staff')
  @ApiOperation({
    summary: 'The largest borrowers and providers',
    description: 'The ten with the most outstanding principal on open loans, and their share of the total.',
  })
  concentration(): Promise<ConcentrationResponse> {
    return this.fundings.concentration();
  }

  @Get('vintages')
  @Roles('staff')
  @ApiOperation({
    summary: 'How the loans of each month performed',
    description:
      'Loans by the calendar month in which they began: the amount lent, the amount outstanding, and the part of ' +
      'the amount lent that had gone into default after each number of months.',
  })
  vintages(@Query() { months }: VintagesQuery): Promise<VintagesResponse> {
    return this.cohorts.vintages(months);
  }

  @Get('day_close')
  @Roles('staff')
  @ApiOperation({
    summary: 'Whether the day-close is up to date',
    description: 'The business date, the last closed date, how many dates are behind, and the newest close.',
  })
  dayClose(): Promise<DayCloseReportResponse> {
    return this.closes.health();
  }
}
