import type { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';
import type { BankConfiguration } from './bank-configuration.entity.js';

/** The same version twice where nothing is to change. */
export interface PlannedChange {
  current: BankConfiguration;
  next: BankConfiguration;
}

/** What a change would break of something that refers to the configuration; null when nothing. */
export type ConfigCheck = (tx: Tx, planned: PlannedChange) => Promise<DomainError | null>;
