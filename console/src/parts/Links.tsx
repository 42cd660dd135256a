import { Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { inFours } from '../../../web/in-fours';
import { shortId } from './format';

/** A link to a page of the console. In a table it does not also open the row. */
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

interface NumberedProps {
  kind: 'loan' | 'customer' | 'provider';
  id: string | null;
  number: string | null | undefined;
}

/** A loan or a person, by the number that people say. */
export function Numbered({ kind, id, number }: NumberedProps) {
  return <Ref kind={kind} id={id} name={number && inFours(number)} />;
}

export function LoanRef({ loan, number }: { loan: string | null; number: string | null | undefined }) {
  return <Numbered kind="loan" id={loan} number={number} />;
}
