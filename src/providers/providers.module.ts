import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { EventsModule } from '../events/events.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { TillsModule } from '../tills/tills.module.js';
import { FundMovement } from './fund-movement.entity.js';
import { FundMovements } from './fund-movements.js';
import { FundsService } from './funds.service.js';
import { ProviderMandate } from './mandate.entity.js';
import { MandatesController } from './mandates.controller.js';
import { MandatesQueries } from './mandates.queries.js';
import { MandatesService } from './mandates.service.js';
import { ProviderBalances } from './provider-balances.js';
import { ProviderRegistrationsController } from './provider-registrations.controller.js';
import { Provider } from './provider.entity.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersQueries } from './providers.queries.js';
import { ProvidersService } from './providers.service.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { WithdrawalsController } from './withdrawals.controller.js';
import { Withdrawals } from './withdrawals.service.js';

/** Owns lenders' profiles, funds and wallets. Refuses any change of a balance that is not a posted movement. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Provider, ProviderMandate, FundMovement]),
    AuthModule,
    BankConfigModule,
    EventsModule,
    LedgerModule,
    TransfersModule,
    TillsModule,
  ],
  controllers: [
    ProvidersController,
    ProviderRegistrationsController,
    WithdrawalsController,
    MandatesController,
  ],
  providers: [
    ProvidersService,
    FundMovements,
    FundsService,
    Withdrawals,
    ProviderBalances,
    ProvidersQueries,
    MandatesService,
    MandatesQueries,
  ],
  exports: [ProvidersService, FundsService, MandatesService, ProviderBalances, ProvidersQueries],
})
export class ProvidersModule {}
