import { Injectable } from '@nestjs/common';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { shownNames } from '../auth/profile.dto.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { searchFor, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import { invalidFields } from '../http/validation.js';
import {
  shownProviders,
  toProviderResponse,
  type ProviderListQuery,
  type ProviderResponse,
} from './providers.dto.js';

const providers = shownProviders.with(shownNames, 'JOIN users u ON u.id = p.id');

const SORTS = {
  name: `lower(${shownName('u')})`,
  fund_amount: 'p.fund_amount',
  wallet_amount: 'p.wallet_amount',
  lent_amount: 'p.lent_amount',
};

@Injectable()
export class ProvidersQueries {
  constructor(
    private readonly quickReads: QuickReads,
    private readonly replicas: Replicas,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  async list(query: ProviderListQuery, url: string, caller: Caller): Promise<Page<ProviderResponse>> {
    assertStaffFilters(caller, { search: query.search });
    const { currency } = await this.bankConfig.inForce();
    return readPage(
      this.replicas,
      providers,
      {
        where: conditions({
          'p.id = $?': isStaff(caller) ? undefined : caller.id,
          ...searchFor(query.search, { user: 'u', ids: ['u.id'], number: 'p.number = $?' }),
        }),
        query,
        url,
        sorts: SORTS,
        exactCount: !isStaff(caller) || query.count === 'exact',
        indexed: query.search === undefined,
      },
      (row) => toProviderResponse(row, currency),
    );
  }

  /** Throws `provider_not_found`, also for another provider's profile. */
  async getProvider(id: string, caller: Caller): Promise<ProviderResponse> {
    const [row] =
      isStaff(caller) || caller.id === id
        ? await providers.find(this.quickReads, 'WHERE p.id = $1', [id])
        : [];
    if (!row) throw new DomainError('provider_not_found', `There is no loan provider ${id}.`);
    return toProviderResponse(row, (await this.bankConfig.inForce()).currency);
  }

  /**
   * The provider that a question is about: a provider's own id, or the one that staff name. Throws `validation_failed`
   * when staff name none, and `provider_not_found` when it does not exist or is not the caller's.
   */
  async idOf(asked: string | undefined, caller: Caller): Promise<string> {
    if (isStaff(caller) && asked === undefined) {
      const message = 'provider is required for staff.';
      throw invalidFields([{ field: 'provider', code: 'required', message }]);
    }
    const id = asked?.toLowerCase() ?? caller.id;
    const [found]: unknown[] =
      isStaff(caller) || id === caller.id
        ? await this.quickReads.query('SELECT 1 FROM providers WHERE id = $1', [id])
        : [];
    if (!found) throw new DomainError('provider_not_found', `There is no loan provider ${id}.`);
    return id;
  }
}
