import { Alert, Box } from '@mui/material';
import { useState } from 'react';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { typesInWords } from '../events/event-words';
import { Figures } from '../parts/Figures';
import { instant } from '../parts/format';
import { Section } from '../parts/Section';
import { UserName } from '../users/UserName';
import { apart, say } from '../words/say';
import { DeliveryTable } from './DeliveryTable';
import { Secret } from './Secret';
import { EndpointState } from './States';
import { reached } from './webhook-words';
import { WebhookActions } from './WebhookActions';

export default function WebhookPage() {
  return (
    <ShowBase resource="webhook_endpoints">
      <EndpointDetails />
    </ShowBase>
  );
}

const WHY = {
  asked: say('It was switched off.'),
  failing: say('Nothing reached it for five days, so it was switched off.'),
  gone: say('It said that it is gone, or was deleted.'),
  owner: say('The account of its owner is disabled.'),
};

function EndpointDetails() {
  const endpoint = useRecordContext<Schemas['WebhookEndpointResponse']>();
  const [secret, setSecret] = useState<string | null>(null);
  if (!endpoint) return null;
  const why = endpoint.disabled_reason;
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Webhook {name}', { name: apart(endpoint.description || endpoint.url) })} />
      <Secret value={secret} />
      {why !== null && (
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {WHY[why]}
        </Alert>
      )}
      <Section
        title={endpoint.description || say('Endpoint')}
        actions={<WebhookActions endpoint={endpoint} onSecret={setSecret} />}
      >
        <Figures
          rows={[
            [say('State'), <EndpointState key="state" state={endpoint.state} />],
            [say('Address'), endpoint.url],
            [say('Wants'), typesInWords(endpoint.types)],
            [
              say('Owner'),
              endpoint.owner === null ? say('The bank') : <UserName key="owner" id={endpoint.owner} />,
            ],
            [say('Reached in 24 h'), reached(endpoint)],
            [say('Deliveries that wait'), endpoint.waiting],
            [say('Failing since'), instant(endpoint.failing_since)],
            [say('Former secret until'), instant(endpoint.old_secret_until)],
            [say('Since'), instant(endpoint.created_at)],
          ]}
        />
      </Section>
      <Section title={say('Deliveries')}>
        <DeliveryTable endpoint={endpoint.id} />
      </Section>
    </Box>
  );
}
