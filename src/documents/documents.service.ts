import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { AccountsQueries } from '../auth/accounts.queries.js';
import type { Language } from '../auth/languages.js';
import { BankQueries } from '../bank/bank.queries.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import type { Order } from './order.js';
import { Press } from './press.js';

/** Who reads it, and in which language: the one asked for, else the reader's own, else what the client prefers. */
export interface Reader {
  caller: Caller;
  asked: Language | undefined;
  preferred: Language | null;
}

/** Prints on the bank's paper, in the reader's language. */
@Injectable()
export class Documents {
  constructor(
    private readonly press: Press,
    private readonly bankConfig: BankConfigQueries,
    private readonly bank: BankQueries,
    private readonly accounts: AccountsQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws `export_too_large`, `service_busy`. */
  async print(
    make: (bank: BankConfiguration) => Promise<Order>,
    { caller, asked, preferred }: Reader,
  ): Promise<Buffer> {
    const bank = await this.bankConfig.inForce();
    const order = await make(bank);
    const { language } = await this.accounts.getActiveUser(caller.id);
    const logo = await this.bank.findLogo();
    return this.press.print(order, {
      language: asked ?? language ?? preferred ?? 'en',
      bankName: bank.bankName,
      bankAddress: bank.bankAddress,
      logo: logo?.file ?? null,
      timeZone: bank.timeZone,
      madeAt: this.clock.now().toISOString(),
    });
  }
}
