import { useQuery, keepPreviousData, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../../../web/client';
import { useRested } from '../../../web/use-rested';
import type { Cost } from '../api/types';

/** A moving slider is asked for where it rests. */
export const REST_MS = 250;

/** What a loan would cost: an older question is dropped when a newer one is asked, and nothing is kept of either. */
export function useCost<T extends Cost>(
  path: 'quotes/estimate/' | 'quotes/preview/',
  amount: string | null,
  installments: number,
): UseQueryResult<T> {
  const asked = useRested(amount, REST_MS);
  const count = useRested(installments, REST_MS);
  return useQuery<T>({
    queryKey: [path, asked, count],
    queryFn: ({ signal }) =>
      api<T>(path, {
        method: 'POST',
        body: { amount: asked, installments: count },
        isPublic: path === 'quotes/estimate/',
        signal,
      }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}
