import type { Schemas } from '../api/types';
import { useApi } from '../parts/use-api';

/** The names of a loan's lenders by their ids; of the first hundred, where there are more. */
export function useLenders(loan: string): ReadonlyMap<string | null, string | null> {
  const fundings = useApi<Schemas['FundingListResponse']>(`loans/${loan}/fundings/`, { limit: 100 });
  return new Map(fundings.data?.results.map((row) => [row.provider, row.provider_name]));
}
