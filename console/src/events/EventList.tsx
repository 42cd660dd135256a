import { AutocompleteInput, type RaRecord } from 'react-admin';
import type { Schemas } from '../api/types';
import { instant } from '../parts/format';
import { Ref } from '../parts/Links';
import { Picker } from '../parts/Picker';
import { StaffList, type Column } from '../parts/StaffList';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';
import { dataInWords, typeInWords } from './event-words';

/** How often the list is read again (ms), so that it shows what has just happened. */
const LIVE_MS = 3000;

const event = (row: RaRecord) => row as unknown as Schemas['EventResponse'];

const columns: Column[] = [
  { source: 'seq', label: say('Number'), value: (row) => event(row).seq },
  { source: 'occurred_at', label: say('When'), value: (row) => instant(event(row).occurred_at) },
  { source: 'type', label: say('What happened'), value: (row) => typeInWords(event(row).type) },
  { source: 'data', label: say('About'), isText: true, value: (row) => dataInWords(event(row).data) },
  { source: 'loan', label: say('Loan'), value: (row) => <Ref kind="loan" id={event(row).loan} /> },
];

/** Everything that happens, as others are told of it. */
export default function EventList() {
  const types = useApi<{ results: Schemas['EventTypeResponse'][] }>('event_types/');
  const choices = (types.data?.results ?? []).map(({ type }) => ({ id: type, name: typeInWords(type) }));
  return (
    <StaffList
      title={say('Events')}
      to={(row) => `/events/${String(row.id)}/show`}
      nothing={say('Nothing has happened yet.')}
      filters={[
        <AutocompleteInput
          key="type"
          source="type"
          label={say('What happened')}
          alwaysOn
          choices={choices}
        />,
        <Picker key="loan" source="loan" reference="loans" label={say('Loan')} alwaysOn />,
      ]}
      columns={columns}
      exports={false}
      queryOptions={{ refetchInterval: LIVE_MS }}
      phone={(row) => ({
        first: typeInWords(event(row).type),
        second: `${instant(event(row).occurred_at)} · ${dataInWords(event(row).data)}`,
        third: event(row).seq,
      })}
    />
  );
}
