import { Injectable } from '@nestjs/common';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { searchFor } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import {
  toCustomerResponse,
  type CustomerListQuery,
  type CustomerResponse,
  type CustomerRow,
} from './customers.dto.js';

const COLUMNS = `c.id, u.username, u.first_name, u.last_name, u.email, c.phone, c.address,
  c.min_loan_amount, c.max_loan_amount, c.credit_score, c.credit_amount, c.receivable_amount, c.created_at`;
const FROM = 'customers c JOIN users u ON u.id = c.id';

@Injectable()
export class CustomersQueries {
  constructor(
    private readonly quickReads: QuickReads,
    private readonly replicas: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly gateways: KnownGateways,
  ) {}

  async list(query: CustomerListQuery, url: string, caller: Caller): Promise<Page<CustomerResponse>> {
    assertStaffFilters(caller, { search: query.search });
    const config = await this.bankConfig.inForce();
    return readPage(
      this.replicas,
      {
        columns: COLUMNS,
        from: FROM,
        id: 'c.id',
        where: conditions({
          'c.id = $?': isStaff(caller) ? undefined : caller.id,
          ...searchFor(query.search, { user: 'u', ids: ['u.id'] }),
        }),
        query,
        url,
        exactCount: !isStaff(caller) || query.count === 'exact',
        indexed: query.search === undefined,
      },
      (row: CustomerRow) => toCustomerResponse(row, config, this.showsCredit),
    );
  }

  /** Throws `customer_not_found`, also for another customer's profile. */
  async getCustomer(id: string, caller: Caller): Promise<CustomerResponse> {
    const [row]: CustomerRow[] =
      isStaff(caller) || caller.id === id
        ? await this.quickReads.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE c.id = $1`, [id])
        : [];
    if (!row) throw new DomainError('customer_not_found', `There is no customer ${id}.`);
    return toCustomerResponse(row, await this.bankConfig.inForce(), this.showsCredit);
  }

  private get showsCredit(): boolean {
    return this.gateways.names.length > 0;
  }
}
