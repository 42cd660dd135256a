import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { PATIENT, Transactions } from '../database/transactions.js';
import { addUpLoanFigures } from './loan-figures.js';

const EVERY_MS = 60_000;

/**
 * Adds what changed to the figures of reports, every minute, whoever closes the dates: reports read all changes since.
 * Every instance may run it.
 */
@Injectable()
export class LoanFiguresUpkeep implements OnApplicationBootstrap {
  private readonly logger = new Logger(LoanFiguresUpkeep.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: EVERY_MS,
      // Reports are right without it, and slower.
      failure: 'the figures of reports were not added up',
      logger: this.logger,
      work: () => this.transactions.run(addUpLoanFigures, PATIENT),
    });
  }
}
