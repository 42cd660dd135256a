import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Metrics } from '../runtime/metrics.js';
import { KnownBankAccounts } from '../transfers/known-bank-accounts.js';
import { LineCrediting } from './line-crediting.service.js';

const REST_MS = 1000;
/** How often it is looked whether there is a bank account by now (ms): most houses have none. */
const LOOKS_MS = 30_000;

/** Credits what statements brought, where there is a bank account. Every instance may run it: a line has a lease. */
@Injectable()
export class LineWorker implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(LineWorker.name);
  private isNeeded = false;
  private looksAt = 0;

  constructor(
    private readonly crediting: LineCrediting,
    private readonly loops: BackgroundLoops,
    private readonly metrics: Metrics,
    private readonly accounts: KnownBankAccounts,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.accounts.register((tx) => tx.query('SELECT a.gateways FROM bank_accounts a'));
    const backlog = async () =>
      this.isNeeded ? this.transactions.run((tx) => this.crediting.work.backlog(tx)) : null;
    this.metrics.gauge(
      'statement_lines_waiting',
      'Lines of bank statements to be booked by themselves',
      async () => (await backlog())?.waiting ?? null,
    );
    this.metrics.gauge(
      'statement_lines_oldest_seconds',
      'How long the most overdue line has been due',
      async () => (await backlog())?.oldestSeconds ?? null,
    );
  }

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: REST_MS,
      failure: 'lines of bank statements could not be credited',
      logger: this.logger,
      work: async (isEnding) => {
        if (await this.isThereWork()) await this.crediting.workOff(isEnding);
      },
    });
  }

  /** There is a bank account from now on. */
  wake(): void {
    this.isNeeded = true;
  }

  private async isThereWork(): Promise<boolean> {
    const now = performance.now();
    if (this.isNeeded || now < this.looksAt) return this.isNeeded;
    this.looksAt = now + LOOKS_MS;
    this.isNeeded = await this.transactions.run((tx: Tx) => this.accounts.areThere(tx));
    return this.isNeeded;
  }
}
