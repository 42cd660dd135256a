import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { addDays } from '../lending/dates.js';
import { Transfers } from '../transfers/transfers.service.js';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { BankFileGateway } from './bank-file-gateway.js';
import type { Gateway } from './gateway.js';
import { SandboxGateway } from './sandbox-gateway.js';
import { StripeGateway } from './stripe-gateway.js';

/** After so long the sandbox has nothing new to say of a charge. */
const LONGEST_LIFE_DAYS = 60;

/** The gateways that this bank uses: those that GATEWAYS names. */
@Injectable()
export class Gateways {
  readonly all: readonly Gateway[];

  constructor(
    @Inject(APP_CONFIG) config: Pick<AppConfig, 'gateways'>,
    sandbox: SandboxGateway,
    stripe: StripeGateway,
    bankFile: BankFileGateway,
    private readonly transfers: Transfers,
    private readonly clock: Clock,
  ) {
    const built: Record<AppConfig['gateways'][number], Gateway> = {
      sandbox,
      stripe,
      bank_file: bankFile,
    };
    this.all = config.gateways.map((name) => built[name]);
  }

  find(name: string): Gateway | undefined {
    return this.all.find((gateway) => gateway.name === name);
  }

  /**
   * A business date has ended: what staff have noted may have waited for its line too long, and the sandbox's days are
   * business dates, so its transfers are looked at.
   */
  async dateEnded(tx: Tx): Promise<void> {
    const today = await this.clock.today(tx);
    await this.transfers.reviewNoted(tx, today);
    if (!this.find('sandbox')) return;
    await this.transfers.makeAllDue(tx, 'sandbox', addDays(today, -LONGEST_LIFE_DAYS));
  }

  /** Throws `gateway_off`. */
  get(name: string): Gateway {
    const gateway = this.find(name);
    if (gateway) return gateway;
    throw new DomainError('gateway_off', `The gateway "${name}" is not in use here.`, { gateway: name });
  }
}
