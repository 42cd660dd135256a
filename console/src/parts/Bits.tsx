import { Alert, Box, Chip, Link as MuiLink, Skeleton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { problemOf } from '../api/client';
import { STATUS_COLORS } from '../theme';
import { problemsByField, type FieldDescription } from './form';
import { shortId } from './format';
import { words } from './words';

export function Status({ value }: { value: string }) {
  return (
    <Chip size="small" variant="outlined" color={STATUS_COLORS[value] ?? 'default'} label={words(value)} />
  );
}

export function To({ to, children }: { to: string; children: ReactNode }) {
  return (
    <MuiLink
      component={Link}
      to={to}
      underline="always"
      onClick={(event) => {
        event.stopPropagation();
      }}
    >
      {children}
    </MuiLink>
  );
}

const PAGES = {
  loan: 'loans',
  customer: 'customers',
  provider: 'providers',
  payment: 'payments',
  user: 'users',
};

/** The object behind an id. */
export function Ref({
  kind,
  id,
  name,
}: {
  kind: keyof typeof PAGES;
  id: string | null | undefined;
  name?: string | null;
}) {
  if (!id) return <>–</>;
  return <To to={`/${PAGES[kind]}/${id}/show`}>{name ?? shortId(id)}</To>;
}

/**
 * An error in the words of the API, field by field, with the number under which support finds it. What is wrong with one
 * of `fields` is not repeated: it stands at the field.
 */
export function ErrorBox({ error, fields = [] }: { error: unknown; fields?: readonly FieldDescription[] }) {
  const problem = problemOf(error);
  const { others } = problemsByField(problem, fields);
  const text = error instanceof Error ? error.message : 'Something went wrong.';
  return (
    <Alert severity="error" role="alert" sx={{ my: 1 }}>
      {others.length === 0 && text}
      {others.map((message) => (
        <Box key={message}>{message}</Box>
      ))}
      {problem?.request_id && problem.status >= 500 && (
        <Typography variant="caption" component="p">
          Request {problem.request_id}
        </Typography>
      )}
    </Alert>
  );
}

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
  return <Skeleton variant="rounded" height={height} role="status" aria-label="Loading" />;
}

/** Labels and values, in as many columns as there is room for. */
export function Figures({
  rows,
  min = 150,
}: {
  rows: readonly (readonly [label: string, value: ReactNode])[];
  min?: number;
}) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(auto-fill, minmax(${String(min)}px, 1fr))`,
        gap: 2,
        m: 0,
      }}
    >
      {rows.map(([label, value]) => (
        <Box key={label} sx={{ minWidth: 0 }}>
          <Typography component="dt" variant="caption" color="text.secondary">
            {label}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            sx={{ m: 0, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}
          >
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
