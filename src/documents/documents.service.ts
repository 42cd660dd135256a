import { Injectable } from '@nestjs/common';
import type { Language } from '../auth/languages.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import type { Order } from './order.js';
import { Press } from './press.js';

/** The language that the query names, else what the client prefers. */
export interface Wish {
  asked: Language | undefined;
  preferred: Language | null;
}

/** Prints on the bank's paper, in the reader's language. */
@Injectable()
export class Documents {
  constructor(
    private readonly press: Press,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  /** Throws `export_too_large`, `service_busy`. */
  async print(
    make: (bank: BankConfiguration) => Promise<Order>,
    { asked, preferred }: Wish,
  ): Promise<Buffer> {
    const bank = await this.bankConfig.inForce();
    return this.press.print(await make(bank), {
      language: asked ?? preferred ?? 'en',
      bankName: '',
      bankAddress: bank.bankAddress,
      logo: null,
      timeZone: bank.timeZone,
      madeAt: new Date().toISOString(),
    });
  }
}
