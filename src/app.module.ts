import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from './auth/auth.module.js';
import { BankConfigModule } from './bank-config/bank-config.module.js';
import { CommonModule } from './common/common.module.js';
import { dataSourceOptions } from './common/data-source.js';
import { DatabaseState } from './common/database-state.js';
import { KnownQueryModule } from './common/known-query.guard.js';
import { OtherMethodsModule } from './common/other-methods.js';
import type { AppConfig } from './config.js';
import { CustomersModule } from './customers/customers.module.js';
import { FundingModule } from './funding/funding.module.js';
import { FundingQueueModule } from './funding-queue/funding-queue.module.js';
import { HealthModule } from './health/health.module.js';
import { IndexController } from './index/index.controller.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LoansModule } from './loans/loans.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { ScoringModule } from './scoring/scoring.module.js';
import { ServicingModule } from './servicing/servicing.module.js';
import { StatementsModule } from './statements/statements.module.js';
import { WriteOffsModule } from './write-offs/write-offs.module.js';

/** The list of modules, left to right as they may import each other. */
@Module({})
export class AppModule {
  static of(config: AppConfig): DynamicModule {
    const state = new DatabaseState(new Logger('Database'));
    return {
      module: AppModule,
      imports: [
        CommonModule.of(config, state),
        TypeOrmModule.forRoot({
          ...dataSourceOptions(config, [], state),
          autoLoadEntities: true,
          retryAttempts: 0,
        }),
        LedgerModule,
        AuthModule,
        KnownQueryModule,
        OtherMethodsModule,
        BankConfigModule,
        CustomersModule,
        ScoringModule,
        ProvidersModule,
        FundingModule,
        LoansModule,
        FundingQueueModule,
        PaymentsModule,
        WriteOffsModule,
        StatementsModule,
        ServicingModule,
        ReportsModule,
        HealthModule,
      ],
      controllers: [IndexController],
    };
  }
}
