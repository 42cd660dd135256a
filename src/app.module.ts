import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from './auth/auth.module.js';
import { AutopayModule } from './autopay/autopay.module.js';
import { BankModule } from './bank/bank.module.js';
import { BankConfigModule } from './bank-config/bank-config.module.js';
import { CommandsModule } from './commands/commands.module.js';
import { dataSourceOptions } from './database/data-source.js';
import { DatabaseState } from './database/database-state.js';
import { KnownQueryModule } from './http/known-query.guard.js';
import type { AppConfig } from './config.js';
import { CustomersModule } from './customers/customers.module.js';
import { EventsModule } from './events/events.module.js';
import { FundingModule } from './funding/funding.module.js';
import { NotesModule } from './notes/notes.module.js';
import { TransfersModule } from './transfers/transfers.module.js';
import { OriginationModule } from './origination/origination.module.js';
import { HealthModule } from './health/health.module.js';
import { IndexController } from './api-root/api-root.controller.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LoansModule } from './loans/loans.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { CareModule } from './care/care.module.js';
import { GatewaysModule } from './gateways/gateways.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { PayoutFilesModule } from './payout-files/payout-files.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { ScoringModule } from './scoring/scoring.module.js';
import { DayCloseModule } from './day-close/day-close.module.js';
import { ProviderStatementsModule } from './provider-statements/provider-statements.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { ErasureModule } from './erasure/erasure.module.js';
import { ProofModule } from './proof/proof.module.js';
import { SearchModule } from './search/search.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { TillsModule } from './tills/tills.module.js';
import { QuotesModule } from './quotes/quotes.module.js';
import { LoanStatementsModule } from './loan-statements/loan-statements.module.js';

/** The list of modules; each may import those before it. */
@Module({})
export class AppModule {
  static of(config: AppConfig): DynamicModule {
    const state = new DatabaseState(new Logger('Database'));
    return {
      module: AppModule,
      imports: [
        CommandsModule.of(config, state),
        TypeOrmModule.forRoot({
          ...dataSourceOptions(config, [], state),
          autoLoadEntities: true,
          retryAttempts: 0,
        }),
        LedgerModule,
        AuthModule,
        KnownQueryModule,
        EventsModule,
        BankConfigModule,
        NotesModule,
        TransfersModule,
        CustomersModule,
        TillsModule,
        ScoringModule,
        ProvidersModule,
        FundingModule,
        LoansModule,
        QuotesModule,
        OriginationModule,
        PaymentsModule,
        AutopayModule,
        CareModule,
        GatewaysModule,
        ReconciliationModule,
        PayoutFilesModule,
        BankModule,
        LoanStatementsModule,
        ProviderStatementsModule,
        DayCloseModule,
        ReportsModule,
        DocumentsModule,
        SearchModule,
        WebhooksModule,
        NotificationsModule,
        ErasureModule,
        ProofModule,
        HealthModule,
      ],
      controllers: [IndexController],
    };
  }
}
