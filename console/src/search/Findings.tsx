import { Box, Chip, List, ListItem, ListItemButton, ListItemText, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { inFours } from '../../../web/in-fours';
import type { Schemas } from '../api/types';
import { money } from '../parts/format';
import { Status } from '../parts/Status';
import { KINDS } from '../counter/words';
import { figure, say } from '../words/say';

/** What was found, as links. */
export function Findings({
  found: { loans, customers, providers, receipts },
  onPick,
}: {
  found: Schemas['FoundResponse'];
  onPick: () => void;
}) {
  const pick = () => {
    onPick();
    // The keyboard goes on at the page, once the dialog has given the focus back.
    setTimeout(focusPage);
  };
  const people = (found: readonly Schemas['FoundPersonResponse'][], page: string) =>
    found.map((person) => (
      <Found
        key={person.id}
        to={`/${page}/${person.id}/show`}
        onPick={pick}
        first={person.name}
        second={[inFours(person.number), person.username, person.phone, person.email]
          .filter(Boolean)
          .join(' · ')}
        third={!person.exact && <Chip size="small" label={say('Similar')} />}
      />
    ));
  return (
    <>
      <Kind title={say('Customers')}>{people(customers, 'customers')}</Kind>
      <Kind title={say('Loans')}>
        {loans.map((loan) => (
          <Found
            key={loan.id}
            to={`/loans/${loan.id}/show`}
            onPick={pick}
            first={`${inFours(loan.number)} · ${money(loan.amount, loan.currency)}`}
            second={loan.customer_name}
            third={<Status value={loan.status} />}
          />
        ))}
      </Kind>
      <Kind title={say('Providers')}>{people(providers, 'providers')}</Kind>
      <Kind title={say('Receipts')}>
        {receipts.map((receipt) => (
          <Found
            key={receipt.receipt_number}
            to={
              receipt.payment === null
                ? `/providers/${receipt.person}/show`
                : `/payments/${receipt.payment}/show`
            }
            onPick={pick}
            first={`${figure(receipt.receipt_number)} · ${money(receipt.amount, receipt.currency)}`}
            second={[KINDS[receipt.kind], receipt.person_name, receipt.reference].filter(Boolean).join(' · ')}
          />
        ))}
      </Kind>
    </>
  );
}

function Kind({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        {title}
      </Typography>
      <List dense aria-label={title}>
        {children}
      </List>
    </>
  );
}

function Found({
  to,
  first,
  second,
  third,
  onPick,
}: {
  to: string;
  first: string;
  second: string;
  third?: ReactNode;
  onPick: () => void;
}) {
  return (
    <ListItem disablePadding>
      <ListItemButton component={Link} to={to} onClick={onPick} sx={{ px: 1, borderRadius: 1 }}>
        <ListItemText primary={first} secondary={second} sx={{ overflowWrap: 'anywhere' }} />
        <Box sx={{ ml: 1, flexShrink: 0 }}>{third}</Box>
      </ListItemButton>
    </ListItem>
  );
}

function focusPage(): void {
  const main = document.getElementById('main-content');
  if (!main) return;
  main.setAttribute('tabindex', '-1');
  main.style.outline = 'none';
  main.focus();
}
