import type { Results } from '../api/shapes';
import { useApi } from '../parts/use-api';

/** The names of a loan's lenders by their ids; of the first hundred, where there are more. */
export function useLenders(loan: string): ReadonlyMap<string, string | null> {
  const fundings = useApi<Results<{ provider: string; provider_name: string | null }>>(
    `loans/${loan}/fundings/`,
    { limit: 100 },
  );
  return new Map(fundings.data?.results.map((row) => [row.provider, row.provider_name]));
}
