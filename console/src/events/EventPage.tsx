import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { date, instant } from '../parts/format';
import { Numbered, To } from '../parts/Links';
import { Section } from '../parts/Section';
import { say } from '../words/say';
import { UserName } from '../users/UserName';
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
  const { loan, customer, provider, actor } = event;
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Event {seq} · {what}', { seq: event.seq, what: typeInWords(event.type) })} />
      <Section title={typeInWords(event.type)}>
        <Figures
          rows={[
            [say('Number'), event.seq],
            [say('When'), instant(event.occurred_at)],
            [say('Business date'), date(event.business_date)],
            [say('About'), <About key="about" subject={event.subject} />],
            [say('Loan'), <Numbered key="loan" kind="loan" id={loan} number={event.loan_number} />],
            [
              say('Customer'),
              <Numbered key="customer" kind="customer" id={customer} number={event.customer_number} />,
            ],
            [
              say('Provider'),
              <Numbered key="provider" kind="provider" id={provider} number={event.provider_number} />,
            ],
            [
              say('By'),
              actor === null ? say('The platform, or the customer') : <UserName key="actor" id={actor} />,
            ],
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

type Subject = Schemas['EventSubjectResponse'];

/** Where it has a page that no other line leads to. */
const PAGES: Partial<Record<Subject['type'], string>> = {
  payment: 'payments',
  transfer: 'transfers',
  endpoint: 'webhook_endpoints',
};

function About({ subject: { type, id } }: { subject: Subject }) {
  const page = PAGES[type];
  const name = SUBJECTS[type];
  return id === null || page === undefined ? name : <To to={`/${page}/${id}/show`}>{name}</To>;
}
