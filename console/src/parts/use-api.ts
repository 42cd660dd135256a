import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { SessionOver } from '../../../web/errors';
import { api, problemOf } from '../api/client';

/** What is typed is asked for once nothing has been typed for so long (ms). */
export const REST_MS = 400;

export const queryKey = (path: string, query: object) => ['api', path, query];

interface Asking {
  /** Whether to ask yet. */
  enabled?: boolean;
  /** How long the answer is kept (ms) after nothing shows it any more. */
  keptMs?: number;
  /** Shows the answer to the last query until the next one is there. */
  showsLast?: boolean;
}

/** What the API answers at an address, kept until something on the page changes it. */
export function useApi<T>(
  path: string,
  query: object = {},
  { enabled = true, keptMs, showsLast = false }: Asking = {},
): UseQueryResult<T> {
  const result = useQuery<T>({
    queryKey: queryKey(path, query),
    queryFn: () => api<T>(path, { query }),
    enabled,
    ...(keptMs !== undefined && { gcTime: keptMs }),
    ...(showsLast && { placeholderData: keepPreviousData }),
    // What is refused is refused again.
    retry: (failures, error) =>
      failures < 1 && !(error instanceof SessionOver) && (problemOf(error)?.status ?? 500) >= 500,
  });
  const logout = useLogoutIfAccessDenied();
  useEffect(() => {
    if (result.error) void logout(result.error);
  }, [result.error, logout]);
  return result;
}
