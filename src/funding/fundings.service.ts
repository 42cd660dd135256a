import { Injectable } from '@nestjs/common';
import { entitiesBuiltOnce } from '../database/compiled-query.js';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import type { Tx } from '../database/transactions.js';
import type { ProviderPart } from '../ledger/postings.js';
import { Funding } from './funding.entity.js';

const readFundings = entitiesBuiltOnce(Funding, 'f', (query) =>
  query.where('f.loan_id = ANY(:loanIds)', { loanIds: [] }).orderBy('f.loan_id').addOrderBy('f.provider_id'),
);

@Injectable()
export class FundingsService {
  constructor(private readonly clock: Clock) {}

  /** Records who funded which loan with how much, in one statement. */
  async record(tx: Tx, parts: readonly (ProviderPart & { loanId: string })[]): Promise<void> {
    await tx.query(
      `INSERT INTO fundings (id, loan_id, provider_id, amount, created_at)
       SELECT f.id, f.loan_id, f.provider_id, f.amount, $1
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[]) AS f(id, loan_id, provider_id, amount)`,
      [
        this.clock.now(),
        parts.map(() => newId()),
        parts.map(({ loanId }) => loanId),
        parts.map(({ providerId }) => providerId),
        parts.map(({ amount }) => amount),
      ],
    );
  }

  /** The participations of loans that are locked already, by loan and then by provider id. */
  async ofLoans(tx: Tx, loanIds: readonly string[]): Promise<Map<string, Funding[]>> {
    const fundings = await readFundings(tx, loanIds);
    const byLoan = new Map<string, Funding[]>();
    for (const funding of fundings) {
      const same = byLoan.get(funding.loanId);
      if (same) same.push(funding);
      else byLoan.set(funding.loanId, [funding]);
    }
    return byLoan;
  }

  /** Writes what participations got back and lost; their loans must be locked by this transaction. */
  async save(tx: Tx, fundings: readonly Funding[]): Promise<void> {
    if (fundings.length === 0) return;
    await tx.query(
      `UPDATE fundings f SET principal_returned = r.principal, interest_earned = r.interest,
                             penalty_earned = r.penalty, principal_lost = r.lost, recovered = r.recovered
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
         AS r(id, principal, interest, penalty, lost, recovered)
       WHERE f.id = r.id`,
      [
        fundings.map(({ id }) => id),
        fundings.map(({ principalReturned }) => principalReturned),
        fundings.map(({ interestEarned }) => interestEarned),
        fundings.map(({ penaltyEarned }) => penaltyEarned),
        fundings.map(({ principalLost }) => principalLost),
        fundings.map(({ recovered }) => recovered),
      ],
    );
  }
}
