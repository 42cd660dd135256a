import CallMissedIcon from '@mui/icons-material/CallMissed';
import NavigateNextIcon from '@mui/icons-material/NavigateNext';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Title, useLogoutIfAccessDenied } from 'react-admin';
import { api, cursorOf } from '../api/client';
import type { Loan, Schemas } from '../api/types';
import { Assign } from '../care/Assign';
import { GiveTo } from '../care/GiveTo';
import { ACTIONS } from '../care/contact-words';
import { hasOpen, PromiseTable, usePromises } from '../care/LoanCare';
import { MakePromise } from '../care/MakePromise';
import { NoteStream } from '../care/NoteStream';
import { WriteNote } from '../care/WriteNote';
import { Figures } from '../parts/Figures';
import { counted, date, money } from '../parts/format';
import { LoanRef, Ref, To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { OneClick } from '../parts/OneClick';
import { Section } from '../parts/Section';
import { Status } from '../parts/Status';
import { useApi } from '../parts/use-api';
import { words } from '../parts/words';
import { useCollectionFilters } from './CollectionFilters';
import { Phone } from './CollectionsTable';
import { say } from '../words/say';

type Row = Schemas['CollectionResponse'];
type List = Schemas['CollectionsResponse'];

/**
 * Goes through the late loans one by one. Each is asked for when it is its turn, by its place on the list: whoever has
 * paid since is not on the list any more, and is left out.
 */
export default function CollectionsWork() {
  const [filters] = useCollectionFilters();
  const [{ nr, cursor }, setStop] = useState<{ nr: number; cursor: string | null }>({ nr: 1, cursor: null });
  const [isThrough, setThrough] = useState(false);
  const query = { ...filters, limit: 1, cursor };
  const stop = useQuery<List>({
    queryKey: ['collections, one by one', query, nr],
    queryFn: () => api<List>('reports/collections/', { query }),
    // Whoever is on the phone stays on the page, also when a promise takes the loan off the list.
    staleTime: 'static',
    gcTime: 0,
  });
  const logout = useLogoutIfAccessDenied();
  useEffect(() => {
    if (stop.error) void logout(stop.error);
  }, [stop.error, logout]);
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('One by one')} />
      <Loaded from={stop} height={400}>
        {({ results: [row], next }) =>
          row === undefined || isThrough ? (
            <Over nr={isThrough ? nr + 1 : nr} />
          ) : (
            <AtOne
              key={`${String(nr)} ${row.loan}`}
              nr={nr}
              row={row}
              onNext={() => {
                if (next === null) setThrough(true);
                else setStop({ nr: nr + 1, cursor: cursorOf(next) });
              }}
            />
          )
        }
      </Loaded>
    </Box>
  );
}

function Over({ nr }: { nr: number }) {
  const heading = useFocused();
  return (
    <Box>
      <Typography variant="h6" component="h2" tabIndex={-1} ref={heading} sx={{ mb: 1, outline: 'none' }}>
        {nr === 1 ? say('Nobody is on this list.') : say('You have reached the end of the list.')}
      </Typography>
      <To to="/collections">{say('Back to the list')}</To>
    </Box>
  );
}

/** The next one is announced, and the keyboard begins at it. */
function useFocused() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return heading;
}

function AtOne({ nr, row, onNext }: { nr: number; row: Row; onNext: () => void }) {
  const heading = useFocused();
  const loan = useApi<Loan>(`loans/${row.loan}/`);
  const promises = usePromises(row.loan);
  const [assignedTo, setAssignedTo] = useState(row.assigned_to);
  return (
    <>
      <Box sx={{ mb: 2 }}>
        <Typography variant="caption" color="text.secondary">
          {say('No. {nr} · {action}', {
            nr,
            action: ACTIONS[row.next_action] ?? words(row.next_action),
          })}
        </Typography>
        <Typography variant="h5" component="h2" tabIndex={-1} ref={heading} sx={{ outline: 'none' }}>
          {row.customer_name}
        </Typography>
        <Typography variant="h6" component="p">
          <Phone number={row.phone} />
        </Typography>
      </Box>
      <Loaded from={loan} height={200}>
        {(now) => (
          <>
            {now.days_past_due === 0 && (
              <Alert severity="success" sx={{ mb: 1.5 }}>
                {say('Paid meanwhile: nothing is past due.')}
              </Alert>
            )}
            <Figures
              rows={[
                [
                  say('Customer'),
                  <Ref key="customer" kind="customer" id={row.customer} name={row.customer_name} />,
                ],
                [say('Loan'), <LoanRef key="loan" loan={row.loan} number={row.loan_number} />],
                [say('Overdue'), money(now.next_due_amount, now.currency)],
                [
                  say('Late'),
                  say('{days}, since {date}', {
                    days: counted(now.days_past_due, 'day'),
                    date: date(now.next_due_date),
                  }),
                ],
                [say('Still owed'), money(now.remaining_balance, now.currency)],
                [say('Status'), <Status key="status" value={now.status} />],
              ]}
            />
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, my: 2 }}>
              <WriteNote subject={row.loan} about="loan" />
              <OneClick
                name={say('No answer')}
                icon={<CallMissedIcon />}
                path="notes/"
                body={{
                  subject_type: 'loan',
                  subject: row.loan,
                  kind: 'call',
                  outcome: 'no_answer',
                  text: say('No answer.'),
                }}
                done={say('The call is noted.')}
              />
              <MakePromise
                loan={{ id: row.loan, currency: now.currency, due: now.next_due_amount }}
                hasOpen={hasOpen(promises.data)}
              />
              <Assign loan={row.loan} assignedTo={assignedTo} onDone={setAssignedTo} />
              <GiveTo loan={row.loan} assignedTo={assignedTo} onDone={setAssignedTo} />
              <Button variant="contained" size="small" endIcon={<NavigateNextIcon />} onClick={onNext}>
                {say('Next')}
              </Button>
            </Box>
          </>
        )}
      </Loaded>
      <Section title={say('Promises to pay')}>
        <Loaded from={promises}>{({ results }) => <PromiseTable promises={results} />}</Loaded>
      </Section>
      <Section title={say('What was said')}>
        <NoteStream query={{ customer: row.customer }} />
      </Section>
    </>
  );
}
