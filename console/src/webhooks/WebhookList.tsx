import AddIcon from '@mui/icons-material/Add';
import { useState } from 'react';
import { SelectInput, type RaRecord } from 'react-admin';
import type { Schemas } from '../api/types';
import { typesInWords } from '../events/event-words';
import { Command } from '../parts/Command';
import { instant } from '../parts/format';
import { StaffList, type Column } from '../parts/StaffList';
import { apart, say } from '../words/say';
import { Secret } from './Secret';
import { EndpointState } from './States';
import { ENDPOINT_FIELDS, endpointBody, reached, STATES } from './webhook-words';

const endpoint = (row: RaRecord) => row as unknown as Schemas['WebhookEndpointResponse'];

const columns: Column[] = [
  { source: 'url', label: say('Address'), isText: true, value: (row) => endpoint(row).url },
  {
    source: 'description',
    label: say('For'),
    isText: true,
    value: (row) => endpoint(row).description || '–',
  },
  { source: 'types', label: say('Wants'), isText: true, value: (row) => typesInWords(endpoint(row).types) },
  { source: 'reached', label: say('Reached in 24 h'), figure: true, value: (row) => reached(endpoint(row)) },
  {
    source: 'waiting',
    label: say('Deliveries that wait'),
    figure: true,
    value: (row) => endpoint(row).waiting,
  },
  {
    source: 'failing_since',
    label: say('Failing since'),
    value: (row) => instant(endpoint(row).failing_since),
  },
  { source: 'state', label: say('State'), value: (row) => <EndpointState state={endpoint(row).state} /> },
];

/** Addresses that are told of events. */
export default function WebhookList() {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <Secret value={secret} />
      <StaffList
        title={say('Webhooks')}
        to={(row) => `/webhook_endpoints/${String(row.id)}/show`}
        nothing={say('Nobody is told of events yet.')}
        filters={[
          <SelectInput
            key="state"
            source="state"
            label={say('State')}
            alwaysOn
            choices={Object.entries(STATES).map(([id, name]) => ({ id, name }))}
          />,
        ]}
        columns={columns}
        exports={false}
        actions={
          <Command
            name={say('Add endpoint')}
            icon={<AddIcon />}
            text={say(
              'From now on this address is sent the events that it wants. The secret that messages are signed with is shown once.',
            )}
            path="webhook_endpoints/"
            fields={ENDPOINT_FIELDS}
            body={endpointBody}
            done={say('The endpoint is added.')}
            onDone={(answer) => {
              setSecret(String(answer.secret));
            }}
          />
        }
        phone={(row) => ({
          first: endpoint(row).url,
          second: apart(endpoint(row).description) || typesInWords(endpoint(row).types),
          third: <EndpointState state={endpoint(row).state} />,
        })}
      />
    </>
  );
}
