import { Skeleton } from '@mui/material';
import type { ReactNode } from 'react';
import { ErrorBox } from './ErrorBox';
import { say } from '../words/say';

interface Loaded<T> {
  data?: T | undefined;
  error: unknown;
}

/** What a query found, once it is there; until then its place is kept. */
export function Loaded<T>({
  from,
  height = 120,
  children,
}: {
  from: Loaded<T>;
  height?: number;
  children: (data: T) => ReactNode;
}) {
  if (from.data !== undefined) return <>{children(from.data)}</>;
  if (from.error) return <ErrorBox error={from.error} />;
  return <Skeleton variant="rounded" height={height} role="status" aria-label={say('Loading')} />;
}
