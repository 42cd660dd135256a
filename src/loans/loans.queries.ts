import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { Clock } from '../common/clock.js';
import { conditions, readPage, type Page } from '../common/paging.js';
import { DomainError } from '../common/problems.js';
import { Loan } from './loan.entity.js';
import {
  LOAN_COLUMNS,
  rowToLoanResponse,
  type LoanListQuery,
  type LoanResponse,
  type LoanRow,
} from './loans.dto.js';

const FUNDED_BY = 'EXISTS (SELECT FROM fundings f WHERE f.loan_id = l.id AND f.provider_id = $?)';

/** Whose loans a caller may look at. */
const CONCERNS: Record<Caller['role'], string> = {
  customer: 'l.customer_id = $?',
  provider: FUNDED_BY,
  staff: '$?::uuid IS NOT NULL',
  admin: '$?::uuid IS NOT NULL',
};

@Injectable()
export class LoansQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A customer's own loans, those a provider funded, or all of them for staff. */
  list(query: LoanListQuery, url: string, caller: Caller): Promise<Page<LoanResponse>> {
    const today = this.clock.businessDate();
    return readPage(
      this.db,
      {
        columns: LOAN_COLUMNS,
        from: 'loans l',
        id: 'l.id',
        where: conditions({
          'l.customer_id = $?': caller.role === 'customer' ? caller.id : undefined,
          [FUNDED_BY]: caller.role === 'provider' ? caller.id : undefined,
          'l.customer_id = ($?)': query.customer,
          'l.status = $?': query.status,
        }),
        query,
        url,
        exactCount: !isStaff(caller) || query.count === 'exact',
      },
      (row: LoanRow) => rowToLoanResponse(row, today, caller),
    );
  }

  /**
   * Throws `loan_not_found`, also for a loan that does not concern the caller. Inside a transaction, pass its
   * manager.
   */
  async getLoan(
    id: string,
    caller: Caller,
    manager: Pick<EntityManager, 'query'> = this.db,
  ): Promise<LoanResponse> {
    const [row]: LoanRow[] = await manager.query(
      `SELECT ${LOAN_COLUMNS} FROM loans l WHERE l.id = $1 AND ${CONCERNS[caller.role].replace('$?', '$2')}`,
      [id, caller.id],
    );
    if (!row) throw new DomainError('loan_not_found', `There is no loan ${id}.`);
    return rowToLoanResponse(row, this.clock.businessDate(), caller);
  }

  /** The whole loan, for what is derived from it; throws `loan_not_found` as `getLoan` does. */
  async getWholeLoan(id: string, caller: Caller): Promise<Loan> {
    const loan = await this.db.manager
      .createQueryBuilder(Loan, 'l')
      .where('l.id = :id', { id })
      .andWhere(CONCERNS[caller.role].replace('$?', ':caller'), { caller: caller.id })
      .getOne();
    if (!loan) throw new DomainError('loan_not_found', `There is no loan ${id}.`);
    return loan;
  }
}
