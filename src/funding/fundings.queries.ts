import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { shownName } from '../http/filters.js';
import { conditions, readPage, type Page, type PageQuery } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { Replicas } from '../database/replicas.js';
import {
  shownFundings,
  toFundingResponse,
  type FundingListQuery,
  type FundingResponse,
  type FundingRow,
} from './fundings.dto.js';

const fundings = shownFundings.and<{ currency: string; loanNumber: number }>(
  { currency: 'l.currency', loanNumber: 'l.number' },
  'JOIN loans l ON l.id = f.loan_id',
);
/** Only staff see the name. */
const namedFundings = fundings.and<{ providerName: string }>(
  { providerName: shownName('u') },
  'LEFT JOIN users u ON u.id = f.provider_id',
);

@Injectable()
export class FundingsQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
  ) {}

  /** A provider's own participations, or all of them for staff. */
  list(query: FundingListQuery, url: string, caller: Caller): Promise<Page<FundingResponse>> {
    return this.page(
      {
        'f.loan_id = $?': query.loan,
        'f.provider_id = $?': query.provider,
        'f.provider_id = ($?)': isStaff(caller) ? undefined : caller.id,
      },
      query,
      url,
      caller,
    );
  }

  /**
   * Who funded a loan. Its customer sees the amounts, a provider its own row, staff everything. Throws
   * `loan_not_found`, also for a loan that does not concern the caller.
   */
  async ofLoan(
    loanId: string,
    query: PageQuery,
    url: string,
    caller: Caller,
  ): Promise<Page<FundingResponse>> {
    const [visible]: unknown[] = await this.db.query(
      `SELECT 1 FROM loans l WHERE l.id = $1 AND ($2 OR l.customer_id = $3 OR EXISTS (
         SELECT FROM fundings f WHERE f.loan_id = l.id AND f.provider_id = $3))`,
      [loanId, isStaff(caller), caller.id],
    );
    if (!visible) throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
    return this.page(
      {
        'f.loan_id = $?': loanId,
        'f.provider_id = $?': caller.role === 'provider' ? caller.id : undefined,
      },
      query,
      url,
      caller,
    );
  }

  private page(
    filters: Record<string, unknown>,
    query: PageQuery,
    url: string,
    caller: Caller,
  ): Promise<Page<FundingResponse>> {
    return readPage(
      this.replicas,
      isStaff(caller) ? namedFundings : fundings,
      {
        where: conditions(filters),
        query,
        url,
        exactCount: !isStaff(caller) || query.count === 'exact',
        // A provider may have funded any number of loans.
        indexed: filters['f.loan_id = $?'] !== undefined,
      },
      (row: FundingRow) => toFundingResponse(row, caller.role !== 'customer'),
    );
  }
}
