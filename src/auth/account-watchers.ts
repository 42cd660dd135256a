import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';

/** A change of a user's way in. */
export type AccountChange =
  | {
      userId: string;
      what:
        'password' | 'factor_on' | 'factor_added' | 'factor_removed' | 'factor_off' | 'recovery_code_used';
      before: null;
    }
  /** `before`: the address until then; empty: there was none. */
  | { userId: string; what: 'email'; before: string };

export type AccountWatcher = (tx: Tx, change: AccountChange) => Promise<void>;

/**
 * Whoever wants to know of changes of passwords, addresses and second factors. Rooms to the right register themselves at start-up, so
 * that auth need not know them; they are told in the transaction of the change.
 */
@Injectable()
export class AccountWatchers {
  private readonly watchers: AccountWatcher[] = [];

  register(watcher: AccountWatcher): void {
    this.watchers.push(watcher);
  }

  async tell(tx: Tx, change: AccountChange): Promise<void> {
    for (const watcher of this.watchers) await watcher(tx, change);
  }
}
