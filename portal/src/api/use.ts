import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api } from '../../../web/client';
import { Offline } from '../../../web/errors';
import { currentSession, subscribe, type Session } from '../../../web/session';
import type { Bank, User } from './types';

/** Reads are fresh for so long; a command makes all of them stale. */
const FRESH_MS = 15_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // Whether the line is down is for the answer to say: a paused request would go out by itself later.
      networkMode: 'always',
      retry: (failures, error) => error instanceof Offline && failures < 1,
    },
  },
});

/** What GET answers at a path, read again when it is stale. `enabled: false`: not read. */
export function useRead<T>(
  path: string,
  query: Record<string, string | number | undefined> = {},
  { enabled = true, keep = false }: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<T> {
  return useQuery<T>({
    queryKey: [path, query],
    queryFn: ({ signal }) => api<T>(path, { query, signal }),
    enabled,
    ...(keep && { placeholderData: keepPreviousData }),
  });
}

/** What everybody may know of the bank. */
export function useBank(): UseQueryResult<Bank> {
  return useQuery({
    queryKey: ['bank'],
    queryFn: ({ signal }) => api<Bank>('bank/', { isPublic: true, signal }),
    staleTime: 5 * 60_000,
  });
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, currentSession);
}

/** The user of a page that only signed-in users see. */
export function useUser(): User {
  const session = useSession();
  if (!('user' in session)) throw new Error('a page for users is shown to nobody');
  return session.user;
}
