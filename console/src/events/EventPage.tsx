import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { date, instant } from '../parts/format';
import { Ref } from '../parts/Links';
import { Section } from '../parts/Section';
import { words } from '../parts/words';
import { typeInWords } from './event-words';
import { Json } from './Json';

export default function EventPage() {
  return (
    <ShowBase resource="events">
      <EventDetails />
    </ShowBase>
  );
}

function EventDetails() {
  const event = useRecordContext<Schemas['EventResponse']>();
  if (!event) return null;
  const { subject, loan, customer, provider } = event;
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={`Event ${String(event.seq)} · ${typeInWords(event.type)}`} />
      <Section title={typeInWords(event.type)}>
        <Figures
          rows={[
            ['Number', event.seq],
            ['When', instant(event.occurred_at)],
            ['Business date', date(event.business_date)],
            ['About', `${words(subject.type)} ${subject.id ?? ''}`],
            ['Loan', <Ref key="loan" kind="loan" id={loan} />],
            ['Customer', <Ref key="customer" kind="customer" id={customer} />],
            ['Provider', <Ref key="provider" kind="provider" id={provider} />],
            ['By', event.actor ?? 'The platform, or the customer'],
            ['Id, which webhooks send', event.id],
          ]}
        />
      </Section>
      <Section title="As it is told">
        <Json value={event.data} />
      </Section>
    </Box>
  );
}
