import AddIcon from '@mui/icons-material/Add';
import { useState } from 'react';
import { SelectInput, type RaRecord } from 'react-admin';
import type { Schemas } from '../api/types';
import { typesInWords } from '../events/event-words';
import { Command } from '../parts/Command';
import { instant } from '../parts/format';
import { StaffList, type Column } from '../parts/StaffList';
import { Status } from '../parts/Status';
import { words } from '../parts/words';
import { Secret } from './Secret';
import { ENDPOINT_FIELDS, endpointBody, reached } from './webhook-words';

const endpoint = (row: RaRecord) => row as unknown as Schemas['WebhookEndpointResponse'];

const columns: Column[] = [
  { source: 'url', label: 'Address', isText: true, value: (row) => endpoint(row).url },
  { source: 'description', label: 'For', isText: true, value: (row) => endpoint(row).description || '–' },
  { source: 'types', label: 'Wants', isText: true, value: (row) => typesInWords(endpoint(row).types) },
  { source: 'reached', label: 'Reached in 24 h', figure: true, value: (row) => reached(endpoint(row)) },
  { source: 'waiting', label: 'Waiting', figure: true, value: (row) => endpoint(row).waiting },
  { source: 'failing_since', label: 'Failing since', value: (row) => instant(endpoint(row).failing_since) },
  { source: 'state', label: 'State', value: (row) => <Status value={endpoint(row).state} /> },
];

/** Addresses that are told of events. */
export default function WebhookList() {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <Secret value={secret} />
      <StaffList
        title="Webhooks"
        to={(row) => `/webhook_endpoints/${String(row.id)}/show`}
        nothing="Nobody is told of events yet."
        filters={[
          <SelectInput
            key="state"
            source="state"
            alwaysOn
            choices={['enabled', 'disabled', 'gone'].map((id) => ({ id, name: words(id) }))}
          />,
        ]}
        columns={columns}
        exports={false}
        actions={
          <Command
            name="Add endpoint"
            icon={<AddIcon />}
            text="From now on this address is sent the events that it wants. The secret that messages are signed with is shown once."
            path="webhook_endpoints/"
            fields={ENDPOINT_FIELDS}
            body={endpointBody}
            done="The endpoint is added."
            onDone={(answer) => {
              setSecret(String(answer.secret));
            }}
          />
        }
        phone={(row) => ({
          first: endpoint(row).url,
          second: `${reached(endpoint(row))} · ${endpoint(row).description}`,
          third: <Status value={endpoint(row).state} />,
        })}
      />
    </>
  );
}
