import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { api } from '../api/client';

/** What the API answers at an address, kept until something on the page changes it. */
export function useApi<T>(path: string, query: object = {}, enabled = true): UseQueryResult<T> {
  const result = useQuery<T>({
    queryKey: ['api', path, query],
    queryFn: () => api<T>(path, { query }),
    enabled,
    retry: 1,
  });
  const logout = useLogoutIfAccessDenied();
  useEffect(() => {
    if (result.error) void logout(result.error);
  }, [result.error, logout]);
  return result;
}
