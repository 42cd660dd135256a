import ReplayIcon from '@mui/icons-material/Replay';
import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { typeInWords } from '../events/event-words';
import { Json } from '../events/Json';
import { Command } from '../parts/Command';
import { Figures } from '../parts/Figures';
import { instant } from '../parts/format';
import { To } from '../parts/Links';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { apart, say } from '../words/say';
import { deliveryError } from './error-words';
import { DeliveryState } from './States';

export default function DeliveryPage() {
  return (
    <ShowBase resource="webhook_deliveries">
      <DeliveryDetails />
    </ShowBase>
  );
}

function DeliveryDetails() {
  const delivery = useRecordContext<Schemas['WebhookDeliveryDetailResponse']>();
  if (!delivery) return null;
  const { id, endpoint, event } = delivery;
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Delivery of event {seq}', { seq: delivery.seq })} />
      <Section
        title={typeInWords(delivery.type)}
        actions={
          <Command
            name={say('Send again')}
            icon={<ReplayIcon />}
            text={say(
              'It is sent at once, and as often as a new one if it fails. Its receiver knows it by its id.',
            )}
            path={`webhook_deliveries/${id}/redeliver/`}
            body={() => undefined}
            done={say('It is sent again.')}
          />
        }
      >
        <Figures
          rows={[
            [say('State'), <DeliveryState key="state" state={delivery.state} />],
            [say('Attempts'), delivery.attempts],
            [say('Next attempt'), instant(delivery.next_attempt_at)],
            [say('Ended'), instant(delivery.ended_at)],
            [say('Last error'), deliveryError(delivery.last_error)],
            [
              say('Endpoint'),
              <To key="to" to={`/webhook_endpoints/${endpoint}/show`}>
                <EndpointName id={endpoint} />
              </To>,
            ],
            [
              say('Event'),
              <To key="event" to={`/events/${event}/show`}>
                {delivery.seq}
              </To>,
            ],
          ]}
        />
      </Section>
      <Section title={say('Attempts')}>
        <SimpleTable
          rows={delivery.attempt_list}
          label={say('Attempts')}
          empty={say('It was not sent yet.')}
          columns={[
            { label: say('When'), value: ({ at }) => instant(at) },
            { label: say('Answered'), figure: true, value: ({ status }) => status ?? '–' },
            { label: say('Took (ms)'), figure: true, value: ({ ms }) => ms },
            { label: say('What was wrong'), isText: true, value: ({ error }) => deliveryError(error) },
            {
              label: say('What came back'),
              isText: true,
              value: ({ answer }) => (answer === null || answer === '' ? '–' : answer),
            },
          ]}
        />
      </Section>
      <Section title={say('What is sent')}>
        <Json value={JSON.parse(delivery.body)} />
      </Section>
    </Box>
  );
}

/** What it is for, else where it is. */
function EndpointName({ id }: { id: string }) {
  const { data } = useApi<Schemas['WebhookEndpointResponse']>(`webhook_endpoints/${id}/`);
  return data ? apart(data.description || data.url) : '…';
}
