import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { AutopayModule } from '../autopay/autopay.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { GatewayErasureWorker } from './gateway-erasure-worker.service.js';
import { GatewayErasuresQueries } from './gateway-erasures.queries.js';
import { GatewayEventsController } from './gateway-events.controller.js';
import { GatewayEvents } from './gateway-events.service.js';
import { GatewayCatchUp } from './gateway-catch-up.service.js';
import { GatewayRefresh } from './gateway-refresh.service.js';
import { Gateways } from './gateways.service.js';
import { InstrumentSetup } from './instrument-setup.service.js';
import { PayoutAccountsController } from './payout-accounts.controller.js';
import { PayoutAccounts } from './payout-accounts.service.js';
import { PayoutBooks } from './payout-books.service.js';
import { PayoutResends } from './payout-resends.service.js';
import { ProviderDepositsController } from './provider-deposits.controller.js';
import { ProviderDeposits } from './provider-deposits.service.js';
import { Repayments } from './repayments.service.js';
import { SandboxGateway } from './sandbox-gateway.js';
import { StripeGateway } from './stripe-gateway.js';
import { StuckTransfers } from './stuck-transfers.queries.js';
import { TransferBooks } from './transfer-books.service.js';
import { TransferCommandsController } from './transfer-commands.controller.js';
import { TransferCommands } from './transfer-commands.service.js';
import { TransferOrders } from './transfer-orders.service.js';
import { TransferMetrics } from './transfer-metrics.js';
import { TransferProgress } from './transfer-progress.service.js';
import { PartyFigures } from './party-figures.js';
import { ResolutionPreviews } from './resolution-previews.service.js';
import { Sightings } from './sightings.service.js';
import { TransferResolutionsController } from './transfer-resolutions.controller.js';
import { TransferResolutions } from './transfer-resolutions.service.js';
import { TransferWorker } from './transfer-worker.service.js';

/**
 * Owns the port to gateways, their adapters, and what the state of a transfer means for the books. It believes only what a
 * gateway says when it is asked, never sends a transfer twice under two keys, and has deleted there who was erased here.
 */
@Module({
  imports: [
    AuthModule,
    BankConfigModule,
    TransfersModule,
    CustomersModule,
    ProvidersModule,
    LoansModule,
    PaymentsModule,
    AutopayModule,
    LedgerModule,
  ],
  controllers: [
    GatewayEventsController,
    TransferCommandsController,
    TransferResolutionsController,
    PayoutAccountsController,
    ProviderDepositsController,
  ],
  providers: [
    SandboxGateway,
    StripeGateway,
    Gateways,
    GatewayEvents,
    GatewayCatchUp,
    GatewayErasuresQueries,
    GatewayErasureWorker,
    GatewayRefresh,
    StuckTransfers,
    InstrumentSetup,
    PayoutAccounts,
    PayoutBooks,
    PayoutResends,
    ProviderDeposits,
    Repayments,
    TransferBooks,
    TransferCommands,
    TransferOrders,
    TransferMetrics,
    TransferProgress,
    TransferResolutions,
    ResolutionPreviews,
    PartyFigures,
    Sightings,
    TransferWorker,
  ],
  exports: [
    Gateways,
    GatewayErasuresQueries,
    GatewayRefresh,
    StuckTransfers,
    TransferBooks,
    TransferWorker,
    PayoutAccounts,
    PayoutBooks,
    PartyFigures,
  ],
})
export class GatewaysModule {}
