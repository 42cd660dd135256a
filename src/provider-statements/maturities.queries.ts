import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { chunksById } from '../database/chunks-by-id.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { Replicas } from '../database/replicas.js';
import { maturitiesOf, shareOfMaturities } from '../lending/maturities.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { buildSchedule } from '../lending/schedule.js';
import { termsOf } from '../loans/loan-terms.js';
import { Loan, OPEN_STATUSES } from '../loans/loan.entity.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import type { MaturitiesResponse } from './maturities.dto.js';

const CHUNK = 500;
const OVERDUE = 'overdue';

const readLoans = rowsOf(Loan, 'l', 'WHERE l.id = ANY($1)');

/** When a provider's principal comes back: derived from terms and what is outstanding, never stored. */
@Injectable()
export class MaturitiesQueries {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly providers: ProvidersQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * The principal by the month in which it is due. Computed in chunks, so that a provider with very many loans does not
   * keep the others waiting. Throws `provider_not_found`.
   */
  async show(asked: string | undefined, caller: Caller): Promise<MaturitiesResponse> {
    const provider = await this.providers.idOf(asked, caller);
    const [{ currency }, today] = await Promise.all([
      this.bankConfig.inForce(),
      this.clock.businessDate(this.db),
    ]);
    const sums = await this.byMonth(provider, today);
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
    const overdue = sums.get(OVERDUE) ?? 0n;
    sums.delete(OVERDUE);
    const months = [...sums].sort(([a], [b]) => a.localeCompare(b));
    return {
      provider,
      as_of: today,
      currency,
      overdue: money(overdue),
      months: months.map(([month, principal]) => ({ month, principal: money(principal) })),
      total: money(months.reduce((sum, [, principal]) => sum + principal, overdue)),
    };
  }

  private async byMonth(provider: string, today: string): Promise<Map<string, bigint>> {
    const sums = new Map<string, bigint>();
    const open = chunksById(CHUNK, (after) =>
      this.db.query<{ id: string; loan_id: string; own: string }[]>(
        `SELECT f.id, f.loan_id, f.amount - f.principal_returned - f.principal_lost AS own
         FROM fundings f JOIN loans l ON l.id = f.loan_id
         WHERE f.provider_id = $1 AND f.id > $2 AND l.status = ANY($3) ORDER BY f.id LIMIT ${String(CHUNK)}`,
        [provider, after, OPEN_STATUSES],
      ),
    );
    for await (const parts of open) {
      const read = await readLoans(
        this.db,
        parts.map((part) => part.loan_id),
      );
      const loans = new Map(read.map((loan) => [loan.id, loan]));
      for (const { loan_id: id, own } of parts) {
        const loan = loans.get(id) as Loan;
        const whole = maturitiesOf(buildSchedule(termsOf(loan)), loan.principalOutstanding);
        for (const { dueOn, principal } of shareOfMaturities(whole, BigInt(own))) {
          const month = dueOn < today ? OVERDUE : dueOn.slice(0, 7);
          sums.set(month, (sums.get(month) ?? 0n) + principal);
        }
      }
    }
    return sums;
  }
}
