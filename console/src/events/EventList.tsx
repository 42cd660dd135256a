import { AutocompleteInput, type RaRecord } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import type { Schemas } from '../api/types';
import { instant } from '../parts/format';
import { Numbered } from '../parts/Links';
import { Picker } from '../parts/Picker';
import { StaffList, type Column } from '../parts/StaffList';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';
import { dataInWords, typeInWords } from './event-words';

/** How often the list is read again (ms), so that it shows what has just happened. */
const LIVE_MS = 3000;

type Event = Schemas['EventResponse'];

/** By which people call the loan, else whoever it is about. */
const numbersOf = ({ loan_number: loan, provider_number: provider, customer_number: customer }: Event) =>
  [provider, loan ?? customer].filter((number) => number !== null);

const event = (row: RaRecord) => row as unknown as Event;

const columns: Column[] = [
  { source: 'seq', label: say('Number'), value: (row) => event(row).seq },
  { source: 'occurred_at', label: say('When'), value: (row) => instant(event(row).occurred_at) },
  { source: 'type', label: say('What happened'), value: (row) => typeInWords(event(row).type) },
  { source: 'data', label: say('About'), isText: true, value: (row) => dataInWords(event(row).data) },
  { source: 'person', label: say('Of'), isText: true, value: (row) => <Person event={event(row)} /> },
  {
    source: 'loan',
    label: say('Loan'),
    value: (row) => <Numbered kind="loan" id={event(row).loan} number={event(row).loan_number} />,
  },
];

/** Whose it is: a provider's own, else a customer's. */
function Person({ event: told }: { event: Event }) {
  const { customer, provider } = told;
  if (provider !== null) return <Numbered kind="provider" id={provider} number={told.provider_number} />;
  return <Numbered kind="customer" id={customer} number={told.customer_number} />;
}

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
          sx={{ minWidth: 240 }}
        />,
        <Picker key="loan" source="loan" reference="loans" label={say('Loan')} alwaysOn />,
      ]}
      columns={columns}
      exports={false}
      queryOptions={{ refetchInterval: LIVE_MS }}
      phone={(row) => ({
        first: typeInWords(event(row).type),
        second: [
          instant(event(row).occurred_at),
          dataInWords(event(row).data),
          numbersOf(event(row)).map(inFours).join(' · '),
        ]
          .filter(Boolean)
          .join(' · '),
        third: event(row).seq,
      })}
    />
  );
}
