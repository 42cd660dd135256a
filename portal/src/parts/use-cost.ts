import { useQuery, keepPreviousData, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../../web/client';
import type { Cost } from '../api/types';

/** A moving slider is asked for where it rests. */
const REST_MS = 250;

/** A value once it has not changed for a moment. */
export function useRested<T>(value: T, restMs = REST_MS): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(value);
    }, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [value, restMs]);
  return rested;
}

/** What a loan would cost: an older question is dropped when a newer one is asked, and nothing is kept of either. */
export function useCost<T extends Cost>(
  path: 'quotes/estimate/' | 'quotes/preview/',
  amount: string | null,
  installments: number,
): UseQueryResult<T> {
  const asked = useRested(amount);
  const count = useRested(installments);
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
