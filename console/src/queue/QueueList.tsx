import { SelectInput, TextInput, type RaRecord } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import type { Schemas } from '../api/types';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { date, instant, money, shortId } from '../parts/format';
import { words } from '../parts/words';
import { StaffList, type Column } from '../parts/StaffList';
import { say } from '../words/say';

const entry = (row: RaRecord) => row as unknown as Schemas['QueueEntryResponse'];

const columns: Column[] = [
  { source: 'loan', label: say('Loan'), value: (row) => inFours(entry(row).loan_number) },
  { source: 'position', label: say('Place'), figure: true, value: (row) => entry(row).position ?? '–' },
  {
    source: 'customer',
    label: say('Customer'),
    isText: true,
    value: (row) => <Ref kind="customer" id={entry(row).customer} name={entry(row).customer_name} />,
  },
  {
    source: 'amount',
    label: say('Amount'),
    figure: true,
    value: (row) => money(entry(row).amount, entry(row).currency),
  },
  { source: 'state', label: say('State'), value: (row) => <Status value={entry(row).state} /> },
  {
    source: 'holds_line',
    label: say('Holds the line'),
    value: (row) => (entry(row).holds_line ? say('Yes') : '–'),
  },
  { source: 'queued_at', label: say('Since'), value: (row) => instant(entry(row).queued_at) },
  { source: 'expires_on', label: say('Until'), value: (row) => date(entry(row).expires_on) },
  { source: 'ended_at', label: say('Ended'), value: (row) => instant(entry(row).ended_at) },
];

export default function QueueList() {
  return (
    <StaffList
      title={say('Funding queue')}
      filters={[
        <TextInput
          key="search"
          source="search"
          label={say('Customer or loan number')}
          alwaysOn
          sx={{ minWidth: 280 }}
        />,
        <SelectInput
          key="state"
          source="state"
          label={say('State')}
          alwaysOn
          choices={['waiting', 'funded', 'cancelled', 'expired', 'refused'].map((id) => ({
            id,
            name: words(id),
          }))}
        />,
      ]}
      filterDefaultValues={{ state: 'waiting' }}
      columns={columns}
      to={(row) => `/loans/${entry(row).loan}/show`}
      nothing={say('No request waits for money.')}
      phone={(row) => ({
        first: `${entry(row).position === null ? '' : `${String(entry(row).position)}. `}${money(entry(row).amount, entry(row).currency)}`,
        second: say('{name} · since {at}', {
          name: entry(row).customer_name ?? shortId(entry(row).customer),
          at: instant(entry(row).queued_at),
        }),
        third: <Status value={entry(row).state} />,
      })}
    />
  );
}
