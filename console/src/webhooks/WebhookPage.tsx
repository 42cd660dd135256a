import { Alert, Box } from '@mui/material';
import { useState } from 'react';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { typesInWords } from '../events/event-words';
import { Figures } from '../parts/Figures';
import { instant } from '../parts/format';
import { Ref } from '../parts/Links';
import { Section } from '../parts/Section';
import { Status } from '../parts/Status';
import { DeliveryTable } from './DeliveryTable';
import { Secret } from './Secret';
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
  asked: 'It was switched off.',
  failing: 'Nothing reached it for five days, so it was switched off.',
  gone: 'It said that it is gone, or was deleted.',
  owner: 'The account of its owner is disabled.',
};

function EndpointDetails() {
  const endpoint = useRecordContext<Schemas['WebhookEndpointResponse']>();
  const [secret, setSecret] = useState<string | null>(null);
  if (!endpoint) return null;
  const why = endpoint.disabled_reason;
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={`Webhook ${endpoint.url}`} />
      <Secret value={secret} />
      {why !== null && (
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {WHY[why]}
        </Alert>
      )}
      <Section
        title={endpoint.description || 'Endpoint'}
        actions={<WebhookActions endpoint={endpoint} onSecret={setSecret} />}
      >
        <Figures
          rows={[
            ['State', <Status key="state" value={endpoint.state} />],
            ['Address', endpoint.url],
            ['Wants', typesInWords(endpoint.types)],
            [
              'Of',
              endpoint.owner === null ? 'The bank' : <Ref key="owner" kind="provider" id={endpoint.owner} />,
            ],
            ['Reached in 24 h', reached(endpoint)],
            ['Waiting', endpoint.waiting],
            ['Failing since', instant(endpoint.failing_since)],
            ['Former secret until', instant(endpoint.old_secret_until)],
            ['Since', instant(endpoint.created_at)],
          ]}
        />
      </Section>
      <Section title="Deliveries">
        <DeliveryTable endpoint={endpoint.id} />
      </Section>
    </Box>
  );
}
