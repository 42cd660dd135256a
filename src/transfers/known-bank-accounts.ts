import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';

/** Reads, of each of the bank's accounts, the gateways whose payouts arrive there. */
type ReadAccounts = (tx: Tx) => Promise<readonly { gateways: readonly string[] }[]>;

/**
 * What rooms that take money or ask gateways need to know of the bank's accounts at other banks. `reconciliation/`
 * registers how to read them: this room does not know them.
 */
@Injectable()
export class KnownBankAccounts {
  private read: ReadAccounts = () => Promise.resolve([]);

  register(read: ReadAccounts): void {
    this.read = read;
  }

  /** Whether there is one: then money that is no cash waits for its line. */
  async areThere(tx: Tx): Promise<boolean> {
    return (await this.read(tx)).length > 0;
  }

  /** The gateways whose payouts arrive on one of them: their lines say what has arrived, not the gateway. */
  async gateways(tx: Tx): Promise<Set<string>> {
    return new Set((await this.read(tx)).flatMap(({ gateways }) => gateways));
  }
}
