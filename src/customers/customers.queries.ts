import { Injectable } from '@nestjs/common';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { shownNames } from '../auth/profile.dto.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { searchFor, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import {
  shownCustomers,
  toCustomerResponse,
  type CustomerListQuery,
  type CustomerResponse,
} from './customers.dto.js';

const customers = shownCustomers.with(shownNames, 'JOIN users u ON u.id = c.id');

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
      customers,
      {
        where: conditions({
          'c.id = $?': isStaff(caller) ? undefined : caller.id,
          ...searchFor(query.search, { user: 'u', ids: ['u.id'], number: 'c.number = $?' }),
        }),
        query,
        url,
        sorts: { name: `lower(${shownName('u')})` },
        exactCount: !isStaff(caller) || query.count === 'exact',
        indexed: query.search === undefined,
      },
      (row) => toCustomerResponse(row, config, this.showsCredit),
    );
  }

  /** Throws `customer_not_found`, also for another customer's profile. */
  async getCustomer(id: string, caller: Caller): Promise<CustomerResponse> {
    const [row] =
      isStaff(caller) || caller.id === id
        ? await customers.find(this.quickReads, 'WHERE c.id = $1', [id])
        : [];
    if (!row) throw new DomainError('customer_not_found', `There is no customer ${id}.`);
    return toCustomerResponse(row, await this.bankConfig.inForce(), this.showsCredit);
  }

  private get showsCredit(): boolean {
    return this.gateways.names.length > 0;
  }
}
