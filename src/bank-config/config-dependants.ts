import { Injectable } from '@nestjs/common';
import type { DomainError } from '../common/problems.js';
import type { Tx } from '../common/transactions.js';
import type { BankConfiguration } from './bank-configuration.entity.js';

/** The same version twice where nothing is to change. */
export interface PlannedChange {
  current: BankConfiguration;
  next: BankConfiguration;
}

/** What a change would break of something that refers to the configuration; null when nothing. */
export type ConfigCheck = (tx: Tx, planned: PlannedChange) => Promise<DomainError | null>;

/**
 * Who refers to the configuration, without it knowing of them: those modules register a check each at start-up, and it
 * runs in the transaction that changes the configuration.
 */
@Injectable()
export class ConfigDependants {
  private readonly checks: ConfigCheck[] = [];

  register(check: ConfigCheck): void {
    this.checks.push(check);
  }

  /** Throws what the first check refuses. */
  async assertNothingBreaks(tx: Tx, planned: PlannedChange): Promise<void> {
    for (const check of this.checks) {
      const refusal = await check(tx, planned);
      if (refusal) throw refusal;
    }
  }
}
