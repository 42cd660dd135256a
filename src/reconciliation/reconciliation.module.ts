import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { GatewaysModule } from '../gateways/gateways.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { BankAccount } from './bank-account.entity.js';
import { BankAccountChanges } from './bank-account-changes.service.js';
import { BankAccountsController } from './bank-accounts.controller.js';
import { BankAccountsService } from './bank-accounts.service.js';
import { BankStatement } from './bank-statement.entity.js';
import { BankStatementsController } from './bank-statements.controller.js';
import { CertainLines } from './certain-lines.service.js';
import { GatewayLines } from './gateway-lines.service.js';
import { LineCrediting } from './line-crediting.service.js';
import { LineDecisions } from './line-decisions.service.js';
import { CsvFormats } from './csv-formats.service.js';
import { LineFigures } from './line-figures.js';
import { LineMatch } from './line-match.entity.js';
import { LineMatching } from './line-matching.service.js';
import { LineNamesController } from './line-names.controller.js';
import { LineNames } from './line-names.service.js';
import { LineMoves } from './line-moves.js';
import { LineMoneyController } from './line-money.controller.js';
import { LineLocks } from './line-locks.js';
import { LinePayouts } from './line-payouts.service.js';
import { LineSettling } from './line-settling.service.js';
import { LineWorker } from './line-worker.js';
import { MatchFactsReader } from './match-facts.js';
import { ReceiptReturnsController } from './receipt-returns.controller.js';
import { ReceiptReturns } from './receipt-returns.service.js';
import { StatementImport } from './statement-import.service.js';
import { StatementLineRow } from './statement-line.entity.js';
import { StatementLinesController } from './statement-lines.controller.js';
import { StatementQueries } from './statements.queries.js';

/**
 * Owns the bank's accounts at other banks, their statements, and what each line is. Every line is booked when it is
 * read. Refuses a statement that does not follow from those before it, and a line that is explained twice.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([BankAccount, BankStatement, StatementLineRow, LineMatch]),
    BankConfigModule,
    CustomersModule,
    LoansModule,
    LedgerModule,
    TransfersModule,
    GatewaysModule,
  ],
  controllers: [
    BankAccountsController,
    BankStatementsController,
    StatementLinesController,
    LineMoneyController,
    LineNamesController,
    ReceiptReturnsController,
  ],
  providers: [
    BankAccountsService,
    BankAccountChanges,
    StatementImport,
    MatchFactsReader,
    GatewayLines,
    LineFigures,
    CsvFormats,
    LineSettling,
    LineMoves,
    LineNames,
    CertainLines,
    ReceiptReturns,
    LineLocks,
    LinePayouts,
    LineMatching,
    LineDecisions,
    LineCrediting,
    LineWorker,
    StatementQueries,
  ],
  exports: [StatementImport, LineCrediting],
})
export class ReconciliationModule {}
