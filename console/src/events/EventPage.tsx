import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { date, instant } from '../parts/format';
import { Ref } from '../parts/Links';
import { Section } from '../parts/Section';
import { say } from '../words/say';
import { SUBJECTS, typeInWords } from './event-words';
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
      <Title title={say('Event {seq} · {what}', { seq: event.seq, what: typeInWords(event.type) })} />
      <Section title={typeInWords(event.type)}>
        <Figures
          rows={[
            [say('Number'), event.seq],
            [say('When'), instant(event.occurred_at)],
            [say('Business date'), date(event.business_date)],
            [say('About'), `${SUBJECTS[subject.type]} ${subject.id ?? ''}`],
            [say('Loan'), <Ref key="loan" kind="loan" id={loan} />],
            [say('Customer'), <Ref key="customer" kind="customer" id={customer} />],
            [say('Provider'), <Ref key="provider" kind="provider" id={provider} />],
            [say('By'), event.actor ?? say('The platform, or the customer')],
            [say('Id, which webhooks send'), event.id],
          ]}
        />
      </Section>
      <Section title={say('As it is told')}>
        <Json value={event.data} />
      </Section>
    </Box>
  );
}
