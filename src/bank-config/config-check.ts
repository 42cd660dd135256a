import type { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';
import type { BankConfiguration } from './bank-configuration.entity.js';

/** Both are the same version if nothing changes. */
export interface PlannedChange {
  current: BankConfiguration;
  next: BankConfiguration;
  /** Whether real money can come to the bank (`directMoneyOf`). */
  realMoney: boolean;
}

/** The refusal of a change that would break something that refers to the configuration; null if it breaks nothing. */
export type ConfigCheck = (tx: Tx, planned: PlannedChange) => Promise<DomainError | null>;
