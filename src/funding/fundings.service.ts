import { Injectable } from '@nestjs/common';
import { rowsOf } from '../database/entity-columns.js';
import { Clock } from '../database/clock.js';
import { insertRows, updateRows } from '../database/rows.js';
import { groupBy } from '../runtime/group-by.js';
import { newId } from '../runtime/ids.js';
import type { Tx } from '../database/transactions.js';
import { Provider } from '../providers/provider.entity.js';
import type { ProviderPart } from '../ledger/postings.js';
import { AllocationRun } from './allocation-run.entity.js';
import { Funding, RECEIVED } from './funding.entity.js';

const readFundings = rowsOf(Funding, 'f', 'WHERE f.loan_id = ANY($1) ORDER BY f.loan_id, f.provider_id');

const lockLenders = rowsOf(
  Provider,
  'p',
  `WHERE p.id = ANY (ARRAY (SELECT f.provider_id FROM fundings f WHERE f.loan_id = ANY ($1)))
   ORDER BY p.id FOR NO KEY UPDATE`,
);

const CHANGING = [...Object.values(RECEIVED), 'principalLost'] as const;

@Injectable()
export class FundingsService {
  constructor(private readonly clock: Clock) {}

  /** Records the participations in loans, in one statement. */
  record(tx: Tx, parts: readonly (ProviderPart & { loanId: string })[]): void {
    const createdAt = this.clock.now();
    insertRows(
      tx,
      Funding,
      parts.map(({ loanId, providerId, amount }) => ({
        id: newId(),
        loanId,
        providerId,
        amount,
        principalReturned: 0n,
        interestEarned: 0n,
        penaltyEarned: 0n,
        principalLost: 0n,
        recovered: 0n,
        createdAt,
      })),
    );
  }

  /** Stores the record of an allocation, from which receipts are made. */
  recordRun(tx: Tx, run: AllocationRun): void {
    insertRows(tx, AllocationRun, [run]);
  }

  /** The participations in locked loans, by loan and then by provider id. */
  async ofLoans(tx: Tx, loanIds: readonly string[]): Promise<Map<string, Funding[]>> {
    return groupBy(await readFundings(tx, loanIds), ({ loanId }) => loanId);
  }

  /**
   * Locks the providers of loans that an earlier statement of this transaction locks, ascending by id in one statement.
   */
  async lockLenders(tx: Tx, loanIds: readonly string[]): Promise<Map<string, Provider>> {
    const rows = await lockLenders(tx, loanIds);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Marks the participations in undone loans, which this transaction has locked, by their `undoneAt`. */
  markUndone(tx: Tx, fundings: readonly Funding[]): void {
    updateRows(tx, Funding, fundings, ['undoneAt']);
  }

  /** Writes what participations received and lost. This transaction must have locked their loans. */
  save(tx: Tx, fundings: readonly Funding[]): void {
    updateRows(tx, Funding, fundings, CHANGING);
  }
}
