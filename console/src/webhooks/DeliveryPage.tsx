import ReplayIcon from '@mui/icons-material/Replay';
import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { typeInWords } from '../events/event-words';
import { Json } from '../events/Json';
import { Command } from '../parts/Command';
import { Figures } from '../parts/Figures';
import { instant, shortId } from '../parts/format';
import { To } from '../parts/Links';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { Status } from '../parts/Status';

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
      <Title title={`Delivery of event ${String(delivery.seq)}`} />
      <Section
        title={typeInWords(delivery.type)}
        actions={
          <Command
            name="Send again"
            icon={<ReplayIcon />}
            text="It is sent at once, and as often as a new one if it fails. Its receiver knows it by its id."
            path={`webhook_deliveries/${id}/redeliver/`}
            body={() => undefined}
            done="It is sent again."
          />
        }
      >
        <Figures
          rows={[
            ['State', <Status key="state" value={delivery.state} />],
            ['Attempts', delivery.attempts],
            ['Next', instant(delivery.next_attempt_at)],
            ['Ended', instant(delivery.ended_at)],
            ['Last error', delivery.last_error ?? '–'],
            [
              'Endpoint',
              <To key="to" to={`/webhook_endpoints/${endpoint}/show`}>
                {shortId(endpoint)}
              </To>,
            ],
            [
              'Event',
              <To key="event" to={`/events/${event}/show`}>
                {shortId(event)}
              </To>,
            ],
          ]}
        />
      </Section>
      <Section title="Attempts">
        <SimpleTable
          rows={delivery.attempt_list}
          label="Attempts"
          empty="It was not sent yet."
          columns={[
            { label: 'When', value: ({ at }) => instant(at) },
            { label: 'Answered', figure: true, value: ({ status }) => status ?? '–' },
            { label: 'Took (ms)', figure: true, value: ({ ms }) => ms },
            { label: 'Error', isText: true, value: ({ error }) => error ?? '–' },
            { label: 'Answer', isText: true, value: ({ answer }) => answer || '–' },
          ]}
        />
      </Section>
      <Section title="What is sent">
        <Json value={JSON.parse(delivery.body)} />
      </Section>
    </Box>
  );
}
