import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { SessionOver } from '../../../web/errors';
import { api, problemOf } from '../api/client';

/** What is typed is asked for once nothing has been typed for so long (ms). */
export const REST_MS = 400;

export const queryKey = (path: string, query: object) => ['api', path, query];

/**
 * What the API answers at an address, kept until something on the page changes it, or for so long (ms) after nothing shows
 * it any more.
 */
export function useApi<T>(
  path: string,
  query: object = {},
  enabled = true,
  keptMs?: number,
): UseQueryResult<T> {
  const result = useQuery<T>({
    queryKey: queryKey(path, query),
    queryFn: () => api<T>(path, { query }),
    enabled,
    ...(keptMs !== undefined && { gcTime: keptMs }),
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
