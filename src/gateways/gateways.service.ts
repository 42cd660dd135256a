import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { bankWaitDays } from '../bank-config/hold-days.js';
import { openRealMoney } from '../bank-config/direct-money.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { addDays } from '../lending/dates.js';
import { makeAllDue, makeHeldDue } from '../transfers/due-transfers.js';
import { Transfers } from '../transfers/transfers.service.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { BankFileGateway } from './bank-file-gateway.js';
import type { Gateway } from './gateway.js';
import { SandboxGateway } from './sandbox-gateway.js';
import { StripeGateway } from './stripe-gateway.js';

/** After so long the sandbox has nothing new to say of a charge. */
const LONGEST_LIFE_DAYS = 60;

/** The gateways that this bank uses: those that GATEWAYS names. */
@Injectable()
export class Gateways implements OnModuleInit {
  readonly all: readonly Gateway[];

  constructor(
    @Inject(APP_CONFIG) config: Pick<AppConfig, 'gateways'>,
    sandbox: SandboxGateway,
    stripe: StripeGateway,
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly clock: Clock,
  ) {
    const built: Record<AppConfig['gateways'][number], Gateway> = {
      sandbox,
      stripe,
      bank_file: new BankFileGateway(clock, () => transactions.run(bankWaitDays)),
    };
    this.all = config.gateways.map((name) => built[name]);
  }

  /** Real money can come from now on, and all instances have to know. */
  async onModuleInit(): Promise<void> {
    const real = this.all.filter(({ name }) => name !== 'sandbox').map(({ name }) => name);
    if (real.length === 0) return;
    await this.transactions.run((tx) => {
      openRealMoney(tx, real);
      return Promise.resolve();
    });
  }

  find(name: string): Gateway | undefined {
    return this.all.find((gateway) => gateway.name === name);
  }

  /**
   * A business date has ended: what staff have noted may have waited for its line too long; what the bank held until now is
   * looked at, and counts if it still stands. The sandbox's days are business dates, so all of its transfers are looked at.
   */
  async dateEnded(tx: Tx): Promise<void> {
    const today = await this.clock.today(tx);
    await this.transfers.reviewNoted(tx, today);
    await makeHeldDue(tx, today);
    if (!this.find('sandbox')) return;
    await makeAllDue(tx, 'sandbox', addDays(today, -LONGEST_LIFE_DAYS));
  }

  /** Throws `gateway_off`. */
  get(name: string): Gateway {
    const gateway = this.find(name);
    if (gateway) return gateway;
    throw new DomainError('gateway_off', `The gateway "${name}" is not in use here.`, { gateway: name });
  }
}
