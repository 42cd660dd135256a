import { Module } from '@nestjs/common';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { QuotesModule } from '../quotes/quotes.module.js';
import { Accruals } from './accruals.queries.js';
import { IdleController } from './idle.controller.js';
import { IdleQueries } from './idle.queries.js';
import { MandatePreviewController } from './mandate-preview.controller.js';
import { MandatePreview } from './mandate-preview.queries.js';
import { MaturitiesQueries } from './maturities.queries.js';
import { PortfolioController } from './portfolio.controller.js';
import { PortfolioQueries } from './portfolio.queries.js';
import { StatementsController } from './provider-statements.controller.js';
import { ProviderStatements } from './provider-statements.queries.js';
import { ShareOfPayments } from './share-of-payments.queries.js';
import { YearStatementController } from './year-statement.controller.js';
import { YearStatements } from './year-statement.queries.js';

/** Owns what providers learn about their money. Changes nothing. */
@Module({
  imports: [BankConfigModule, LoansModule, ProvidersModule, QuotesModule],
  controllers: [
    StatementsController,
    PortfolioController,
    IdleController,
    MandatePreviewController,
    YearStatementController,
  ],
  providers: [
    ProviderStatements,
    YearStatements,
    PortfolioQueries,
    MaturitiesQueries,
    ShareOfPayments,
    Accruals,
    IdleQueries,
    MandatePreview,
  ],
  exports: [ProviderStatements, YearStatements],
})
export class ProviderStatementsModule {}
