import { Module } from '@nestjs/common';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { DayCloseModule } from '../day-close/day-close.module.js';
import { CollectionsQueries } from './collections.queries.js';
import { CounterController } from './counter.controller.js';
import { CounterReport } from './counter.queries.js';
import { DayCloseReport } from './day-close-report.queries.js';
import { FundingReports } from './funding-report.queries.js';
import { MoneyReportsController } from './money-reports.controller.js';
import { MoneyReports } from './money-reports.queries.js';
import { PortfolioReports } from './portfolio-report.queries.js';
import { ReportsController } from './reports.controller.js';
import { TillsModule } from '../tills/tills.module.js';
import { VintagesQueries } from './vintages.queries.js';

/** Owns the bank's reports on its loans and its money. Changes nothing; the day-close records the history. */
@Module({
  imports: [BankConfigModule, DayCloseModule, TillsModule],
  controllers: [ReportsController, MoneyReportsController, CounterController],
  providers: [
    PortfolioReports,
    CollectionsQueries,
    FundingReports,
    VintagesQueries,
    DayCloseReport,
    MoneyReports,
    CounterReport,
  ],
})
export class ReportsModule {}
