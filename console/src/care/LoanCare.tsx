import CancelIcon from '@mui/icons-material/Cancel';
import { Box } from '@mui/material';
import type { Loan, Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { date, money } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { Status } from '../parts/Status';
import { useApi } from '../parts/use-api';
import { MakePromise } from './MakePromise';
import { NoteStream } from './NoteStream';
import { WriteNote } from './WriteNote';
import { apart, say } from '../words/say';

const OPEN = ['active', 'overdue', 'defaulted'];

export const usePromises = (loan: string) =>
  useApi<Schemas['PromiseListResponse']>(`loans/${loan}/promises/`, { limit: 10 });

export const hasOpen = (promises: Schemas['PromiseListResponse'] | undefined): boolean =>
  promises?.results.some(({ state }) => state === 'open') === true;

/** What was promised and said about a loan. */
export function LoanCare({ loan }: { loan: Loan }) {
  const promises = usePromises(loan.id);
  const due = { id: loan.id, currency: loan.currency, due: loan.next_due_amount };
  return (
    <>
      <Section
        title={say('Promises to pay')}
        actions={OPEN.includes(loan.status) && <MakePromise loan={due} hasOpen={hasOpen(promises.data)} />}
      >
        <Loaded from={promises}>{({ results }) => <PromiseTable promises={results} />}</Loaded>
      </Section>
      <Section title={say('Notes')} actions={<WriteNote subject={loan.id} about="loan" />}>
        <NoteStream query={{ subject: loan.id }} />
      </Section>
    </>
  );
}

export function PromiseTable({ promises }: { promises: readonly Schemas['PromiseResponse'][] }) {
  return (
    <SimpleTable
      label={say('Promises to pay')}
      rows={promises}
      empty={say('Nothing was promised.')}
      columns={[
        { label: say('Until'), value: (row) => date(row.due_on) },
        { label: say('Amount'), figure: true, value: (row) => money(row.amount, row.currency) },
        { label: say('Paid since'), figure: true, value: (row) => money(row.paid, row.currency) },
        { label: say('State'), value: (row) => <Status value={row.state} /> },
        { label: say('Given'), value: (row) => date(row.made_on) },
        { label: say('What was said'), isText: true, value: (row) => apart(row.note ?? '–') },
        {
          label: say('Change'),
          value: (row) =>
            row.state === 'open' && (
              <Box>
                <Command
                  name={say('Cancel promise')}
                  icon={<CancelIcon />}
                  isDangerous
                  text={say(
                    'It counts as neither kept nor broken, such as one that was written down by mistake.',
                  )}
                  path={`promises/${row.id}/cancel/`}
                  body={() => undefined}
                  movesMoney
                  done={say('The promise is cancelled.')}
                />
              </Box>
            ),
        },
      ]}
    />
  );
}
